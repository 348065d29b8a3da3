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

const presets = ['v4.4', 'v5.8', 'v5.10', 'v5.17', 'v6.1', 'v6.5'];

/** One letter for each strategy, in the order above. */
const expected: Readonly<Record<string, string>> = {
  'back-to-back-pins': '..XX..',
  'boot-fails': '------',
  'debugger-peeks-at-prot-none': '......',
  'every-run-deadlocks': '------',
  'free-pages-of-another-cpu': '......',
  'fsync-waits-under-the-page-lock': '-XXXXX',
  'gup-fast-against-mkclean': '-XXX..',
  'interrupt-releases': '-.X...',
  'interrupt-wants-the-pin-lock': '..XX..',
  'ksm-partner-goes-away': '......',
  'lookup-against-truncate': '......',
  'lookup-takes-the-pin': '-.X...',
  'lost-update-by-interrupt': 'XXXXXX',
  'no-lost-update-with-interrupts-off': '......',
  'owner-only-releases': '-.X...',
  'page-moves-during-fork': '......',
  'page-moves-during-munmap': '......',
  'page-moves-during-truncate': '......',
  'pin-and-unpin-at-once': '-.X...',
  'pin-lock-against-page-table-lock': '--X.--',
  'plain-references-look-like-a-pin': '---..X',
  'poison-in-a-free-page': '......',
  'private-list': '...X..',
  'reclaim-against-munmap': '......',
  'stuck-count': '-XX...',
  'surplus-put-frees': 'XXX.X.',
  'surplus-put-not-seen': '-XX..X',
  'surplus-puts-free-a-biased-page': '---XXX',
  'swapped-before-fork': '......',
  'two-owners-unpin-each-other': '-.X...',
  'window-of-a-batch': '-XXX..',
};

/** One letter for each preset. */
const underPresets: Readonly<Record<string, string>> = {
  'child-pins-parent-exits': '..XX..',
  'forced-write-against-dontneed': '......',
  'ksm-against-read-pin': 'X.XX..',
  'longterm-pin-of-a-file': 'XXXXX.',
  'mprotect-against-fast-pin': '..XX..',
  'pageout-of-a-pinned-page': 'XXX...',
  'pin-and-grandchild': 'XX....',
  'plain-reference-and-fork': '..XXXX',
  'prot-none-page-moves': '......',
  'read-pin-of-a-swapped-page': 'X.XX..',
  'shared-memory-pin-and-fork': '......',
  'vmsplice-of-a-swapped-page': 'X.XX..',
};

it('has an answer for every lab', () => {
  const labs = readdirSync(folder).filter((name) => name.endsWith('.lab.c'));
  expect(labs.map((name) => name.slice(0, -'.lab.c'.length)).sort()).toEqual(
    Object.keys({ ...expected, ...underPresets }).sort(),
  );
});

function lettersOf(lab: string, designs: readonly string[]): string {
  const text = readFileSync(new URL(`${lab}.lab.c`, folder), 'utf8');
  return designs.map((design) => letters[verdictOfText(texts, text, design).verdict]).join('');
}

it.each(Object.entries(expected))('%s: %s', (lab, wanted) => {
  expect(lettersOf(lab, strategies)).toBe(wanted);
});

it.each(Object.entries(underPresets))('%s under the presets: %s', (lab, wanted) => {
  expect(lettersOf(lab, presets)).toBe(wanted);
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
