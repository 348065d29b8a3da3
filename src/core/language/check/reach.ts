// What follows from who calls whom: recursion, waiting inside `atomic`, ghost state read by the program, and
// functions that only a prototype announces.

import type { Span } from '../source/source-file.ts';
import type { CallSite, Facts, FunctionEntry, Unit } from './unit.ts';

export class Reach {
  private readonly unit: Unit;
  private readonly missingOf = new Map<FunctionEntry, readonly FunctionEntry[] | undefined>();
  private readonly blocking = new Map<FunctionEntry, string | undefined>();
  private readonly ghostly = new Map<FunctionEntry, boolean>();

  constructor(unit: Unit) {
    this.unit = unit;
  }

  /** Reports every circle of calls once. False if there is one: nothing else may then be asked. */
  checkRecursion(): boolean {
    const state = new Map<FunctionEntry, 'open' | 'done'>();
    const path: FunctionEntry[] = [];
    let clean = true;
    const visit = (entry: FunctionEntry): void => {
      state.set(entry, 'open');
      path.push(entry);
      for (const { callee, span } of entry.checked?.facts.calls ?? []) {
        const known = state.get(callee);
        if (known === 'open') {
          clean = false;
          this.reportCircle(path.slice(path.indexOf(callee)), span);
        } else if (known === undefined) visit(callee);
      }
      path.pop();
      state.set(entry, 'done');
    };
    for (const entry of this.unit.functionList) if (!state.has(entry)) visit(entry);
    return clean;
  }

  private reportCircle(circle: readonly FunctionEntry[], span: Span): void {
    const [first] = circle;
    const text = [...circle, ...(first === undefined ? [] : [first])]
      .map(({ name }) => `\`${name}\``)
      .join(' calls ');
    this.unit.reporter.error(
      'recursion',
      span,
      `${circle.length === 1 ? `\`${first?.name ?? ''}\` calls itself` : text}`,
      'lab C has no recursion: write a loop',
    );
  }

  /** The rules for the calls of one body. */
  checkCalls(facts: Facts, callerIsPure: boolean): void {
    for (const call of facts.calls) {
      if (call.inAtomic) {
        const what = this.blocksIn(call.callee);
        if (what !== undefined) {
          this.unit.reporter.error(
            'blocks-in-atomic',
            call.span,
            `\`${call.callee.name}\` can wait or choose (${what}) inside \`atomic { … }\``,
            'call it before the block',
          );
        }
      }
      if (!call.mayReadGhost && !callerIsPure && this.readsGhost(call.callee)) {
        this.unit.reporter.error(
          'ghost-read',
          call.span,
          `\`${call.callee.name}\` reads ghost state, and ordinary code calls it`,
          'call it in a property, a lane or after `ghost`',
        );
      }
    }
  }

  private blocksIn(entry: FunctionEntry): string | undefined {
    if (this.blocking.has(entry)) return this.blocking.get(entry);
    const facts = entry.checked?.facts;
    let what = facts?.blocks?.what;
    for (const { callee } of facts?.calls ?? []) what ??= this.blocksIn(callee);
    this.blocking.set(entry, what);
    return what;
  }

  private readsGhost(entry: FunctionEntry): boolean {
    const known = this.ghostly.get(entry);
    if (known !== undefined) return known;
    const facts = entry.checked?.facts;
    const reads =
      facts?.readsGhost !== undefined ||
      (entry.pure && (facts?.calls ?? []).some(({ callee }) => this.readsGhost(callee)));
    this.ghostly.set(entry, reads);
    return reads;
  }

  /** The shortest way found from these calls to a function without a definition, with the first call on it. */
  missing(
    calls: readonly CallSite[],
  ): { readonly call: CallSite; readonly path: readonly FunctionEntry[] } | undefined {
    for (const call of calls) {
      const path = this.pathToMissing(call.callee);
      if (path !== undefined) return { call, path };
    }
    return undefined;
  }

  private pathToMissing(entry: FunctionEntry): readonly FunctionEntry[] | undefined {
    if (this.missingOf.has(entry)) return this.missingOf.get(entry);
    let path: readonly FunctionEntry[] | undefined = entry.bodySyntax === undefined ? [entry] : undefined;
    for (const { callee } of entry.checked?.facts.calls ?? []) {
      const rest = path === undefined ? this.pathToMissing(callee) : undefined;
      if (rest !== undefined) path = [entry, ...rest];
    }
    this.missingOf.set(entry, path);
    return path;
  }
}
