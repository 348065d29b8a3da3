// The flags of a page, each set or clear, each changed by this step or not.

import type { Field } from '../../../core/language/lower/graph.ts';
import { shortName } from '../../timeline/model/lane-text.ts';

export interface Flag {
  readonly bit: number;
  /** `PG_lru`, or `bit 9` for a set bit that has no name. */
  readonly name: string;
  readonly short: string;
  readonly set: boolean;
  readonly changed: boolean;
}

export function flagsOf(field: Field, value: number, before: number | undefined): readonly Flag[] {
  const flags: Flag[] = [];
  for (let bit = 0; bit < 32; bit += 1) {
    const named = field.names.find((name) => name.value === bit)?.name;
    const set = ((value >>> bit) & 1) === 1;
    const changed = before !== undefined && (((before >>> bit) & 1) === 1) !== set;
    if (named === undefined && !set && !changed) continue;
    const name = named ?? `bit ${bit}`;
    flags.push({ bit, name, short: shortName(name), set, changed });
  }
  return flags;
}
