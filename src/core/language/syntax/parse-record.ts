// The bodies of struct, union and enum, with their extension points.

import type { Cursor } from './cursor.ts';
import { parseConstant } from './parse-expression.ts';
import { parseDeclarator, parseSpecifiers } from './parse-type.ts';
import type { EnumeratorSyntax, MemberSyntax } from './tree.ts';

export function parseRecordBody(p: Cursor): MemberSyntax[] {
  const members: MemberSyntax[] = [];
  p.take();
  while (!p.atEnd && !p.is('}')) {
    const before = p.index;
    parseMember(p, members);
    if (p.index === before) p.skipOne();
  }
  p.expect('}', 'the members of a struct or union');
  return members;
}

function parseMember(p: Cursor, members: MemberSyntax[]): void {
  if (p.accept(';')) return;
  if (p.is('EXTENSION') && p.is('(', 1)) {
    members.push(parseExtensionPoint(p));
    p.expect(';', 'an extension point');
    return;
  }
  const start = p.peek().start;
  const { base } = parseSpecifiers(p);
  if (p.is(';')) {
    p.take();
    members.push({ kind: 'member', name: undefined, type: base, span: p.from(start) });
    return;
  }
  for (;;) {
    const declared = parseDeclarator(p, base);
    if (declared.name === undefined && !p.is(':')) {
      p.error('syntax', `expected a member's name, found ${p.shown()}`, 'write the name of the member');
    }
    if (declared.name !== undefined) {
      members.push({ kind: 'member', name: declared.name, type: declared.type, span: p.from(start) });
    }
    if (p.is(':')) refuseBitField(p, declared.name?.text ?? '');
    if (!p.accept(',')) break;
  }
  if (!p.expect(';', 'a member')) p.skipStatement();
}

function refuseBitField(p: Cursor, name: string): void {
  const colon = p.take();
  parseConstant(p);
  p.refuse(
    'bit-field',
    p.from(colon.start),
    `\`${name}\` is a bit-field; lab C has none`,
    'use a whole integer, and masks where bits matter',
  );
}

function parseExtensionPoint(p: Cursor): Extract<MemberSyntax & EnumeratorSyntax, { kind: 'extension' }> {
  const start = p.take().start;
  p.take();
  const point = p.is(')') ? { text: '', span: p.here() } : p.name("the extension point's name");
  p.expect(')', 'an extension point');
  const span = p.from(start);
  return { kind: 'extension', point: point ?? { text: '', span }, span };
}

export function parseEnumBody(p: Cursor): EnumeratorSyntax[] {
  const enumerators: EnumeratorSyntax[] = [];
  p.take();
  while (!p.atEnd && !p.is('}')) {
    const start = p.peek().start;
    if (p.is('EXTENSION') && p.is('(', 1)) {
      enumerators.push(parseExtensionPoint(p));
    } else {
      const name = p.name('a name of the enum');
      if (name === undefined) {
        p.skipOne();
        continue;
      }
      const value = p.accept('=') ? parseConstant(p) : undefined;
      enumerators.push({ kind: 'enumerator', name, value, span: p.from(start) });
    }
    if (!p.accept(',') && !p.is('}')) {
      p.error(
        'syntax',
        `expected \`,\` or \`}\` in an enum, found ${p.shown()}`,
        'separate the names with `,`',
      );
      p.skipOne();
    }
  }
  p.expect('}', 'an enum');
  return enumerators;
}
