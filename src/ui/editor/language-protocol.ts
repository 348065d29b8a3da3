// What the editor asks of the language worker and what it gets. One answer per question; `undefined` where there is none.

import type { LabInput } from '../../contract/table.ts';
import type {
  Completion,
  Definition,
  DocumentSymbol,
  Hover,
  SemanticToken,
} from '../../core/language/services/index.ts';
import type { SourceFile } from '../../core/language/source/source-file.ts';

export interface LanguageQuestions {
  tokens: { ask: { readonly text: string }; answer: readonly SemanticToken[] };
  hover: { ask: PlaceInText; answer: Hover | undefined };
  completions: { ask: PlaceInText; answer: readonly Completion[] };
  definition: { ask: PlaceInText; answer: Definition | undefined };
  symbols: { ask: { readonly path: string }; answer: readonly DocumentSymbol[] };
}

export interface PlaceInText {
  readonly path: string;
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
}

export type QuestionName = keyof LanguageQuestions;

export type ToWorker =
  /** Once, first: the built-in kernel library. */
  | { readonly kind: 'library'; readonly kernel: readonly SourceFile[] }
  /** Whenever a text has changed: what the next questions are about. */
  | { readonly kind: 'input'; readonly input: LabInput }
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly name: QuestionName;
      readonly question: LanguageQuestions[QuestionName]['ask'];
    };

export interface FromWorker {
  readonly id: number;
  readonly answer: LanguageQuestions[QuestionName]['answer'];
}
