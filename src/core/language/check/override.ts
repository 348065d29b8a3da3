// Errors in the library that an `OVERRIDE` of the lab brought about are told where a person can change something.
//
// Goes by names: the place of the error names the constant, or a macro that is made from it.

import type { Diagnostic } from '../source/diagnostic.ts';
import { lineStarts, placeIn } from '../source/place.ts';
import type { Span } from '../source/source-file.ts';
import { inOrder } from './reporter.ts';
import { spanText, type Unit } from './unit.ts';

export function atOverrides(unit: Unit, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const blamed = blamedNames(unit);
  if (blamed.size === 0) return diagnostics;
  const placed = diagnostics.map((diagnostic) => {
    const { span, severity, message } = diagnostic;
    const file = unit.files[span.file];
    if (severity !== 'error' || (file?.role !== 'kernel' && file?.role !== 'strategy')) return diagnostic;
    const form = wordsOf(unit, span).flatMap((word) => blamed.get(word) ?? [])[0];
    if (form === undefined) return diagnostic;
    const { line } = placeIn(lineStarts(file.text), span.start);
    return {
      ...diagnostic,
      span: form,
      message: `with this, ${message} (${file.path}:${line})`,
      related: { span, message: 'it is used here' },
    };
  });
  return inOrder(placed);
}

/** Whether what is written there names a constant that the lab overrides, or a macro that is made from one. */
export function namesOverride(unit: Unit): (span: Span) => boolean {
  const names = [...blamedNames(unit).keys()];
  if (names.length === 0) return () => false;
  const any = new RegExp(`\\b(${names.join('|')})\\b`);
  return (span) => any.test(spanText(unit, span));
}

/** Overridden constants, and macros whose text names one of them, each with the form of the lab. */
function blamedNames(unit: Unit): ReadonlyMap<string, Span> {
  const blamed = new Map<string, Span>();
  for (const { form, args, span } of unit.forms) {
    const [first] = args;
    if (form === 'OVERRIDE' && first?.kind === 'value' && first.value.kind === 'name')
      blamed.set(first.value.text, span);
  }
  if (blamed.size === 0) return blamed;
  const users = new Map<string, string[]>();
  for (const { name, span } of unit.macros.values()) {
    for (const word of wordsOf(unit, span)) {
      const list = users.get(word);
      if (list === undefined) users.set(word, [name.text]);
      else list.push(name.text);
    }
  }
  // A map goes on through what is added while it is walked.
  for (const [name, span] of blamed)
    for (const user of users.get(name) ?? []) if (!blamed.has(user)) blamed.set(user, span);
  return blamed;
}

function wordsOf(unit: Unit, span: Span): string[] {
  return spanText(unit, span).match(/\w+/g) ?? [];
}
