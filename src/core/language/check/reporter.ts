// Collects what is wrong: each complaint once, in the order of the texts, and not without end.

import type { Diagnostic } from '../source/diagnostic.ts';
import type { Span } from '../source/source-file.ts';

/** Of each severity, so that a flood of warnings cannot hide an error. */
const MAX_DIAGNOSTICS = 200;

export class Reporter {
  private readonly seen = new Set<string>();
  private readonly list: Diagnostic[] = [];
  private readonly counts = { error: 0, warning: 0 };
  private muted = 0;

  readonly add = (diagnostic: Diagnostic): void => {
    const { code, span, severity } = diagnostic;
    if (this.muted > 0 || this.counts[severity] >= MAX_DIAGNOSTICS) return;
    const key = `${code}:${span.file}:${span.start}:${span.end}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.counts[severity] += 1;
    this.list.push(diagnostic);
  };

  error(code: string, span: Span, message: string, remedy: string, related?: Diagnostic['related']): void {
    this.add({
      severity: 'error',
      code,
      span,
      message,
      remedy,
      ...(related === undefined ? {} : { related }),
    });
  }

  warning(code: string, span: Span, message: string, remedy: string): void {
    this.add({ severity: 'warning', code, span, message, remedy });
  }

  /** Nothing more is told: what only makes a message better can be left out. */
  get isFull(): boolean {
    return this.muted > 0 || this.counts.error >= MAX_DIAGNOSTICS;
  }

  /** For a pass over a text that will be read again. */
  quietly<T>(run: () => T): T {
    this.muted += 1;
    try {
      return run();
    } finally {
      this.muted -= 1;
    }
  }

  /** Whether something inside this range has been told already. */
  hasErrorIn({ file, start, end }: Span): boolean {
    return this.list.some(
      ({ severity, span }) =>
        severity === 'error' && span.file === file && span.start >= start && span.end <= end,
    );
  }

  get hasErrors(): boolean {
    return this.counts.error > 0;
  }

  all(): readonly Diagnostic[] {
    return inOrder(this.list);
  }
}

/** In the order of the texts. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => a.span.file - b.span.file || a.span.start - b.span.start);
}
