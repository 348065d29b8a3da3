// Reads a piece of checked code once and notes all that is asked of it before it is lowered: what it names and calls, what
// it assigns to, where it jumps.
//
// Promises: calls are not followed; each piece of ghost code and each condition is listed, in the order of the text.

import type { Expr, FunctionId, GlobalId, LocalId, Place, Stmt } from '../check/program.ts';

/** Most bodies have none. */
const noLabels: ReadonlySet<string> = new Set();

export class BodyFacts {
  readonly globals = new Set<GlobalId>();
  readonly calls = new Set<FunctionId>();
  /** What stands behind `ghost`. */
  readonly ghosts: Stmt[] = [];
  /** Tests of `wait_event` and `assume`. */
  readonly conditions: Expr[] = [];
  /** Locals that are assigned to after their declaration. */
  readonly assigned = new Set<LocalId>();
  /** A jump may go past a declaration, so that a local may be read before it is declared. */
  jumps = false;
  returns = 0;
  #backward: Set<string> | undefined;
  #passed: Set<string> | undefined;

  /** Labels that stand before a `goto` to them. */
  get backward(): ReadonlySet<string> {
    return this.#backward ?? noLabels;
  }

  statement(statement: Stmt): void {
    switch (statement.kind) {
      case 'block':
        for (const inner of statement.body) this.statement(inner);
        return;
      case 'expression':
        this.expression(statement.value);
        return;
      case 'declare':
        if (statement.init !== undefined) this.expression(statement.init);
        return;
      case 'if':
        this.expression(statement.test);
        this.statement(statement.then);
        if (statement.else !== undefined) this.statement(statement.else);
        return;
      case 'while':
      case 'do':
        this.expression(statement.test);
        this.statement(statement.body);
        return;
      case 'for':
        for (const init of statement.init) this.statement(init);
        if (statement.test !== undefined) this.expression(statement.test);
        if (statement.update !== undefined) this.expression(statement.update);
        this.statement(statement.body);
        return;
      case 'switch':
        this.jumps = true;
        this.expression(statement.value);
        for (const inner of statement.body) this.statement(inner);
        return;
      case 'label':
        this.jumps = true;
        this.#passed ??= new Set();
        this.#passed.add(statement.label);
        return;
      case 'goto':
        if (this.#passed?.has(statement.label) !== true) return;
        this.#backward ??= new Set();
        this.#backward.add(statement.label);
        return;
      case 'return':
        this.returns += 1;
        if (statement.value !== undefined) this.expression(statement.value);
        return;
      case 'ghost':
        this.ghosts.push(statement.body);
        this.statement(statement.body);
        return;
      case 'atomic':
        this.statement(statement.body);
        return;
      case 'wait':
      case 'assume':
        this.conditions.push(statement.test);
        this.expression(statement.test);
        return;
      case 'bug':
        this.expression(statement.test);
        return;
      case 'raise':
        for (const arg of statement.args) this.expression(arg);
        return;
      case 'ledger':
        this.expression(statement.page);
        this.expression(statement.holder);
        this.expression(statement.delta);
        return;
      default:
        return;
    }
  }

  expression(expr: Expr): void {
    switch (expr.kind) {
      case 'read':
        if (expr.place.kind === 'memory') this.expression(expr.place.address);
        return;
      case 'global-address':
        this.globals.add(expr.global);
        return;
      case 'percpu-address':
        this.globals.add(expr.global);
        if (expr.cpu !== undefined) this.expression(expr.cpu);
        return;
      case 'unary':
      case 'cast':
        this.expression(expr.operand);
        return;
      case 'binary':
      case 'logical':
      case 'comma':
        this.expression(expr.left);
        this.expression(expr.right);
        return;
      case 'conditional':
        this.expression(expr.test);
        this.expression(expr.then);
        this.expression(expr.else);
        return;
      case 'assign':
      case 'update':
        this.#target(expr.place);
        this.expression(expr.value);
        return;
      case 'rmw':
        this.expression(expr.place.address);
        if (expr.expected !== undefined) this.expression(expr.expected);
        this.expression(expr.value);
        return;
      case 'call':
        this.calls.add(expr.callee);
        for (const arg of expr.args) this.expression(arg);
        return;
      case 'lock':
      case 'valid-address':
        this.expression(expr.address);
        return;
      case 'choose':
        for (const option of expr.options) this.expression(option);
        return;
      case 'warn':
        this.expression(expr.test);
        return;
      default:
        return;
    }
  }

  #target(place: Place): void {
    if (place.kind === 'local') this.assigned.add(place.local);
    else this.expression(place.address);
  }
}

/** What a body of its own is like; one that jumps nowhere and assigns to nothing is no body at all. */
export function factsOf(body: Stmt): BodyFacts {
  const facts = new BodyFacts();
  facts.statement(body);
  return facts;
}
