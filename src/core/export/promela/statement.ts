// Statements of a model, and how they stand on the page.
//
// Promises: every statement, and every option of an `if`, begins a line of its own: a trail names steps by their lines.

import { assertNever } from '../../base/assert.ts';

/** What it means for a schedule that a line was executed. */
export interface Mark {
  /** A step of this task begins here. */
  readonly task?: number;
  /** This alternative was chosen in it. */
  readonly alternative?: number;
  /** Some run comes to its end here. */
  readonly ends?: true;
}

export type Statement =
  | { readonly kind: 'do'; readonly text: string; readonly mark?: Mark }
  | { readonly kind: 'if'; readonly options: readonly Option[] }
  | { readonly kind: 'label'; readonly name: string };

export interface Option {
  readonly test: string;
  readonly body: readonly Statement[];
  readonly mark?: Mark;
}

export interface Line {
  readonly text: string;
  readonly mark?: Mark;
}

export function perform(text: string): Statement {
  return { kind: 'do', text };
}

/** Does `body` where `test` holds, and goes on. */
export function when(test: string, body: readonly Statement[]): Statement {
  return { kind: 'if', options: [{ test, body }, otherwise([])] };
}

export function otherwise(body: readonly Statement[]): Option {
  return { test: 'else', body };
}

/** The same statements, where the first one that is executed begins a step. */
export function beginning(statements: readonly Statement[], task: number): readonly Statement[] {
  const at = statements.findIndex(({ kind }) => kind !== 'label');
  return statements.map((statement, index) => {
    if (index !== at || statement.kind === 'label') return statement;
    if (statement.kind === 'do') return { ...statement, mark: { ...statement.mark, task } };
    return {
      kind: 'if',
      options: statement.options.map((option) => ({ ...option, mark: { ...option.mark, task } })),
    };
  });
}

const spare = /^(t\d+) = /;

/** Without assignments to spare variables that nobody reads. */
export function withoutUnused(statements: readonly Statement[]): readonly Statement[] {
  const lines = linesOf(statements, 0);
  const text = lines.map((line) => line.text).join('\n');
  const unused = new Set<string>();
  for (const [, name = ''] of text.matchAll(/\b(t\d+) = /g)) {
    const uses = text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
    const writes = text.match(new RegExp(`\\b${name} = `, 'g'))?.length ?? 0;
    if (uses === writes) unused.add(name);
  }
  if (unused.size === 0) return statements;
  const fewer = drop(statements, unused);
  return linesOf(fewer, 0).length < lines.length ? withoutUnused(fewer) : fewer;
}

function drop(statements: readonly Statement[], names: ReadonlySet<string>): readonly Statement[] {
  return statements.flatMap((statement): readonly Statement[] => {
    if (statement.kind === 'do') return names.has(spare.exec(statement.text)?.[1] ?? '') ? [] : [statement];
    if (statement.kind !== 'if') return [statement];
    // An alternative that is chosen stays: it is a choice.
    return [
      { ...statement, options: statement.options.map((one) => ({ ...one, body: drop(one.body, names) })) },
    ];
  });
}

/** Lines of a sequence; labels stand out to the left. */
export function linesOf(statements: readonly Statement[], depth: number): readonly Line[] {
  const indent = '\t'.repeat(depth);
  return statements.flatMap((statement, index): readonly Line[] => {
    const end = index === statements.length - 1 ? '' : ';';
    switch (statement.kind) {
      case 'label':
        return [{ text: `${statement.name}:` }];
      case 'do':
        return [
          { text: `${indent}${statement.text}${end}`, ...(statement.mark && { mark: statement.mark }) },
        ];
      case 'if':
        return [
          { text: `${indent}if` },
          ...statement.options.flatMap((option) => optionLines(option, depth)),
          { text: `${indent}fi${end}` },
        ];
      default:
        return assertNever(statement);
    }
  });
}

function optionLines({ test, body, mark }: Option, depth: number): readonly Line[] {
  const head = `${'\t'.repeat(depth)}:: ${test}${body.length === 0 ? '' : ' ->'}`;
  const inner = linesOf(body, depth + 1);
  const [only] = inner;
  const short =
    inner.length === 1 && only !== undefined && only.mark === undefined && !only.text.endsWith(':');
  if (short) return [{ text: `${head} ${only.text.trim()}`, ...(mark && { mark }) }];
  return [{ text: head, ...(mark && { mark }) }, ...inner];
}
