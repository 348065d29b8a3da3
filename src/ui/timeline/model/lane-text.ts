// Values of lanes in words: a number, yes or no, an enumerator, names of set bits, what a pointer points at.

import { pointerName } from '../../../core/trace/names.ts';
import type { Lane, Run } from '../../../core/trace/run.ts';

export function laneText(run: Run, lane: Lane, value: number): string {
  switch (lane.display) {
    case 'bool':
      return value === 0 ? 'no' : 'yes';
    case 'enum':
      return shortName(lane.names.find((name) => name.value === value)?.name ?? String(value));
    case 'bits':
      return bitNames(lane, value).join(' ') || 'none';
    case 'pointer':
      return pointerName(run.head.objects, value);
    case 'number':
      return String(value);
  }
}

/** Names of the set bits, in the order of their numbers; bits without a name as `bit 9`. */
export function bitNames(lane: Pick<Lane, 'names'>, value: number): readonly string[] {
  const names: string[] = [];
  for (let bit = 0; bit < 32; bit += 1) {
    if (((value >>> bit) & 1) === 0) continue;
    names.push(shortName(lane.names.find((name) => name.value === bit)?.name ?? `bit ${bit}`));
  }
  return names;
}

/** `+dirty −lru`: what a change did to a word of flags. */
export function bitChanges(lane: Pick<Lane, 'names'>, before: number, after: number): string {
  const set = bitNames(lane, after & ~before).map((name) => `+${name}`);
  const cleared = bitNames(lane, before & ~after).map((name) => `−${name}`);
  return [...set, ...cleared].join(' ');
}

/** `PG_lru` is `lru` and `LRU_INACTIVE_FILE` is `inactive_file` where the lane's own name says the rest. */
export function shortName(name: string): string {
  const match = /^(?:PG|LRU|PAGE)_(.+)$/.exec(name);
  const rest = match?.[1];
  if (rest === undefined) return name;
  return rest === rest.toUpperCase() ? rest.toLowerCase() : rest;
}
