// What generated code reports while it runs: bad accesses, BUGs, WARNs, properties that do not hold.
//
// Promises: noting is cheap (searches meet the same BUG a million times); words are made only when asked for. Knows
// what runs because it is told before generated code is called.

import { assert } from '../base/assert.ts';
import type { Culprit } from '../check/finding.ts';
import { accessFinding, bugFinding, fuelFinding, propertyFinding } from '../check/finding.ts';
import type { Finding } from '../check/verdict.ts';
import type { Graph, StepSite } from '../language/lower/graph.ts';
import type { AddressTable } from './address-table.ts';
import { slotAt } from './address-table.ts';
import { fuelRounds } from './emit-region.ts';
import type { Host } from './generate.ts';
import type { Observer } from './machine.ts';

/** What the running code belongs to. `number` is the task, or for a routine the property. */
export interface Running {
  kind: 'boot' | 'beginning' | 'step' | 'routine';
  number: number;
  place: number;
  /** Nothing is recorded or reported: somebody only asks what would happen. */
  quiet: boolean;
}

interface Incident {
  kind: 'access' | 'fuel' | 'bug' | 'property';
  /** Address, or index of the bug or property. */
  number: number;
  size: number;
  write: boolean;
}

export interface Incidents {
  readonly running: Running;
  /** The part of the host that reports here. */
  readonly host: Pick<Host, 'fault' | 'fuel' | 'violate' | 'bug' | 'warn'>;
  /** Indices of the WARNs since `forget`. */
  readonly warned: readonly number[];
  forget(): void;
  /** Something ended the run or the routine since `forget`. */
  readonly any: boolean;
  finding(): Finding;
  warnings(): readonly Finding[];
  property(): number | undefined;
  /** Same number, same kind of trouble at the same place. */
  key(): number;
}

const kinds = ['access', 'fuel', 'bug', 'property'] as const;

export function recordIncidents(
  graph: Graph,
  table: AddressTable,
  siteAt: (task: number, place: number) => StepSite | undefined,
  observer: Observer | undefined,
): Incidents {
  const running: Running = { kind: 'boot', number: 0, place: 0, quiet: false };
  const last: Incident = { kind: 'access', number: 0, size: 0, write: false };
  let any = false;
  let warned: number[] = [];

  const culprit = (): Culprit => {
    if (running.kind === 'boot') return { kind: 'boot' };
    if (running.kind === 'routine') {
      const about = graph.properties[running.number];
      return about ? { kind: 'property', name: about.name, span: about.span } : { kind: 'boot' };
    }
    const task = graph.tasks[running.number];
    assert(task !== undefined, 'a task of the graph runs');
    const site = running.kind === 'step' ? siteAt(running.number, running.place) : undefined;
    return site
      ? { kind: 'step', task: task.name, site }
      : { kind: 'beginning', task: task.name, span: task.span };
  };
  const bugAt = (index: number): Finding => {
    const entry = graph.bugs[index];
    assert(entry !== undefined, 'a check names a bug of the graph');
    return bugFinding(culprit(), entry.severity, entry.text, entry.span);
  };
  const finding = (): Finding => {
    switch (last.kind) {
      case 'access': {
        const exists = slotAt(table, last.number) >= 0;
        return accessFinding(culprit(), last.number, last.size, last.write, exists);
      }
      case 'fuel':
        return fuelFinding(culprit(), fuelRounds);
      case 'bug':
        return bugAt(last.number);
      case 'property': {
        const about = graph.properties[last.number];
        assert(about !== undefined, 'a check names a property of the graph');
        return propertyFinding(about, culprit());
      }
    }
  };
  const note = (kind: Incident['kind'], number: number, size = 0, write = false) => {
    if (running.quiet) return;
    last.kind = kind;
    last.number = number;
    last.size = size;
    last.write = write;
    any = true;
    if (observer && running.kind !== 'routine') observer.finding(finding());
  };

  return {
    running,
    host: {
      fault: (address, size, write) => note('access', address, size, write),
      fuel: () => note('fuel', 0),
      violate: (property) => note('property', property),
      bug: (index) => note('bug', index),
      warn: (index) => {
        if (running.quiet) return;
        warned.push(index);
        observer?.finding(bugAt(index));
      },
    },
    get warned() {
      return warned;
    },
    get any() {
      return any;
    },
    forget() {
      any = false;
      if (warned.length > 0) warned = [];
    },
    finding,
    warnings: () => warned.map(bugAt),
    property: () => (last.kind === 'property' ? last.number : undefined),
    key() {
      const what = last.kind === 'bug' || last.kind === 'property' ? last.number : 0;
      return ((running.place * 256 + running.number) * 4096 + (what % 4096)) * 4 + kinds.indexOf(last.kind);
    },
  };
}
