// Locks that a text takes and releases: all calls on one lock in a function go together.
//
// Where a function only takes a lock and another one releases it, the calls of the whole text on that lock go together.

import type { SourceFile } from '../source/source-file.ts';
import type { ExprSyntax, FunctionItem } from '../syntax/tree.ts';
import { lineOf, type Removal, replace, written } from './removal.ts';
import { calledName, expressionsOf, partsOf, statementsIn } from './walk-syntax.ts';

type Operation = 'take' | 'try' | 'release';

interface LockCall {
  readonly function: string;
  readonly operation: Operation;
  /** Kind of lock and which one. */
  readonly lock: string;
  readonly call: ExprSyntax;
}

/** Pairs whose names do not say "lock". */
const PAIRS: readonly { readonly take: RegExp; readonly release: RegExp; readonly family: string }[] = [
  { take: /^down_(read|write)(_trylock)?$/, release: /^up_(read|write)$/, family: 'semaphore' },
  { take: /^preempt_disable$/, release: /^preempt_enable$/, family: 'preemption' },
  { take: /^local_irq_(disable|save)$/, release: /^local_irq_(enable|restore)$/, family: 'interrupts' },
  { take: /^(raw_)?write_seqcount_begin$/, release: /^(raw_)?write_seqcount_end$/, family: 'sequence' },
];

export function lockRemovals(file: SourceFile, functions: readonly FunctionItem[]): Removal[] {
  const calls = functions.flatMap((item) => lockCalls(file, item));
  const lone: LockCall[] = [];
  const removals: Removal[] = [];
  for (const group of grouped(calls, ({ function: name, lock }) => `${name} ${lock}`)) {
    const removal = removalOf(file, group);
    if (removal === undefined) lone.push(...group);
    else removals.push(removal);
  }
  for (const group of grouped(lone, ({ lock }) => lock)) {
    const removal = removalOf(file, group);
    if (removal !== undefined) removals.push(removal);
  }
  return removals;
}

function removalOf(file: SourceFile, calls: readonly LockCall[]): Removal | undefined {
  const taken = calls.find(({ operation }) => operation !== 'release');
  if (taken === undefined || !calls.some(({ operation }) => operation === 'release')) return undefined;
  return {
    kind: 'lock',
    line: lineOf(file, taken.call.span),
    function: taken.function,
    text: written(file, taken.call.span),
    edits: calls.map(({ call, operation }) => replace(file, call.span, operation === 'try' ? '1' : '')),
    removed: 'the lock is not taken',
  };
}

function lockCalls(file: SourceFile, item: FunctionItem): LockCall[] {
  return [...statementsIn(item.body)].flatMap((statement) =>
    expressionsOf(statement).flatMap((whole) =>
      [...partsOf(whole)].flatMap((call) => {
        const known = operationOf(calledName(call));
        // Only a call whose value is not asked for can go without leaving anything.
        const isAlone = call === whole && statement.kind === 'expression';
        if (known === undefined || call.kind !== 'call' || (known.operation !== 'try' && !isAlone)) return [];
        const [on] = call.args;
        const which = on === undefined ? '' : written(file, on.span);
        const lock = `${known.family} ${known.family === 'interrupts' ? '' : which}`;
        return [{ function: item.name.text, operation: known.operation, lock, call }];
      }),
    ),
  );
}

function operationOf(
  name: string | undefined,
): { readonly operation: Operation; readonly family: string } | undefined {
  if (name === undefined || /_bit_/.test(name)) return undefined;
  for (const { take, release, family } of PAIRS) {
    if (take.test(name)) return { operation: name.endsWith('_trylock') ? 'try' : 'take', family };
    if (release.test(name)) return { operation: 'release', family };
  }
  const [word] = /(try|un)?lock/.exec(name) ?? [];
  if (word === undefined) return undefined;
  const family = name.replace(word, 'lock').replace(/_(irqsave|irqrestore|irq|bh|nested)$/, '');
  return { operation: word === 'unlock' ? 'release' : word === 'trylock' ? 'try' : 'take', family };
}

function grouped<T>(all: readonly T[], key: (each: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const known = groups.get(key(each));
    if (known === undefined) groups.set(key(each), [each]);
    else known.push(each);
  }
  return [...groups.values()];
}
