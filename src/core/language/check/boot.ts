// The statements that build the initial World: library, strategy, policies, the pages' set-up, lab.

import type { SourceRole } from '../source/source-file.ts';
import type { InitItem } from '../syntax/tree.ts';
import { pointerTo, VOID } from '../types/builtin.ts';
import { inBody } from './bodies.ts';
import type { Body } from './body.ts';
import { memberOf, memory } from './build.ts';
import { convertTo } from './conversion.ts';
import { checkExpr } from './expression.ts';
import { options } from './form-args.ts';
import { initialScalars } from './initialiser.ts';
import type { Expr, Local, Stmt } from './program.ts';
import { checkBlock } from './statement.ts';
import type { Facts, PageEntry, Unit } from './unit.ts';

export interface CheckedBoot {
  readonly body: readonly Stmt[];
  readonly locals: readonly Local[];
  readonly facts: Facts;
}

export function checkBoot(unit: Unit): CheckedBoot {
  const { value, body } = inBody(unit, { title: '`BOOT`' }, (inner) => {
    const out: Stmt[] = [];
    blocksOf(inner, 'kernel', out);
    blocksOf(inner, 'strategy', out);
    blocksOf(inner, 'policy', out);
    for (const page of unit.pages.values()) setUp(inner, page, out);
    blocksOf(inner, 'lab', out);
    inner.jumps.settle(unit.reporter);
    return out;
  });
  return { body: value, locals: body.locals(), facts: body.facts() };
}

function blocksOf(body: Body, role: SourceRole, out: Stmt[]): void {
  for (const form of body.unit.forms) {
    if (form.form !== 'BOOT' || form.body === undefined) continue;
    if (body.unit.files[form.word.file]?.role !== role) continue;
    out.push(checkBlock(body, form.body));
  }
}

/** `setup_page(name, &setup)`, with `setup` filled from the options of `PAGE`. */
function setUp(body: Body, page: PageEntry, out: Stmt[]): void {
  const { unit } = body;
  const { span } = page;
  const given = options(page.form);
  const callee = unit.functions.get('setup_page');
  const setup = unit.types.findRecord('struct', 'page_setup');
  const record = unit.types.findRecord('struct', 'page');
  if (callee === undefined || setup?.layout === undefined || record?.layout === undefined) {
    if (given.length > 0 || record?.layout === undefined) {
      body.error(
        'no-setup',
        page.form.word,
        '`PAGE` needs `struct page`, `struct page_setup` and `setup_page` of the library',
        'write `#include <lab.h>`',
      );
    }
    return;
  }
  const local = body.temporary(`setup of ${page.name}`, setup, span);
  const whole: Expr = { kind: 'local-address', local: local.id, type: pointerTo(setup), span };
  out.push({ kind: 'declare', local: local.id, init: undefined, span });
  const items: InitItem[] = given.map(({ name, value, span: at }) => ({
    designators: [{ kind: 'member', name }],
    value,
    span: at,
  }));
  for (const { offset, type, value: node } of initialScalars(body, setup, { kind: 'list', items, span })) {
    const value = checkExpr(body, node);
    const converted = value === undefined ? undefined : convertTo(body, node, value, type, 'this option');
    if (converted === undefined) continue;
    const place = memberOf(memory(whole, setup, node.span), offset, type, node.span);
    out.push({
      kind: 'expression',
      value: { kind: 'assign', place, value: converted, order: 'plain', type, span: node.span },
      span: node.span,
    });
  }
  body.calls.push({ callee, span, inAtomic: false, mayReadGhost: false });
  const address: Expr = { kind: 'page-address', page: page.index, type: pointerTo(record), span };
  out.push({
    kind: 'expression',
    value: { kind: 'call', callee: callee.id, args: [address, whole], type: VOID, span },
    span,
  });
}
