// In which order lists show strategies, kernels and labs.

import { groups } from './groups.ts';

/** As the record's tables have them; the others follow by name. */
const tables = [
  'get-only',
  'page-flag-2018-06',
  'lru-overlay-2018-07',
  'lru-overlay-2018-11',
  'own-field',
  'refcount-bias',
];

export function byTables({ id: a }: { readonly id: string }, { id: b }: { readonly id: string }): number {
  const place = (id: string) => {
    const at = tables.indexOf(id);
    return at < 0 ? tables.length : at;
  };
  return place(a) - place(b) || compareText(a, b);
}

/** Kernels in the order of their numbers, the postings of 2018 between v4.4 and v5.8. */
export function byAge({ id: a }: { readonly id: string }, { id: b }: { readonly id: string }): number {
  const age = (id: string): number => {
    const [, major = '4', minor = '18'] = /^v(\d+)\.(\d+)/.exec(id) ?? [];
    return Number(major) * 1000 + Number(minor);
  };
  return age(a) - age(b) || compareText(a, b);
}

/** The catalogue's scenarios first, then other labs, then those of a real kernel. */
export function byCatalogue(
  { id: a, group: x }: { readonly id: string; readonly group: string },
  { id: b, group: y }: { readonly id: string; readonly group: string },
): number {
  return groups.indexOf(x) - groups.indexOf(y) || compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
