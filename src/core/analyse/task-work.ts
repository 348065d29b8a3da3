// The sites of one task that were come to, and which of them are to be tried (again).

import type { TaskLayout } from '../machine/layout.ts';
import type { Accounts } from './accounts.ts';
import type { Effort } from './effort.ts';
import { type OwnWords, Path, type RegisterState } from './path.ts';
import { CodeRecord, SiteRecord } from './recorder.ts';
import type { SiteState, SiteStates } from './site-states.ts';
import { createSiteStates } from './site-states.ts';
import { constant } from './values.ts';

/** A site that the task can come to. */
export interface ReachedSite {
  readonly task: number;
  /** 1 … n, as places. */
  readonly number: number;
  readonly record: SiteRecord;
  readonly states: SiteStates;
}

export interface TaskWork {
  readonly layout: TaskLayout;
  readonly code: CodeRecord;
  /** By number. */
  readonly sites: readonly (ReachedSite | undefined)[];
  /** A way ends at a site; it is due if that is something new. */
  arrive(path: Path, block: number): number;
  /** Something that it read has grown. */
  again(site: ReachedSite): void;
  /** The first site with something to try, or undefined. */
  next(): ReachedSite | undefined;
}

export function createTaskWork(task: number, layout: TaskLayout, own: OwnWords, effort: Effort): TaskWork {
  const { graph, sites: blocks, places, plan } = layout;
  const sites: (ReachedSite | undefined)[] = new Array(blocks.length + 1).fill(undefined);
  const due = new Uint8Array(blocks.length + 1);
  let first = due.length;
  const mark = (number: number) => {
    due[number] = 1;
    first = Math.min(first, number);
  };

  return {
    layout,
    code: new CodeRecord(graph),
    sites,
    arrive(path, block) {
      const number = places[block] as number;
      const site = sites[number] ?? {
        task,
        number,
        record: new SiteRecord(block),
        states: createSiteStates(plan.alive[block] ?? [], own, effort),
      };
      sites[number] = site;
      if (site.states.arrive(path)) mark(number);
      return number;
    },
    again(site) {
      for (const state of site.states.states) state.due = true;
      mark(site.number);
    },
    next() {
      while (first < due.length && due[first] === 0) first += 1;
      if (first === due.length) return undefined;
      due[first] = 0;
      return sites[first];
    },
  };
}

/** Where the task stands in a vector; undefined when it has ended. */
export function standing(task: TaskLayout, vector: Int32Array): Path | undefined {
  const { sites, placeSlot, startedOffset, plan, registerSlot } = task;
  const place = vector[placeSlot] as number;
  if (place === 0) return undefined;
  const block = sites[(place > sites.length ? place - startedOffset : place) - 1] as number;
  const registers = (plan.alive[block] ?? []).map((register): [number, RegisterState] => {
    const values = constant(vector[registerSlot + (plan.colours[register] as number)] as number);
    return [register, { values, link: undefined }];
  });
  return new Path(block, registers, []);
}

export function pathFrom(site: ReachedSite, task: TaskLayout, state: SiteState, own: OwnWords): Path {
  const { block } = site.record;
  const alive = task.plan.alive[block] ?? [];
  const accounts: Accounts = state.accounts;
  return new Path(
    block,
    alive.map((register, at): [number, RegisterState] => [register, state.registers[at] as RegisterState]),
    accounts,
    [...state.words].filter(([slot]) => own.first(slot) !== undefined),
  );
}
