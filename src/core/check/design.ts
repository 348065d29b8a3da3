// A design: one strategy, any number of policies, one memory model; and its id, `refcount-bias+wb-bounce@x86-TSO`.
//
// Promises: formatDesign and splitDesign undo each other; SC is not written; what is wrong with an id is said with what
// exists. Does not: know presets' contents, files or texts; whoever holds the library does.

import { fail, ok, type Result } from '../base/result.ts';
import { type Design, designText } from '../language/check/design.ts';
import { nearest } from '../language/source/did-you-mean.ts';
import { type MemoryModel, memoryModels } from './verdict.ts';

export type { Design };

/** The ids that exist. */
export interface KnownParts {
  readonly strategies: readonly string[];
  readonly policies: readonly string[];
}

export function formatDesign(design: Design): string {
  return designText(design);
}

/** The parts of an id, whether or not they exist. */
export function splitDesign(id: string): Result<Design, string> {
  const at = id.lastIndexOf('@');
  const memory = readMemory(at < 0 ? 'SC' : id.slice(at + 1).trim());
  if (!memory.ok) return memory;
  const [strategy = '', ...policies] = (at < 0 ? id : id.slice(0, at)).split('+').map((part) => part.trim());
  if (strategy === '') return fail(`${shown(id)} names no strategy: write STRATEGY+POLICY@MEMORY`);
  if (policies.includes('')) return fail(`${shown(id)} has a + with no policy behind it`);
  const twice = policies.find((policy, index) => policies.indexOf(policy) !== index);
  if (twice !== undefined) return fail(`${shown(id)} names the policy ${twice} twice`);
  return ok({ strategy, policies, memory: memory.value });
}

export function readMemory(name: string): Result<MemoryModel, string> {
  const found = memoryModels.find((model) => model.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return ok(found);
  return fail(noSuch(name, 'memory model', memoryModels));
}

/** As `splitDesign`, and every part exists. */
export function parseDesign(id: string, known: KnownParts): Result<Design, string> {
  const split = splitDesign(id);
  if (!split.ok) return split;
  const { strategy, policies } = split.value;
  if (!known.strategies.includes(strategy)) {
    return fail(
      known.policies.includes(strategy)
        ? `${strategy} is a policy, not a strategy: name a strategy before it, for example refcount-bias+${strategy}`
        : noSuch(strategy, 'strategy', known.strategies),
    );
  }
  for (const policy of policies) {
    if (known.policies.includes(policy)) continue;
    return fail(
      known.strategies.includes(policy)
        ? `${policy} is a strategy, and ${strategy} is one already: a design has one strategy`
        : noSuch(policy, 'policy', known.policies),
    );
  }
  return split;
}

/** "wb-bouncy: no such policy; did you mean wb-bounce?" */
export function noSuch(name: string, what: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const hint =
    meant !== undefined
      ? `did you mean ${meant}?`
      : known.length === 0
        ? `there is none`
        : `there is ${known.join(', ')}`;
  return `${shown(name)}: no such ${what}; ${hint}`;
}

function shown(name: string): string {
  return name.trim() === '' ? '(nothing)' : name;
}
