// One text parsed by itself, for what it says of itself: nothing of the library, and no bodies.

import type { SourceFile } from '../source/source-file.ts';
import { MAX_TEXT, readable } from '../syntax/parse-text.ts';
import { parseOnce, readText } from '../syntax/read-once.ts';
import type { LexedText } from '../syntax/token.ts';
import type { TextSyntax } from '../syntax/tree.ts';
import { typeNamesOf } from '../syntax/typedef-names.ts';
import { collectTexts } from './collect.ts';
import { newUnit } from './new-unit.ts';
import { Reporter } from './reporter.ts';
import type { Unit } from './unit.ts';

export interface Alone {
  readonly unit: Unit;
  readonly tree: TextSyntax;
  readonly lexed: LexedText;
  readonly typeNames: ReadonlySet<string>;
}

/** `others` are names of types that other texts declare, without which casts cannot be told from parentheses. */
export function analyseAlone(file: SourceFile, others: Iterable<ReadonlySet<string>> = []): Alone {
  const reporter = new Reporter();
  if (file.text.length > MAX_TEXT)
    reporter.error(
      'too-long',
      { file: 0, start: 0, end: 1 },
      `this text has more than ${MAX_TEXT / 1024} KiB`,
      'split it',
    );
  const text = readable(file.text);
  const { lexed, typeNames: declared } = readText(text);
  const typeNames = typeNamesOf([...others, declared]);
  const tree = parseOnce({ file: 0, text, typeNames, names: [...typeNames].join() }, reporter.add);
  const unit = newUnit([file], reporter);
  collectTexts(unit, [tree]);
  return { unit, tree, lexed, typeNames };
}
