// The nearest known name to one that is not known, by edit distance, for remedies.

/** More than a slip of the hand, however long the name is; also what keeps long names cheap. */
const MOST = 8;

/** At most a third of the name may differ. Ties go to the name that comes first. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const limit = Math.min(MOST, Math.max(1, Math.floor(name.length / 3)));
  let best: string | undefined;
  let bestDistance = limit + 1;
  const letters = new Int32Array(128);
  for (let at = 0; at < name.length; at++) letters[name.charCodeAt(at) & 127]! += 1;
  for (const candidate of known) {
    if (candidate === name) continue;
    // Nearly every name is out by its length or its letters; only for the others the rows are worth their time.
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const extra = extraLetters(letters, candidate);
    if (Math.max(extra, extra + name.length - candidate.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate, bestDistance - 1);
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
    if (distance <= 1) break;
  }
  return best;
}

/** How many letters of a name the counted ones do not cover, wherever they stand. */
function extraLetters(counted: Int32Array, name: string): number {
  let extra = 0;
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at) & 127;
    const left = (counted[code] ?? 0) - 1;
    counted[code] = left;
    if (left < 0) extra += 1;
  }
  for (let at = 0; at < name.length; at++) counted[name.charCodeAt(at) & 127]! += 1;
  return extra;
}

/** Three rows, kept: a search makes millions of them. */
let rows = [new Uint16Array(64), new Uint16Array(64), new Uint16Array(64)] as const;

/**
 * Insertions, deletions, replacements and swaps of neighbours; more than `limit` is told as `limit + 1`. What lies
 * further than `limit` from the diagonal cannot come back, and two rows beyond it end the search.
 */
export function editDistance(a: string, b: string, limit = Math.max(a.length, b.length)): number {
  const beyond = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return beyond;
  const width = b.length + 2;
  if (rows[0].length < width) rows = [new Uint16Array(width), new Uint16Array(width), new Uint16Array(width)];
  let [older, previous, row] = rows;
  for (let j = 0; j < width; j++) previous[j] = j;
  let previousLeast = 0;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    const code = a.charCodeAt(i - 1);
    const codeBefore = i > 1 ? a.charCodeAt(i - 2) : -1;
    let left = from === 1 ? i : beyond;
    let rowLeast = left;
    row[from - 1] = left;
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1);
      let least = (previous[j - 1] ?? 0) + (code === other ? 0 : 1);
      const dropped = Math.min(previous[j] ?? 0, left) + 1;
      if (dropped < least) least = dropped;
      if (j > 1 && codeBefore === other && code === b.charCodeAt(j - 2)) {
        least = Math.min(least, (older[j - 2] ?? 0) + 1);
      }
      row[j] = least;
      left = least;
      if (least < rowLeast) rowLeast = least;
    }
    row[to + 1] = beyond;
    if (rowLeast > limit && previousLeast > limit) return beyond;
    [older, previous, row] = [previous, row, older];
    previousLeast = rowLeast;
  }
  return Math.min(previous[b.length] ?? 0, beyond);
}
