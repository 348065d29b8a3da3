// The language service in a thread of its own: checks the newest texts when it is first asked about them, and answers.

import type { LabInput } from '../../contract/table.ts';
import { assertNever } from '../../core/base/assert.ts';
import { type CheckOutcome, checkProgram } from '../../core/language/check/check.ts';
import {
  completionsAt,
  definitionAt,
  hoverAt,
  semanticTokens,
  symbolsOf,
} from '../../core/language/services/index.ts';
import type { SourceFile } from '../../core/language/source/source-file.ts';
import type { FromWorker, LanguageQuestions, QuestionName, ToWorker } from './language-protocol.ts';

let kernel: readonly SourceFile[] = [];
let input: LabInput | undefined;
let outcome: CheckOutcome | undefined;

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  switch (data.kind) {
    case 'library':
      kernel = data.kernel;
      return;
    case 'input':
      input = data.input;
      outcome = undefined;
      return;
    case 'ask':
      self.postMessage({ id: data.id, answer: answer(data.name, data.question) } satisfies FromWorker);
      return;
    default:
      assertNever(data);
  }
};

function answer(name: QuestionName, question: LanguageQuestions[QuestionName]['ask']): FromWorker['answer'] {
  if ('text' in question) return semanticTokens(question.text);
  const checked = checkedNow();
  if (!checked) return undefined;
  if (!('offset' in question)) return symbolsOf(checked, question.path);
  const { path, offset } = question;
  if (name === 'hover') return hoverAt(checked, path, offset);
  if (name === 'definition') return definitionAt(checked, path, offset);
  return completionsAt(checked, path, offset);
}

function checkedNow(): CheckOutcome | undefined {
  if (!outcome && input) {
    const { lab, strategy, policies, kernel: forks } = input;
    outcome = checkProgram({
      lab: { ...lab, role: 'lab' },
      strategy: { ...strategy, role: 'strategy' },
      policies: policies.map((policy) => ({ ...policy, role: 'policy' })),
      kernel: kernel.map((file) => ({
        ...file,
        text: forks.find((fork) => fork.path === file.path)?.text ?? file.text,
      })),
    });
  }
  return outcome;
}
