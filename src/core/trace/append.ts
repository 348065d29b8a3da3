// Puts a chunk on a growing run: the window's side of a run that is watched while it happens.
//
// Promises: `appendChunk(run of steps 0 … n-1, chunk from n)` is the run of all steps; the old run stays as it was.
// Amortised: columns are extended in place behind the old views when nobody else has done so from the same point.

import { assert } from '../base/assert.ts';
import type { Lane, PendingColumns, Run, RunChunk } from './run.ts';

export function appendChunk(before: Run | undefined, chunk: RunChunk): Run {
  const run = chunk.start ?? before;
  assert(run !== undefined, 'the first chunk brings the run that the others are put on');
  const { steps, writes, ledger } = run;
  assert(chunk.from === steps.length, 'chunks arrive in order and without gaps');
  const length = steps.length + chunk.steps.length;
  return {
    head: chunk.sites.length === 0 ? run.head : { ...run.head, sites: [...run.head.sites, ...chunk.sites] },
    steps: {
      length,
      task: extend(steps.task, steps.length, chunk.steps.task),
      site: extend(steps.site, steps.length, chunk.steps.site),
      alternative: extend(steps.alternative, steps.length, chunk.steps.alternative),
      firstWrite: extend(steps.firstWrite, steps.length + 1, shifted(chunk.steps.firstWrite, writes.length)),
      firstLedger: extend(
        steps.firstLedger,
        steps.length + 1,
        shifted(chunk.steps.firstLedger, ledger.length),
      ),
      readAddress: extend(steps.readAddress, steps.length, chunk.steps.readAddress),
      readValue: extend(steps.readValue, steps.length, chunk.steps.readValue),
    },
    writes: {
      length: writes.length + chunk.writes.length,
      address: extend(writes.address, writes.length, chunk.writes.address),
      before: extend(writes.before, writes.length, chunk.writes.before),
      after: extend(writes.after, writes.length, chunk.writes.after),
    },
    ledger: {
      length: ledger.length + chunk.ledger.length,
      page: extend(ledger.page, ledger.length, chunk.ledger.page),
      holder: extend(ledger.holder, ledger.length, chunk.ledger.holder),
      delta: extend(ledger.delta, ledger.length, chunk.ledger.delta),
    },
    ...(run.pending && chunk.pending && { pending: extendPending(run.pending, chunk.pending) }),
    lanes: run.lanes.map((lane, index): Lane => {
      const added = chunk.lanes[index];
      assert(added !== undefined, 'a chunk has one array per lane');
      return { ...lane, values: extend(lane.values, steps.length + 1, added) };
    }),
    findings: chunk.findings.length === 0 ? run.findings : [...run.findings, ...chunk.findings],
    end: chunk.end,
  };
}

function extendPending(run: PendingColumns, chunk: PendingColumns): PendingColumns {
  const { length } = run;
  const steps = run.put.length;
  return {
    length: length + chunk.length,
    firstEntry: extend(run.firstEntry, steps + 1, shifted(chunk.firstEntry, length)),
    put: extend(run.put, steps, chunk.put),
    cpu: extend(run.cpu, length, chunk.cpu),
    address: extend(run.address, length, chunk.address),
    operation: extend(run.operation, length, chunk.operation),
    mask: extend(run.mask, length, chunk.mask),
    value: extend(run.value, length, chunk.value),
  };
}

/** First rows of a chunk count from 0 in the chunk; the leading 0 is the run's own last entry. */
function shifted(firstRows: Uint32Array, by: number): Uint32Array {
  return firstRows.subarray(1).map((row) => row + by);
}

/** How many elements of a buffer some run already uses; a second writer from an older run must copy. */
const used = new WeakMap<ArrayBufferLike, number>();

function extend<A extends Int32Array | Uint32Array | Uint8Array>(column: A, length: number, added: A): A {
  const wanted = length + added.length;
  const capacity = (column.buffer.byteLength - column.byteOffset) / column.BYTES_PER_ELEMENT;
  if (used.get(column.buffer) === length && column.byteOffset === 0 && wanted <= capacity) {
    const view = viewOf(column, column.buffer, wanted);
    view.set(added, length);
    used.set(column.buffer, wanted);
    return view;
  }
  const buffer = new ArrayBuffer(Math.max(256, wanted * 2) * column.BYTES_PER_ELEMENT);
  const view = viewOf(column, buffer, wanted);
  view.set(column.subarray(0, length), 0);
  view.set(added, length);
  used.set(buffer, wanted);
  return view;
}

function viewOf<A extends Int32Array | Uint32Array | Uint8Array>(
  like: A,
  buffer: ArrayBufferLike,
  length: number,
): A {
  if (like instanceof Int32Array) return new Int32Array(buffer, 0, length) as A;
  if (like instanceof Uint32Array) return new Uint32Array(buffer, 0, length) as A;
  return new Uint8Array(buffer, 0, length) as A;
}
