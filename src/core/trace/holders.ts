// The names of ledger holders, out of the library's `enum ref_holder`: `REF_PAGE_CACHE` is shown as "page cache".

import type { EnumType } from '../language/types/c-type.ts';
import type { RunHead } from './run.ts';

export function holdersOf(enums: readonly EnumType[]): RunHead['holders'] {
  const holders = enums.find((one) => one.tag === 'ref_holder')?.enumerators ?? [];
  const prefix = commonPrefix(holders.map((one) => one.name));
  return holders.map(({ name, value }) => ({ value, name: inWords(name.slice(prefix.length)) }));
}

/** The longest beginning, up to and with a `_`, that all names share. */
function commonPrefix(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  if (rest.length === 0) return '';
  let prefix = first.slice(0, first.lastIndexOf('_') + 1);
  while (prefix !== '' && !rest.every((name) => name.startsWith(prefix))) {
    prefix = prefix.slice(0, prefix.lastIndexOf('_', prefix.length - 2) + 1);
  }
  return prefix;
}

function inWords(name: string): string {
  return name === 'PTE' || name === 'DMA' ? name : name.toLowerCase().replaceAll('_', ' ');
}
