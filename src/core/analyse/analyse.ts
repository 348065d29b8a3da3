// `analyse`: everything that can be said of a machine's steps before any of them is done.
//
// Every task is tried by itself, with what its registers can hold at each site, against memory in which every word holds,
// for all time, whatever anybody stores there; again until nothing grows (Miné 2012; Cousot & Cousot 1977). What is not
// come to costs nothing. Promises: see analysis.ts; ends for every graph.

import type { Graph } from '../language/lower/graph.ts';
import { addressTable } from '../machine/address-table.ts';
import type { Layout } from '../machine/layout.ts';
import { planRegisters } from '../machine/registers.ts';
import type { Analysis, PropertyAnalysis, TaskAnalysis, Values } from './analysis.ts';
import { coarse } from './coarse.ts';
import { addControl, onCycles } from './control.ts';
import { type Effort, exhausted } from './effort.ts';
import { createOwners, noOwnWords } from './owners.ts';
import { Path } from './path.ts';
import { CodeRecord, SiteRecord } from './recorder.ts';
import { slotValues } from './slot-values.ts';
import type { StepContext } from './step-context.ts';
import { tryStep } from './step-paths.ts';
import { createTaskWork, pathFrom, type ReachedSite, standing, type TaskWork } from './task-work.ts';
import { contains } from './values.ts';
import { createWordValues } from './word-values.ts';

const nothing = () => undefined;

/** `start`: the vector after `Machine.start()`. */
export function analyse(graph: Graph, layout: Layout, start: Int32Array): Analysis {
  const tried = tryAll(graph, layout, start, false);
  return tried.exhausted
    ? coarse(graph, layout, start, addressTable(graph.memory, layout.wordSlots))
    : toldOf(tried, graph, layout, start);
}

/** By slot of the vector, as in `Analysis`; undefined, and that soon, where an address is not known. */
export function preciseSlots(graph: Graph, layout: Layout, start: Int32Array): readonly Values[] | undefined {
  const { words, works, exhausted, imprecise } = tryAll(graph, layout, start, true);
  return exhausted || imprecise ? undefined : slotValues(layout, words, works, start);
}

/** Every step with everything that it can meet. `precise`: what comes after an address that is not known is of no use. */
function tryAll(graph: Graph, layout: Layout, start: Int32Array, precise: boolean) {
  const table = addressTable(graph.memory, layout.wordSlots);
  const buffered = layout.bufferAt.some((at) => at >= 0);
  const effort: Effort = { spent: 0 };
  const owners = createOwners(start, graph, (slot) => words.atRest(slot));
  const works = layout.tasks.map((task, index) => createTaskWork(index, task, owners.of(index), effort));
  /** By slot: sites that asked for its value. */
  const dependents: (ReachedSite[] | undefined)[] = new Array(layout.length).fill(undefined);
  const again = (slot: number, but: number) => {
    for (const site of dependents[slot] ?? [])
      if (site.task !== but) (works[site.task] as TaskWork).again(site);
  };
  const words = createWordValues(
    start,
    graph.tasks.map(({ kind }) => kind),
    again,
  );
  const asked = graph.properties.map(() => ({ asked: false, mayFail: false }));
  const noteAsked = (property: number, mayFail: boolean) => {
    const note = asked[property];
    if (note === undefined) return;
    note.asked = true;
    note.mayFail ||= mayFail;
  };

  const contextOf = (work: TaskWork, site: ReachedSite): StepContext => ({
    graph,
    table,
    words,
    buffered,
    task: site.task,
    blocks: work.layout.graph.blocks,
    alive: work.layout.plan.alive,
    cpuSlot: layout.cpuSlots[work.layout.graph.cpu] ?? -1,
    effort,
    own: owners.of(site.task),
    claim: (slot) => {
      if (owners.claim(slot, site.task)) again(slot, -1);
    },
    site: site.record,
    code: work.code,
    depends: (slot) => {
      const list = dependents[slot];
      if (list) list.push(site);
      else dependents[slot] = [site];
    },
    asked: noteAsked,
    arrive: (path, block) => {
      words.settle(site.task, path.accounts);
      site.record.next.add(block === undefined ? 0 : work.arrive(path, block));
    },
    give: nothing,
  });

  const entries = works.map((work) => {
    const path = standing(work.layout, start);
    return path === undefined ? 0 : work.arrive(path, path.block);
  });
  let imprecise = false;
  const over = () => exhausted(effort) || (precise && imprecise);
  for (let busy = true; busy && !over(); ) {
    busy = false;
    for (const work of works) {
      for (let site = work.next(); site !== undefined; site = work.next()) {
        busy = true;
        const context = contextOf(work, site);
        // The list may grow, or become one, while it is walked.
        for (const state of [...site.states.states]) {
          if (!state.due) continue;
          state.due = false;
          tryStep(pathFrom(site, work.layout, state, owners.of(site.task)), context);
        }
        imprecise ||= site.record.imprecise;
        if (over()) break;
      }
    }
  }

  return { table, buffered, words, works, asked, entries, imprecise, exhausted: exhausted(effort) };
}

function toldOf(
  { table, buffered, words, works, asked, entries }: ReturnType<typeof tryAll>,
  graph: Graph,
  layout: Layout,
  start: Int32Array,
): Analysis {
  const properties = graph.properties.map(({ routine, kind, skipped }, index): PropertyAnalysis => {
    const note = asked[index] ?? { asked: false, mayFail: false };
    if (routine === undefined) return { reads: new Int32Array(0), ...note };
    const site = new SiteRecord(0);
    let mayFail = false;
    tryStep(new Path(0, [], []), {
      graph,
      table,
      words,
      buffered,
      task: -1,
      blocks: routine.blocks,
      alive: planRegisters(routine.registers, routine.blocks, false).alive,
      cpuSlot: -1,
      effort: { spent: 0 },
      own: noOwnWords,
      claim: nothing,
      site,
      code: new CodeRecord(routine),
      depends: nothing,
      asked: nothing,
      arrive: nothing,
      give: (values) => {
        mayFail ||= contains(values, 0);
      },
    });
    const always = kind !== 'at' && skipped === undefined;
    return { reads: site.footprint().slots, mayFail: mayFail || site.mayFail, asked: always };
  });

  const tasks = works.map((work, index): TaskAnalysis => {
    const next = work.sites.map((site) => site && [...site.record.next].sort((a, b) => a - b));
    const repeats = onCycles(next);
    const sites = work.sites.map((site, number) => {
      if (site === undefined) return undefined;
      const { record } = site;
      const { block, mayBlock, mayFail, mayWarn, mayPrune, alternatives } = record;
      addControl(record, graph, layout, index, number === entries[index]);
      return {
        block,
        footprint: record.footprint(),
        next: next[number] ?? [],
        mayBlock,
        mayFail,
        mayWarn,
        mayPrune,
        alternatives,
        repeats: repeats[number] === 1,
      };
    });
    const { code } = work;
    return {
      sites,
      reached: code.reached,
      access: (block, at) => code.access(block, at),
      takes: (block, side) => code.takes(block, side),
    };
  });
  return {
    tasks,
    slots: slotValues(layout, words, works, start),
    properties,
    imprecise: tasks.some(({ sites }) => sites.some((site) => site?.footprint.imprecise === true)),
  };
}
