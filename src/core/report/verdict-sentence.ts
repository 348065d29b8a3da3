// A verdict as one sentence for a person. It never travels without its bounds and its memory model.
//
// Example: "Violated: unpinned_under_dma. 2 tasks, 1 page, SC, all interleavings, 119 states; shortest 15 steps,
// 2 switches."

import { assertNever } from '../base/assert.ts';
import { mostSweepMemory } from '../check/search-method.ts';
import type { Verdict } from '../check/verdict.ts';
import { counted } from './count.ts';
import { searchedText } from './searched-text.ts';

export function verdictSentence(verdict: Verdict): string {
  const head = headOf(verdict);
  const applies = verdict.verdict !== 'does-not-apply';
  const parts = [applies ? `${head} ${scopeOf(verdict)}${exampleOf(verdict)}.` : head];
  const searched = applies && verdict.searched ? searchedText(verdict.searched) : undefined;
  if (searched !== undefined) parts.push(searched);
  const skipped = applies ? verdict.properties.filter((one) => one.skipped !== undefined) : [];
  if (skipped.length > 0) {
    parts.push(`Not judged: ${skipped.map((one) => `${one.name} (${one.skipped})`).join('; ')}.`);
  }
  if (verdict.costs.length > 0) parts.push(`At a cost: ${verdict.costs.join('; ')}.`);
  if (verdict.alsoFound.length > 0) parts.push(alsoFound(verdict));
  return parts.join(' ');
}

/** `Violated`, `Holds`, `Incomplete`, `Does not apply`. */
export function verdictWord(kind: Verdict['verdict']): string {
  switch (kind) {
    case 'violated':
      return 'Violated';
    case 'holds':
      return 'Holds';
    case 'incomplete':
      return 'Incomplete';
    case 'does-not-apply':
      return 'Does not apply';
    default:
      return assertNever(kind);
  }
}

function headOf(verdict: Verdict): string {
  const word = verdictWord(verdict.verdict);
  switch (verdict.verdict) {
    case 'violated':
      return `${word}: ${verdict.property ?? verdict.shortest?.finding.name ?? 'a property'}.`;
    case 'holds':
      return `${word}:`;
    case 'incomplete':
      return `${word}: no violation so far, and not a proof.`;
    case 'does-not-apply':
      return `${word}: ${withStop(verdict.property ?? `${verdict.design} lacks what ${verdict.lab} asks for`)}`;
    default:
      return assertNever(verdict.verdict);
  }
}

function scopeOf(verdict: Verdict): string {
  const { hit } = verdict.bounds;
  return [
    counted(verdict.tasks, 'task'),
    counted(verdict.pages, 'page'),
    memoryOf(verdict),
    hit === undefined ? 'all interleavings' : `not all interleavings (${hitText(verdict, hit)})`,
    triedOf(verdict),
  ].join(', ');
}

/** A search that tries runs keeps no states. */
function triedOf({ states, searched }: Verdict): string {
  return searched?.runs === undefined ? counted(states, 'state') : counted(searched.runs, 'run');
}

/** A model with store buffers never without their size: what needs a larger one was not looked at. */
function memoryOf({ memory, buffers }: Verdict): string {
  if (!buffers) return memory;
  return `${memory} with store buffers of ${buffers.entries}${buffers.full ? ' (one was full)' : ''}`;
}

function hitText(verdict: Verdict, hit: NonNullable<Verdict['bounds']['hit']>): string {
  const { bounds } = verdict;
  switch (hit) {
    case 'states':
      return `stopped at the bound of ${counted(bounds.maxStates, 'state')}`;
    case 'memory':
      return verdict.searched?.kind === 'sweep' && bounds.maxMemory > mostSweepMemory
        ? `stopped at ${mebibytes(mostSweepMemory)} of memory, the most that a sweep can use`
        : `stopped at the bound of ${mebibytes(bounds.maxMemory)} of memory`;
    case 'time':
      return `stopped at the bound of ${counted(bounds.maxMilliseconds / 1000, 'second')}`;
    case 'depth':
      return `stopped at the bound of ${counted(bounds.maxDepth, 'step')} in one run`;
    case 'cancelled':
      return 'stopped by hand';
    case 'preemptions':
      return 'stopped at the bound of preemptions';
    case 'runs':
      return 'only the runs that were tried';
    default:
      return assertNever(hit);
  }
}

function mebibytes(bytes: number): string {
  return counted(Math.round(bytes / 1024 ** 2), 'MiB', 'MiB');
}

function exampleOf(verdict: Verdict): string {
  const { shortest, fewest, searched } = verdict;
  if (!shortest) return '';
  // Of runs that were tried it is the shortest of those, and of no others; Spin goes depth first.
  const which =
    searched?.kind === 'spin'
      ? 'Spin’s run, not the shortest:'
      : searched?.runs === undefined
        ? 'shortest'
        : 'shortest of these';
  const first = `; ${which} ${counted(shortest.steps, 'step')}, ${counted(shortest.switches, 'switch', 'switches')}`;
  // Behind a sweep it is looked for in a few steps only.
  if (!fewest && searched?.kind === 'sweep' && shortest.switches > 0)
    return `${first}; fewest switches not known`;
  if (!fewest || fewest.switches === shortest.switches) return first;
  return `${first}; fewest switches ${fewest.switches} in ${counted(fewest.steps, 'step')}`;
}

function alsoFound(verdict: Verdict): string {
  const [first, ...rest] = verdict.alsoFound;
  const more = rest.length > 0 ? `, and ${counted(rest.length, 'more finding')}` : '';
  return `Also found: ${first?.name ?? ''}${more}.`;
}

function withStop(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
