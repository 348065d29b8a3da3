import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Run } from '../../core/trace/run.ts';
import { sampleRun } from '../timeline/sample-run.fixture.ts';
import { Inspector } from './inspector.tsx';

const nothing = () => undefined;

/** What a person reads, with a bar where one piece of text ends and the next begins. */
function read(run: Run | undefined, cursor: number): string {
  const html = renderToStaticMarkup(
    <Inspector
      run={run}
      cursor={cursor}
      onCursor={nothing}
      selectedPage={0}
      onSelectPage={nothing}
      onShowSource={nothing}
    />,
  );
  return html
    .replace(/<[^>]+>/g, '|')
    .replace(/\|+/g, '|')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&gt;', '>')
    .replaceAll('&#x27;', "'");
}

it('says what would be here while there is no run', () => {
  expect(read(undefined, 0)).toContain('Nothing to inspect yet');
});

it('shows both arms of the union, the live one marked, what changed in a box of its own', () => {
  const text = read(sampleRun(), 18);
  expect(text).toContain('not live: |lru.next|');
  expect(text).toContain('live: |dma_pinned_flags|');
  expect(text).toMatch(/dma_pinned_flags\|0x2\|/);
});

it('shows who holds the references and what the step did and broke', () => {
  const text = read(sampleRun(), 25);
  expect(text).toContain('|_refcount| |5| = page cache 1 + PTE 1 + task 1 + pin 1 + isolation 1|');
  expect(text).toContain('|Step 25 |of 29|');
  expect(text).toContain('|wrote| |p->dma_pinned_flags|0x2 → 0x0|');
  expect(text).toContain('✗ |unpinned_under_dma|A page with a live pin was not reported as pinned.|');
  expect(text).toContain('|locks held: |zone_gup_lock| by |random_process|');
});

it('says what it means to be at the start', () => {
  expect(read(sampleRun(), 0)).toContain('no task has made a step');
});

it('has a tab for each of a few pages and a list for many', () => {
  expect(read(sampleRun(29, 3), 1)).toMatch(/^\|p\|q\|r\|/);
  expect(read(sampleRun(29, 6), 1)).toMatch(/^\|Page\|p\|q\|r\|p3\|p4\|p5\|/);
});
