import { expect, it } from 'vitest';
import { headAndRest } from './sentence-parts.ts';

it('sets the property off from its bounds', () => {
  expect(headAndRest('Violated: pin_not_seen. 2 tasks, SC, 336 states; shortest 34 steps.')).toEqual({
    head: 'Violated: pin_not_seen.',
    rest: '2 tasks, SC, 336 states; shortest 34 steps.',
  });
});

it('keeps a verdict of one sentence whole', () => {
  const sentence = 'Holds: 2 tasks, 1 page, SC, all interleavings, 24 states.';
  expect(headAndRest(sentence)).toEqual({ head: sentence, rest: '' });
});
