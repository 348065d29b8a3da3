import { expect, test } from 'vitest';
import type { LabInput, Outcome } from '../contract/table.ts';
import { defaultBounds, type Verdict } from '../core/check/verdict.ts';
import { runMatrix } from './matrix.ts';

const text = (path: string) => ({ path, text: '' });
const request = {
  labs: ['a', 'b', 'c'].map(text),
  strategies: ['x', 'y'].map(text),
  kernel: [],
  bounds: defaultBounds,
};
const verdict = ({ lab, strategy }: LabInput): Verdict => ({
  lab: lab.path,
  strategy: strategy.path,
  memory: 'SC',
  verdict: 'holds',
  alsoFound: [],
  costs: [],
  states: 1,
  transitions: 1,
  ms: 1,
  tasks: 1,
  pages: 1,
  bounds: defaultBounds,
  properties: [],
});
const nameOf = ({ lab, strategy }: Verdict) => `${lab}${strategy}`;
const names = (outcome: Outcome<readonly Verdict[]>) =>
  outcome.ok ? outcome.value.map(nameOf) : outcome.error.message;

test('never more cells at once than allowed, the result in order whatever ends first', async () => {
  let running = 0;
  let most = 0;
  const seen: string[] = [];
  const { done } = runMatrix(
    request,
    (input) => {
      running += 1;
      most = Math.max(most, running);
      const wait = input.lab.path === 'a' ? 20 : 1;
      const finish = new Promise<Outcome<Verdict>>((resolve) => {
        setTimeout(() => {
          running -= 1;
          resolve({ ok: true, value: verdict(input) });
        }, wait);
      });
      return { done: finish, cancel: () => undefined };
    },
    async (found) => {
      seen.push(nameOf(found));
    },
    2,
  );
  expect(names(await done)).toEqual(['ax', 'ay', 'bx', 'by', 'cx', 'cy']);
  expect(most).toBe(2);
  expect(seen.length).toBe(6);
});

test('a cell that fails names itself after all others were computed', async () => {
  let computed = 0;
  const { done } = runMatrix(
    request,
    (input) => {
      computed += 1;
      const bad = input.lab.path === 'b';
      const outcome: Outcome<Verdict> = bad
        ? { ok: false, error: { code: 'diagnostics', message: 'no such name', remedy: 'r' } }
        : { ok: true, value: verdict(input) };
      return { done: Promise.resolve(outcome), cancel: () => undefined };
    },
    async () => undefined,
    3,
  );
  expect(names(await done)).toBe('b under x: no such name');
  expect(computed).toBe(6);
});

test('cancelled, it gives what is known and starts no more', async () => {
  let begun = 0;
  const job = runMatrix(
    request,
    (input) => {
      begun += 1;
      let stop: () => void = () => undefined;
      const stopped = new Promise<Outcome<Verdict>>((resolve) => {
        stop = () => resolve({ ok: false, error: { code: 'cancelled', message: 'm', remedy: 'r' } });
      });
      const first = Promise.resolve<Outcome<Verdict>>({ ok: true, value: verdict(input) });
      return { done: begun === 1 ? first : stopped, cancel: () => stop() };
    },
    async () => undefined,
    1,
  );
  await new Promise((resolve) => setTimeout(resolve, 5));
  job.cancel();
  expect(names(await job.done)).toEqual(['ax']);
  expect(begun).toBe(2);
});
