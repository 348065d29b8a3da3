// The calls inside a task's outermost function, drawn on one line: cut at a depth, each box only where nothing deeper
// that is still drawn covers it.

import { type CallBox, firstBoxFrom, type TaskCalls } from './calls.ts';

/** Boxes narrower than this on the average say too little. */
const wanted = 60;

/** The greatest depth whose boxes are wide enough to be read, at least the first below the outermost. */
export function legibleDepth(calls: TaskCalls, columnWidth: number): number {
  const total = calls.columns.length * columnWidth;
  let depth = 1;
  for (let next = 2; next < calls.levels.length; next += 1) {
    if (total / (calls.cuts[next] ?? Number.POSITIVE_INFINITY) >= wanted) depth = next;
  }
  return depth;
}

/** In columns `from` … `to`, ascending and without overlap. */
export function boxesCutAt(
  levels: TaskCalls['levels'],
  depth: number,
  from: number,
  to: number,
): readonly CallBox[] {
  const drawn: CallBox[] = [];
  const cover = (level: number, first: number, last: number) => {
    const boxes = levels[level] ?? [];
    const children = level < depth ? (levels[level + 1] ?? []) : [];
    for (let index = firstBoxFrom(boxes, first); index < boxes.length; index += 1) {
      const box = boxes[index]!;
      if (box.first > last) return;
      let column = box.first;
      for (let child = firstBoxFrom(children, box.first); child < children.length; child += 1) {
        const inner = children[child]!;
        if (inner.first > box.last) break;
        if (inner.first > column) drawn.push({ ...box, first: column, last: inner.first - 1 });
        column = inner.last + 1;
      }
      if (column <= box.last) drawn.push({ ...box, first: column });
      if (children.length > 0) cover(level + 1, box.first, box.last);
    }
  };
  cover(1, from, to);
  return drawn.sort((a, b) => a.first - b.first);
}
