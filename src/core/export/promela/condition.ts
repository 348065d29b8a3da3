// Code that only asks, as one expression: the guard of a step, a property.
//
// Promises: undefined where it is no expression (a loop, an address that a property computes, too long a text): then it
// becomes a C function (c-function.ts). The value of a bad access is the caller's to say.

import { assertNever } from '../../base/assert.ts';
import type { CodeBlock, Instruction, Value } from '../../language/lower/graph.ts';
import { extract, targetOf } from './access.ts';
import type { Env } from './body.ts';
import { analysisOf, blocksOf, type Model } from './model.ts';
import { both, choose, literal, type Phrase, phraseOf, truthOf, weightOf } from './phrase.ts';

/** Longer ones are better read as a function. */
const longest = 1200;
/** Branches inside each other. */
const deepest = 24;

/** What has to be true at the step of a task, or 1 where it has no guard. */
export function guardOf(model: Model, task: number, entry: number, env: Env): Phrase | undefined {
  const blocks = blocksOf(model, task);
  const known = analysisOf(model, task);
  const reach = (block: number, at: number, load: Instruction & { readonly kind: 'load' }, address: Phrase) =>
    targetOf(model.words, known.access(block, at), load.address, address, load.size);
  const goesOn = (check: Instruction & { readonly kind: 'check' }) =>
    check.of === 'bug' && model.graph.bugs[check.index]?.severity === 'warn';
  return expressionOf(blocks, entry, env, { reach, bad: literal(1), goesOn });
}

/** What a property's routine says; every address in it must be known. */
export function propertyOf(model: Model, blocks: readonly CodeBlock[]): Phrase | undefined {
  const reach = (_: number, __: number, load: Instruction & { readonly kind: 'load' }, address: Phrase) =>
    targetOf(model.words, undefined, load.address, address, load.size);
  return expressionOf(blocks, 0, new Map(), { reach, bad: literal(0), goesOn: undefined });
}

interface Ways {
  reach(
    block: number,
    at: number,
    load: Instruction & { readonly kind: 'load' },
    address: Phrase,
  ): ReturnType<typeof targetOf>;
  /** Value of the whole where an access is bad. */
  readonly bad: Phrase;
  /** Of a step: whether a failed check is only a warning. Undefined for a property. */
  readonly goesOn: ((check: Instruction & { readonly kind: 'check' }) => boolean) | undefined;
}

function expressionOf(
  blocks: readonly CodeBlock[],
  entry: number,
  env: Env,
  { reach, bad, goesOn }: Ways,
): Phrase | undefined {
  const phrase = (here: Env, value: Value) =>
    phraseOf({ tongue: 'promela', register: (register) => here.get(register) ?? literal(0) }, value);

  const follow = (here: Env, index: number, depth: number): Phrase | undefined => {
    if (depth > deepest) return undefined;
    const { code, exit } = blocks[index] as CodeBlock;
    const inCode = (at: number): Phrase | undefined => {
      const instruction = code[at];
      if (instruction === undefined) return leave();
      switch (instruction.kind) {
        case 'set':
          here.set(instruction.register, phrase(here, instruction.value));
          return short(here.get(instruction.register)) ? inCode(at + 1) : undefined;
        case 'load': {
          const address = phrase(here, instruction.address);
          const target = reach(index, at, instruction, address);
          if (target === undefined) {
            return goesOn === undefined && address.known === undefined ? undefined : bad;
          }
          here.set(
            instruction.register,
            extract(target.read, instruction.size, instruction.signed, target.shift),
          );
          if (!short(here.get(instruction.register))) return undefined;
          const rest = inCode(at + 1);
          return rest && choose('promela', target.good, rest, bad);
        }
        case 'guard': {
          const test = phrase(here, instruction.test);
          const rest = inCode(at + 1);
          return rest && both(test, rest);
        }
        // The step can be done, and then ends its run.
        case 'prune':
          return orElse(truthOf(phrase(here, instruction.test)), () => inCode(at + 1));
        case 'check':
          if (goesOn === undefined) return undefined;
          if (goesOn(instruction)) return inCode(at + 1);
          return orElse(truthOf(phrase(here, instruction.test)), () => inCode(at + 1));
        case 'fence':
        case 'ledger':
        case 'cpu-control':
          return inCode(at + 1);
        case 'choose':
        case 'store':
        case 'rmw':
          return goesOn ? literal(1) : undefined;
        default:
          return assertNever(instruction);
      }
    };
    const orElse = (test: Phrase, next: () => Phrase | undefined): Phrase | undefined => {
      const rest = next();
      return rest && choose('promela', test, rest, literal(1));
    };
    const leave = (): Phrase | undefined => {
      switch (exit.kind) {
        case 'goto':
          return jump(here, exit.target);
        case 'branch': {
          const test = truthOf(phrase(here, exit.test));
          if (test.known !== undefined) return jump(here, test.known !== 0 ? exit.then : exit.else);
          const yes = jump(new Map(here), exit.then);
          const no = yes && jump(new Map(here), exit.else);
          return no && choose('promela', test, yes, no);
        }
        case 'return':
          return truthOf(phrase(here, exit.value));
        case 'end':
          return literal(1);
        default:
          return assertNever(exit);
      }
    };
    const jump = (next: Env, to: number): Phrase | undefined =>
      blocks[to]?.step !== undefined ? literal(1) : follow(next, to, depth + 1);
    return inCode(0);
  };
  const whole = follow(new Map(env), entry, 0);
  return short(whole) ? whole : undefined;
}

function short(phrase: Phrase | undefined): boolean {
  return phrase !== undefined && weightOf(phrase) <= longest;
}
