// What docs/disagreements.md says of variants of the shipped labs is searched for again, schedules included.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Verdict } from '../../src/core/check/verdict.ts';
import { shipped, verdictOfText } from './cell.ts';

const { texts } = shipped();
const record = readFileSync(new URL('../../docs/disagreements.md', import.meta.url), 'utf8');

/** The shipped lab with one text replaced everywhere, which must change it. */
function variant(lab: string, old: string, now: string, strategy: string): Verdict {
  const text = texts.find(({ path }) => path === `labs/${lab}.lab.c`)?.text ?? '';
  expect(text).toContain(old);
  return verdictOfText(texts, text.replaceAll(old, now), strategy);
}

it('s03 with a free drain is violated under November, by the schedule given', () => {
  const verdict = variant(
    's03-pin-in-pagevec-missed',
    '\twait_event(dma_done);\n',
    '',
    'lru-overlay-2018-11',
  );
  expect([verdict.verdict, verdict.property]).toEqual(['violated', 'pin_not_seen']);
  expect(record).toContain(verdict.fewest?.schedule);
});

it('s09 with two slow pins holds under July', () => {
  const verdict = variant('s09-double-unpin', 'gup_pin_fast(p)', 'gup_pin(p)', 'lru-overlay-2018-07');
  expect(verdict.verdict).toBe('holds');
});

it('s02 without the page to compare with is violated by the sticky flag', () => {
  const old = 'page_pinned_peek(once) || ';
  expect(variant('s02-double-pin-slow-gup-drift', old, '', 'page-flag-2018-06').verdict).toBe('violated');
});

it('s11 without the forced start strands nothing under July', () => {
  const verdict = variant('s11-lru-add-of-pinned-page', '\tforce_pin_record(p);', '', 'lru-overlay-2018-07');
  expect(verdict.verdict).toBe('holds');
});

it('s05 under November frees a mapped page that was active, by the schedule given', () => {
  const property = 'FINALLY(nothing_stranded, page_on_lru(p));';
  const freed = 'BOOT { SetPageActive(p); } NEVER(freed, generation[page_to_pfn(p)] > 0);';
  const verdict = variant('s05-pin-in-pagevec-stranded', property, freed, 'lru-overlay-2018-11');
  expect([verdict.verdict, verdict.property]).toEqual(['violated', 'freed']);
  expect(record).toContain(verdict.fewest?.schedule);
});
