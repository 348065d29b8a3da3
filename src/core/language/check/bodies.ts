// Bodies of functions, tasks and blocks. A body is read a second time when the first reading has shown which of its
// locals must live in memory.

import type { BlockSyntax } from '../syntax/tree.ts';
import { Body } from './body.ts';
import type { FunctionEntry } from './function-entry.ts';
import type { Block, Local } from './program.ts';
import { checkBlock } from './statement.ts';
import type { Facts, Unit } from './unit.ts';

type Options = ConstructorParameters<typeof Body>[1];

/** Runs `check` on a fresh body, and again if it took the address of a register. */
export function inBody<T>(
  unit: Unit,
  options: Options,
  check: (body: Body) => T,
): { readonly value: T; readonly body: Body } {
  const first = new Body(unit, options);
  const value = check(first);
  if (first.addressTaken === undefined) return { value, body: first };
  const second = new Body(unit, { ...options, inMemory: first.addressTaken });
  return { value: check(second), body: second };
}

export function checkFunctionBody(unit: Unit, entry: FunctionEntry): void {
  const syntax = entry.bodySyntax;
  const { returns, pure } = entry;
  const { value, body } = inBody(unit, { title: `\`${entry.name}\``, returns, pure }, (inner) => {
    const params = entry.params.map(({ name, span }, index) => {
      if (name === undefined && syntax !== undefined) {
        unit.reporter.error(
          'syntax',
          span,
          `parameter ${index + 1} of \`${entry.name}\` has no name`,
          'write a name behind its type',
        );
      }
      return inner.declare(name?.text ?? `argument ${index + 1}`, entry.paramTypes[index], name?.span ?? span)
        .id;
    });
    const block = syntax === undefined ? undefined : checkBlock(inner, syntax);
    inner.jumps.settle(unit.reporter);
    return { params, block };
  });
  const locals = body.locals();
  const params = locals.slice(0, value.params.length);
  entry.checked = { body: value.block, params, locals, facts: body.facts() };
}

export interface CheckedBody {
  readonly body: Block;
  readonly locals: readonly Local[];
  readonly facts: Facts;
}

export function checkTaskBody(unit: Unit, title: string, syntax: BlockSyntax): CheckedBody {
  const { value, body } = inBody(unit, { title }, (inner) => {
    const block = checkBlock(inner, syntax);
    inner.jumps.settle(unit.reporter);
    return block;
  });
  return { body: value, locals: body.locals(), facts: body.facts() };
}

/** Checks every function but those of a library that is known to be good, unless something reaches them. */
export class LazyFunctions {
  private readonly unit: Unit;
  private readonly open: FunctionEntry[] = [];

  /** `mayWait`: the function can wait until it is reached. */
  constructor(unit: Unit, mayWait: (entry: FunctionEntry) => boolean) {
    this.unit = unit;
    for (const entry of unit.functionList) if (!mayWait(entry)) this.check(entry);
  }

  /** What these calls lead to. */
  reach(calls: Facts['calls']): void {
    for (const { callee } of calls) this.check(callee);
    for (let entry = this.open.pop(); entry !== undefined; entry = this.open.pop())
      for (const { callee } of entry.checked?.facts.calls ?? []) this.check(callee);
  }

  private check(entry: FunctionEntry): void {
    if (entry.checked !== undefined) return;
    checkFunctionBody(this.unit, entry);
    this.open.push(entry);
  }
}
