// Inlines a call: a copy of the callee's text with registers, memory and step names of its own.
//
// Promises: arguments are evaluated before; a parameter that is never assigned to stands for its argument, so that
// constants reach the branches of the callee. Does not: meet recursion, which `check` refuses.

import type { Expr, Local, Stmt } from '../check/program.ts';
import { kept, store } from './access.ts';
import {
  deepen,
  type Frame,
  type Inlinable,
  type JumpFacts,
  type Lowering,
  type Storage,
} from './context.ts';
import type { Value } from './graph.ts';
import { refuse } from './refuse.ts';
import { fitted, isConstant, isShort, zero } from './value.ts';

type Call = Extract<Expr, { readonly kind: 'call' }>;

export function inlineCall(lowering: Lowering, call: Call, args: readonly Value[]): Value {
  const callee = lowering.inlinable(call.callee);
  if (callee === undefined) {
    refuse(
      call.span,
      'missing-function',
      'this calls a function that the strategy does not define',
      'say with NEEDS what the lab asks of a strategy',
    );
  }
  const caller = lowering.frame;
  lowering.frame = calleeFrame(lowering, callee, call);
  const { params } = callee.def;
  for (let at = 0; at < params.length; at++) {
    const param = params[at] as Local;
    lowering.frame.storage[param.id] = bindParameter(lowering, callee.facts, param, args[at] ?? zero);
  }
  deepen(lowering, call.span);
  const result = lowerBody(lowering, callee);
  lowering.depth -= 1;
  lowering.frame = caller;
  return result;
}

/** What stands for a local that is never assigned to: its value, if that is short and cannot change, or a copy. */
export function bound(lowering: Lowering, value: Value): Storage {
  if (isConstant(value) || (isShort(value) && lowering.blocks.isStable(value)))
    return { kind: 'value', value };
  return { kind: 'value', value: kept(lowering, value) };
}

function calleeFrame(lowering: Lowering, callee: Inlinable, call: Call): Frame {
  const { def } = callee;
  const { scope } = lowering.frame;
  const isVoid = def.returns.kind === 'void';
  return {
    locals: callee.locals,
    storage: new Array(callee.locals.size),
    facts: callee.facts,
    scope:
      scope === undefined
        ? undefined
        : lowering.sites.scope(def.name, def.span, callee.body.span, scope, call.span),
    labels: undefined,
    // A straight body gives its value where it ends.
    returns:
      callee.straight === undefined
        ? {
            block: lowering.blocks.newBlock(),
            register: isVoid ? undefined : lowering.blocks.newTemporary(),
            type: def.returns,
          }
        : { block: -1, register: undefined, type: def.returns },
    loops: [],
    statement: callee.body.span,
  };
}

function bindParameter(lowering: Lowering, facts: JumpFacts, param: Local, argument: Value): Storage {
  const value = fitted(argument, param.type);
  if (param.inMemory) {
    const place = lowering.memory.addLocal(lowering.owner, param.name, param.type, param.span);
    // Nobody knows the copy's address yet: it is born with its value, within the step before.
    store(lowering, { kind: 'const', value: place.address }, value, param.type, 'pure');
    return { kind: 'memory', ...place };
  }
  if (!facts.assigned.has(param.id)) return bound(lowering, value);
  const variable = lowering.blocks.newVariable();
  lowering.blocks.emit({ kind: 'set', register: variable, value });
  return { kind: 'register', register: variable };
}

function lowerBody(lowering: Lowering, callee: Inlinable): Value {
  const { blocks } = lowering;
  const { returns } = lowering.frame;
  if (callee.straight !== undefined) {
    const { body, last, tail } = callee.straight;
    for (let at = 0; at < body.length; at++) lowering.statement(lowering, body[at] as Stmt);
    lowering.frame.statement = last;
    return fitted(lowering.value(lowering, tail), returns.type);
  }
  lowering.statement(lowering, callee.body);
  // Falling off the end of a function that has a value gives 0.
  if (returns.register !== undefined) blocks.emit({ kind: 'set', register: returns.register, value: zero });
  blocks.continueIn(returns.block);
  return returns.register === undefined ? zero : blocks.valueOf(returns.register);
}
