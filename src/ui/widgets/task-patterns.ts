// A pattern per task, beside its hue: lines on a tile of 8 x 8, drawn alike by canvas and SVG. The first is plain.
//
// Seven patterns and eight hues: 56 tasks before a pair repeats.

export const patternTile = 8;

const patterns = [
  '',
  'M-2 2L2 -2M0 8L8 0M6 10L10 6',
  'M2 2h1.6v1.6h-1.6zM6 6h1.6v1.6h-1.6z',
  'M0 2.5h8M0 6.5h8',
  'M-2 6L2 10M0 0L8 8M6 -2L10 2',
  'M2 0v8M6 0v8',
  'M0 0L8 8M8 0L0 8',
] as const;

export function taskPattern(task: number): string {
  return patterns[task % patterns.length] ?? '';
}
