// Marks of a lane of values: a staircase for numbers, bands with words for everything else, and the one lane of
// `knows` and `truth` with their disagreement marked.

import type { Lane, Run } from '../../../core/trace/run.ts';
import { bitChanges, bitNames, laneText } from './lane-text.ts';
import {
  type BandMark,
  type BandMarks,
  fitting,
  inView,
  type Measure,
  type StairMarks,
  shortened,
  textPadding,
} from './marks.ts';
import { agreementTexts, packAgreement, unpackAgreement } from './pair.ts';
import { isMixed, type Segment, segmentsOf } from './segments.ts';
import { heightOn, scaleOf } from './value-scale.ts';
import { type Viewport, visibleRange } from './viewport.ts';

export function valueMarks(run: Run, lane: Lane, view: Viewport, measure: Measure): BandMarks | StairMarks {
  const segments = segmentsOf(lane.values, view);
  if (lane.display === 'number') return { kind: 'stairs', stairs: segments.map(stair(lane, view, measure)) };
  return { kind: 'bands', bands: segments.map(band(run, lane, view, measure)) };
}

export function pairMarks(knows: Lane, truth: Lane, view: Viewport, measure: Measure): BandMarks {
  const bands = segmentsOf(pairValues(knows, truth), view).map((segment): BandMark => {
    const { x, width } = segment;
    const { kind, pins } = unpackAgreement(segment.max);
    const tone = pairTones[kind];
    if (isMixed(segment)) return { x, width, tone: tone === 'bad' ? 'bad' : 'mixed', strong: '', text: '' };
    const room = inView(x, width, view.width).width;
    const fits = fitting(agreementTexts(kind, pins), room, measure);
    return tone === 'bad'
      ? { x, width, tone, strong: fits, text: '' }
      : { x, width, tone, strong: '', text: fits };
  });
  return { kind: 'bands', bands };
}

const pairTones = {
  free: 'empty',
  pinned: 'good',
  'false-negative': 'bad',
  'false-positive': 'doubtful',
} as const;

const pairs = new WeakMap<Int32Array, Int32Array>();

function pairValues(knows: Lane, truth: Lane): Int32Array {
  const before = pairs.get(knows.values);
  if (before !== undefined) return before;
  const values = knows.values.map((known, column) => packAgreement(known, truth.values[column] ?? 0));
  pairs.set(knows.values, values);
  return values;
}

function stair(lane: Lane, view: Viewport, measure: Measure) {
  const { from, to } = visibleRange(view);
  const scale = scaleOf(lane.values, from, to);
  return (segment: Segment) => {
    const mixed = isMixed(segment);
    const room = inView(segment.x, segment.width, view.width).width;
    return {
      x: segment.x,
      width: segment.width,
      low: heightOn(scale, segment.min),
      high: heightOn(scale, segment.max),
      text: mixed ? '' : fitting([String(segment.max)], room, measure),
      changed: changes(lane, segment),
    };
  };
}

function band(run: Run, lane: Lane, view: Viewport, measure: Measure) {
  return (segment: Segment): BandMark => {
    const { x, width, max: value } = segment;
    if (isMixed(segment)) return { x, width, tone: 'mixed', strong: '', text: '' };
    const room = inView(x, width, view.width).width;
    const changed = changes(lane, segment);
    const tone = changed ? 'changed' : value === 0 ? 'empty' : 'plain';
    const said = laneText(run, lane, value);
    if (lane.display !== 'bits') {
      const text = shortened(said, room, measure);
      return {
        x,
        width,
        tone: value === 0 && !changed ? 'empty' : tone,
        strong: changed ? text : '',
        text: changed ? '' : text,
      };
    }
    const letters = bitNames(lane, value).map((name) => name[0]!.toUpperCase());
    if (!changed)
      return {
        x,
        width,
        tone,
        strong: '',
        text: fitting([said, letters.join(' '), letters.join('')], room, measure),
      };
    const change = bitChanges(lane, lane.values[segment.from - 1] ?? 0, value);
    const strong = fitting([change, change.replace(/([+−])(\S)\S*/g, '$1$2').toUpperCase()], room, measure);
    const left = room - measure(strong) - textPadding;
    return {
      x,
      width,
      tone,
      strong,
      text: strong === '' ? '' : fitting([said, letters.join(' ')], left, measure),
    };
  };
}

function changes(lane: Lane, segment: Segment): boolean {
  return segment.from > 0 && lane.values[segment.from - 1] !== lane.values[segment.from];
}
