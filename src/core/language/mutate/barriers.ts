// Barriers of a text, and accesses that order others: each is taken away by itself.

import type { SourceFile } from '../source/source-file.ts';
import type { ExprSyntax, FunctionItem } from '../syntax/tree.ts';
import { type Edit, lineOf, type Removal, replace, written } from './removal.ts';
import { calledName, expressionsOf, partsOf, statementsIn } from './walk-syntax.ts';

/** The same operation without an order. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['clear_bit_unlock', 'clear_bit'],
  ['atomic_read_acquire', 'atomic_read'],
  ['atomic_set_release', 'atomic_set'],
  ['atomic_long_read_acquire', 'atomic_long_read'],
  ['atomic_long_set_release', 'atomic_long_set'],
]);

export function barrierRemovals(file: SourceFile, functions: readonly FunctionItem[]): Removal[] {
  return functions.flatMap((item) =>
    [...statementsIn(item.body)].flatMap((statement) =>
      expressionsOf(statement).flatMap((whole) =>
        [...partsOf(whole)].flatMap((call) => {
          const isAlone = call === whole && statement.kind === 'expression';
          const found = weakened(file, call, isAlone);
          if (found === undefined) return [];
          return {
            kind: 'barrier' as const,
            line: lineOf(file, call.span),
            function: item.name.text,
            text: written(file, call.span),
            ...found,
          };
        }),
      ),
    ),
  );
}

function weakened(
  file: SourceFile,
  call: ExprSyntax,
  isAlone: boolean,
): Pick<Removal, 'edits' | 'removed'> | undefined {
  const name = calledName(call);
  if (name === undefined || call.kind !== 'call') return undefined;
  const [first] = call.args;
  const one = (edit: Edit, removed: string) => ({ edits: [edit], removed });
  if (/^smp_(mb|rmb|wmb)$|^smp_mb__/.test(name) && isAlone)
    return one(replace(file, call.span, ''), 'no barrier');
  const plain = PLAIN.get(name);
  if (plain !== undefined) return one(replace(file, call.callee.span, plain), `\`${plain}\` in its place`);
  const once =
    name === 'smp_load_acquire' ? 'READ_ONCE' : name === 'smp_store_release' ? 'WRITE_ONCE' : undefined;
  if (once === undefined || first === undefined) return undefined;
  const pointer = written(file, first.span);
  const rest = file.text.slice(first.span.end, call.span.end);
  return one(replace(file, call.span, `${once}(*(${pointer})${rest}`), `\`${once}\` in its place`);
}
