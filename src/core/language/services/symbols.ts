// The outline of one text: tasks, pages, properties, functions, objects, types.

import type { CheckOutcome } from '../check/check.ts';
import type { Span } from '../source/source-file.ts';
import type { ItemSyntax, Name } from '../syntax/tree.ts';
import { placeInText } from './place-in-text.ts';
import type { DocumentSymbol } from './service-types.ts';

const FORM_KINDS: ReadonlyMap<string, DocumentSymbol['kind']> = new Map([
  ['PAGE', 'page'],
  ['TASK', 'task'],
  ['DAEMON', 'task'],
  ['INTERRUPT', 'task'],
  ['BOOT', 'block'],
  ['QUIESCE', 'block'],
  ['NEVER', 'property'],
  ['ALWAYS', 'property'],
  ['FINALLY', 'property'],
  ['AT', 'property'],
  ['CAN_STILL', 'property'],
  ['EVENT', 'event'],
  ['LANE', 'lane'],
  ['COST', 'property'],
  ['STRATEGY', 'block'],
  ['POLICY', 'block'],
  ['PRESET', 'block'],
]);

export function symbolsOf(outcome: CheckOutcome, path: string): readonly DocumentSymbol[] {
  const place = placeInText(outcome, path, 0);
  const tree = place?.analysis.trees[place.file];
  if (tree === undefined) return [];
  const macros = tree.macros
    .filter(({ body }) => body !== undefined)
    .map(({ name, span }) => symbol(name, 'macro', '#define', span));
  return [...tree.items.flatMap(symbolsOfItem), ...macros].sort((a, b) => a.start - b.start);
}

function symbol(name: Name, kind: DocumentSymbol['kind'], detail: string, span: Span): DocumentSymbol {
  const nameRange = { start: name.span.start, end: name.span.end };
  return {
    name: name.text,
    kind,
    detail,
    start: span.start,
    end: Math.max(span.end, nameRange.end),
    nameRange,
  };
}

function symbolsOfItem(item: ItemSyntax): DocumentSymbol[] {
  switch (item.kind) {
    case 'function':
      return [symbol(item.name, 'function', item.body === undefined ? 'prototype' : '', item.span)];
    case 'object':
      return item.names.map(({ name, span }) => symbol(name, 'global', item.ghost ? 'ghost' : '', span));
    case 'typedef':
      return item.names.map(({ name, span }) => symbol(name, 'type', 'typedef', span));
    case 'type': {
      const { type } = item;
      const tag = type.kind === 'record' || type.kind === 'enum' ? type.tag : undefined;
      const keyword = type.kind === 'record' ? type.keyword : type.kind;
      return tag === undefined ? [] : [symbol(tag, 'type', keyword, item.span)];
    }
    case 'form': {
      const kind = FORM_KINDS.get(item.form);
      const [first] = item.args;
      const value = first?.kind === 'value' ? first.value : undefined;
      const named =
        value?.kind === 'name' || value?.kind === 'string' ? value : { text: item.form, span: item.word };
      return kind === undefined ? [] : [symbol(named, kind, item.form, item.span)];
    }
    case 'extend':
      return item.point === undefined ? [] : [symbol(item.point, 'type', 'EXTEND', item.span)];
  }
}
