// Names the places where a task can stand: function, line in it, which step of that line, and the words of the text.
//
// Promises: the same text gives the same names; a change in another function changes none of them. A step whose
// text lies outside its function (it came out of a macro) takes the place of the statement it is part of.

import type { SourceFile, Span } from '../source/source-file.ts';
import type { StepSite } from './graph.ts';

const longestText = 60;

/** One inlined copy of a function, or a task's body: the text in which its steps are counted. */
export interface SiteScope {
  readonly function: string;
  /** The whole definition. */
  readonly extent: Span;
  readonly firstLine: number;
  /** Of a copy: whose text it is called from, and where. */
  readonly caller: SiteScope | undefined;
  readonly call: Span;
  /** Both are made for the first step: most functions have none. */
  calls: StepSite['calls'] | undefined;
  stepsByLine: Map<number, number> | undefined;
}

export class Sites {
  readonly #files: readonly SourceFile[];
  readonly #definitions = new Map<Span, Pick<SiteScope, 'extent' | 'firstLine'>>();
  readonly #lines = new Map<Span, number>();
  readonly #texts = new Map<Span, string>();

  constructor(files: readonly SourceFile[]) {
    this.#files = files;
  }

  /** `caller` and `call` of an inlined copy. */
  scope(name: string, definition: Span, body: Span, caller?: SiteScope, call: Span = definition): SiteScope {
    const known = this.#definitions.get(definition) ?? this.#define(name, definition, body);
    this.#definitions.set(definition, known);
    return {
      function: name,
      extent: known.extent,
      firstLine: known.firstLine,
      caller,
      call,
      calls: undefined,
      stepsByLine: undefined,
    };
  }

  /** `statement` is the innermost statement of the scope's own text around the step. */
  site(scope: SiteScope, operation: StepSite['operation'], span: Span, statement: Span): StepSite {
    const place = inside(span, scope.extent)
      ? span
      : inside(statement, scope.extent)
        ? statement
        : scope.extent;
    const lineInFunction = this.#line(place) - scope.firstLine;
    const ordinal = nextOnLine(scope, lineInFunction);
    return {
      function: scope.function,
      lineInFunction,
      ordinal,
      span: place,
      calls: callsOf(scope),
      operation,
      text: this.#words(span, operation),
    };
  }

  /** A step that is there in the text and not in the graph. */
  count(scope: SiteScope, span: Span): void {
    nextOnLine(scope, this.#line(inside(span, scope.extent) ? span : scope.extent) - scope.firstLine);
  }

  #define(name: string, definition: Span, body: Span): Pick<SiteScope, 'extent' | 'firstLine'> {
    const extent =
      definition.file === body.file
        ? {
            file: body.file,
            start: Math.min(definition.start, body.start),
            end: Math.max(definition.end, body.end),
          }
        : body;
    return { extent, firstLine: this.#line({ ...extent, start: this.#findName(name, extent) }) };
  }

  #words(span: Span, operation: StepSite['operation']): string {
    if (operation === 'atomic') return 'atomic { … }';
    const written = this.#texts.get(span) ?? folded(this.#text(span.file), span);
    this.#texts.set(span, written);
    if (written === '') return operation;
    return written.length <= longestText ? written : `${written.slice(0, longestText - 1)}…`;
  }

  /** Offset of the function's name in its definition; where it is not written there, the definition's start. */
  #findName(name: string, extent: Span): number {
    const written = name.replace(/^__weak_/, '');
    const text = this.#text(extent.file);
    for (
      let at = text.indexOf(written, extent.start);
      at >= 0 && at < extent.end;
      at = text.indexOf(written, at + 1)
    ) {
      if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + written.length])) return at;
    }
    return extent.start;
  }

  #line(span: Span): number {
    const known = this.#lines.get(span) ?? this.#findLine(span);
    this.#lines.set(span, known);
    return known;
  }

  #findLine(span: Span): number {
    const starts = lineStartsOf(this.#files[span.file]);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= span.start) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #text(file: number): string {
    return this.#files[file]?.text ?? '';
  }
}

/** Kept beyond one lowering: the kernel library's texts are the same at the next one, and come with the start-up snapshot. */
const lineStarts = new WeakMap<SourceFile, readonly number[]>();

function lineStartsOf(file: SourceFile | undefined): readonly number[] {
  if (file === undefined) return [0];
  const known = lineStarts.get(file);
  if (known !== undefined) return known;
  const { text } = file;
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  lineStarts.set(file, starts);
  return starts;
}

function nextOnLine(scope: SiteScope, line: number): number {
  scope.stepsByLine ??= new Map();
  const ordinal = (scope.stepsByLine.get(line) ?? 0) + 1;
  scope.stepsByLine.set(line, ordinal);
  return ordinal;
}

function callsOf(scope: SiteScope): StepSite['calls'] {
  const { caller, call } = scope;
  scope.calls ??= caller === undefined ? [] : [...callsOf(caller), { function: scope.function, span: call }];
  return scope.calls;
}

export function inside(span: Span, extent: Span): boolean {
  return span.file === extent.file && span.start >= extent.start && span.end <= extent.end;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}

/** A piece of a text with its white space folded. */
export function folded(text: string, span: Span): string {
  return text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
}
