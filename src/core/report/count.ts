// Numbers and their nouns, as sentences use them.

const thinSpace = '\u2009';

/** `18 204` with thin spaces between groups of three. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, thinSpace);
}

/** `1 page`, `2 tasks`, `119 states`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** The same text for plain mail: thin spaces would not survive every mailer. */
export function plainNumbers(text: string): string {
  return text.replaceAll(thinSpace, '');
}
