// The groups of labs, as the catalogue of scenarios has them: by number, or by folder.

const byNumber: readonly { readonly upTo: number; readonly group: string }[] = [
  { upTo: 16, group: 'Accounting with the overlay designs' },
  { upTo: 26, group: 'Accounting with reference-bias and flag designs' },
  { upTo: 41, group: 'File pages, writeback, truncate, reclaim' },
  { upTo: 53, group: 'Anonymous pages, fork and COW' },
  { upTo: 63, group: 'GUP-fast, compound pages, migration, hardware' },
];

export const yours = 'Yours';
const other = 'Other labs';
const realKernel = 'Agreement with a real 6.1 kernel';

/** In the order of lists. */
export const groups: readonly string[] = [...byNumber.map(({ group }) => group), other, realKernel, yours];

/** By the path of a built-in lab. */
export function groupOf(path: string): string {
  if (path.startsWith('labs/kernel-6.1/')) return realKernel;
  const number = Number(/(?:^|\/)s(\d+)[a-z]?-/.exec(path)?.[1]);
  return byNumber.find(({ upTo }) => number <= upTo)?.group ?? other;
}
