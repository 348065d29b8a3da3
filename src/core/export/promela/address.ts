// From a computed address to an element of its family, as macros: for each family.
//
//   AT_name(a)       number of the element; only where there is one
//   IN_name(a)       1 where the word at `a` is in the family
//   FIND_name(a)     the number, or -1; only of families that are looked up in a table
// Promises: an expression without side effects; few members are compared one by one, more of them looked up in a table, which
// leaves out the ranges of addresses where no member is.

import type { Family } from './words.ts';

/** So many are compared one after another. */
const compared = 4;
/** A table has at most so many ranges; with more, the smallest gaps between them are filled. */
const mostRanges = 8;

export function isLookedUp({ members }: Family): boolean {
  return members.length > compared;
}

export function addressMacros(family: Family): readonly string[] {
  const { name, members } = family;
  if (!isLookedUp(family)) {
    const at = members
      .slice(1)
      .reduceRight(
        (rest, _, index) => `((a) == ${members[index]} -> ${index} : ${rest})`,
        `${members.length - 1}`,
      );
    const inside = members.map((address) => `(a) == ${address}`).join(' || ');
    return [
      `#define AT_${name}(a)\t${members.length === 1 ? '0' : at}`,
      `#define IN_${name}(a)\t(${members.length === 0 ? '0' : inside})`,
    ];
  }
  const ranges = rangesOf(members);
  const table: number[] = [];
  const offsets = ranges.map(({ from, to }) => {
    const offset = table.length - from / 4;
    for (let address = from; address <= to; address += 4) table.push(members.indexOf(address) + 1);
    return offset;
  });
  const rows: string[] = [];
  for (let row = 0; row < table.length; row += 24) rows.push(`\t${table.slice(row, row + 24).join(', ')}`);
  const place = ranges.reduceRight((rest, { to }, index) => {
    const here = `(a) / 4 ${offsets[index] === undefined || offsets[index] < 0 ? '-' : '+'} ${Math.abs(offsets[index] ?? 0)}`;
    return rest === '' ? here : `((a) <= ${to} -> ${here} : ${rest})`;
  }, '');
  const within = ranges.map(({ from, to }) => `((a) >= ${from} && (a) <= ${to})`).join(' || ');
  return [
    `hidden ${members.length < 255 ? 'byte' : 'short'} number_${name}[${table.length}] = {\n${rows.join(',\n')} };`,
    `#define PLACE_${name}(a)\t(${place})`,
    `#define AT_${name}(a)\t(number_${name}[PLACE_${name}(a)] - 1)`,
    `#define IN_${name}(a)\t((${within}) && number_${name}[PLACE_${name}(a)] > 0)`,
    `#define FIND_${name}(a)\t((${within}) -> AT_${name}(a) : -1)`,
  ];
}

interface Range {
  readonly from: number;
  to: number;
}

function rangesOf(members: readonly number[]): readonly Range[] {
  const ordered = [...members].sort((a, b) => a - b);
  const gaps = ordered.slice(1).map((address, index) => address - (ordered[index] ?? 0));
  const largest = [...gaps].sort((a, b) => b - a)[mostRanges - 1] ?? 4;
  const ranges: Range[] = [];
  for (const address of ordered) {
    const last = ranges.at(-1);
    if (last && address - last.to <= Math.max(4, largest)) last.to = address;
    else ranges.push({ from: address, to: address });
  }
  return ranges;
}

/** The words of a family that never change, behind those that do. */
export function constantsOf(family: Family, valueAt: (address: number) => number): readonly string[] {
  const rest = family.members.slice(family.varying);
  if (rest.length === 0) return [];
  const values = rest.map((address) => valueAt(address) >>> 0).join(', ');
  return [`hidden int ${family.name}_fixed[${rest.length}] = { ${values} };`];
}
