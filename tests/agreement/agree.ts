// Steps machine and interpreter along one schedule and says where they first differ.
//
// Compared after every step: who can run, with how many alternatives; what the step did (went on, pruned, which
// finding, which warnings); every word of every shared object; every property.

import { seededRandom } from '../../src/core/base/random.ts';
import type { Finding } from '../../src/core/check/verdict.ts';
import { type Found, Interpreter, type Outcome } from '../../src/core/interpret/interpreter.ts';
import type { Program } from '../../src/core/language/check/program.ts';
import type { Graph, MemoryObject } from '../../src/core/language/lower/graph.ts';
import { compileMachine } from '../../src/core/machine/compile.ts';
import type { Machine, Observer } from '../../src/core/machine/machine.ts';
import { StepCode, Truth } from '../../src/core/machine/machine.ts';

export interface Both {
  readonly program: Program;
  readonly graph: Graph;
}

interface Done {
  readonly kind: Outcome['kind'];
  readonly found: readonly string[];
  readonly stored: readonly string[];
}

/** The schedule so far and what differs; undefined when they agree to the end. */
export function firstDifference(both: Both, seed: number, maxSteps: number): string | undefined {
  const { graph } = both;
  const random = seededRandom(seed);
  const stored: string[] = [];
  const machine = compileMachine(graph, 'SC', storeWatcher(graph, stored));
  const interpreter = interpreterFor(both);
  const schedule: string[] = [];
  const differs = (what: string, ofMachine: unknown, ofInterpreter: unknown): string =>
    `${what} after [${schedule.join(' ')}]\n  machine:     ${JSON.stringify(ofMachine)}\n  interpreter: ${JSON.stringify(ofInterpreter)}`;

  const beginning = machine.start();
  const first = interpreter.start();
  const machineFirst = { kind: beginning.ended ? 'ended' : 'ok', found: beginning.findings.map(ofFinding) };
  const interpreterFirst = {
    kind: first.kind === 'pruned' ? 'ended' : first.kind,
    found: first.found.map(ofFound),
  };
  if (!same(machineFirst, interpreterFirst)) return differs('the beginning', machineFirst, interpreterFirst);
  if (beginning.ended) return undefined;
  const { state } = beginning;

  for (let steps = 0; ; steps += 1) {
    const difference = differenceOfStates(both, machine, state, interpreter);
    if (difference) return differs(...difference);
    const runnable = graph.tasks.map((_, task) => task).filter((task) => machine.enabled(state, task));
    if (runnable.length === 0 || steps >= maxSteps) return undefined;
    const task = runnable[random.below(runnable.length)] ?? 0;
    const alternative = random.below(machine.alternatives(state, task));
    const site = machine.site(state, task);
    schedule.push(
      `${graph.tasks[task]?.name}${alternative > 0 ? `~${alternative}` : ''}(${site?.operation} ${site?.text})`,
    );

    stored.length = 0;
    const code = machine.step(state, task, alternative);
    const ofMachine: Done = {
      kind: code === StepCode.pruned ? 'pruned' : code === StepCode.finding ? 'ended' : 'ok',
      found: [...machine.lastWarnings(), ...(code === StepCode.finding ? [machine.lastFinding()] : [])].map(
        ofFinding,
      ),
      stored: unique(stored),
    };
    const outcome = interpreter.step(task, alternative);
    const ofInterpreter: Done = {
      kind: outcome.kind,
      found: outcome.found.map(ofFound),
      stored: unique(outcome.stored.map((word) => withoutCopy(interpreter.world.nameOf(word) ?? `${word}`))),
    };
    if (!same(ofMachine, ofInterpreter)) return differs('a step', ofMachine, ofInterpreter);
    if (ofMachine.kind !== 'ok') return undefined;
  }
}

function differenceOfStates(
  { program, graph }: Both,
  machine: Machine,
  state: Int32Array,
  interpreter: Interpreter,
): readonly [string, unknown, unknown] | undefined {
  for (const [task, { name }] of graph.tasks.entries()) {
    const ofMachine = standing(
      machine.ended(state, task),
      machine.enabled(state, task),
      machine.alternatives(state, task),
    );
    const ofInterpreter = standing(
      interpreter.ended(task),
      interpreter.enabled(task),
      interpreter.alternatives(task),
    );
    if (ofMachine !== ofInterpreter) return [`where ${name} stands`, ofMachine, ofInterpreter];
  }
  if (machine.finished(state) !== interpreter.finished()) {
    return ['who has finished', machine.finished(state), interpreter.finished()];
  }
  const words = machineWords(graph, machine, state);
  for (const [name, ofInterpreter] of interpreterWords(graph, interpreter)) {
    const ofMachine = words.get(name);
    if (!sameValue(ofMachine, ofInterpreter)) return [name, ofMachine, ofInterpreter];
  }
  for (const [index, { name, routine }] of graph.properties.entries()) {
    if (!routine || !program.properties[index]) continue;
    const ofMachine = machine.evaluateProperty(state, index) === Truth.content;
    if (ofMachine !== interpreter.content(index)) return [name, ofMachine, !ofMachine];
  }
  return undefined;
}

function standing(ended: boolean, enabled: boolean, alternatives: number): string {
  if (ended) return 'ended';
  return enabled ? `can run, ${alternatives}` : 'waits';
}

/** A word's value and, where it is a pointer to a local, what it points at: `kswapd: list+0`. */
export interface WordValue {
  readonly value: number;
  readonly local: string | undefined;
}

/** Copies of a local may lie at different addresses on both sides; a pointer to one is the same if its name is. */
function sameValue(one: WordValue | undefined, other: WordValue): boolean {
  return one?.value === other.value || (one?.local !== undefined && one.local === other.local);
}

/** Words of the machine's memory by object and offset. */
export function machineWords(
  graph: Graph,
  machine: Machine,
  state: Int32Array,
): ReadonlyMap<string, WordValue> {
  const { objects, words } = graph.memory;
  const pointers = pointerWords(graph);
  const found = new Map<string, WordValue>();
  for (const { address } of words) {
    const value = machine.readWord(state, address) ?? 0;
    const name = nameIn(objects, address) ?? `${address}`;
    found.set(name, wordValue(pointers.has(name), nameIn(objects, value), value));
  }
  return found;
}

/**
 * The same of the interpreter's memory, without locals: those are compared where their values show. What no code
 * reaches has no place in the machine and is left out.
 */
export function interpreterWords(graph: Graph, { world }: Interpreter): ReadonlyMap<string, WordValue> {
  const known = new Set(graph.memory.objects.map((object) => object.name));
  const pointers = pointerWords(graph);
  const found = new Map<string, WordValue>();
  for (const object of world.objects) {
    if (object.kind === 'local' || !known.has(object.name)) continue;
    for (const { offset, value } of world.wordsOf(object)) {
      const name = `${object.name}+${offset}`;
      found.set(name, wordValue(pointers.has(name), world.nameOf(value), value));
    }
  }
  return found;
}

function wordValue(isPointer: boolean, name: string | undefined, value: number): WordValue {
  return { value, local: isPointer && name?.includes(': ') ? withoutCopy(name) : undefined };
}

/** Names of the words that a pointer can be in. */
function pointerWords(graph: Graph): ReadonlySet<string> {
  const known = pointersOf.get(graph);
  if (known) return known;
  const names = graph.memory.objects.flatMap((object) =>
    object.fields
      .filter((field) => field.display === 'pointer')
      .map((field) => `${object.name}+${field.address - object.address}`),
  );
  const pointers = new Set(names);
  pointersOf.set(graph, pointers);
  return pointers;
}

const pointersOf = new WeakMap<Graph, ReadonlySet<string>>();

/**
 * An interpreter whose objects lie where the graph's do, so that numbers made of addresses are equal. Only of locals
 * with several copies nobody can say which is which; pointers to those are compared by name.
 */
export function interpreterFor({ program, graph }: Both): Interpreter {
  const names = new Set(graph.memory.objects.map((object) => object.name));
  const single = graph.memory.objects.filter(({ name }) => !names.has(`${name} (2)`));
  const addresses = new Map(single.map((object) => [object.name, object.address]));
  return new Interpreter(program, (name) => addresses.get(name));
}

function nameIn(objects: readonly MemoryObject[], value: number): string | undefined {
  const address = value >>> 0;
  const object = objects.find((one) => address >= one.address && address < one.address + one.size);
  return object && `${object.name}+${address - object.address}`;
}

/** Copies of a local for several calls are told apart by numbers that mean nothing to the other side. */
function withoutCopy(name: string): string {
  return name.replace(/ \(\d+\)(?=\+)/, '');
}

function storeWatcher(graph: Graph, stored: string[]): Observer {
  return {
    load: () => undefined,
    store: (address) => stored.push(withoutCopy(nameIn(graph.memory.objects, address) ?? `${address}`)),
    ledger: () => undefined,
    finding: () => undefined,
  };
}

/** What was accessed is worded differently; that it was a bad access is not. */
export function ofFinding({ kind, name }: Finding): string {
  return kind === 'property' || kind === 'bug' || kind === 'warn' ? `${kind} ${name}` : kind;
}

export function ofFound({ kind, what }: Found): string {
  return kind === 'property' || kind === 'bug' || kind === 'warn' ? `${kind} ${what}` : kind;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
