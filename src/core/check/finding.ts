// What went wrong, in one plain sentence for a person. The only place where findings get their words.
//
// Promises: `name` is stable (it is what a table or a test compares), `message` says who and where. Poison values
// are recognised by their low 32 bits (include/linux/poison.h: LIST_POISON1 0x100, LIST_POISON2 0x200, 0x122 later).

import type { PropertyGraph, StepSite } from '../language/lower/graph.ts';
import type { Span } from '../language/source/source-file.ts';
import { shortText } from './shorten.ts';
import type { Finding, FindingKind } from './verdict.ts';

/** Who did it: a task at a step, a task before its first step, boot code, or a property that is being evaluated. */
export type Culprit =
  | { readonly kind: 'step'; readonly task: string; readonly site: StepSite }
  | { readonly kind: 'beginning'; readonly task: string; readonly span: Span }
  | { readonly kind: 'boot' }
  | { readonly kind: 'property'; readonly name: string; readonly span: Span };

/** Below this, an address comes from a null pointer and a small offset. */
export const nullLimit = 64;
/** Nothing lives below this. */
export const lowestAddress = 0x1000;

export function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`;
}

/** `exists`: some scalar begins in the word at that address; then the fault is the alignment. */
export function accessFinding(
  culprit: Culprit,
  address: number,
  size: number,
  write: boolean,
  exists: boolean,
): Finding {
  const verb = write ? 'writes' : 'reads';
  const at = hex(address);
  if (address >>> 0 < nullLimit) {
    const offset = address === 0 ? '' : ` (offset ${address})`;
    return make('null-access', `${verb} through a null pointer${offset}`, culprit);
  }
  if (exists) {
    const tag = address & (size - 1);
    return make(
      'misaligned-access',
      `${verb} ${size} bytes at ${at}, which is not a multiple of ${size} (tag bits ${tag} in a pointer?)`,
      culprit,
    );
  }
  return make('wild-access', `${verb} ${at}, where nothing lives${poison(address)}`, culprit);
}

function poison(address: number): string {
  const unsigned = address >>> 0;
  if (unsigned >= 0xc0 && unsigned < 0x122) return ` (LIST_POISON1${offset(unsigned - 0x100)}?)`;
  if (unsigned >= 0x122 && unsigned < 0x160) return ` (LIST_POISON2${offset(unsigned - 0x122)}?)`;
  if (unsigned >= 0x1c0 && unsigned < 0x240) return ` (LIST_POISON2${offset(unsigned - 0x200)}?)`;
  return '';
}

function offset(distance: number): string {
  if (distance === 0) return '';
  return distance > 0 ? ` + ${distance}` : ` - ${-distance}`;
}

export function fuelFinding(culprit: Culprit, rounds: number): Finding {
  const place = culprit.kind === 'step' ? ' inside one step' : '';
  return make('fuel', `loops more than ${rounds} rounds${place}`, culprit);
}

/** Lowering reports `/` and `%` by zero as a BUG with this text. */
export const divisionText = 'division by zero';

export function bugFinding(culprit: Culprit, severity: 'bug' | 'warn', text: string, span: Span): Finding {
  if (text === divisionText) return { ...make('division-by-zero', 'divides by zero', culprit), span };
  const name = shortText(text);
  return {
    kind: severity,
    name,
    message: `${who(culprit)} runs into \`${name}\`${where(culprit)}.`,
    span,
  };
}

/** Where one run pays a cost: like a WARN it is recorded, and the run goes on. */
export function costRemark({ name, text, span }: PropertyWords): Finding {
  const why = text === '' ? '' : `: \`${shortText(text)}\` ${outcomes.cost}`;
  return { kind: 'warn', name: `cost ${name}`, message: `\`${name}\` is paid here${why}.`, span };
}

/** What a finding says of a property: its name, its form and its own words. */
export type PropertyWords = Pick<PropertyGraph, 'name' | 'kind' | 'text' | 'span'>;

export function propertyFinding(
  { name, kind, text, span }: PropertyWords,
  culprit: Culprit | undefined,
): Finding {
  if (kind === 'cost') {
    const when = text === '' ? '' : `: \`${shortText(text)}\` ${outcomes.cost}`;
    return { kind: 'property', name, message: `\`${name}\` is a cost that some run pays${when}.`, span };
  }
  const how = culprit?.kind === 'step' ? ` when ${who(culprit)} does its step${where(culprit)}` : '';
  const why = text === '' ? '' : `: \`${shortText(text)}\` ${outcomes[kind]}`;
  return { kind: 'property', name, message: `\`${name}\` does not hold${how}${why}.`, span };
}

const outcomes: Readonly<Record<PropertyGraph['kind'], string>> = {
  always: 'is false',
  never: 'is true',
  at: 'is false',
  finally: 'is false at the end',
  'can-still': 'can no longer come true',
  cost: 'is true',
};

/** A property whose expression runs into a bad access does not hold: nobody can say that it does. */
export function unevaluableFinding(name: string, span: Span, cause: Finding): Finding {
  return { kind: 'property', name, message: `\`${name}\` cannot be evaluated: it ${cause.name}.`, span };
}

/** Who waits, at what, and for whom: one entry for each task that has not ended. */
export interface Waiting {
  readonly task: string;
  readonly site: StepSite;
  readonly holder: string | undefined;
  /** What the holder has: the lock, or the CPU that the task would go on on. */
  readonly held: 'lock' | 'cpu';
}

export function stuckFinding(kind: 'deadlock' | 'blocked-at-end', waiting: readonly Waiting[]): Finding {
  const each = waiting.map(({ task, site, holder, held }) => {
    const at = siteName(site);
    if (held === 'cpu') return `\`${task}\` cannot go on at \`${at}\`: \`${holder}\` has its CPU`;
    const whom = holder === undefined ? '' : `, which \`${holder}\` holds`;
    return `\`${task}\` waits at \`${at}\`${whom}`;
  });
  const names = waiting.map(({ task }) => task).join(', ');
  const name = kind === 'deadlock' ? `deadlock of ${names}` : `${names} blocked at the end`;
  return {
    kind,
    name,
    message: `Nobody can go on: ${each.join('; ')}.`,
    span: (waiting.find(({ held }) => held === 'lock') ?? waiting[0])?.site.span,
  };
}

/** A block that is one step is better known by the function that is all of it: `lock_page()`. */
function siteName({ operation, calls, text }: StepSite): string {
  const inner = calls.at(-1);
  return operation === 'atomic' && inner ? `${inner.function}()` : text;
}

/** An interrupt that waits for the task that it keeps from running. */
export function interruptFinding({ task, site, holder }: Omit<Waiting, 'held'>): Finding {
  return {
    kind: 'deadlock',
    name: `deadlock of ${task}, ${holder}`,
    message: `\`${task}\` can come here and then waits at \`${site.text}\` for ever: \`${holder}\`, on the same CPU, holds it.`,
    span: site.span,
  };
}

function make(kind: FindingKind, name: string, culprit: Culprit): Finding {
  return { kind, name, message: `${who(culprit)} ${name}${where(culprit)}.`, span: spanOf(culprit) };
}

function who(culprit: Culprit): string {
  switch (culprit.kind) {
    case 'step':
    case 'beginning':
      return `\`${culprit.task}\``;
    case 'boot':
      return 'The boot code';
    case 'property':
      return `\`${culprit.name}\``;
  }
}

function where(culprit: Culprit): string {
  switch (culprit.kind) {
    case 'step':
      return ` in \`${culprit.site.function}\` at \`${culprit.site.text}\``;
    case 'beginning':
      return ' before its first step';
    case 'boot':
    case 'property':
      return '';
  }
}

function spanOf(culprit: Culprit): Span | undefined {
  switch (culprit.kind) {
    case 'step':
      return culprit.site.span;
    case 'beginning':
    case 'property':
      return culprit.span;
    case 'boot':
      return undefined;
  }
}
