// Several assignments that happen at once, one after another.
//
// Promises: every value is what it was before the first of them. Text is compared by whole names.

import type { Phrase } from './phrase.ts';
import { perform, type Statement } from './statement.ts';

export interface Move {
  readonly target: string;
  readonly value: Phrase;
}

/** `spare` gives a fresh variable. */
export function assignAll(moves: readonly Move[], spare: () => string): readonly Statement[] {
  let open = moves.filter(({ target, value }) => target !== value.text);
  const statements: Statement[] = [];
  while (open.length > 0) {
    const free = open.find(
      ({ target }) => !open.some((one) => one.target !== target && mentions(one, target)),
    );
    if (free) {
      statements.push(perform(`${free.target} = ${free.value.text}`));
      open = open.filter((one) => one !== free);
      continue;
    }
    // A circle: the first one's old value moves out of the way.
    const target = open[0]?.target ?? '';
    const kept = spare();
    statements.push(perform(`${kept} = ${target}`));
    open = open.map((one) => ({
      target: one.target,
      value: { ...one.value, text: one.value.text.replace(wholeName(target), kept) },
    }));
  }
  return statements;
}

function mentions({ value }: Move, name: string): boolean {
  return wholeName(name).test(value.text);
}

function wholeName(name: string): RegExp {
  return new RegExp(`\\b${name}\\b`, 'g');
}
