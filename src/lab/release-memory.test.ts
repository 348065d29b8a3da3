import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { releaseMemory } from './release-memory.ts';

/** Nobody else knows it. */
const garbage = () => new WeakRef({ some: 'thing' });

it('collects what nobody needs where it was much', async () => {
  const large = garbage();
  await setImmediate();
  releaseMemory(2 ** 30);
  expect(large.deref()).toBeUndefined();
});
