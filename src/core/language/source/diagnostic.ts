// What is wrong with a text: place, cause, remedy. The messages are the product; see docs/language.md.

import type { Span } from './source-file.ts';

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Stable kebab-case name of the rule: `unknown-name`, `recursion`, `missing-semicolon` … */
  readonly code: string;
  readonly span: Span;
  /** Cause, one line, at most 160 characters: "`put_page(q)`: nothing is named `q`". */
  readonly message: string;
  /** What to write instead, one line; every error has one. */
  readonly remedy: string;
  /** Another place that explains the first one ("`p` is declared here"). */
  readonly related?: { readonly span: Span; readonly message: string };
}

/** A diagnostic with its place in lines, as faces show and send it. Lines and columns count from 1. */
export interface PlacedDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly remedy: string;
}
