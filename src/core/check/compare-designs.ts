// From a lab's `COMPARE(…)` to the designs that it is compared under: ids and preset names, in order, each once.
//
// Promises: what does not exist is left out and said. Does not: read texts.

import type { CompareItem, PolicyAxis } from '../language/check/program.ts';
import { noSuch, parseDesign } from './design.ts';

/** What exists to compare. */
export interface Comparable {
  readonly strategies: readonly { readonly id: string }[];
  readonly policies: readonly { readonly id: string; readonly axis: PolicyAxis }[];
  readonly presets: readonly { readonly id: string }[];
}

/** What a policy is compared on top of. */
export const comparedStrategy = 'refcount-bias';

export function expandCompare(
  items: readonly CompareItem[],
  { strategies, policies, presets }: Comparable,
): { readonly designs: readonly string[]; readonly problem?: string } {
  const known = { strategies: strategies.map(idOf), policies: policies.map(idOf) };
  const names = presets.map(idOf);
  const problems: string[] = [];
  const designs = items.flatMap((item): readonly string[] => {
    if (item.kind === 'policies') {
      return policies.filter(({ axis }) => axis === item.axis).map(({ id }) => `${comparedStrategy}+${id}`);
    }
    if (item.kind !== 'design') return item.kind === 'presets' ? names : known.strategies;
    if (names.includes(item.id)) return [item.id];
    const design = parseDesign(item.id, known);
    if (design.ok) return [item.id];
    problems.push(looksLikePreset(item.id) ? noSuch(item.id, 'preset', names) : design.error);
    return [];
  });
  return { designs: [...new Set(designs)], ...(problems.length > 0 && { problem: problems.join('; ') }) };
}

/** `v5.11`, `rfc-2018-08`: for the better of two complaints. */
export function looksLikePreset(id: string): boolean {
  return /^v\d|^rfc-/.test(id);
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}
