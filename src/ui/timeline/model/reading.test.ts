// The timeline in words: hits, the text twin, ticks and findings, where a track changes.

import { describe, expect, it } from 'vitest';
import { sampleRun } from '../sample-run.fixture.ts';
import { neighbouringChange, neighbouringStep } from './changes.ts';
import { hitAt, hitText } from './hit.ts';
import { bitNames, laneText, shortName } from './lane-text.ts';
import { layOut } from './layout.ts';
import { findingMarks, labelledTicks, ticksOf } from './ruler.ts';
import { changeTexts } from './step-text.ts';
import { tracksOf } from './tracks.ts';
import { twinLines } from './twin.ts';
import { fitAll } from './viewport.ts';

const run = sampleRun();
const tracks = tracksOf(run);
const layout = layOut(run, tracks, 400);
const view = { first: 0, columnWidth: 10, width: 300, columns: 30 };
const hit = (track: string, column: number) => {
  const row = layout.rows.find((one) => one.track.id === track)!;
  const found = hitAt(run, layout, view, column * 10 + 5, row.top + 5);
  return found && hitText(run, found);
};

describe('what is under the pointer', () => {
  it('is a step with its calls and changes', () => {
    expect(hit('task:pinner', 4)).toEqual({
      title: '4  atomic_inc(&page->_refcount)',
      lines: ['gup_pin › get_user_pages › get_page', 'p->_refcount 3 → 4'],
    });
  });

  it('is a task that waits inside a call', () => {
    expect(hit('task:pinner', 22)?.title).toBe('pinner does not run (inside device_write)');
  });

  it('is a value with what it was', () => {
    expect(hit('lane:flags:0', 11)?.title).toBe('flags: uptodate');
    expect(hit('lane:flags:0', 11)?.lines[0]).toBe('was uptodate lru');
  });

  it('is the strategy’s error', () => {
    expect(hit('pair:0', 26)?.title).toBe('✗ says no, but 1 pin');
  });

  it('is the outermost call on its own line and the innermost below', () => {
    const row = layout.rows[0]!;
    const box = (y: number) => hitAt(run, layout, view, 155, row.top + y)?.box?.function;
    expect([box(8), box(26)]).toEqual(['gup_pin', 'list_del']);
  });

  it('is laid out densely where there is little room', () => {
    const low = layOut(run, tracks, 200);
    expect(low.height).toBeLessThan(layout.height * 0.75);
    expect(low.rows.map((row) => row.lines)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(layout.rows[0]?.lines).toBe(2);
  });

  it('is nothing beyond the end and below the last lane', () => {
    expect(hitAt(run, layout, view, 500, 5)).toBeUndefined();
    expect(hitAt(run, layout, view, 5, layout.height + 5)).toBeUndefined();
  });
});

describe('the text twin', () => {
  it('has a line a step, the cursor marked, changes and findings named', () => {
    const lines = twinLines(run, 25, 1, 1).map((line) => line.text);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toBe(
      '>25  random_process  put_page › unpin_page_for_dma › ClearPageDmaPinned  page->dma_pinned_flags = 0  [p->dma_pinned_flags 0x2 → 0x0]  ✗ unpinned_under_dma  ▼✗ p departs from the truth: misses a pin (fatal)',
    );
  });

  it('begins at the start', () => {
    expect(twinLines(run, 0, 5, 0)).toEqual([{ cursor: 0, text: '> 0  start' }]);
  });
});

describe('the ruler', () => {
  it('numbers columns as they fit', () => {
    expect(ticksOf(view).map((tick) => tick.label)).toEqual(['0', '5', '10', '15', '20', '25']);
    expect(
      ticksOf(fitAll(5001, 1000)).every(
        (tick, index, all) => index === 0 || tick.x - all[index - 1]!.x >= 40,
      ),
    ).toBe(true);
  });

  it('marks findings on the column after their step and hides labels under them', () => {
    const marks = findingMarks(run, view);
    expect(marks).toMatchObject([{ column: 25, x: 255, violation: true }]);
    expect(labelledTicks(ticksOf(view), marks, 300).map((tick) => tick.label)).toEqual([
      '0',
      '5',
      '10',
      '15',
      '20',
    ]);
  });
});

describe('changes', () => {
  const track = (id: string) => tracks.find((one) => one.id === id)!;

  it('of a count, of the pair, of a task', () => {
    expect(neighbouringChange(run, track('lane:_refcount:0'), 0, 1)).toBe(1);
    expect(neighbouringChange(run, track('lane:_refcount:0'), 10, 1)).toBe(27);
    expect(neighbouringChange(run, track('lane:_refcount:0'), 27, 1)).toBeUndefined();
    expect(neighbouringChange(run, track('pair:0'), 29, -1)).toBe(25);
    expect(neighbouringStep(run, 1, 2, 1)).toBe(20);
    expect(neighbouringStep(run, 1, 20, -1)).toBe(2);
    expect(neighbouringStep(run, 1, 1, -1)).toBeUndefined();
  });

  it('name the arm of the union that the step wrote', () => {
    expect(changeTexts(run, 14)).toEqual(['p->lru.next &lruvec → 0x100']);
    expect(changeTexts(run, 17)).toEqual(['p->dma_pinned_count 512 → 1']);
  });
});

describe('values in words', () => {
  it('leave out what the lane’s name says', () => {
    expect(shortName('PG_lru')).toBe('lru');
    expect(shortName('LRU_INACTIVE_FILE')).toBe('inactive_file');
    expect(shortName('isolated')).toBe('isolated');
  });

  it('name bits without a name by their number', () => {
    expect(bitNames({ names: [{ value: 5, name: 'PG_lru' }] }, (1 << 5) | (1 << 9))).toEqual([
      'lru',
      'bit 9',
    ]);
  });

  it('follow the display', () => {
    const lane = (display: 'bool' | 'enum' | 'pointer' | 'number') => ({ ...run.lanes[0]!, display });
    expect(laneText(run, lane('bool'), 2)).toBe('yes');
    expect(laneText(run, lane('enum'), 9)).toBe('9');
    expect(laneText(run, lane('pointer'), 0x1008)).toBe('&p->lru');
    expect(laneText(run, lane('number'), -1)).toBe('-1');
  });
});
