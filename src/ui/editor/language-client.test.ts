import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabInput } from '../../contract/table.ts';
import { LanguageClient } from './language-client.ts';
import type { FromWorker, ToWorker } from './language-protocol.ts';

class FakeWorker {
  static readonly all: FakeWorker[] = [];
  readonly told: ToWorker[] = [];
  terminated = false;
  onmessage: ((event: { data: FromWorker }) => void) | undefined;
  constructor() {
    FakeWorker.all.push(this);
  }
  postMessage(message: ToWorker): void {
    this.told.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  answer(answer: FromWorker['answer']): void {
    const asked = this.told.findLast((message) => message.kind === 'ask');
    if (asked?.kind === 'ask') this.onmessage?.({ data: { id: asked.id, answer } });
  }
}

const inputWith = (text: string): LabInput => ({
  lab: { path: 'a.lab.c', text },
  strategy: { path: 's.strategy.c', text: '' },
  policies: [],
  kernel: [],
  memory: 'SC',
});

describe('the language client', () => {
  let input = inputWith('one');
  const place = { path: 'a.lab.c', offset: 0 };
  const make = () => new LanguageClient([], () => input);

  beforeEach(() => {
    FakeWorker.all.length = 0;
    input = inputWith('one');
    vi.stubGlobal('Worker', FakeWorker);
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('sends the library once and the texts only when they have changed', async () => {
    const client = make();
    const first = client.ask('hover', place);
    FakeWorker.all[0]?.answer(undefined);
    await first;
    void client.ask('hover', place);
    input = inputWith('two');
    void client.ask('hover', place);
    expect(FakeWorker.all[0]?.told.map((message) => message.kind)).toEqual([
      'library',
      'input',
      'ask',
      'ask',
      'input',
      'ask',
    ]);
  });

  it('gives each question its own answer', async () => {
    const client = make();
    const hover = client.ask('hover', place);
    const found = { start: 0, end: 1, code: 'int a', notes: [] };
    FakeWorker.all[0]?.answer(found);
    expect(await hover).toEqual(found);
  });

  it('gives up on a worker that does not answer and goes on with a new one', async () => {
    const client = make();
    const stuck = client.ask('completions', place);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await stuck).toBeUndefined();
    expect(FakeWorker.all[0]?.terminated).toBe(true);
    const next = client.ask('completions', place);
    expect(FakeWorker.all[1]?.told.map((message) => message.kind)).toEqual(['library', 'input', 'ask']);
    FakeWorker.all[1]?.answer([]);
    expect(await next).toEqual([]);
  });
});
