// Labs as a stranger writes them, after docs/language.md and docs/library.md alone. What each must say was worked out
// by hand before it was run.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { VerdictKind } from '../../src/core/check/verdict.ts';
import { shipped, verdictOfText } from '../labs/cell.ts';

const { texts } = shipped();
const folder = new URL('.', import.meta.url);

const strategies = [
  'get-only',
  'page-flag-2018-06',
  'lru-overlay-2018-07',
  'lru-overlay-2018-11',
  'own-field',
  'refcount-bias',
];

const letters: Readonly<Record<VerdictKind, string>> = {
  violated: 'X',
  holds: '.',
  'does-not-apply': '-',
  incomplete: '?',
};

/** One letter for each strategy, in the order above. */
const expected: Readonly<Record<string, string>> = {
  'back-to-back-pins': '..XX..',
  'boot-fails': '------',
  'every-run-deadlocks': '------',
  'fsync-waits-under-the-page-lock': '-XXXXX',
  'gup-fast-against-mkclean': '-XXX..',
  'interrupt-releases': '-.X...',
  'interrupt-wants-the-pin-lock': '..XX..',
  'lookup-against-truncate': '......',
  'lookup-takes-the-pin': '-.X...',
  'lost-update-by-interrupt': 'XXXXXX',
  'no-lost-update-with-interrupts-off': '......',
  'owner-only-releases': '-.X...',
  'pin-and-unpin-at-once': '-.X...',
  'pin-lock-against-page-table-lock': '--X.--',
  'plain-references-look-like-a-pin': '---..X',
  'private-list': '...X..',
  'reclaim-against-munmap': '......',
  'stuck-count': '-XX...',
  'surplus-put-frees': 'XXX.X.',
  'surplus-put-not-seen': '-XX..X',
  'surplus-puts-free-a-biased-page': '---XXX',
  'two-owners-unpin-each-other': '-.X...',
  'window-of-a-batch': '-XXX..',
};

it('has an answer for every lab', () => {
  const labs = readdirSync(folder).filter((name) => name.endsWith('.lab.c'));
  expect(labs.map((name) => name.slice(0, -'.lab.c'.length)).sort()).toEqual(Object.keys(expected).sort());
});

it.each(Object.entries(expected))('%s: %s', (lab, wanted) => {
  const text = readFileSync(new URL(`${lab}.lab.c`, folder), 'utf8');
  const found = strategies.map((strategy) => letters[verdictOfText(texts, text, strategy).verdict]);
  expect(found.join('')).toBe(wanted);
});

it('says why a lab whose runs all end early holds nothing', () => {
  const of = (lab: string) =>
    verdictOfText(texts, readFileSync(new URL(`${lab}.lab.c`, folder), 'utf8'), 'get-only');
  expect(of('every-run-deadlocks')).toMatchObject({
    property: 'never_asked was never asked: no run comes to its end',
    alsoFound: [{ kind: 'deadlock' }],
  });
  expect(of('boot-fails')).toMatchObject({
    property: 'nothing was asked: the boot code runs into `BUG_ON(pagevec_count(pvec) >= PAGEVEC_SIZE - 1)`',
    alsoFound: [{ kind: 'bug' }],
  });
});
