// `list_for_each_entry` and its relatives, written out as the `for` loops that they are in the kernel's list.h.

import type { Span } from '../source/source-file.ts';
import type { ExprSyntax, StmtSyntax, TypeSyntax } from '../syntax/tree.ts';
import { typeText } from '../types/show.ts';
import type { Body } from './body.ts';
import { typeOfUnread } from './expression.ts';

type Loop = StmtSyntax & { readonly kind: 'list-loop' };

/** The arguments of each. */
export const LIST_SHAPES: ReadonlyMap<string, string> = new Map([
  ['list_for_each', 'pos, head'],
  ['list_for_each_prev', 'pos, head'],
  ['list_for_each_safe', 'pos, n, head'],
  ['list_for_each_entry', 'pos, head, member'],
  ['list_for_each_entry_reverse', 'pos, head, member'],
  ['list_for_each_entry_safe', 'pos, n, head, member'],
  ['list_for_each_entry_safe_reverse', 'pos, n, head, member'],
]);

/** Undefined after a report. */
export function listLoop(body: Body, node: Loop): StmtSyntax | undefined {
  const shape = LIST_SHAPES.get(node.form) ?? '';
  const wanted = shape.split(', ');
  const named = (name: string) => node.args[wanted.indexOf(name)];
  const head = named('head');
  const pos = named('pos');
  const span = node.head;
  if (node.args.length !== wanted.length || head === undefined || pos === undefined) {
    return body.error(
      'argument-count',
      span,
      `\`${node.form}\` is given ${node.args.length} arguments`,
      `write \`${node.form}(${shape})\``,
    );
  }
  const direction = /reverse|prev/.test(node.form) ? 'prev' : 'next';
  const make = new Maker(span, direction);
  const memberArg = named('member');
  if (!wanted.includes('member'))
    return make.loop(pos, named('n'), make.step(head), (at) => make.step(at), make.differs(pos, head), node);
  const type = typeOfUnread(body, pos);
  if (type === undefined) return undefined;
  if (type.kind !== 'pointer' || memberArg?.kind !== 'name') {
    return body.error(
      'wrong-argument',
      pos.span,
      `\`${node.form}\` needs a pointer to a struct and the name of a member; this is \`${typeText(type)}\``,
      `write \`${node.form}(${shape})\``,
    );
  }
  const entry: TypeSyntax = { kind: 'resolved', type: type.to, span };
  const member = { text: memberArg.text, span: memberArg.span };
  const listOf = (at: ExprSyntax): ExprSyntax => ({
    kind: 'member',
    base: at,
    arrow: true,
    name: member,
    span,
  });
  const containing = (link: ExprSyntax): ExprSyntax => ({
    kind: 'call',
    callee: { kind: 'name', text: 'container_of', span },
    args: [link, { kind: 'type', type: entry, span }, { kind: 'name', text: member.text, span: member.span }],
    span,
  });
  const next = (at: ExprSyntax) =>
    containing({ kind: 'member', base: listOf(at), arrow: false, name: { text: direction, span }, span });
  const test = make.differs({ kind: 'unary', op: '&', operand: listOf(pos), span }, head);
  return make.loop(pos, named('n'), containing(make.step(head)), next, test, node);
}

class Maker {
  private readonly span: Span;
  private readonly direction: string;

  constructor(span: Span, direction: string) {
    this.span = span;
    this.direction = direction;
  }

  step(at: ExprSyntax): ExprSyntax {
    return {
      kind: 'member',
      base: at,
      arrow: true,
      name: { text: this.direction, span: this.span },
      span: this.span,
    };
  }

  differs(left: ExprSyntax, right: ExprSyntax): ExprSyntax {
    return { kind: 'binary', op: '!=', left, right, span: this.span };
  }

  loop(
    pos: ExprSyntax,
    spare: ExprSyntax | undefined,
    first: ExprSyntax,
    next: (at: ExprSyntax) => ExprSyntax,
    test: ExprSyntax,
    node: Loop,
  ): StmtSyntax {
    const { span } = this;
    const start = this.assign(pos, first);
    const begun = spare === undefined ? start : this.both(start, this.assign(spare, next(pos)));
    const update =
      spare === undefined
        ? this.assign(pos, next(pos))
        : this.both(this.assign(pos, spare), this.assign(spare, next(spare)));
    return {
      kind: 'for',
      init: { kind: 'expression', value: begun, span },
      test,
      update,
      body: node.body,
      span: node.span,
    };
  }

  private assign(target: ExprSyntax, value: ExprSyntax): ExprSyntax {
    return { kind: 'assign', op: '', target, value, span: this.span };
  }

  private both(left: ExprSyntax, right: ExprSyntax): ExprSyntax {
    return { kind: 'binary', op: ',', left, right, span: this.span };
  }
}
