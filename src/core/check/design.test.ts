import { expect, test } from 'vitest';
import { formatDesign, parseDesign, splitDesign } from './design.ts';

const known = {
  strategies: ['get-only', 'refcount-bias', 'lru-overlay-2018-07'],
  policies: ['wb-bounce', 'wb-write-anyway', 'cow-refcount', 'gup-seqcount'],
};

test.each([
  ['refcount-bias', 'refcount-bias', [], 'SC'],
  ['refcount-bias+wb-bounce', 'refcount-bias', ['wb-bounce'], 'SC'],
  ['get-only@relaxed', 'get-only', [], 'relaxed'],
  [
    'refcount-bias+cow-refcount+gup-seqcount@x86-TSO',
    'refcount-bias',
    ['cow-refcount', 'gup-seqcount'],
    'x86-TSO',
  ],
])('%s is read and written as it was', (id, strategy, policies, memory) => {
  const read = parseDesign(id, known);
  expect(read).toEqual({ ok: true, value: { strategy, policies, memory } });
  expect(read.ok && formatDesign(read.value)).toBe(id);
});

test('spaces, another case of the model and a written SC do no harm', () => {
  const read = splitDesign(' refcount-bias + wb-bounce @ X86-tso ');
  expect(read.ok && formatDesign(read.value)).toBe('refcount-bias+wb-bounce@x86-TSO');
  const sc = splitDesign('get-only@sc');
  expect(sc.ok && formatDesign(sc.value)).toBe('get-only');
});

test.each([
  ['refcount-bias+wb-bouncy', 'wb-bouncy: no such policy; did you mean wb-bounce?'],
  ['refcount-bia', 'refcount-bia: no such strategy; did you mean refcount-bias?'],
  [
    'nothing-like-it',
    'nothing-like-it: no such strategy; there is get-only, refcount-bias, lru-overlay-2018-07',
  ],
  ['get-only@TSO', 'TSO: no such memory model; there is SC, x86-TSO, relaxed'],
  ['get-only@', '(nothing): no such memory model; there is SC, x86-TSO, relaxed'],
  ['wb-bounce', 'wb-bounce is a policy, not a strategy: name a strategy before it'],
  ['get-only+refcount-bias', 'refcount-bias is a strategy, and get-only is one already'],
  ['get-only+wb-bounce+wb-bounce', 'names the policy wb-bounce twice'],
  ['get-only+', 'has a + with no policy behind it'],
  ['+wb-bounce', 'names no strategy'],
  ['', '(nothing) names no strategy'],
  ['../get-only', '../get-only: no such strategy; did you mean get-only?'],
])('%j: %s', (id, message) => {
  const read = parseDesign(id, known);
  expect(read.ok ? '' : read.error).toContain(message);
});
