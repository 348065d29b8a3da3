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
  readonly calls: StepSite['calls'];
  readonly stepsByLine: Map<number, number>;
}

export class Sites {
  readonly #files: readonly SourceFile[];
  readonly #lineStarts = new Map<number, readonly number[]>();

  constructor(files: readonly SourceFile[]) {
    this.#files = files;
  }

  scope(name: string, definition: Span, body: Span, calls: StepSite['calls']): SiteScope {
    const extent =
      definition.file === body.file
        ? {
            file: body.file,
            start: Math.min(definition.start, body.start),
            end: Math.max(definition.end, body.end),
          }
        : body;
    const nameAt = { ...extent, start: this.#findName(name, extent) };
    return { function: name, extent, firstLine: this.#line(nameAt), calls, stepsByLine: new Map() };
  }

  /** `statement` is the innermost statement of the scope's own text around the step. */
  site(scope: SiteScope, operation: StepSite['operation'], span: Span, statement: Span): StepSite {
    const place = inside(span, scope.extent)
      ? span
      : inside(statement, scope.extent)
        ? statement
        : scope.extent;
    const lineInFunction = this.#line(place) - scope.firstLine;
    const ordinal = (scope.stepsByLine.get(lineInFunction) ?? 0) + 1;
    scope.stepsByLine.set(lineInFunction, ordinal);
    return {
      function: scope.function,
      lineInFunction,
      ordinal,
      span: place,
      calls: scope.calls,
      operation,
      text: this.#words(span, operation),
    };
  }

  #words(span: Span, operation: StepSite['operation']): string {
    const written = folded(this.#text(span.file), span);
    if (operation === 'atomic') return 'atomic { … }';
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
    const starts = this.#startsOf(span.file);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= span.start) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #startsOf(file: number): readonly number[] {
    const known = this.#lineStarts.get(file);
    if (known !== undefined) return known;
    const text = this.#text(file);
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#lineStarts.set(file, starts);
    return starts;
  }

  #text(file: number): string {
    return this.#files[file]?.text ?? '';
  }
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
