// The window's end of the language worker: sends texts when they have changed, asks, and starts the worker anew when it
// does not answer in time, so that no text can take the editor's help away for good.

import type { LabInput } from '../../contract/table.ts';
import type { SourceFile } from '../../core/language/source/source-file.ts';
import type { FromWorker, LanguageQuestions, QuestionName, ToWorker } from './language-protocol.ts';

const patience = 3000;

export class LanguageClient {
  readonly #kernel: readonly SourceFile[];
  readonly #currentInput: () => LabInput;
  readonly #waiting = new Map<number, (answer: FromWorker['answer']) => void>();
  #worker: Worker | undefined;
  #sent: LabInput | undefined;
  #lastId = 0;

  constructor(kernel: readonly SourceFile[], currentInput: () => LabInput) {
    this.#kernel = kernel;
    this.#currentInput = currentInput;
  }

  ask<N extends QuestionName>(
    name: N,
    question: LanguageQuestions[N]['ask'],
  ): Promise<LanguageQuestions[N]['answer'] | undefined> {
    const worker = this.#readyWorker();
    this.#lastId += 1;
    const id = this.#lastId;
    const answered = new Promise<FromWorker['answer']>((resolve) => {
      const timer = setTimeout(() => this.#startOver(), patience);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(answer);
      });
    });
    worker.postMessage({ kind: 'ask', id, name, question } satisfies ToWorker);
    // The worker answers under the question's own id, in the shape that belongs to its name.
    return answered as Promise<LanguageQuestions[N]['answer'] | undefined>;
  }

  #readyWorker(): Worker {
    const worker = this.#worker ?? this.#start();
    const input = this.#currentInput();
    if (input !== this.#sent) {
      worker.postMessage({ kind: 'input', input } satisfies ToWorker);
      this.#sent = input;
    }
    return worker;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./language.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#waiting.get(data.id)?.(data.answer);
    worker.onerror = () => this.#startOver();
    worker.postMessage({ kind: 'library', kernel: this.#kernel } satisfies ToWorker);
    this.#worker = worker;
    return worker;
  }

  /** Whoever waits gets no answer; the next question gets a new worker. */
  #startOver(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#sent = undefined;
    for (const settle of [...this.#waiting.values()]) settle(undefined);
  }
}
