// The names of labs, strategies, policies and presets, out of the names of their files.

export const labEnding = '.lab.c';
export const strategyEnding = '.strategy.c';
export const policyEnding = '.policy.c';
export const presetEnding = '.preset.c';

/** `labs/s01-….lab.c` → `s01-…`; another name loses only its folder. */
export function idOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const ending of [labEnding, strategyEnding, policyEnding, presetEnding, '.c']) {
    if (name.endsWith(ending) && name.length > ending.length) return name.slice(0, -ending.length);
  }
  return name;
}
