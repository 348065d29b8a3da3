// Statements as generators. How a statement ended (fell through, break, goto …) is a value; a goto is carried outwards
// to the list that has its label, which goes on from there.

import { assertNever } from '../base/assert.ts';
import type { Block, Expr, Stmt } from '../language/check/program.ts';
import { convert, truth } from './arithmetic.ts';
import type { Context, Frame, Steps } from './context.ts';
import { atOnce, localOf, placeOf, round, runAtOnce, step } from './context.ts';
import { evaluate } from './expression.ts';
import { Pruned, RunEnds } from './run-ends.ts';

type Of<K extends Stmt['kind']> = Extract<Stmt, { readonly kind: K }>;

type Ending =
  | { readonly kind: 'normal' | 'break' | 'continue' }
  | { readonly kind: 'return'; readonly value: number }
  | { readonly kind: 'goto'; readonly label: string };

const normal: Ending = { kind: 'normal' };

/** The value that a function's body returns; 0 where it falls off its end. */
export function* runBody(context: Context, frame: Frame, body: Block): Steps<number> {
  const ending = yield* run(context, frame, body, undefined);
  return ending.kind === 'return' ? ending.value : 0;
}

/** `enter`: a jump comes in from outside; nothing happens before that label. */
function* run(context: Context, frame: Frame, statement: Stmt, enter: string | undefined): Steps<Ending> {
  switch (statement.kind) {
    case 'block':
      return yield* runList(context, frame, statement.body, 0, enter);
    case 'expression':
      yield* evaluate(context, frame, statement.value);
      return normal;
    case 'declare':
      yield* declare(context, frame, statement);
      return normal;
    case 'if': {
      const chosen =
        enter === undefined
          ? (yield* evaluate(context, frame, statement.test)) !== 0
          : hasLabel(statement.then, enter);
      const branch = chosen ? statement.then : statement.else;
      return branch ? yield* run(context, frame, branch, enter) : normal;
    }
    case 'while':
    case 'do':
    case 'for':
      return yield* loop(context, frame, statement, enter);
    case 'switch':
      return yield* runSwitch(context, frame, statement, enter);
    case 'break':
    case 'continue':
      return { kind: statement.kind };
    case 'goto':
      return { kind: 'goto', label: statement.label };
    case 'label':
      return normal;
    case 'return': {
      const value = statement.value ? yield* evaluate(context, frame, statement.value) : 0;
      return { kind: 'return', value: convert(value, frame.returns) };
    }
    case 'atomic':
      yield* step(context, 'atomic', () => canEnter(context, frame, statement.body));
      return yield* atOnce(context, run(context, frame, statement.body, undefined));
    case 'ghost':
      return yield* atOnce(context, run(context, frame, statement.body, undefined));
    case 'wait': {
      const holds = () => runAtOnce(context, evaluate(context, frame, statement.test)) !== 0;
      yield* step(context, 'wait', holds);
      if (!holds()) throw new RunEnds('bug', 'waits for ever');
      return normal;
    }
    case 'assume':
      if ((yield* evaluate(context, frame, statement.test)) === 0) throw new Pruned();
      return normal;
    case 'bug':
      if ((yield* evaluate(context, frame, statement.test)) !== 0) {
        if (statement.severity === 'bug') throw new RunEnds('bug', statement.text);
        context.warn(statement.text);
      }
      return normal;
    case 'raise':
      yield* atOnce(context, raise(context, frame, statement));
      return normal;
    case 'ledger':
      return normal;
    default:
      return assertNever(statement);
  }
}

function* runList(
  context: Context,
  frame: Frame,
  list: readonly Stmt[],
  from: number,
  enter: string | undefined,
): Steps<Ending> {
  let label = enter;
  let at = label === undefined ? from : indexOfLabel(list, label);
  for (;;) {
    const statement = list[at];
    if (!statement) return normal;
    const ending = yield* run(context, frame, statement, label);
    label = undefined;
    if (ending.kind === 'normal') {
      at += 1;
    } else if (ending.kind === 'goto' && indexOfLabel(list, ending.label) >= 0) {
      round(context);
      label = ending.label;
      at = indexOfLabel(list, label);
    } else {
      return ending;
    }
  }
}

function* declare(context: Context, frame: Frame, statement: Of<'declare'>): Steps<void> {
  const local = localOf(frame, statement.local);
  if (!local.inMemory) {
    const value = statement.init ? yield* evaluate(context, frame, statement.init) : 0;
    frame.values.set(local.id, convert(value, local.type));
    return;
  }
  const address = placeOf(context, frame, local.id);
  context.world.clear(address);
  if (!statement.init) return;
  const value = convert(yield* evaluate(context, frame, statement.init), local.type);
  yield* step(context, 'write');
  context.world.store(address, local.type, value);
}

function* loop(
  context: Context,
  frame: Frame,
  statement: Of<'while' | 'do' | 'for'>,
  enter: string | undefined,
): Steps<Ending> {
  let label = enter;
  if (statement.kind === 'for' && label === undefined) {
    for (const init of statement.init) yield* run(context, frame, init, undefined);
  }
  let skipTest = label !== undefined || statement.kind === 'do';
  for (;;) {
    if (!skipTest && !(yield* holds(context, frame, statement.test))) return normal;
    skipTest = false;
    const ending = yield* run(context, frame, statement.body, label);
    label = undefined;
    if (ending.kind === 'break') return normal;
    if (ending.kind !== 'normal' && ending.kind !== 'continue') return ending;
    if (statement.kind === 'for' && statement.update) yield* evaluate(context, frame, statement.update);
    round(context);
  }
}

function* holds(context: Context, frame: Frame, test: Expr | undefined): Steps<boolean> {
  return test === undefined || (yield* evaluate(context, frame, test)) !== 0;
}

function* runSwitch(
  context: Context,
  frame: Frame,
  statement: Of<'switch'>,
  enter: string | undefined,
): Steps<Ending> {
  let from = 0;
  if (enter === undefined) {
    const value = yield* evaluate(context, frame, statement.value);
    const entry =
      statement.cases.find((one) => one.value === value) ??
      statement.cases.find((one) => one.value === 'default');
    if (!entry) return normal;
    from = entry.at;
  }
  const ending = yield* runList(context, frame, statement.body, from, enter);
  return ending.kind === 'break' ? normal : ending;
}

/** An `AT` property is judged here and now, over the values that the event was raised with. */
function* raise(context: Context, frame: Frame, statement: Of<'raise'>): Steps<void> {
  const args: number[] = [];
  for (const arg of statement.args) args.push(yield* evaluate(context, frame, arg));
  const event = context.program.events[statement.event];
  if (!event) return;
  for (const property of context.program.properties) {
    if (property.kind !== 'at' || property.event !== statement.event || property.skipped !== undefined)
      continue;
    const inner: Frame = {
      path: `${frame.path}>event`,
      locals: new Map(event.params.map((param) => [param.id, param])),
      values: new Map(event.params.map((param, at) => [param.id, convert(args[at] ?? 0, param.type)])),
      returns: { kind: 'void' },
    };
    if (property.when && (yield* evaluate(context, inner, property.when)) === 0) continue;
    if (truth((yield* evaluate(context, inner, property.test)) !== 0) === 0) {
      throw new RunEnds('property', property.name);
    }
  }
}

/** Only the first statement of an atomic block may wait: for a condition or for a lock. */
function canEnter(context: Context, frame: Frame, body: Block): boolean {
  const [first] = body.body;
  if (first?.kind === 'wait') return runAtOnce(context, evaluate(context, frame, first.test)) !== 0;
  if (first?.kind === 'block') return canEnter(context, frame, first);
  if (first?.kind !== 'expression' || first.value.kind !== 'lock' || first.value.op !== 'lock') return true;
  const address = runAtOnce(context, evaluate(context, frame, first.value.address));
  const word = { kind: 'integer', name: 'unsigned int', size: 4, signed: false, bool: false } as const;
  return context.world.load(address, word) === 0;
}

function indexOfLabel(list: readonly Stmt[], label: string): number {
  return list.findIndex((statement) => hasLabel(statement, label));
}

function hasLabel(statement: Stmt, label: string): boolean {
  switch (statement.kind) {
    case 'label':
      return statement.label === label;
    case 'block':
    case 'switch':
      return statement.body.some((inner) => hasLabel(inner, label));
    case 'if':
      return (
        hasLabel(statement.then, label) || (statement.else !== undefined && hasLabel(statement.else, label))
      );
    case 'while':
    case 'do':
    case 'for':
      return hasLabel(statement.body, label);
    default:
      return false;
  }
}
