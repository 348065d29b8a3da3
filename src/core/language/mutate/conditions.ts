// Tests that decide what a text does: every `if`, and what a `bool` function returns, taken for never true and for
// always true.
//
// A test is a re-check if it looks again: at what the function has looked at before, or at something shared that it
// compares with a value that it or its caller kept. Every other test is a flag test. Judged by what is written.

import type { SourceFile } from '../source/source-file.ts';
import type { ExprSyntax, FunctionItem, StmtSyntax, TypeSyntax } from '../syntax/tree.ts';
import { lineOf, type Removal, type RemovalKind, replace, written } from './removal.ts';
import { calledName, expressionsOf, operandsOf, partsOf, statementsIn } from './walk-syntax.ts';

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);
const READS = /^(READ_ONCE|atomic_(long_)?read(_acquire)?|test_bit|smp_load_acquire|likely|unlikely)$/;

export function conditionRemovals(file: SourceFile, functions: readonly FunctionItem[]): Removal[] {
  return functions.flatMap((item) => {
    const seen = new Seen(file, item);
    const removals: Removal[] = [];
    for (const statement of statementsIn(item.body)) {
      const test = testOf(item, statement);
      // Constants of the library decide before anything runs, and a local was tested where it got its value.
      if (test !== undefined && /[a-z]/.test(written(file, test.span))) {
        const both = taken(file, item, statement, test, seen.kindOf(test));
        if (statement.kind !== 'do') removals.push(...both);
        // One that goes round again; taken for true it would never end.
        else if (seen.kindOf(test) === 're-check') removals.push(...both.slice(0, 1));
      }
      seen.learn(statement);
    }
    return removals;
  });
}

function testOf({ returns }: FunctionItem, statement: StmtSyntax): ExprSyntax | undefined {
  if (statement.kind === 'if' || statement.kind === 'do') return statement.test;
  const isBool =
    returns.kind === 'named' && returns.words.some((word) => word === 'bool' || word === '_Bool');
  if (statement.kind !== 'return' || !isBool) return undefined;
  const { value } = statement;
  return value === undefined || /^(true|false|\w*[A-Z]\w*)$/.test(value.kind === 'name' ? value.text : '')
    ? undefined
    : value;
}

function taken(
  file: SourceFile,
  item: FunctionItem,
  statement: StmtSyntax,
  test: ExprSyntax,
  kind: RemovalKind,
): Removal[] {
  const condition = written(file, test.span);
  const text =
    statement.kind === 'return'
      ? `return ${condition}`
      : `${statement.kind === 'do' ? 'while' : 'if'} (${condition})`;
  return (['0', '1'] as const).map((value) => ({
    kind,
    line: lineOf(file, test.span),
    function: item.name.text,
    text,
    edits: [replace(file, test.span, value)],
    removed: `the condition is ${value === '0' ? 'never' : 'always'} true`,
  }));
}

/** What a function has looked at so far, in the order of its text. */
class Seen {
  private readonly file: SourceFile;
  private readonly pointers = new Set<string>();
  private readonly numbers = new Set<string>();
  /** As written: `page->dma_pinned_count`, `PageDmaPinned(page)`. */
  private readonly looked = new Set<string>();
  /** Locals that keep what was read. */
  private readonly keeps = new Set<string>();

  /** Values that the caller kept. */
  private readonly params: ReadonlySet<string>;

  constructor(file: SourceFile, item: FunctionItem) {
    this.file = file;
    for (const { name, type } of item.params) if (name !== undefined) this.declare(name.text, type);
    this.params = new Set(item.params.flatMap(({ name }) => name?.text ?? []));
  }

  kindOf(test: ExprSyntax): RemovalKind {
    const again = this.sharedIn(test).some((each) => this.looked.has(each));
    return again || [...partsOf(test)].some((part) => this.comparesKept(part)) ? 're-check' : 'flag test';
  }

  /** Takes in what a statement reads; a call whose value nobody asks for is no look. */
  learn(statement: StmtSyntax): void {
    if (statement.kind === 'declare') {
      for (const { name, type, init } of statement.names) {
        this.declare(name.text, type);
        if (init?.kind === 'value') this.keep(name.text, init.value);
      }
    }
    for (const expr of expressionsOf(statement)) {
      if (statement.kind !== 'expression') this.look(expr);
      else if (expr.kind === 'assign') {
        this.look(expr.value);
        if (expr.target.kind === 'name') this.keep(expr.target.text, expr.value);
      }
    }
  }

  private declare(name: string, type: TypeSyntax): void {
    (type.kind === 'pointer' ? this.pointers : this.numbers).add(name);
  }

  private look(expr: ExprSyntax): void {
    for (const each of this.sharedIn(expr)) this.looked.add(each);
  }

  private keep(local: string, value: ExprSyntax): void {
    if (this.numbers.has(local) && this.sharedIn(value).length > 0) this.keeps.add(local);
    // A value that comes from a kept one is kept, too.
    if (this.numbers.has(local) && this.keptIn(value)) this.keeps.add(local);
  }

  /** Something shared on one side, and on the other a value that was kept. */
  private comparesKept(part: ExprSyntax): boolean {
    if (part.kind !== 'binary' || !COMPARISONS.has(part.op)) return false;
    const { left, right } = part;
    const sides = [
      [left, right],
      [right, left],
    ] as const;
    return sides.some(
      ([one, other]) => this.sharedIn(one).length > 0 && (this.keptIn(other) || this.isGiven(other, one)),
    );
  }

  /** A parameter as it came, compared with what is not read through it. */
  private isGiven(expr: ExprSyntax, beside: ExprSyntax): boolean {
    if (expr.kind !== 'name' || !this.params.has(expr.text)) return false;
    return ![...partsOf(beside)].some((part) => part.kind === 'name' && part.text === expr.text);
  }

  private keptIn(expr: ExprSyntax): boolean {
    return [...partsOf(expr)].some((part) => part.kind === 'name' && this.keeps.has(part.text));
  }

  /** What an expression reads that others can change, as written. */
  private sharedIn(expr: ExprSyntax): readonly string[] {
    const found: string[] = [];
    const visit = (part: ExprSyntax): void => {
      if (part.kind === 'call' && this.reachesShared(part) && !READS.test(calledName(part) ?? ''))
        found.push(written(this.file, part.span));
      if (this.isSharedPlace(part)) {
        found.push(written(this.file, part.span));
        // Of a path only the whole is looked at, and what its indices read.
        if (part.kind === 'index') visit(part.index);
        return;
      }
      for (const operand of part.kind === 'call' ? part.args : operandsOf(part)) visit(operand);
    };
    visit(expr);
    return found;
  }

  private reachesShared(call: ExprSyntax & { readonly kind: 'call' }): boolean {
    return call.args.some((arg) => [...partsOf(arg)].some((part) => this.isSharedRoot(part)));
  }

  private isSharedRoot(part: ExprSyntax): boolean {
    return part.kind === 'name' && /[a-z]/.test(part.text) && !this.numbers.has(part.text);
  }

  private isSharedPlace(part: ExprSyntax): boolean {
    if (part.kind === 'unary') return part.op === '*';
    if (part.kind === 'member')
      return part.arrow || this.isSharedPlace(part.base) || this.isGlobal(part.base);
    if (part.kind === 'index') return this.isSharedPlace(part.base) || this.isGlobal(part.base);
    return this.isGlobal(part);
  }

  /** A name in small letters that the function does not declare, where it stands for a value. */
  private isGlobal(part: ExprSyntax): boolean {
    return this.isSharedRoot(part) && part.kind === 'name' && !this.pointers.has(part.text);
  }
}
