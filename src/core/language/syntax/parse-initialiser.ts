// Initialisers: a value, or `{ … }` with positions, `.member =` and `[i] =`.

import type { Cursor } from './cursor.ts';
import { parseAssignment, parseConstant } from './parse-expression.ts';
import type { Designator, InitItem, InitSyntax } from './tree.ts';

export function parseInitialiser(p: Cursor): InitSyntax {
  const start = p.peek().start;
  if (!p.is('{')) {
    const value = parseAssignment(p);
    return { kind: 'value', value, span: value.span };
  }
  const items = p.deeper(() => parseItems(p)) ?? [];
  return { kind: 'list', items, span: p.from(start) };
}

function parseItems(p: Cursor): InitItem[] {
  const items: InitItem[] = [];
  p.take();
  while (!p.atEnd && !p.is('}')) {
    const before = p.index;
    const start = p.peek().start;
    const designators = parseDesignators(p);
    const value = parseInitialiser(p);
    items.push({ designators, value, span: p.from(start) });
    if (!p.accept(',') && !p.is('}')) {
      p.error(
        'syntax',
        `expected \`,\` or \`}\` in an initialiser, found ${p.shown()}`,
        'separate the values with `,`',
      );
      if (p.is(';')) break;
      p.skipOne();
    }
    if (p.index === before) break;
  }
  p.expect('}', 'an initialiser');
  return items;
}

function parseDesignators(p: Cursor): Designator[] {
  const designators: Designator[] = [];
  for (;;) {
    const start = p.peek().start;
    if (p.is('.') && p.peek(1).kind === 'name') {
      p.take();
      const name = p.name("a member's name");
      if (name === undefined) break;
      designators.push({ kind: 'member', name });
    } else if (p.is('[')) {
      p.take();
      const index = parseConstant(p);
      p.expect(']', 'a designator');
      designators.push({ kind: 'index', index, span: p.from(start) });
    } else break;
  }
  if (designators.length > 0) p.expect('=', 'a designated value');
  return designators;
}
