// Of equal words one string: a tree holds `page` a thousand times, and stays in memory.

/** A process may read texts for days. */
const MOST = 10_000;

const words = new Map<string, string>();

export function sharedWord(word: string): string {
  const known = words.get(word);
  if (known !== undefined) return known;
  if (words.size >= MOST) words.clear();
  words.set(word, word);
  return word;
}

export function forgetWords(): void {
  words.clear();
}
