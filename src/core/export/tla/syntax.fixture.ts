// Reads the part of TLA+ that the exporter writes: a check of its form, and what evaluate.fixture.ts runs.
//
// Stricter than TLA+ where lists of /\ and \/ would need their indentation: such an item must not end in something open.

export type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'name'; readonly name: string; readonly of: readonly Node[]; readonly primed: boolean }
  | { readonly kind: 'op'; readonly op: string; readonly of: readonly Node[] }
  | { readonly kind: 'if'; readonly of: readonly [Node, Node, Node] }
  | { readonly kind: 'let'; readonly definitions: readonly Definition[]; readonly body: Node }
  | { readonly kind: 'some'; readonly name: string; readonly set: Node; readonly body: Node }
  | { readonly kind: 'record'; readonly fields: readonly { readonly name: string; readonly value: Node }[] }
  | { readonly kind: 'function'; readonly name: string; readonly set: Node; readonly body: Node }
  | {
      readonly kind: 'except';
      readonly base: Node;
      readonly at: readonly { readonly key: Node; readonly value: Node }[];
    };

export interface Definition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Node;
}

export interface Module {
  readonly name: string;
  readonly variables: readonly string[];
  readonly definitions: ReadonlyMap<string, Definition>;
}

const tokens =
  /\s+|\\\*[^\n]*|\(\*[\s\S]*?\*\)|("[^"\n]*"|\d+|[A-Za-z0-9_]*[A-Za-z_][A-Za-z0-9_]*|\\notin|\\in|\\div|\\cup|\\E|\/\\|\\\/|==|=>|=<|>=|\|->|:>|@@|@|<<|>>|\.\.|[-+*%^#=<>~()[\]{},.:!'])/gy;

const strength: Readonly<Record<string, number>> = {
  '=>': 1,
  '\\/': 3,
  '/\\': 4,
  '=': 6,
  '#': 6,
  '<': 6,
  '>': 6,
  '=<': 6,
  '>=': 6,
  '\\in': 6,
  '\\notin': 6,
  '@@': 7,
  ':>': 8,
  '\\cup': 9,
  '..': 10,
  '+': 11,
  '-': 11,
  '%': 12,
  '*': 13,
  '\\div': 13,
  '^': 14,
};

export function readModule(text: string): Module {
  const name = /^---- MODULE (\w+) ----\n/.exec(text);
  const end = text.indexOf('\n====\n');
  if (name === null || end < 0) throw new Error('no module');
  const body = text.slice(name[0].length, end);
  const spec = 'Spec == Init /\\ [][Next]_vars\n';
  if (!body.includes(spec)) throw new Error('no Spec');
  const reader = new Reader(body.replace(spec, ''));
  const definitions = new Map<string, Definition>();
  let variables: readonly string[] = [];
  reader.expect('EXTENDS');
  reader.names();
  while (!reader.ended) {
    if (reader.takes('VARIABLES')) variables = reader.names();
    else if (reader.takes('RECURSIVE')) reader.declarations();
    else {
      const made = reader.definition();
      if (definitions.has(made.name)) throw new Error(`${made.name} is defined twice`);
      definitions.set(made.name, made);
    }
  }
  return { name: name[1] as string, variables, definitions };
}

/** What TLA+ itself refuses: names that nothing defines, a name given again where it has a meaning, wrong arities. */
export function mistakesIn({ definitions, variables }: Module): readonly string[] {
  const found: string[] = [];
  const globals = new Set([...definitions.keys(), ...variables, 'TRUE', 'FALSE']);
  const bind = (scope: ReadonlySet<string>, names: readonly string[]): ReadonlySet<string> => {
    const inner = new Set(scope);
    for (const name of names) {
      if (inner.has(name) || globals.has(name)) found.push(`${name} has a meaning already`);
      inner.add(name);
    }
    return inner;
  };
  const walk = (node: Node, scope: ReadonlySet<string>): void => {
    switch (node.kind) {
      case 'number':
      case 'string':
        return;
      case 'name': {
        if (!scope.has(node.name) && !globals.has(node.name)) found.push(`${node.name} is not defined`);
        const arity = scope.has(node.name) ? 0 : (definitions.get(node.name)?.parameters.length ?? 0);
        if (arity !== node.of.length) found.push(`${node.name} takes ${arity}`);
        for (const one of node.of) walk(one, scope);
        return;
      }
      case 'op':
      case 'if':
        for (const one of node.of) walk(one, scope);
        return;
      case 'let': {
        let inner = scope;
        for (const { name, body } of node.definitions) {
          walk(body, inner);
          inner = bind(inner, [name]);
        }
        walk(node.body, inner);
        return;
      }
      case 'some':
      case 'function':
        walk(node.set, scope);
        walk(node.body, bind(scope, [node.name]));
        return;
      case 'record':
        for (const { value } of node.fields) walk(value, scope);
        return;
      case 'except':
        walk(node.base, scope);
        for (const { key, value } of node.at) {
          walk(key, scope);
          walk(value, new Set([...scope, '@']));
        }
    }
  };
  for (const { parameters, body } of definitions.values()) walk(body, bind(new Set(), parameters));
  return [...new Set(found)];
}

class Reader {
  private readonly list: string[] = [];
  private at = 0;

  constructor(text: string) {
    tokens.lastIndex = 0;
    while (tokens.lastIndex < text.length) {
      const from = tokens.lastIndex;
      const found = tokens.exec(text);
      if (found === null) throw new Error(`not TLA+: ${text.slice(from, from + 40)}`);
      if (found[1] !== undefined) this.list.push(found[1]);
    }
  }

  get ended(): boolean {
    return this.at >= this.list.length;
  }
  private peek(ahead = 0): string {
    return this.list[this.at + ahead] ?? '';
  }
  private next(): string {
    return this.list[this.at++] ?? '';
  }
  takes(token: string): boolean {
    if (this.peek() !== token) return false;
    this.at += 1;
    return true;
  }
  expect(token: string): void {
    if (!this.takes(token))
      throw new Error(`${token} expected at ${this.list.slice(this.at - 8, this.at + 4).join(' ')}`);
  }
  names(): readonly string[] {
    const names = [this.next()];
    while (this.takes(',')) names.push(this.next());
    return names;
  }
  declarations(): void {
    do {
      this.next();
      this.expect('(');
      this.names();
      this.expect(')');
    } while (this.takes(','));
  }
  definition(): Definition {
    const name = this.next();
    let parameters: readonly string[] = [];
    if (this.takes('(')) {
      parameters = this.names();
      this.expect(')');
    }
    this.expect('==');
    return { name, parameters, body: this.expression(0) };
  }

  expression(least: number): Node {
    this.takes('/\\');
    let left = this.operand();
    for (;;) {
      const op = this.peek();
      const binds = strength[op];
      if (binds === undefined || binds < least) return left;
      this.next();
      const right = this.expression(binds + 1);
      left = { kind: 'op', op, of: [left, right] };
    }
  }

  private operand(): Node {
    let node = this.primary();
    for (;;) {
      if (this.peek() === '[' && this.peek(1) !== ']') {
        this.next();
        node = { kind: 'op', op: 'at', of: [node, this.expression(0)] };
        this.expect(']');
      } else if (this.takes('.'))
        node = { kind: 'op', op: 'at', of: [node, { kind: 'string', value: this.next() }] };
      else return node;
    }
  }

  private sequence(end: string): readonly Node[] {
    const of: Node[] = [];
    if (this.takes(end)) return of;
    do of.push(this.expression(0));
    while (this.takes(','));
    this.expect(end);
    return of;
  }

  private primary(): Node {
    const token = this.next();
    if (/^\d+$/.test(token)) return { kind: 'number', value: Number(token) };
    if (token.startsWith('"')) return { kind: 'string', value: token.slice(1, -1) };
    switch (token) {
      case '(': {
        const inside = this.expression(0);
        this.expect(')');
        return inside;
      }
      case '-':
        return { kind: 'op', op: 'minus', of: [this.operand()] };
      case '~':
      case 'DOMAIN':
      case 'ENABLED':
        return { kind: 'op', op: token, of: [this.operand()] };
      case 'UNCHANGED':
        return { kind: 'op', op: token, of: [this.operand()] };
      case '<<':
        return { kind: 'op', op: 'tuple', of: this.sequence('>>') };
      case '{':
        return { kind: 'op', op: 'set', of: this.sequence('}') };
      case 'IF': {
        const test = this.expression(0);
        this.expect('THEN');
        const yes = this.expression(0);
        this.expect('ELSE');
        return { kind: 'if', of: [test, yes, this.expression(0)] };
      }
      case 'LET': {
        const definitions: Definition[] = [];
        while (!this.takes('IN')) definitions.push(this.definition());
        return { kind: 'let', definitions, body: this.expression(0) };
      }
      case '\\E': {
        const name = this.next();
        this.expect('\\in');
        const set = this.expression(0);
        this.expect(':');
        return { kind: 'some', name, set, body: this.expression(0) };
      }
      case '[':
        return this.bracket();
    }
    if (!/^\w+$|^@$/.test(token)) throw new Error(`${token} is no expression`);
    const of = this.takes('(') ? this.sequence(')') : [];
    return { kind: 'name', name: token, of, primed: this.takes("'") };
  }

  private bracket(): Node {
    if (this.peek(1) === '|->') {
      const fields: { name: string; value: Node }[] = [];
      do {
        const name = this.next();
        this.expect('|->');
        fields.push({ name, value: this.expression(0) });
      } while (this.takes(','));
      this.expect(']');
      return { kind: 'record', fields };
    }
    if (this.peek(1) === '\\in') {
      const name = this.next();
      this.next();
      const set = this.expression(0);
      this.expect('|->');
      const body = this.expression(0);
      this.expect(']');
      return { kind: 'function', name, set, body };
    }
    const base = this.expression(0);
    this.expect('EXCEPT');
    const at: { key: Node; value: Node }[] = [];
    do {
      this.expect('!');
      this.expect('[');
      const key = this.expression(0);
      this.expect(']');
      this.expect('=');
      at.push({ key, value: this.expression(0) });
    } while (this.takes(','));
    this.expect(']');
    return { kind: 'except', base, at };
  }
}
