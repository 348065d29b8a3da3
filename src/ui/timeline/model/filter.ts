// The filter box: `page:p field:_refcount task:pinner -op:trylock word`.
//
// `page:`, `field:`, `task:` and plain words choose tracks; `op:` dims the steps whose operation or function does not
// contain the text. A minus turns a term round. Terms of one key are alternatives, keys narrow each other down.

import type { RunSite } from '../../../core/trace/run.ts';
import type { Track } from './tracks.ts';

const keys = ['page', 'field', 'task', 'op', 'word'] as const;
type Key = (typeof keys)[number];

interface Term {
  readonly key: Key;
  readonly text: string;
  readonly not: boolean;
}

export interface Filter {
  readonly terms: readonly Term[];
  /** A key that does not exist, in words for a person. */
  readonly complaint: string | undefined;
}

export function parseFilter(text: string): Filter {
  const terms: Term[] = [];
  let complaint: string | undefined;
  for (const part of text.split(/\s+/)) {
    const match = /^(-?)(?:([a-z]+):)?(.+)$/i.exec(part);
    if (match === null) continue;
    const name = match[2]?.toLowerCase() ?? 'word';
    const key = keys.find((candidate) => candidate === name);
    if (key === undefined) complaint = `“${name}:” is not a filter; there are page:, field:, task: and op:.`;
    else terms.push({ key, text: (match[3] ?? '').toLowerCase(), not: match[1] === '-' });
  }
  return { terms, complaint };
}

export function passesTrack(filter: Filter, track: Track): boolean {
  const says = (key: Key, values: readonly string[]) => passes(filter, key, values);
  const label = [track.label.toLowerCase()];
  if (!says('word', [...label, track.note.toLowerCase()])) return false;
  if (track.kind === 'task') return !wantsOnly(filter, ['page', 'field']) && says('task', label);
  const page = [track.note.toLowerCase()];
  return !wantsOnly(filter, ['task']) && says('page', page) && says('field', label);
}

/** Whether a step stands out; undefined when the filter says nothing of steps. */
export function stepTest(filter: Filter): ((site: RunSite) => boolean) | undefined {
  if (!filter.terms.some((term) => term.key === 'op')) return undefined;
  return (site) =>
    passes(filter, 'op', [
      site.operation,
      site.text.toLowerCase(),
      ...site.calls.map((call) => call.function.toLowerCase()),
    ]);
}

function passes(filter: Filter, key: Key, values: readonly string[]): boolean {
  const own = filter.terms.filter((term) => term.key === key);
  const meets = (term: Term) => values.some((value) => value.includes(term.text));
  const wanted = own.filter((term) => !term.not);
  return own.every((term) => !term.not || !meets(term)) && (wanted.length === 0 || wanted.some(meets));
}

/** `field:x` alone means values only, `task:x` alone means tasks only; together they mean both. */
function wantsOnly(filter: Filter, others: readonly Key[]): boolean {
  const asked = (key: Key) => filter.terms.some((term) => term.key === key && !term.not);
  const mine: readonly Key[] = others.includes('task') ? ['page', 'field'] : ['task'];
  return others.some(asked) && !mine.some(asked);
}
