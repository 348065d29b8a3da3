import { describe, expect, it } from 'vitest';
import { sampleRun } from '../sample-run.fixture.ts';
import { parseFilter, stepTest } from './filter.ts';
import { stretchesOf } from './stretches.ts';
import { taskMarks } from './task-marks.ts';
import { pairMarks, valueMarks } from './value-marks.ts';
import { fitAll, type Viewport } from './viewport.ts';

const measure = (text: string) => text.length * 7;
const run = sampleRun();
const shape = { lines: 2, padding: 4 } as const;
const wide: Viewport = { first: 0, columnWidth: 40, width: 1200, columns: 30 };
const lane = (name: string) => run.lanes.find((one) => one.name === name)!;

describe('marks of a task', () => {
  it('name a box only where its name is legible', () => {
    const { boxes } = taskMarks(run, 0, shape, wide, measure, undefined);
    expect(boxes.filter((box) => box.y < 10).map((box) => box.text)).toEqual([
      'gup_pin',
      'device_write',
      'gup…',
    ]);
    const tiny = taskMarks(run, 0, shape, { ...wide, columnWidth: 2 }, measure, undefined);
    expect(tiny.boxes.filter((box) => box.width < 28).every((box) => box.text === '')).toBe(true);
  });

  it('show the innermost function and the operation when zoomed in', () => {
    const zoomed = { first: 9, columnWidth: 240, width: 1200, columns: 30 };
    const { boxes, cells } = taskMarks(run, 0, shape, zoomed, measure, undefined);
    expect(boxes.map((box) => box.text)).toEqual(['gup_pin', 'isolate_lru_page', 'list_del']);
    expect(cells.map((cell) => cell.text)[0]).toBe('spin_lock_irq(&lru_lock)');
  });

  it('leave the inner functions out where there is one line', () => {
    const { boxes, cellY } = taskMarks(run, 0, { lines: 1, padding: 2 }, wide, measure, undefined);
    expect(boxes).toHaveLength(3);
    expect(cellY).toBe(20);
  });

  it('keep the name of a box that begins outside the view inside it', () => {
    const late = { first: 10, columnWidth: 60, width: 300, columns: 30 };
    expect(taskMarks(run, 0, shape, late, measure, undefined).boxes[0]).toMatchObject({
      text: 'gup_pin',
      x: -420,
    });
  });

  it('dim the steps that the filter turns down', () => {
    const { cells } = taskMarks(run, 1, shape, wide, measure, stepTest(parseFilter('op:get_page')));
    expect(cells.map((cell) => cell.dim)).toEqual([false, false, true, true, true, true, true, true, true]);
  });

  it('stay as few as the pixels when zoomed out', () => {
    const long = sampleRun(20_000);
    const marks = taskMarks(long, 0, shape, fitAll(20_001, 800), measure, undefined);
    expect(marks.cells.length).toBeLessThanOrEqual(800);
    expect(marks.boxes.length).toBeLessThanOrEqual(1700);
  });

  it('draw activity as stretches, at every zoom', () => {
    expect(stretchesOf([1, 2, 5], { first: 0, columnWidth: 10, width: 100, columns: 10 })).toEqual([
      { x: 10, width: 20 },
      { x: 50, width: 10 },
    ]);
    const fine = stretchesOf([0, 1, 2, 3, 9], { first: 0, columnWidth: 0.5, width: 5, columns: 10 });
    expect(fine.reduce((sum, one) => sum + one.width, 0)).toBeCloseTo(3, 0);
  });
});

describe('marks of values', () => {
  it('climb by one for each new value of a count', () => {
    const marks = valueMarks(run, lane('_refcount'), wide, measure);
    expect(marks.kind === 'stairs' && marks.stairs.map((stair) => [stair.text, stair.high])).toEqual([
      ['2', 0],
      ['3', 1 / 3],
      ['4', 2 / 3],
      ['5', 1],
      ['4', 2 / 3],
    ]);
  });

  it('say what changed in the flags, before what is set', () => {
    const marks = valueMarks(run, lane('flags'), wide, measure);
    expect(marks.kind === 'bands' && marks.bands.map((band) => [band.strong, band.text])).toEqual([
      ['', 'uptodate lru'],
      ['−lru', 'uptodate'],
    ]);
  });

  it('mark a pin that nobody knows of loudly, one too many quietly', () => {
    const { bands } = pairMarks(lane('knows'), lane('truth'), wide, measure);
    expect(bands.map((band) => band.tone)).toEqual(['empty', 'doubtful', 'good', 'bad', 'empty']);
    expect(bands[3]).toMatchObject({ strong: '✗ says no, but 1 pin', x: 25 * 40, width: 4 * 40 });
  });

  it('do not lose an unknown pin when zoomed out', () => {
    const long = sampleRun(29 * 400);
    const at = (name: string) => long.lanes.find((one) => one.name === name)!;
    const { bands } = pairMarks(at('knows'), at('truth'), fitAll(29 * 400 + 1, 100), measure);
    expect(bands.some((band) => band.tone === 'bad')).toBe(true);
  });
});
