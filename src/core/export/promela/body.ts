// What one step does, as statements: the graph's instructions from its site to where the task stands next.
//
// Values stay expressions for as long as they are true: what was read becomes a variable only when a store comes before
// its use. Promises: registers that die are zero afterwards, as in the machine, so that equal states are equal; loops
// count rounds and give up as ours do; a side that the analysis rules out is not written.

import { assertNever } from '../../base/assert.ts';
import type { CodeBlock, Exit, Instruction, Register, Value } from '../../language/lower/graph.ts';
import {
  definedBy,
  eachRegister,
  successors,
  valueOfExit,
  valuesIn,
} from '../../language/lower/read-graph.ts';
import { fuelRounds, regionFrom } from '../../machine/emit-region.ts';
import { extract, insert, type Target, targetOf } from './access.ts';
import { endRun, failedCheck, faultRun } from './findings.ts';
import { analysisOf, blocksOf, endOf, labelOf, layoutOf, type Model, siteAnalysis } from './model.ts';
import { assignAll, type Move } from './moves.ts';
import { atom, join, literal, negated, type Phrase, phraseOf, truthOf, weightOf } from './phrase.ts';
import { endBookkeeping, switchCpu } from './sharing.ts';
import { otherwise, perform, type Statement, when } from './statement.ts';

/** What registers hold, as text. */
export type Env = Map<Register, Phrase>;

type AccessInstruction = Instruction & { readonly kind: 'load' | 'store' | 'rmw' };

/** What is longer when it is written out becomes a variable of its own. */
const longest = 160;

/** Registers that live where the task stands are variables of its process. */
export function registersAt(model: Model, task: number, block: number): Env {
  const { plan } = layoutOf(model, task);
  return new Map((plan.alive[block] ?? []).map((register) => [register, atom(`k${plan.colours[register]}`)]));
}

/** The statements behind the gate of the step; the last of each way goes to where the task stands next. */
export function writeBody(model: Model, task: number, entry: number): readonly Statement[] {
  const { plan } = layoutOf(model, task);
  const blocks = blocksOf(model, task);
  const known = analysisOf(model, task);
  const site = siteAnalysis(model, task, entry);
  const region = regionFrom(blocks, entry);
  const aliveHere = plan.alive[entry] ?? [];
  const asserts = assertions(model, task, entry);
  const assigned = new Set(region.blocks.flatMap((block) => blocks[block]?.code.map(definedBy) ?? []));
  const merged = new Map<Register, Phrase>();
  const waiting: number[] = [];
  const labelled = new Set<number>();
  let spares = 0;

  const hidden = (name: string): string => {
    model.needs.hidden.add(name);
    return name;
  };
  const spare = () => hidden(`t${spares++}`);
  /** Statements that a phrase asked for; they come before the one that it is used in. */
  let spilled: Statement[] = [];
  const spill = (value: Phrase): Phrase => {
    const name = spare();
    spilled.push(perform(`${name} = ${value.text}`));
    return atom(name);
  };
  const phrase = (env: Env, value: Value) =>
    phraseOf({ tongue: 'promela', register: (register) => env.get(register) ?? literal(0), spill }, value);
  const flush = (): readonly Statement[] => {
    const before = spilled;
    spilled = [];
    return before;
  };
  const mergeLabel = (block: number) => `${labelOf(model, task, entry)}_b${block}`;

  /** The variable of a register where ways come together; one that nobody sets here stays where it is. */
  const mergedAs = (register: Register): Phrase => {
    const unchanged = aliveHere.includes(register) && !assigned.has(register);
    const value =
      merged.get(register) ??
      (unchanged ? atom(`k${plan.colours[register]}`) : atom(hidden(`m${merged.size}`)));
    merged.set(register, value);
    return value;
  };
  /** Writes the registers of the place where the task comes to stand, and clears those that die. */
  const settle = (env: Env, alive: readonly Register[]): readonly Statement[] => {
    const moves: Move[] = alive.map((register) => ({
      target: `k${plan.colours[register]}`,
      value: env.get(register) ?? literal(0),
    }));
    const taken = new Set(moves.map(({ target }) => target));
    for (const register of aliveHere) {
      const target = `k${plan.colours[register]}`;
      if (!taken.has(target)) moves.push({ target, value: literal(0) });
      taken.add(target);
    }
    return assignAll(moves, spare);
  };
  const leave = (env: Env, property: number | undefined): readonly Statement[] =>
    endRun(model, property, [
      ...settle(env, []),
      ...endBookkeeping(model, task),
      perform(`goto ${endOf(model, task)}`),
    ]);

  const jump = (env: Env, from: number, to: number): readonly Statement[] => {
    // Before it came so far, the analysis says, the step has ended its run.
    if (blocks[to]?.step !== undefined && siteAnalysis(model, task, to) === undefined) {
      return [perform('assert(false)'), perform(`goto ${endOf(model, task)}`)];
    }
    if (blocks[to]?.step !== undefined) {
      return [...settle(env, plan.alive[to] ?? []), ...asserts, perform(`goto ${labelOf(model, task, to)}`)];
    }
    if (!region.merges.has(to)) return walk(new Map(env), to);
    if (!labelled.has(to)) {
      labelled.add(to);
      waiting.push(to);
    }
    const moves = (plan.alive[to] ?? []).map((register) => ({
      target: mergedAs(register).text,
      value: env.get(register) ?? literal(0),
    }));
    const goes = [...assignAll(moves, spare), perform(`goto ${mergeLabel(to)}`)];
    if (!region.backEdges.has(from * blocks.length + to)) return goes;
    const tired = faultRun(model, 'fuel', undefined, (property) => leave(env, property));
    return [perform(`${hidden('rounds')} = rounds + 1`), when(`rounds > ${fuelRounds}`, tired), ...goes];
  };

  const exitOf = (env: Env, block: number, exit: Exit): readonly Statement[] => {
    switch (exit.kind) {
      case 'goto':
        return jump(env, block, exit.target);
      case 'branch': {
        const test = truthOf(phrase(env, exit.test));
        const before = flush();
        if (test.known !== undefined) return jump(env, block, test.known !== 0 ? exit.then : exit.else);
        const yes = jump(new Map(env), block, exit.then);
        const no = jump(env, block, exit.else);
        if (JSON.stringify(yes) === JSON.stringify(no)) return yes;
        return [...before, { kind: 'if', options: [{ test: test.text, body: yes }, otherwise(no)] }];
      }
      case 'end':
      case 'return':
        return [
          ...settle(env, []),
          ...endBookkeeping(model, task),
          ...asserts,
          perform(`goto ${endOf(model, task)}`),
        ];
      default:
        return assertNever(exit);
    }
  };

  const walk = (env: Env, index: number): readonly Statement[] => {
    const { code, exit } = blocks[index] as CodeBlock;
    const statements: Statement[] = [];
    for (const [at, instruction] of code.entries()) {
      const done = carryOut(env, index, at, instruction);
      statements.push(...flush(), ...done.statements);
      if (done.left) return statements;
    }
    return [...statements, ...exitOf(env, index, exit)];
  };

  /** What was read and is still wanted must not change with the words that are stored now. */
  const keep = (env: Env, index: number, at: number): readonly Statement[] => {
    const wanted = liveAfter(blocks, plan.alive, index, at);
    const statements: Statement[] = [];
    for (const [register, value] of env) {
      if (!value.reads || !wanted.has(register)) continue;
      const name = spare();
      statements.push(perform(`${name} = ${value.text}`));
      env.set(register, atom(name));
    }
    return statements;
  };

  const set = (env: Env, register: Register, value: Phrase): void => {
    const { truth = false, positive = false } = value;
    env.set(register, weightOf(value) <= longest ? value : { ...spill(value), truth, positive });
  };

  /** The variable of an access, behind the tests that it needs. */
  const reach = (env: Env, index: number, at: number, access: AccessInstruction) => {
    const found = known.access(index, at);
    const simple = found?.slots.length === 1 && !found.mayFault && access.size >= 4 && !model.words.guarded;
    let address = simple ? atom('') : phrase(env, access.address);
    if (!address.atom) address = spill(address);
    const target = targetOf(model.words, found, access.address, address, access.size, spill);
    const bad = () => faultRun(model, 'access', address, (property) => leave(env, property));
    const statements = [...flush()];
    if (target === undefined) return { statements: [...statements, ...bad()], target: undefined };
    if (target.good.known === undefined) statements.push(when(negated(target.good).text, bad()));
    return { statements, target };
  };

  const carryOut = (
    env: Env,
    index: number,
    at: number,
    instruction: Instruction,
  ): { readonly statements: readonly Statement[]; readonly left?: true } => {
    switch (instruction.kind) {
      case 'set':
        set(env, instruction.register, phrase(env, instruction.value));
        return { statements: [] };
      case 'load': {
        const { statements, target } = reach(env, index, at, instruction);
        if (target === undefined) return { statements, left: true };
        const before = [...flush(), ...statements];
        set(
          env,
          instruction.register,
          extract(target.read, instruction.size, instruction.signed, target.shift),
        );
        return { statements: [...before, ...flush()] };
      }
      case 'store':
      case 'rmw': {
        const { statements, target } = reach(env, index, at, instruction);
        if (target === undefined) return { statements, left: true };
        const value = phrase(env, instruction.value);
        const whole = written(target, instruction, value);
        const spills = flush();
        // The register whose value the word takes on may be read from the word from now on.
        const same =
          instruction.kind === 'store' &&
          instruction.size >= 4 &&
          instruction.value.kind === 'register' &&
          value.reads
            ? instruction.value.register
            : undefined;
        if (same !== undefined && target.variable !== undefined) env.delete(same);
        const kept = keep(env, index, at);
        if (same !== undefined && target.variable !== undefined) env.set(same, target.read);
        return { statements: [...statements, ...spills, ...kept, ...target.write(whole)] };
      }
      case 'choose': {
        const name = spare();
        env.set(instruction.register, atom(name));
        const options = Array.from({ length: instruction.count }, (_, alternative) => ({
          test: `${name} = ${alternative}`,
          body: [],
          mark: { alternative },
        }));
        return { statements: [{ kind: 'if', options }] };
      }
      case 'check':
        return failedCheck(model, instruction, site, phrase(env, instruction.test), (property) =>
          leave(env, property),
        );
      case 'prune': {
        const holds = truthOf(phrase(env, instruction.test));
        if (holds.known === 1 || site?.mayPrune === false) return { statements: [] };
        const drop = leave(env, undefined);
        return holds.known === 0
          ? { statements: drop, left: true }
          : { statements: [when(negated(holds).text, drop)] };
      }
      case 'cpu-control':
        return { statements: switchCpu(model, task, instruction.op) };
      // The guard was the gate of the step.
      case 'guard':
      case 'fence':
      case 'ledger':
        return { statements: [] };
      default:
        return assertNever(instruction);
    }
  };

  const statements = [...walk(registersAt(model, task, entry), entry)];
  for (let block = waiting.shift(); block !== undefined; block = waiting.shift()) {
    const env: Env = new Map((plan.alive[block] ?? []).map((register) => [register, mergedAs(register)]));
    statements.push({ kind: 'label', name: mergeLabel(block) }, ...walk(env, block));
  }
  return region.backEdges.size > 0 ? [perform('rounds = 0'), ...statements] : statements;
}

function written(
  target: Target,
  instruction: Instruction & { readonly kind: 'store' | 'rmw' },
  value: Phrase,
): Phrase {
  const { size } = instruction;
  if (instruction.kind === 'store') return insert(target.read, value, size, target.shift);
  const before = extract(target.read, size, false, target.shift);
  const op = { add: '+', or: '|', and: '&', xor: '^' }[instruction.op];
  const after =
    op === '+' && value.known !== undefined && value.known < 0 && value.known > -2147483648
      ? join(before, '-', literal(-value.known))
      : join(before, op, value);
  return insert(target.read, after, size, target.shift);
}

/** Properties of every state that read what the step can write. */
function assertions(model: Model, task: number, block: number): readonly Statement[] {
  const footprint = siteAnalysis(model, task, block)?.footprint;
  const writes = new Set<number>();
  footprint?.slots.forEach((slot, at) => {
    if (((footprint.touches[at] ?? 0) & ~1) !== 0) writes.add(slot);
  });
  return model.watched.flatMap(({ macro, reads }) =>
    [...reads].some((slot) => writes.has(slot)) ? [perform(`assert(${macro})`)] : [],
  );
}

/** Registers whose values are used behind the instruction at `at`. */
function liveAfter(
  blocks: readonly CodeBlock[],
  alive: readonly (readonly Register[])[],
  index: number,
  at: number,
): ReadonlySet<Register> {
  const { code, exit } = blocks[index] as CodeBlock;
  const live = new Set(successors(exit).flatMap((to) => alive[to] ?? []));
  const last = valueOfExit(exit);
  if (last) eachRegister(last, (register) => live.add(register));
  for (const instruction of code.slice(at + 1).reverse()) {
    const register = definedBy(instruction);
    if (register !== undefined) live.delete(register);
    if (instruction.kind === 'ledger') continue;
    for (const value of valuesIn(instruction)) eachRegister(value, (one) => live.add(one));
  }
  return live;
}
