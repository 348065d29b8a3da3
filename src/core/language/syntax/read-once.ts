// Lexes and parses a text once, however many programs it takes part in: a matrix has a thousand of them, and their
// texts are the same few.
//
// Promises: the same tokens, tree and complaints as without; what is kept is bounded, the longest unused goes first.
// A text is known by its characters, since a copy that came from another thread is another string.

import type { Diagnostic } from '../source/diagnostic.ts';
import { lex } from './lexer.ts';
import { parseText } from './parse-text.ts';
import { forgetWords } from './shared-word.ts';
import type { Directive, LexedText } from './token.ts';
import type { TextSyntax } from './tree.ts';
import { declaredTypeNames } from './typedef-names.ts';

/** Together; a text with its tokens and its tree takes some forty times its length. */
const MOST_CHARACTERS = 800_000;
/** Of one text, under different places in the table of files and other names of types. */
const MOST_TREES = 4;

export interface ReadText {
  readonly lexed: LexedText;
  /** Its `#include` lines. */
  readonly includes: readonly Directive[];
  /** What its typedefs declare. */
  readonly typeNames: ReadonlySet<string>;
}

interface Kept extends ReadText {
  readonly trees: {
    readonly file: number;
    readonly names: string;
    readonly tree: TextSyntax;
    readonly complaints: readonly Diagnostic[];
  }[];
}

/** `later`: of a text in which nothing is wrong, functions' bodies are read when somebody asks for them. */
export type Bodies = 'now' | 'later';

const kept = { now: new Map<string, Kept>(), later: new Map<string, Kept>() };
let characters = 0;

export function readText(text: string, bodies: Bodies = 'now'): ReadText {
  return find(text, bodies);
}

/** `names` tells sets of type names apart. */
export function parseOnce(
  source: {
    readonly file: number;
    readonly text: string;
    readonly typeNames: ReadonlySet<string>;
    readonly names: string;
    readonly bodies?: Bodies;
  },
  report: (diagnostic: Diagnostic) => void,
): TextSyntax {
  const { file, text, typeNames, names } = source;
  const { lexed, trees } = find(text, source.bodies ?? 'now');
  let made = trees.find((each) => each.file === file && each.names === names);
  if (made === undefined) {
    const complaints: Diagnostic[] = [];
    const tree = parseText({ file, text, lexed, typeNames }, (diagnostic) => complaints.push(diagnostic));
    made = { file, names, tree, complaints };
    if (trees.unshift(made) > MOST_TREES) trees.pop();
  }
  for (const complaint of made.complaints) report(complaint);
  return made.tree;
}

function find(text: string, bodies: Bodies): Kept {
  const texts = kept[bodies];
  const known = texts.get(text);
  if (known !== undefined) {
    // Used last, dropped last.
    texts.delete(text);
    texts.set(text, known);
    return known;
  }
  const lexed = lex(text, bodies);
  const made: Kept = {
    lexed,
    includes: lexed.directives.filter(({ word }) => word === 'include'),
    typeNames: declaredTypeNames(lexed.tokens),
    trees: [],
  };
  texts.set(text, made);
  characters += text.length;
  for (const each of [kept.now, kept.later]) {
    for (const oldest of each.keys()) {
      if (characters <= MOST_CHARACTERS || oldest === text) break;
      each.delete(oldest);
      characters -= oldest.length;
    }
  }
  return made;
}

/** As if nothing had been read. */
export function forgetTexts(): void {
  for (const each of [kept.now, kept.later]) each.clear();
  characters = 0;
  forgetWords();
}

/** Keeps the trees of what was read late. Tokens take as much room; they are made again for who asks. */
export function forgetTokens(): void {
  kept.now.clear();
  characters = 0;
  forgetWords();
  for (const [text, each] of kept.later) {
    kept.later.set(text, { ...each, lexed: new LexedAgain(text, each.lexed.errors) });
    characters += text.length;
  }
}

/** What was found wrong, and on wish everything else. */
class LexedAgain implements LexedText {
  readonly errors: LexedText['errors'];
  private readonly text: string;
  private made: LexedText | undefined;

  constructor(text: string, errors: LexedText['errors']) {
    this.text = text;
    this.errors = errors;
  }

  get tokens() {
    return this.again().tokens;
  }

  get directives() {
    return this.again().directives;
  }

  get comments() {
    return this.again().comments;
  }

  private again(): LexedText {
    this.made ??= lex(this.text, 'later');
    return this.made;
  }
}
