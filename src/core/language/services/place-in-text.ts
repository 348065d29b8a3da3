// Where an offset stands: its token, the expression before it, the function around it and the locals that it can name.

import { type Analysis, analysisOf, type CheckOutcome } from '../check/analysis.ts';
import { Body } from '../check/body.ts';
import { analyse } from '../check/check.ts';
import { typeOfUnread } from '../check/expression.ts';
import type { SourceFile } from '../source/source-file.ts';
import { Cursor } from '../syntax/cursor.ts';
import { parseExpression } from '../syntax/parse-expression.ts';
import type { Token } from '../syntax/token.ts';
import type { BlockSyntax, ItemSyntax, ParamSyntax, StmtSyntax } from '../syntax/tree.ts';
import type { CType } from '../types/c-type.ts';

export interface TextPlace {
  readonly analysis: Analysis;
  readonly file: number;
  readonly text: string;
  readonly offset: number;
  readonly tokens: readonly Token[];
  /** Index of the token that contains or touches the offset; of the next one if none does. */
  readonly index: number;
  readonly item: ItemSyntax | undefined;
}

export function placeInText(outcome: CheckOutcome, path: string, offset: number): TextPlace | undefined {
  const analysis = analysisOf(outcome) ?? again(outcome);
  const file = analysis?.outcome.files.findIndex((each) => each.path === path) ?? -1;
  const source = analysis?.outcome.files[file];
  const lexed = analysis?.lexed[file];
  if (analysis === undefined || source === undefined || lexed === undefined) return undefined;
  const directive = lexed.directives.find(({ start, end }) => offset >= start && offset <= end);
  const tokens = directive?.tokens ?? lexed.tokens;
  const at = tokens.findIndex((token) => token.end >= offset && token.kind !== 'end');
  const next = tokens[at + 1];
  // Between two tokens that touch, a name is meant rather than punctuation.
  const index =
    at >= 0 && tokens[at]?.kind === 'punct' && next?.start === offset && next.kind === 'name' ? at + 1 : at;
  const item = analysis.trees[file]?.items.find(({ span }) => offset >= span.start && offset <= span.end);
  return {
    analysis,
    file,
    text: source.text,
    offset,
    tokens,
    index: index < 0 ? tokens.length : index,
    item,
  };
}

/** An outcome that was copied here has its texts with it. */
function again(outcome: CheckOutcome): Analysis | undefined {
  const find = (role: SourceFile['role']) => outcome.files.find((file) => file.role === role);
  const all = (role: SourceFile['role']) => outcome.files.filter((file) => file.role === role);
  const lab = find('lab');
  const strategy = find('strategy');
  if (lab === undefined || strategy === undefined) return undefined;
  return analyse({ lab, strategy, policies: all('policy'), kernel: all('kernel') });
}

export function isInComment(place: TextPlace): boolean {
  const comments = place.analysis.lexed[place.file]?.comments ?? [];
  return comments.some(({ start, end }) => place.offset > start && place.offset < end);
}

/** A body with every local that is declared above the offset in the function around it. */
export function bodyAt(place: TextPlace): Body {
  const { analysis, item, offset } = place;
  const body = new Body(analysis.unit, { title: 'the editor', mode: 'property' });
  analysis.unit.reporter.quietly(() => {
    const declare = (name: ParamSyntax['name'], type: ParamSyntax['type']) => {
      if (name === undefined || name.span.start > offset) return;
      body.redeclare(name.text, analysis.unit.types.resolve(type), name.span);
    };
    if (item?.kind === 'function') {
      for (const param of item.params) declare(param.name, param.type);
      if (item.body !== undefined) walk(item.body, declare);
    } else if (item?.kind === 'form') {
      for (const arg of item.args) if (arg.kind === 'param') declare(arg.param.name, arg.param.type);
      bindNames(place, item, body);
      if (item.body !== undefined) walk(item.body, declare);
    }
  });
  return body;
}

/** The page of a `LANE`, the parameters of an `AT`. */
function bindNames({ analysis }: TextPlace, item: ItemSyntax & { kind: 'form' }, body: Body): void {
  const second = item.args[1];
  if (second?.kind !== 'value') return;
  const { value } = second;
  const record = analysis.unit.types.findRecord('struct', 'page');
  if (item.form === 'LANE' && value.kind === 'name' && item.args.length > 2 && record !== undefined) {
    body.redeclare(value.text, { kind: 'pointer', to: record }, value.span);
  }
  if (item.form !== 'AT' || value.kind !== 'call' || value.callee.kind !== 'name') return;
  const event = analysis.unit.events.get(value.callee.text);
  value.args.forEach((arg, index) => {
    if (arg.kind === 'name') body.redeclare(arg.text, event?.paramTypes[index], arg.span);
  });
}

type Declare = (name: ParamSyntax['name'], type: ParamSyntax['type']) => void;

function walk(node: BlockSyntax | StmtSyntax | undefined, declare: Declare): void {
  switch (node?.kind) {
    case 'block':
      for (const each of node.body) walk(each, declare);
      return;
    case 'declare':
      for (const { name, type } of node.names) declare(name, type);
      return;
    case 'if':
      walk(node.then, declare);
      walk(node.else, declare);
      return;
    case 'for':
      walk(node.init, declare);
      walk(node.body, declare);
      return;
    case 'while':
    case 'do':
    case 'list-loop':
    case 'switch':
    case 'atomic':
    case 'ghost':
      walk(node.body, declare);
  }
}

/** The type of what stands before the `.` or `->` at `index`; undefined if it has none. */
export function typeBefore(place: TextPlace, index: number): CType | undefined {
  const { analysis, file, text, tokens } = place;
  const from = startOfPostfix(tokens, index);
  if (from === index) return undefined;
  const { unit, typeNames } = analysis;
  const cursor = new Cursor({
    file,
    text,
    tokens: tokens.slice(from, index),
    comments: [],
    typeNames,
    report: unit.reporter.add,
  });
  return unit.reporter.quietly(() => typeOfUnread(bodyAt(place), parseExpression(cursor)));
}

/** Walks back over names, members, calls and indices: `pvec->pages[i]` in `put(pvec->pages[i]->`. */
function startOfPostfix(tokens: readonly Token[], end: number): number {
  let at = end;
  while (at > 0) {
    const token = tokens[at - 1];
    if (token === undefined) return at;
    if (token.text === ')' || token.text === ']') at = openingOf(tokens, at - 1);
    else if (token.kind === 'name') at -= 1;
    else return at;
    const before = tokens[at - 1]?.text;
    const isCalled = token.kind !== 'name' && tokens[at - 1]?.kind === 'name';
    if (before === '.' || before === '->') at -= 1;
    else if (!isCalled && !(token.text === ']' && before === ']') && !(token.text === ']' && before === ')'))
      return at;
  }
  return at;
}

function openingOf(tokens: readonly Token[], close: number): number {
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    const text = tokens[at]?.text;
    if (text === ')' || text === ']') depth += 1;
    if (text === '(' || text === '[') depth -= 1;
    if (depth === 0) return at;
  }
  return 0;
}
