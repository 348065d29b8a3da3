// Labels and gotos of one body: every goto has its label, and none jumps into `atomic { … }` or ghost code.

import { nearest } from '../source/did-you-mean.ts';
import type { Span } from '../source/source-file.ts';
import type { Reporter } from './reporter.ts';

interface Spot {
  readonly span: Span;
  /** The `atomic` blocks around it, outermost first. */
  readonly inside: readonly Span[];
}

export class Jumps {
  /** Undefined in most bodies. */
  private labels: Map<string, Spot> | undefined;
  private readonly gotos: (Spot & { readonly label: string })[] = [];
  private readonly inside: Span[] = [];

  within<T>(span: Span, run: () => T): T {
    this.inside.push(span);
    try {
      return run();
    } finally {
      this.inside.pop();
    }
  }

  addLabel(label: string, span: Span, reporter: Reporter): void {
    this.labels ??= new Map();
    const before = this.labels.get(label);
    if (before !== undefined) {
      reporter.error('defined-twice', span, `the label \`${label}\` is set twice`, 'rename one of them', {
        span: before.span,
        message: 'it is set here first',
      });
    }
    this.labels.set(label, { span, inside: [...this.inside] });
  }

  addGoto(label: string, span: Span): void {
    this.gotos.push({ label, span, inside: [...this.inside] });
  }

  settle(reporter: Reporter): void {
    if (this.gotos.length === 0) return;
    const labels = this.labels ?? new Map<string, Spot>();
    for (const { label, span, inside } of this.gotos) {
      const target = labels.get(label);
      if (target === undefined) {
        const near = nearest(label, labels.keys());
        reporter.error(
          'unknown-label',
          span,
          `there is no label \`${label}\` in this function`,
          near === undefined
            ? `write \`${label}:\` before the statement to jump to`
            : `did you mean \`${near}\`?`,
        );
      } else if (target.inside.some((span, index) => inside[index] !== span)) {
        reporter.error(
          'goto-into-atomic',
          span,
          `\`goto ${label}\` jumps into \`atomic { … }\` or ghost code`,
          'jump to before the block',
          { span: target.span, message: 'the label is here' },
        );
      }
    }
  }
}
