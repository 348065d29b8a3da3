// Listens to the machine during one step and keeps what a run records of it.
//
// Promises: writes in program order, the first read that the step itself made (not the reads of ghost code and
// properties that ride on it), ledger entries and findings. Reset before every step.

import type { Finding } from '../check/verdict.ts';
import type { Access } from '../language/lower/graph.ts';
import type { Observer } from '../machine/machine.ts';

export interface StepWatch extends Observer {
  readonly writes: readonly { readonly address: number; readonly before: number; readonly after: number }[];
  readonly entries: readonly { readonly page: number; readonly holder: number; readonly delta: number }[];
  readonly findings: readonly Finding[];
  readonly read: { readonly address: number; readonly value: number } | undefined;
  /** `wait_event` evaluates its condition by pure reads; only there they are the step's own. */
  reset(countsPureReads: boolean): void;
}

export function watchSteps(): StepWatch {
  let writes: { address: number; before: number; after: number }[] = [];
  let entries: { page: number; holder: number; delta: number }[] = [];
  let findings: Finding[] = [];
  let read: { address: number; value: number } | undefined;
  let pureReads = false;
  return {
    get writes() {
      return writes;
    },
    get entries() {
      return entries;
    },
    get findings() {
      return findings;
    },
    get read() {
      return read;
    },
    reset(countsPureReads) {
      if (writes.length > 0) writes = [];
      if (entries.length > 0) entries = [];
      if (findings.length > 0) findings = [];
      read = undefined;
      pureReads = countsPureReads;
    },
    load(address: number, _size: number, value: number, access: Access) {
      if (access === 'ghost' || (access === 'pure' && !pureReads)) return;
      read ??= { address, value };
    },
    store(address: number, before: number, after: number) {
      writes.push({ address, before, after });
    },
    ledger(page: number, holder: number, delta: number) {
      entries.push({ page, holder, delta });
    },
    finding(finding: Finding) {
      findings.push(finding);
    },
  };
}
