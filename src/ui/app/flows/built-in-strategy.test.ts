import { expect, it } from 'vitest';
import { cannedLibrary as library } from '../fake-client.fixture.ts';
import { builtInStrategy } from './built-in-strategy.ts';

it('keeps a built-in strategy', () => {
  expect(builtInStrategy(library, 'strategies/get-only.strategy.c')).toBe('strategies/get-only.strategy.c');
});

it('goes back from a fork to what it was made from', () => {
  expect(builtInStrategy(library, 'refcount-bias-fork.strategy.c')).toBe(
    'strategies/refcount-bias.strategy.c',
  );
  expect(builtInStrategy(library, 'refcount-bias-fork-2.strategy.c')).toBe(
    'strategies/refcount-bias.strategy.c',
  );
});

it('begins with the first of the story after a strategy of the person’s own', () => {
  expect(builtInStrategy(library, 'mine.strategy.c')).toBe('strategies/lru-overlay-2018-07.strategy.c');
});
