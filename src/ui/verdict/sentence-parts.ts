// A verdict's sentence in two sizes: what was decided, and within which bounds. Nothing is left out.

export interface SentenceParts {
  readonly head: string;
  readonly rest: string;
}

/** Cut after the first full stop that has something behind it. */
export function headAndRest(sentence: string): SentenceParts {
  const stop = sentence.indexOf('. ');
  if (stop < 0) return { head: sentence, rest: '' };
  return { head: sentence.slice(0, stop + 1), rest: sentence.slice(stop + 2) };
}
