import { describe, expect, it } from 'vitest';
import { sampleRun } from '../sample-run.fixture.ts';
import { parseFilter, passesTrack, stepTest } from './filter.ts';
import { shownAtFirst, tracksOf } from './tracks.ts';

const ids = (text: string) => {
  const filter = parseFilter(text);
  return tracksOf(sampleRun(29, 2))
    .filter((track) => passesTrack(filter, track))
    .map((track) => track.id);
};

describe('tracks', () => {
  it('are tasks first, then values in reading order, the pair last', () => {
    expect(tracksOf(sampleRun()).map((track) => track.id)).toEqual([
      'task:pinner',
      'task:random_process',
      'lane:_refcount:0',
      'lane:flags:0',
      'lane:LRU:0',
      'lane:dma_pinned_count:0',
      'pair:0',
    ]);
  });

  it('draw knows on its own where truth is missing', () => {
    const run = sampleRun();
    const half = tracksOf({ ...run, lanes: run.lanes.filter((lane) => lane.name !== 'truth') });
    expect(half.map((track) => track.id)).toContain('lane:knows:0');
    expect(half.every((track) => track.kind !== 'pair')).toBe(true);
  });

  it('show values of the selected page only when there are many pages', () => {
    const shown = (pages: number) =>
      tracksOf(sampleRun(29, pages)).filter((track) => shownAtFirst(track, 1, pages));
    expect(shown(2)).toHaveLength(12);
    expect(
      shown(3)
        .filter((track) => track.kind !== 'task')
        .every((track) => track.page === 1),
    ).toBe(true);
  });
});

describe('filter', () => {
  it('chooses by key, word and minus', () => {
    expect(ids('field:_refcount')).toEqual(['lane:_refcount:0', 'lane:_refcount:1']);
    expect(ids('page:q field:lru')).toEqual(['lane:LRU:1']);
    expect(ids('task:pinner')).toEqual(['task:pinner']);
    expect(ids('task:pinner field:lru page:p')).toEqual(['task:pinner', 'lane:LRU:0']);
    expect(ids('-page:q -flags -task:random')).toEqual([
      'task:pinner',
      'lane:_refcount:0',
      'lane:LRU:0',
      'lane:dma_pinned_count:0',
      'pair:0',
    ]);
    expect(ids('')).toHaveLength(12);
  });

  it('names a key that it does not have', () => {
    expect(parseFilter('cpu:1').complaint).toContain('cpu:');
    expect(parseFilter('page:p op:').complaint).toBeUndefined();
  });

  it('lets operations stand out', () => {
    const site = sampleRun().head.sites[0]!;
    expect(stepTest(parseFilter('page:p'))).toBeUndefined();
    expect(stepTest(parseFilter('op:atomic_inc'))?.(site)).toBe(true);
    expect(stepTest(parseFilter('-op:get_page'))?.(site)).toBe(false);
  });
});
