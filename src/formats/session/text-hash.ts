// A 64-bit hash of a text, to see that a built-in text is the one a session was made with. Not for security.

export function textHash(text: string): string {
  let high = 0x811c9dc5 | 0;
  let low = 0x2f0b4c47 | 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit ^ (high >>> 24), 0x85ebca6b);
    low ^= low >>> 15;
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Paths of built-in texts that are not what the session was made with, or no longer exist. */
export function changedTexts(
  used: readonly { readonly path: string; readonly hash: string }[],
  current: readonly { readonly path: string; readonly text: string }[],
): readonly string[] {
  const now = new Map(current.map(({ path, text }) => [path, text]));
  return used
    .filter(({ path, hash }) => {
      const text = now.get(path);
      return text === undefined || textHash(text) !== hash;
    })
    .map(({ path }) => path);
}
