// What follows from who calls whom: recursion, waiting inside `atomic`, ghost state read by the program, and
// functions that only a prototype announces.

import type { Span } from '../source/source-file.ts';
import type { FunctionEntry } from './function-entry.ts';
import type { CallSite, Facts, Unit } from './unit.ts';

export class Reach {
  private readonly unit: Unit;
  /** The next function on a way to one without a definition; that one itself has no next. */
  private readonly towardsMissing = new Map<FunctionEntry, FunctionEntry | undefined>();
  private readonly blocking = new Map<FunctionEntry, string>();
  private readonly ghostly = new Set<FunctionEntry>();

  constructor(unit: Unit) {
    this.unit = unit;
  }

  /**
   * Reports every circle of calls once. False if there is one: nothing else may then be asked. Keeps its own stack:
   * a text may hold a chain of calls that is longer than ours.
   */
  checkRecursion(): boolean {
    const states = new Map<FunctionEntry, 'open' | 'done'>();
    let clean = true;
    for (const start of this.unit.functionList) {
      if (start.checked === undefined || states.has(start)) continue;
      const path = [{ entry: start, next: 0 }];
      states.set(start, 'open');
      for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
        const call = top.entry.checked?.facts.calls[top.next++];
        if (call === undefined) {
          path.pop();
          states.set(top.entry, 'done');
          this.close(top.entry);
          continue;
        }
        const state = states.get(call.callee);
        if (state === 'open') {
          clean = false;
          const circle = path.map(({ entry }) => entry);
          this.reportCircle(circle.slice(circle.indexOf(call.callee)), call.span);
        } else if (state === undefined) {
          path.push({ entry: call.callee, next: 0 });
          states.set(call.callee, 'open');
        }
      }
    }
    return clean;
  }

  /** What a function does with all that it calls; those are closed before it. */
  private close(entry: FunctionEntry): void {
    const facts = entry.checked?.facts;
    let blocks = facts?.blocks?.what;
    let isGhostly = facts?.readsGhost !== undefined;
    let next: FunctionEntry | undefined;
    for (const { callee } of facts?.calls ?? []) {
      blocks ??= this.blocking.get(callee);
      isGhostly ||= entry.pure && this.ghostly.has(callee);
      if (next === undefined && this.towardsMissing.has(callee)) next = callee;
    }
    if (blocks !== undefined) this.blocking.set(entry, blocks);
    if (isGhostly) this.ghostly.add(entry);
    if (!entry.item.defined) this.towardsMissing.set(entry, undefined);
    else if (next !== undefined) this.towardsMissing.set(entry, next);
  }

  private reportCircle(circle: readonly FunctionEntry[], span: Span): void {
    const [first] = circle;
    const text = shownChain(first === undefined ? circle : [...circle, first], ' calls ');
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
        const what = this.blocking.get(call.callee);
        if (what !== undefined) {
          this.unit.reporter.error(
            'blocks-in-atomic',
            call.span,
            `\`${call.callee.name}\` can wait or choose (${what}) inside \`atomic { … }\``,
            'call it before the block',
          );
        }
      }
      if (!call.mayReadGhost && !callerIsPure && this.ghostly.has(call.callee)) {
        this.unit.reporter.error(
          'ghost-read',
          call.span,
          `\`${call.callee.name}\` reads ghost state, and ordinary code calls it`,
          'call it in a property, a lane or after `ghost`',
        );
      }
    }
  }

  /** For each of these calls that leads to a function without a definition, a way there. */
  missing(
    calls: readonly CallSite[],
  ): readonly { readonly call: CallSite; readonly path: readonly FunctionEntry[] }[] {
    return calls.flatMap((call) => {
      if (!this.towardsMissing.has(call.callee)) return [];
      const path: FunctionEntry[] = [];
      let at: FunctionEntry | undefined = call.callee;
      for (; at !== undefined; at = this.towardsMissing.get(at)) path.push(at);
      return [{ call, path }];
    });
  }
}

const MAX_SHOWN = 6;

/** The names of a chain of calls, with a gap where there are too many for one line. */
export function shownChain(chain: readonly FunctionEntry[], between: string): string {
  const names = chain.map(({ name }) => `\`${name}\``);
  if (names.length > MAX_SHOWN) names.splice(MAX_SHOWN / 2, names.length - MAX_SHOWN, '…');
  return names.join(between);
}
