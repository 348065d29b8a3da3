// Executes one schedule on the machine and records everything: the only maker of Runs.
//
// Promises: same graph + same policy = same run, same digest. A run ends at a finding that ends runs, at the first
// violated property unless a script goes on, at the end of its script, at the step limit, or when nobody can run.
// `openReplay` does it in pieces, for runs that are watched. Does not: pace, search, choose.

import { assert } from '../base/assert.ts';
import type { Finding, MemoryModel } from '../check/verdict.ts';
import type { Graph } from '../language/lower/graph.ts';
import type { SourceFile } from '../language/source/source-file.ts';
import { compileMachine } from '../machine/compile.ts';
import { StepCode } from '../machine/machine.ts';
import { schedulerFor } from '../schedule/policy.ts';
import { recordSchedule } from '../schedule/record.ts';
import type { SchedulePolicy } from '../schedule/schedule.ts';
import type { Runnable } from '../schedule/scheduler.ts';
import { startDigest } from '../trace/digest.ts';
import type { Lane, PendingColumns, Run, RunChunk, RunEnd, RunFinding, RunHead } from '../trace/run.ts';
import { BufferWatch } from './buffer-watch.ts';
import { growingInt32 } from './growing.ts';
import { judgeRuns } from './judge.ts';
import { Recorder } from './recorder.ts';
import { siteTable } from './run-sites.ts';
import { watchSteps } from './step-watch.ts';

export interface ReplayRequest {
  readonly lab: string;
  /** Canonical id, or a preset's name. */
  readonly design: string;
  readonly strategy: string;
  readonly memory: MemoryModel;
  /** The table that the graph's spans point into. */
  readonly files: readonly SourceFile[];
  readonly holders: RunHead['holders'];
  readonly policy: SchedulePolicy;
  readonly maxSteps: number;
  /** What the search says of the end of this schedule, for what one run alone cannot show (`CAN_STILL`). */
  readonly concludes?: Finding;
}

export interface Replay {
  readonly over: boolean;
  /** Up to `steps` more steps, as a chunk; the first chunk brings the run that it is put on. */
  advance(steps: number): RunChunk;
  /** Ends the run here. */
  stop(): void;
  /** Everything so far, in buffers of its own. */
  run(): Run;
}

/** The whole run at once; `onChunk` sees it grow, `cancelled` is asked between chunks. */
export function replay(
  graph: Graph,
  request: ReplayRequest,
  hooks: { readonly onChunk?: (chunk: RunChunk) => void; readonly cancelled?: () => boolean } = {},
): Run {
  const steps = openReplay(graph, request);
  do {
    const chunk = steps.advance(1024);
    hooks.onChunk?.(chunk);
    if (hooks.cancelled?.()) steps.stop();
  } while (!steps.over);
  return steps.run();
}

export function openReplay(graph: Graph, request: ReplayRequest): Replay {
  const watch = watchSteps();
  const machine = compileMachine(graph, request.memory, watch);
  const { actors } = machine;
  const buffers = new BufferWatch(machine);
  const pages = graph.memory.objects.filter((object) => object.kind === 'page');
  const pageAt = new Map(pages.map((page, index) => [page.address, index]));
  const scheduler = schedulerFor(
    request.policy,
    actors.map(({ name }) => name),
  );
  const judge = judgeRuns(machine);
  const recorder = new Recorder();
  const schedule = recordSchedule();
  const digest = startDigest(graph.memory.objects);
  const places = siteTable(request.files);
  const findings: RunFinding[] = [];
  const laneValues = graph.lanes.map(() => growingInt32());
  /** Undefined while the run goes on. */
  let ended: RunEnd['kind'] | undefined;
  let stuck: RunEnd['stuck'];
  /** The vector is between two states: a step ended in its middle. */
  let torn = false;
  let violated = false;
  let previous: number | undefined;
  let handedOut = 0;
  let sitesOut = 0;
  let findingsOut = 0;

  const { state, findings: atStart, ended: dead } = machine.start();
  const head = describeHead();
  if (scheduler.ok) scheduler.value.start();
  for (const finding of atStart) findings.push({ step: -1, finding });
  recordLanes();
  if (dead) {
    ended = 'stopped-by-finding';
    torn = true;
  } else {
    settle();
  }
  const beginning = snapshot();

  function describeHead(): RunHead {
    const words = graph.memory.words.map(({ address }) => address);
    return {
      lab: request.lab,
      design: request.design,
      strategy: request.strategy,
      memory: request.memory,
      tasks: actors,
      files: request.files.map((file) => file.path),
      objects: graph.memory.objects,
      pages: pages.map(({ name, address }) => ({ name, address })),
      sites: places.sites,
      holders: request.holders,
      initial: {
        address: Int32Array.from(words),
        value: Int32Array.from(words, (address) => machine.readWord(state, address) ?? 0),
      },
      initialLedger: watch.entries.map(({ page, holder, delta }) => ({
        page: pageIndex(page),
        holder,
        delta,
      })),
    };
  }

  function pageIndex(address: number): number {
    return pageAt.get(address) ?? 255;
  }

  function recordLanes(): void {
    graph.lanes.forEach((_, lane) => {
      laneValues[lane]?.push(machine.evaluateLane(state, lane));
    });
  }

  /** Judges the state that the run has come to and decides whether it goes on. */
  function settle(): void {
    const step = recorder.length - 1;
    const runnable = runnableTasks();
    for (const finding of judge.judge(state, runnable.length === 0)) {
      findings.push({ step, finding });
      violated ||= finding.kind !== 'warn';
    }
    if (runnable.length === 0) ended = machine.finished(state) ? 'finished' : 'blocked';
    else if (violated && request.policy.kind !== 'scripted') ended = 'stopped-by-finding';
    else if (recorder.length >= request.maxSteps) ended = 'step-limit';
  }

  function runnableTasks(): Runnable[] {
    const runnable: Runnable[] = [];
    for (const [task, { name, kind }] of actors.entries()) {
      if (!machine.enabled(state, task)) continue;
      if (kind === 'buffer') {
        const words = machine.drains(state, task).map(({ key }) => key);
        const [first = ''] = words;
        const next = { function: first, lineInFunction: 0, ordinal: 1 };
        runnable.push({ task, name, next, alternatives: words.length, words });
        continue;
      }
      const next = machine.site(state, task);
      assert(next !== undefined, 'a task that can run stands somewhere');
      runnable.push({ task, name, next, alternatives: machine.alternatives(state, task) });
    }
    return runnable;
  }

  function pick(): Runnable | undefined {
    if (!scheduler.ok) {
      end('open', scheduler.error);
      return undefined;
    }
    const runnable = runnableTasks();
    const decision = scheduler.value.pickTask(runnable, previous);
    if (decision.kind === 'run' && violated && !decision.told) end('stopped-by-finding');
    else if (decision.kind === 'run') return runnable.find((one) => one.task === decision.task);
    else
      end(violated ? 'stopped-by-finding' : 'open', decision.kind === 'stuck' ? decision.problem : undefined);
    return undefined;
  }

  function end(kind: RunEnd['kind'], problem?: { readonly message: string; readonly remedy: string }): void {
    ended = kind;
    if (problem) stuck = { message: problem.message, remedy: problem.remedy };
    const { concludes } = request;
    if (!concludes || problem) return;
    const stated = graph.properties.find((property) => property.name === concludes.name);
    if (stated?.kind === 'can-still') findings.push({ step: recorder.length - 1, finding: concludes });
  }

  function step(): void {
    const chosen = pick();
    if (!chosen || !scheduler.ok) return;
    const { task, name } = chosen;
    const alternative = chosen.alternatives > 1 ? scheduler.value.pickAlternative(chosen) : 0;
    const index = siteIndex(task, alternative);
    const place = places.sites[index];
    assert(place !== undefined, 'a numbered site is in the table');
    watch.reset(place.operation === 'wait');
    const code = machine.step(state, task, alternative);
    assert(code !== StepCode.blocked, 'an enabled task can do its step');

    const read = watch.read ?? { address: 0, value: 0 };
    digest.step(name, place, alternative);
    if (watch.read) digest.read(read.address, read.value);
    for (const { address, before, after } of watch.writes) {
      recorder.write(address, before, after);
      digest.write(address, after);
    }
    for (const { page, holder, delta } of watch.entries) recorder.ledger(pageIndex(page), holder, delta);
    recorder.step({ task, site: index, alternative, readAddress: read.address, readValue: read.value });
    schedule.push(name, place, alternative, chosen.alternatives);
    buffers.after(state, place);
    recordLanes();
    for (const finding of watch.findings) findings.push({ step: recorder.length - 1, finding });
    previous = task;

    if (code === StepCode.pruned || code === StepCode.finding) {
      torn = true;
      ended = code === StepCode.pruned ? 'pruned' : 'stopped-by-finding';
    } else {
      settle();
    }
  }

  /** Numbers the place of the step that an actor is about to do. */
  function siteIndex(actor: number, alternative: number): number {
    const store = actors[actor]?.kind === 'buffer' ? machine.drains(state, actor)[alternative] : undefined;
    if (store) return places.indexOfOther(buffers.siteOf(actor, store));
    const site = machine.site(state, actor);
    assert(site !== undefined, 'a task that can run stands somewhere');
    return places.indexOf(actor, site);
  }

  function describeEnd(): RunEnd {
    const enabled = [];
    const blocked = [];
    for (const [task, { kind }] of torn ? [] : actors.entries()) {
      if (kind === 'buffer') {
        for (const store of machine.drains(state, task)) {
          enabled.push({ task, alternatives: 1, site: buffers.siteOf(task, store) });
        }
        continue;
      }
      const at = machine.site(state, task);
      if (!at) continue;
      const site = places.placeOf(task, at);
      if (machine.enabled(state, task)) {
        enabled.push({ task, alternatives: machine.alternatives(state, task), site });
      } else if (machine.started(state, task)) {
        const holder =
          machine.lockHolder(state, task) ??
          machine.cpuHolder(state, task) ??
          machine.bufferHolder(state, task);
        blocked.push({ task, site, holder });
      }
    }
    return {
      kind: ended ?? 'open',
      enabled,
      blocked,
      schedule: ended ? schedule.text() : '',
      digest: ended ? digest.hex() : '',
      ...(stuck && { stuck }),
    };
  }

  function describeLanes(): readonly Lane[] {
    return graph.lanes.map(({ name, page, display, names: labels }, lane) => ({
      name,
      page,
      display,
      names: labels,
      values: laneValues[lane]?.slice() ?? new Int32Array(),
    }));
  }

  function pendingFrom(from: number): { readonly pending?: PendingColumns } {
    const pending = buffers.columns(from);
    return pending ? { pending } : {};
  }

  function snapshot(): Run {
    return {
      head: { ...head, sites: [...places.sites] },
      ...recorder.columns(0),
      ...pendingFrom(0),
      lanes: describeLanes(),
      findings: [...findings],
      end: describeEnd(),
    };
  }

  function takeChunk(): RunChunk {
    const from = handedOut;
    const isFirst = from === 0 && sitesOut === 0 && findingsOut === 0;
    handedOut = recorder.length;
    const sites = places.sites.slice(sitesOut);
    sitesOut = places.sites.length;
    if (isFirst) findingsOut = beginning.findings.length;
    const found = findings.slice(findingsOut);
    findingsOut = findings.length;
    return {
      ...(isFirst && { start: beginning }),
      from,
      sites,
      ...recorder.columns(from),
      ...pendingFrom(from),
      lanes: laneValues.map((values) => values.slice(from + 1)),
      findings: found,
      end: describeEnd(),
    };
  }

  return {
    get over() {
      return ended !== undefined;
    },
    advance(steps) {
      for (let done = 0; done < steps && ended === undefined; done += 1) step();
      return takeChunk();
    },
    stop() {
      if (ended === undefined) end('open');
    },
    run: snapshot,
  };
}
