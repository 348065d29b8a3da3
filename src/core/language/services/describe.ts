// What a name is, in a line of C and a few sentences, and where it is defined.

import type { Analysis } from '../check/analysis.ts';
import type { Body } from '../check/body.ts';
import { signatureOf } from '../check/call.ts';
import { constantOf } from '../check/constant.ts';
import { FORM_SHAPES } from '../check/form-args.ts';
import type { FunctionEntry } from '../check/function-entry.ts';
import { findIntrinsic } from '../check/intrinsics/table.ts';
import { LIST_SHAPES } from '../check/list-loop.ts';
import { meaningOf } from '../check/names.ts';
import { spanText, type Unit } from '../check/unit.ts';
import { lineStarts, placeIn } from '../source/place.ts';
import type { Span } from '../source/source-file.ts';
import { namedType } from '../types/builtin.ts';
import { sizeOf } from '../types/layout.ts';
import { declarationText } from '../types/show.ts';
import { commentAbove, commentBehind } from './comment-above.ts';
import { FORM_NOTES } from './form-notes.ts';

export interface Description {
  readonly code: string;
  readonly notes: readonly string[];
  /** Where it is defined; undefined for words of the language. */
  readonly span: Span | undefined;
}

export function describeName(analysis: Analysis, body: Body, name: string): Description | undefined {
  const { unit } = analysis;
  const meaning = meaningOf(body, name);
  switch (meaning?.kind) {
    case 'local': {
      const { type, span } = meaning;
      const code = type === undefined ? name : declarationText(type, name);
      return { code, notes: [localNote(analysis, span, type?.kind)], span };
    }
    case 'global': {
      const { type, span, ghost, perCpu } = meaning.global;
      const note = ghost
        ? 'Ghost state: the kernel does not know it.'
        : perCpu
          ? 'One copy for each CPU; shared.'
          : 'Shared: each read and each write is one step.';
      const code = `${ghost ? 'ghost ' : ''}${type === undefined ? name : declarationText(type, name)}`;
      return { code, notes: [note, ...where(analysis, span)], span };
    }
    case 'function':
      return describeFunction(analysis, meaning.callee);
    case 'page':
      return {
        code: `struct page *const ${name}`,
        notes: [`A page of this lab, number ${meaning.page.index}.`],
        span: meaning.page.span,
      };
    case 'enumerator': {
      const span = unit.types.enums.span(name);
      return {
        code: `${name} = ${meaning.value}`,
        notes: span === undefined ? [] : [...besideIt(analysis, span), ...lineOf(analysis.unit, span)],
        span,
      };
    }
    case 'macro': {
      const { macro } = meaning;
      const { params, body: value } = macro;
      const number =
        params === undefined && value !== undefined
          ? unit.reporter.quietly(() => constantOf(unit, value, name))
          : undefined;
      const code =
        value === undefined
          ? spanText(unit, macro.span)
          : `#define ${name}${params === undefined ? '' : `(${params.join(', ')})`} ${spanText(unit, value.span)}`;
      const notes =
        number === undefined || /^[0-9]+$/.test(spanText(unit, value?.span ?? macro.span))
          ? []
          : [`Its value is ${number}.`];
      return { code, notes: [...notes, ...where(analysis, macro.span)], span: macro.name.span };
    }
    case 'constant':
      return { code: `${name} = ${meaning.value}`, notes: [], span: undefined };
  }
  const intrinsic = findIntrinsic(name);
  if (intrinsic !== undefined)
    return { code: intrinsic.signature, notes: [`${capital(intrinsic.steps)}.`], span: undefined };
  const event = unit.events.get(name);
  if (event !== undefined)
    return { code: `EVENT(${name}, …)`, notes: where(analysis, event.span), span: event.span };
  const note = FORM_NOTES.get(name);
  if (note !== undefined) return { code: FORM_SHAPES.get(name) ?? name, notes: [note], span: undefined };
  const shape = LIST_SHAPES.get(name);
  if (shape !== undefined)
    return {
      code: `${name}(${shape})`,
      notes: ['A loop; its steps are the reads it makes.'],
      span: undefined,
    };
  const builtIn = namedType(name);
  if (builtIn !== undefined) return { code: name, notes: [`${sizeOf(builtIn)} bytes.`], span: undefined };
  const typedef = unit.types.typedefSpan(name);
  if (typedef === undefined) return undefined;
  return { code: `typedef ${name}`, notes: where(analysis, typedef), span: typedef };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function localNote({ unit, outcome }: Analysis, span: Span, kind: string | undefined): string {
  const all = [
    ...unit.functionList.flatMap((entry) => entry.checked?.locals ?? []),
    ...(outcome.program?.tasks ?? []).flatMap((task) => task.locals),
  ];
  const local = all.find((each) => each.span.file === span.file && each.span.start === span.start);
  const inMemory = local?.inMemory ?? (kind === 'struct' || kind === 'union' || kind === 'array');
  return inMemory
    ? 'Lives in memory: each read and each write is one step.'
    : 'Private: reading and writing it takes no step.';
}

function describeFunction(analysis: Analysis, entry: FunctionEntry): Description {
  const { unit } = analysis;
  const words = `${entry.pure ? '__pure ' : ''}${entry.weak ? '__weak ' : ''}`;
  const notes: string[] = [];
  if (entry.bodySyntax === undefined) notes.push('Optional: this strategy does not define it.');
  if (unit.functions.has(`__weak_${entry.name}`))
    notes.push('Replaces the `__weak` definition of the library.');
  return {
    code: `${words}${signatureOf(entry)}`,
    notes: [...notes, ...commentOf(analysis, entry), ...lineOf(unit, entry.item.span)],
    span: entry.span,
  };
}

/** Above the definition, or else above a prototype: libraries explain their functions in headers. */
function commentOf({ unit, trees, lexed }: Analysis, entry: FunctionEntry): string[] {
  const prototypes = trees.flatMap(({ items }) =>
    items.filter(
      (item) => item.kind === 'function' && item.body === undefined && item.name.text === entry.name,
    ),
  );
  for (const { span } of [entry.item, ...prototypes]) {
    const text = unit.files[span.file]?.text ?? '';
    const found = commentAbove(text, lexed[span.file]?.comments ?? [], span.start);
    if (found !== undefined) return [found];
  }
  return [];
}

/** What is written beside a member or an enumerator, or above it. */
export function besideIt({ unit, lexed }: Analysis, span: Span): string[] {
  const text = unit.files[span.file]?.text ?? '';
  const comments = lexed[span.file]?.comments ?? [];
  const found = commentBehind(text, comments, span.start) ?? commentAbove(text, comments, span.start);
  return found === undefined ? [] : [found];
}

/** The comment above a definition, and where it is. */
function where({ unit, lexed }: Analysis, span: Span): string[] {
  const text = unit.files[span.file]?.text ?? '';
  const comment = commentAbove(text, lexed[span.file]?.comments ?? [], span.start);
  return [...(comment === undefined ? [] : [comment]), ...lineOf(unit, span)];
}

function lineOf(unit: Unit, span: Span): string[] {
  const file = unit.files[span.file];
  return file === undefined ? [] : [`${file.path}, line ${placeIn(lineStarts(file.text), span.start).line}`];
}

export function describeTag(
  analysis: Analysis,
  keyword: 'struct' | 'union' | 'enum',
  tag: string,
): Description | undefined {
  const { unit } = analysis;
  const span = unit.types.tagSpan(keyword, tag);
  if (span === undefined) return undefined;
  const size = keyword === 'enum' ? 4 : unit.types.findRecord(keyword, tag)?.layout?.size;
  return {
    code: `${keyword} ${tag}`,
    notes: [...(size === undefined ? [] : [`${size} bytes.`]), ...where(analysis, span)],
    span,
  };
}
