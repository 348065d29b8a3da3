// One sweep over the states of a lab: layer by layer until nothing is new, somebody has enough, or a bound is hit.
//
// Promises: with one thread the order of states, and so every count and every event, is that of core/explore where no
// reduction is in force; with several the counts are the same. Between two rounds all threads stand still and the
// memory says everything: there events are judged, the visited set grows, records are widened, pauses begin.

import { assert } from '../base/assert.ts';
import type { BoundHit } from '../check/search-result.ts';
import type { Bounds, SearchProgress } from '../check/verdict.ts';
import type { Clockwork } from '../explore/clockwork.ts';
import { layOut } from '../machine/layout.ts';
import type { Machine } from '../machine/machine.ts';
import type { ReductionPlan } from '../reduce/plan.ts';
import type { Packing } from '../wasm/memory-map.ts';
import { areaWord, EventKind, eventBytes } from '../wasm/memory-map.ts';
import type { CheckpointHead, SweepCheckpoint } from './checkpoint.ts';
import { takeCheckpoint } from './checkpoint.ts';
import type { Crew } from './crew.ts';
import { leadRounds } from './crew.ts';
import { createForecast } from './forecast.ts';
import { openFrontier } from './frontier.ts';
import {
  areaAt,
  areaIndex,
  Command,
  crewIndex,
  crewWord,
  eventsOf,
  Need,
  threadIndex,
  threadWord,
} from './ground.ts';
import type { EventJudge, SweepEvent } from './judge-events.ts';
import type { KernelCode, KernelMaker } from './kernel-code.ts';
import { learnMore, type Places } from './learn.ts';
import type { OpenMemory } from './open-pass.ts';
import { remake, writeVectors } from './open-pass.ts';
import { isSame, unpack, widen } from './packing.ts';
import { loggedPath, walk } from './path-log.ts';
import { repack } from './repack.ts';
import type { Sliced } from './sliced.ts';
import type { Slices } from './slices.ts';
import { stopIndex, threadWork } from './thread-work.ts';
import { stepsLeft } from './time-left.ts';
import { visitedSet } from './visited.ts';
import { pageBytes } from './web-assembly.ts';

/** Pieces of a layer for each thread, so that none waits long for another at its end; and how small they may get. */
const piecesEach = 8;
const leastPiece = 1 << 12;
/** States that wait which are looked at where something was not known. */
const samples = 100;

export interface PassOrder {
  readonly machine: Machine;
  readonly initial: Int32Array;
  readonly make: KernelMaker;
  readonly open: OpenMemory;
  readonly code: KernelCode;
  /** States from which on it is to be the code for many; 0: it is. */
  readonly largeFrom: number;
  readonly packing: Packing;
  readonly places: Places;
  readonly plan: ReductionPlan | undefined;
  readonly judge: EventJudge;
  readonly bounds: Bounds;
  readonly clock: Clockwork;
  readonly slices: Slices;
  readonly crew: Crew;
  /** Helpers come once there are so many states; undefined: never. */
  readonly crewFrom: number | undefined;
  /** Goes on where another process stopped. */
  readonly from: CheckpointHead | undefined;
  /** Steps of a run to an end of all tasks that is known: what cannot come to one so soon is not gone on with. */
  readonly endsWithin: number | undefined;
  /** After each layer, with its number: true ends the pass. */
  enough(depth: number): boolean;
  /** The same, with how many times it is as large as the one before: true ends it as too many states do. */
  readonly outgrown: ((states: number, growth: number) => boolean) | undefined;
  /** Asked by the conductor between two slices. True: all are to stand still, then `still` is called. */
  wantsStill(): boolean;
  /** `hit`: the pass ends here, and could go on from the checkpoint. */
  still(checkpoint: () => SweepCheckpoint, hit: BoundHit | undefined): void;
}

export interface PassEnd {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly memory: number;
  readonly hit: BoundHit | undefined;
  readonly sawEnd: boolean;
  readonly bufferFull: boolean;
  /** The most that took part at once, before a checkpoint too. */
  readonly threads: number;
  /** As wide as it had to become. */
  readonly packing: Packing;
}

export function* runPass(order: PassOrder): Sliced<PassEnd> {
  const { machine, make, open, judge, bounds, clock, slices, crew, from } = order;
  const { memory, arena, ground } = open;
  const { words } = arena;
  const threads = [...Array(ground.threads).keys()];
  const frontier = openFrontier(memory, arena, ground);
  const rounds = leadRounds(arena, ground, () => clock.ms, crew.patience);
  const visited = visitedSet(arena);
  const events: SweepEvent[] = [];
  const stuckMet = new Set<number>();
  let { code, packing } = order;
  let version = 1;
  let large = order.largeFrom === 0;
  writeVectors(open, code, order.initial);
  let kernel = code.open(memory, areaAt(ground, 0));
  let work = threadWork(arena, ground, 0, needsOf(code, packing));
  let helpers = 0;
  let depth = from?.depth ?? 0;
  let known = from?.known ?? 1;
  const forecast = createForecast(known);
  let layerBefore = 1;
  let hit: BoundHit | undefined;
  /** Nothing of what waits was lost. */
  let isWhole = true;

  const area = (thread: number, word: number) => (words[areaIndex(ground, thread, word)] as number) >>> 0;
  const sum = (word: number) => threads.reduce((all, thread) => all + area(thread, word), 0);
  const states = () => sum(areaWord.states);
  const transitions = () => sum(areaWord.transitions) + sum(areaWord.transitions + 1) * 2 ** 32;
  const used = () => (words[crewIndex(crewWord.nextPage)] as number) * pageBytes;
  const progress = (): Omit<SearchProgress, 'ms'> => ({
    states: states(),
    transitions: transitions(),
    depth,
    frontier: Math.floor(frontier.bytes / packing.recordBytes),
    memory: used(),
  });
  const poll = () => {
    hit ??= clock.poll(progress);
    if (hit || order.wantsStill()) Atomics.store(words, stopIndex, 1);
  };

  const judgeEvent = (event: SweepEvent) => {
    if (event.kind === EventKind.stuck) {
      if (stuckMet.has(event.detail)) return;
      stuckMet.add(event.detail);
    }
    events.push(event);
    judge.judge(event, loggedPath(memory, ground, event.state));
  };
  const drainEvents = () => {
    for (const thread of threads) {
      const { at } = eventsOf(ground, thread);
      const end = area(thread, areaWord.eventAt);
      for (let entry = at; entry < end; entry += eventBytes) {
        const [kind = 0, state = 0, choice = 0, detail = 0] = words.subarray(entry / 4, entry / 4 + 4);
        judgeEvent({ kind, state: state >>> 0, choice, detail });
      }
      words[areaIndex(ground, thread, areaWord.eventAt)] = at;
    }
  };

  const publish = () => {
    if (!code.module) return;
    crew.publish({ version, module: code.module, ...needsOf(code, packing) });
  };
  const startCrew = () => {
    helpers = ground.threads - 1;
    crew.start(helpers, { memory, ground });
    publish();
  };
  /** The state whose record a thread is at. */
  const stateAt = (thread: number): Int32Array => {
    const number = new DataView(memory.buffer).getUint32(area(thread, areaWord.at) + 8, true);
    const state = order.initial.slice();
    walk(machine, state, order.plan, loggedPath(memory, ground, number));
    return state;
  };
  /** From the next round on it is done with this code. */
  const takeUp = () => {
    kernel = code.open(memory, areaAt(ground, 0));
    work = threadWork(arena, ground, 0, needsOf(code, packing));
    version += 1;
    words[crewIndex(crewWord.version)] = version;
    if (helpers > 0) publish();
  };
  /** Every slot that did not fit gets more room, every step that was not known gets code; what waits is written again. */
  const widenAll = () => {
    let wider = packing;
    const met: Int32Array[] = [];
    for (const thread of threads) {
      const need = words[threadIndex(thread, threadWord.need)];
      if (need !== Need.packing && need !== Need.code) continue;
      // For missing code: the task, and its place.
      const slot = area(thread, areaWord.misfitSlot);
      const value = area(thread, areaWord.misfitValue) | 0;
      if (need === Need.code) (order.places[slot] as Uint8Array)[value] = 1;
      else {
        assert(slot < machine.layout.identity, 'only what makes a state another one is stored');
        wider = widen(wider, slot, value, order.initial);
      }
      met.push(stateAt(thread));
    }
    const bytes = new DataView(memory.buffer);
    for (const at of frontier.some(samples, packing.recordBytes)) {
      met.push(unpack(packing, bytes, at, order.initial));
    }
    wider = learnMore(machine, wider, order.places, order.initial, met);
    code = remake(make, wider, open, large);
    const stop = () => {
      poll();
      return hit !== undefined;
    };
    if (
      !isSame(packing, wider) &&
      !repack(memory, arena, ground, frontier, packing, wider, order.initial, stop)
    ) {
      hit ??= 'memory';
      isWhole = false;
    }
    packing = wider;
    takeUp();
  };
  function* copyVisited(): Sliced<boolean> {
    function* own(): Sliced<void> {
      while (work.rehash(kernel)) {
        poll();
        yield;
      }
    }
    yield* rounds.run(Command.rehash, true, own, poll);
    return hit === undefined;
  }
  const threadsSoFar = () => Math.max(from?.threads ?? 1, rounds.helped + 1);
  const checkpoint = (): SweepCheckpoint => {
    const waiting = frontier.empty();
    frontier.fill(waiting.inputs, waiting.outputs);
    return takeCheckpoint(open, {
      packing,
      depth,
      known,
      events,
      states: states(),
      threads: threadsSoFar(),
      ms: clock.ms,
    });
  };
  /** All stand still: what they could not do by themselves is done here. */
  function* settle(): Sliced<void> {
    drainEvents();
    const needs = threads.map((thread) => words[threadIndex(thread, threadWord.need)]);
    if (needs.includes(Need.packing) || needs.includes(Need.code)) widenAll();
    if (needs.includes(Need.memory)) hit ??= 'memory';
    if (states() > bounds.maxStates) hit ??= 'states';
    if (!hit && (needs.includes(Need.table) || states() >= visited.room)) {
      const foreseen = forecast.total();
      const grown = yield* visited.grow(copyVisited, foreseen && Math.min(foreseen, bounds.maxStates));
      if (grown === 'full') hit = 'memory';
    }
    words[crewIndex(crewWord.statesWanted)] = Math.min(visited.room, bounds.maxStates + 1);
    if (hit) return;
    if (!large && states() >= order.largeFrom) {
      large = true;
      code = remake(make, packing, open, large);
      takeUp();
    }
    if (helpers === 0 && ground.threads > 1 && code.module && states() >= (order.crewFrom ?? Infinity))
      startCrew();
    if (order.wantsStill()) order.still(checkpoint, undefined);
  }
  function* expand(): Sliced<void> {
    work.beginExpanding();
    while (work.expand(kernel, slices.records)) {
      slices.note();
      poll();
      yield;
    }
  }
  /** What need not be gone on with. */
  const sift = () => {
    const most = order.endsWithin;
    if (most === undefined) return;
    const layout = layOut(machine.graph, false, machine.memory);
    const left = stepsLeft(layout, packing, order.initial);
    frontier.sift(packing.recordBytes, (bytes, at) => depth + left(bytes, at) <= most);
  };
  function* expandLayer(): Sliced<void> {
    sift();
    while (!hit && frontier.unfinished) {
      yield* rounds.run(Command.expand, frontier.chunksLeft > 1, expand, poll);
      yield* settle();
    }
  }
  /** The next layer. Its successors go into so small pieces that every thread gets several. */
  const turn = () => {
    const share =
      helpers === 0 ? ground.chunkBytes : Math.ceil(frontier.bytes / (piecesEach * (helpers + 1)));
    words[crewIndex(crewWord.outputBytes)] = Math.min(ground.chunkBytes, Math.max(leastPiece, share));
    frontier.turn();
  };
  const begin = () => {
    words[crewIndex(crewWord.version)] = version;
    if (from) {
      for (const event of from.events) judgeEvent(event);
    } else if (visited.open() && work.makeRoom()) {
      kernel.seed();
      turn();
    } else {
      hit = 'memory';
    }
    words[crewIndex(crewWord.statesWanted)] = Math.min(visited.room, bounds.maxStates + 1);
  };

  try {
    for (begin(); !hit; depth += 1) {
      yield* expandLayer();
      if (hit || order.enough(depth) || states() === known) break;
      if (depth + 1 >= bounds.maxDepth) {
        hit = 'depth';
        break;
      }
      const layer = states() - known;
      if (order.outgrown?.(states(), layer / layerBefore)) {
        hit = 'states';
        break;
      }
      layerBefore = layer;
      known = states();
      forecast.note(known);
      turn();
    }
    if (hit && isWhole) order.still(checkpoint, hit);
  } finally {
    if (helpers > 0) {
      rounds.quit();
      crew.stop();
    }
  }
  return {
    states: states(),
    transitions: transitions(),
    depth,
    memory: used(),
    hit,
    sawEnd: sum(areaWord.sawEnd) > 0,
    bufferFull: sum(areaWord.bufferFull) > 0,
    threads: threadsSoFar(),
    packing,
  };
}

function needsOf({ mostSuccessors }: KernelCode, { recordBytes }: Packing) {
  return { recordBytes, mostSuccessors };
}
