import { describe, expect, it } from 'vitest';
import { sampleRun } from '../sample-run.fixture.ts';
import { callsOf, firstBoxFrom } from './calls.ts';
import { boxesCutAt, legibleDepth } from './cut.ts';

const boxes = (task: number, level: number) =>
  (callsOf(sampleRun())[task]?.levels[level] ?? []).map((box) => [box.function, box.first, box.last]);

describe('boxes of calls', () => {
  it('span a call from its first step to its last, across steps of other tasks', () => {
    expect(boxes(0, 0)).toEqual([
      ['gup_pin', 3, 19],
      ['device_write', 21, 28],
      ['gup_unpin', 29, 29],
    ]);
    expect(boxes(1, 0)).toEqual([
      ['get_page', 1, 2],
      ['put_page', 20, 27],
    ]);
  });

  it('nest by depth, ascending and without overlap', () => {
    expect(boxes(0, 1)).toEqual([
      ['get_user_pages', 3, 5],
      ['pin_page_for_dma', 6, 19],
    ]);
    for (const { levels } of callsOf(sampleRun(600)))
      for (const level of levels)
        level.forEach((box, index) => {
          expect(box.first).toBeLessThanOrEqual(box.last);
          expect(box.first).toBeGreaterThan(level[index - 1]?.last ?? 0);
        });
  });

  it('are cut at the depth that can be read', () => {
    const calls = callsOf(sampleRun())[0]!;
    const names = (depth: number) =>
      boxesCutAt(calls.levels, depth, 0, 29).map((box) => `${box.function} ${box.first}-${box.last}`);
    expect(names(1)).toEqual(['get_user_pages 3-5', 'pin_page_for_dma 6-19']);
    expect(names(2)).toEqual([
      'get_user_pages 3-3',
      'get_page 4-5',
      'pin_page_for_dma 6-6',
      'PageDmaPinned 7-7',
      'isolate_lru_page 8-16',
      'pin_page_for_dma 17-17',
      'SetPageDmaPinned 18-18',
      'pin_page_for_dma 19-19',
    ]);
    expect([2, 30, 240].map((width) => legibleDepth(calls, width))).toEqual([1, 1, 3]);
  });

  it('are found by column', () => {
    const outer = callsOf(sampleRun())[0]!.levels[0]!;
    expect([1, 19, 20, 28, 29, 30].map((column) => firstBoxFrom(outer, column))).toEqual([0, 0, 1, 1, 2, 3]);
  });

  it('leave out the task’s own body', () => {
    const run = sampleRun();
    const site = run.head.sites[0]!;
    const sites = [{ ...site, calls: [{ function: 'random_process', file: 0, line: 1 }, ...site.calls] }];
    const own = callsOf({
      ...run,
      head: { ...run.head, sites: [...sites, ...run.head.sites.slice(1)] },
      steps: { ...run.steps },
    });
    expect(own[1]?.levels[0]?.[0]?.function).toBe('get_page');
  });
});
