// `ghost raise event(args);`: where the `AT` properties of an event are evaluated.

import { nearest } from '../source/did-you-mean.ts';
import type { StmtSyntax } from '../syntax/tree.ts';
import type { Body } from './body.ts';
import { convertTo } from './conversion.ts';
import { checkExpr } from './expression.ts';
import type { Expr, Stmt } from './program.ts';

export function checkRaise(body: Body, node: StmtSyntax & { kind: 'raise' }, out: Stmt[]): void {
  const { event: name, args: given } = node;
  if (body.mode !== 'ghost') {
    body.error(
      'raise-not-ghost',
      node.span,
      `\`raise ${name.text}\`: the kernel does not know of events`,
      `write \`ghost raise ${name.text}(…);\``,
    );
    return;
  }
  const event = body.unit.events.get(name.text);
  if (event === undefined) {
    const near = nearest(name.text, body.unit.events.keys());
    body.error(
      'unknown-event',
      name.span,
      `no event is named \`${name.text}\``,
      near === undefined ? `declare it: \`EVENT(${name.text}, …);\`` : `did you mean \`${near}\`?`,
    );
    return;
  }
  if (given.length !== event.paramTypes.length) {
    body.error(
      'argument-count',
      node.span,
      `\`${name.text}\` is given ${given.length} arguments and has ${event.paramTypes.length}`,
      'give one for each parameter of the event',
    );
    return;
  }
  const args: Expr[] = [];
  given.forEach((arg, index) => {
    const type = event.paramTypes[index];
    const value = checkExpr(body, arg);
    const converted =
      value === undefined || type === undefined
        ? undefined
        : convertTo(body, arg, value, type, `argument ${index + 1} of \`${name.text}\``);
    if (converted !== undefined) args.push(converted);
  });
  if (args.length === given.length) out.push({ kind: 'raise', event: event.index, args, span: node.span });
}
