// A long search, told on standard error now and then: in the units that its bounds are in.

import type { SearchProgress } from '../core/check/verdict.ts';
import type { Terminal } from './terminal.ts';

const quietTime = 2000;

export function tellProgress(terminal: Terminal): (progress: SearchProgress) => void {
  let last: SearchProgress | undefined;
  let next = quietTime;
  return (progress) => {
    // A search that goes on from a checkpoint does not begin with nothing.
    last ??= progress;
    if (progress.ms < next) return;
    next = progress.ms + quietTime;
    terminal.err(`pinlab: ${progressLine(progress, last)}\n`);
    last = progress;
  };
}

/** With the speed since the report before; without one where the search has begun a second pass since then. */
export function progressLine(now: SearchProgress, before: SearchProgress): string {
  const { depth, frontier, memory, ms } = now;
  const [done, unit] = amountOf(now);
  const more = done - amountOf(before)[0];
  const span = ms - before.ms;
  const rate = more < 0 ? '' : ` ${span > 0 ? Math.round((more / span) * 1000) : 0}/s,`;
  const megabytes = Math.round(memory / 1024 ** 2);
  const ahead = unit === 'states' ? `frontier ${frontier}` : `${frontier} to go`;
  return `${done} ${unit},${rate} depth ${depth}, ${ahead}, ${megabytes} MiB, ${Math.round(ms / 1000)} s`;
}

function amountOf({ states, runs }: SearchProgress): readonly [number, string] {
  return runs === undefined ? [states, 'states'] : [runs, 'runs'];
}
