// The untyped syntax tree of one text: what was written, with spans, nothing resolved.
//
// Macro bodies are trees of their own; a use is an ordinary name or call until `check` expands it.

import type { Span } from '../source/source-file.ts';
import type { CType } from '../types/c-type.ts';

// --- types -------------------------------------------------------------------------------------------------------

export type TypeSyntax =
  /** Built-in words in any order (`unsigned long`) or a typedef's name. */
  | { readonly kind: 'named'; readonly words: readonly string[]; readonly span: Span }
  | {
      readonly kind: 'record';
      readonly keyword: 'struct' | 'union';
      readonly tag: Name | undefined;
      readonly members: readonly MemberSyntax[] | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: 'enum';
      readonly tag: Name | undefined;
      readonly enumerators: readonly EnumeratorSyntax[] | undefined;
      readonly span: Span;
    }
  | { readonly kind: 'pointer'; readonly to: TypeSyntax; readonly span: Span }
  | {
      readonly kind: 'array';
      readonly of: TypeSyntax;
      readonly length: ExprSyntax | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: 'function';
      readonly returns: TypeSyntax;
      readonly params: readonly ParamSyntax[];
      readonly span: Span;
    }
  | { readonly kind: 'typeof'; readonly of: ExprSyntax; readonly span: Span }
  /** Made by the checker where it expands a form (`list_for_each_entry`). */
  | { readonly kind: 'resolved'; readonly type: CType; readonly span: Span };

export interface Name {
  readonly text: string;
  readonly span: Span;
}

export interface ParamSyntax {
  readonly name: Name | undefined;
  readonly type: TypeSyntax;
  readonly span: Span;
}

export type MemberSyntax =
  | {
      readonly kind: 'member';
      readonly name: Name | undefined;
      readonly type: TypeSyntax;
      readonly span: Span;
    }
  | { readonly kind: 'extension'; readonly point: Name; readonly span: Span };

export type EnumeratorSyntax =
  | {
      readonly kind: 'enumerator';
      readonly name: Name;
      readonly value: ExprSyntax | undefined;
      readonly span: Span;
    }
  | { readonly kind: 'extension'; readonly point: Name; readonly span: Span };

// --- expressions ---------------------------------------------------------------------------------------------------

export type UnaryWord = '-' | '+' | '~' | '!' | '*' | '&' | '++' | '--';

export type ExprSyntax =
  | { readonly kind: 'number'; readonly text: string; readonly span: Span }
  | { readonly kind: 'char'; readonly text: string; readonly span: Span }
  | { readonly kind: 'string'; readonly text: string; readonly span: Span }
  | { readonly kind: 'name'; readonly text: string; readonly span: Span }
  | { readonly kind: 'unary'; readonly op: UnaryWord; readonly operand: ExprSyntax; readonly span: Span }
  | { readonly kind: 'postfix'; readonly op: '++' | '--'; readonly operand: ExprSyntax; readonly span: Span }
  | {
      readonly kind: 'binary';
      readonly op: string;
      readonly left: ExprSyntax;
      readonly right: ExprSyntax;
      readonly span: Span;
    }
  /** `op` is the operator before `=`, empty for plain assignment. */
  | {
      readonly kind: 'assign';
      readonly op: string;
      readonly target: ExprSyntax;
      readonly value: ExprSyntax;
      readonly span: Span;
    }
  | {
      readonly kind: 'conditional';
      readonly test: ExprSyntax;
      readonly then: ExprSyntax;
      readonly else: ExprSyntax;
      readonly span: Span;
    }
  | {
      readonly kind: 'call';
      readonly callee: ExprSyntax;
      readonly args: readonly ArgSyntax[];
      readonly span: Span;
    }
  | { readonly kind: 'index'; readonly base: ExprSyntax; readonly index: ExprSyntax; readonly span: Span }
  | {
      readonly kind: 'member';
      readonly base: ExprSyntax;
      readonly arrow: boolean;
      readonly name: Name;
      readonly span: Span;
    }
  | { readonly kind: 'cast'; readonly type: TypeSyntax; readonly operand: ExprSyntax; readonly span: Span }
  | {
      readonly kind: 'sizeof';
      readonly of: ExprSyntax | TypeSyntax;
      readonly isType: boolean;
      readonly span: Span;
    }
  /** A type where an argument stands: `offsetof(struct page, lru)`. */
  | { readonly kind: 'type'; readonly type: TypeSyntax; readonly span: Span }
  /** Already reported; everything about it stays silent. */
  | { readonly kind: 'error'; readonly span: Span };

export type ArgSyntax = ExprSyntax;

export type InitSyntax =
  | { readonly kind: 'value'; readonly value: ExprSyntax; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly InitItem[]; readonly span: Span };

export interface InitItem {
  readonly designators: readonly Designator[];
  readonly value: InitSyntax;
  readonly span: Span;
}

export type Designator =
  | { readonly kind: 'member'; readonly name: Name }
  | { readonly kind: 'index'; readonly index: ExprSyntax; readonly span: Span };

// --- statements ------------------------------------------------------------------------------------------------------

export interface DeclaredName {
  readonly name: Name;
  readonly type: TypeSyntax;
  readonly init: InitSyntax | undefined;
  readonly span: Span;
}

export interface BlockSyntax {
  readonly kind: 'block';
  readonly body: readonly StmtSyntax[];
  readonly span: Span;
}

export type StmtSyntax =
  | BlockSyntax
  | { readonly kind: 'expression'; readonly value: ExprSyntax; readonly span: Span }
  | {
      readonly kind: 'declare';
      readonly base: TypeSyntax;
      readonly names: readonly DeclaredName[];
      readonly isStatic: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'if';
      readonly test: ExprSyntax;
      readonly then: StmtSyntax;
      readonly else: StmtSyntax | undefined;
      readonly span: Span;
    }
  | { readonly kind: 'while'; readonly test: ExprSyntax; readonly body: StmtSyntax; readonly span: Span }
  | { readonly kind: 'do'; readonly body: StmtSyntax; readonly test: ExprSyntax; readonly span: Span }
  | {
      readonly kind: 'for';
      readonly init: StmtSyntax | undefined;
      readonly test: ExprSyntax | undefined;
      readonly update: ExprSyntax | undefined;
      readonly body: StmtSyntax;
      readonly span: Span;
    }
  /** `list_for_each_entry(pos, head, member) body` and its relatives. */
  | {
      readonly kind: 'list-loop';
      /** Without its body. */
      readonly head: Span;
      readonly form: string;
      readonly args: readonly ArgSyntax[];
      readonly body: StmtSyntax;
      readonly span: Span;
    }
  | { readonly kind: 'switch'; readonly value: ExprSyntax; readonly body: StmtSyntax; readonly span: Span }
  /** `value` undefined: `default`. */
  | { readonly kind: 'case'; readonly value: ExprSyntax | undefined; readonly span: Span }
  | { readonly kind: 'break' | 'continue'; readonly span: Span }
  | { readonly kind: 'goto'; readonly label: Name; readonly span: Span }
  | { readonly kind: 'label'; readonly label: Name; readonly span: Span }
  | { readonly kind: 'return'; readonly value: ExprSyntax | undefined; readonly span: Span }
  | {
      readonly kind: 'atomic';
      readonly body: BlockSyntax;
      readonly explained: boolean;
      readonly word: Span;
      readonly span: Span;
    }
  | { readonly kind: 'ghost'; readonly body: StmtSyntax; readonly span: Span }
  | { readonly kind: 'raise'; readonly event: Name; readonly args: readonly ArgSyntax[]; readonly span: Span }
  | { readonly kind: 'empty'; readonly span: Span };

// --- a text ----------------------------------------------------------------------------------------------------------

export type ItemSyntax =
  | FunctionItem
  | {
      readonly kind: 'object';
      readonly base: TypeSyntax;
      readonly names: readonly DeclaredName[];
      readonly ghost: boolean;
      readonly perCpu: boolean;
      readonly isExtern: boolean;
      readonly span: Span;
    }
  /** `struct page { … };`, `enum x { … };` without a name declared. */
  | { readonly kind: 'type'; readonly type: TypeSyntax; readonly span: Span }
  | {
      readonly kind: 'typedef';
      readonly base: TypeSyntax;
      readonly names: readonly DeclaredName[];
      readonly span: Span;
    }
  | FormItem
  | {
      readonly kind: 'extend';
      readonly target: TypeSyntax;
      readonly point: Name | undefined;
      readonly members: readonly MemberSyntax[];
      readonly enumerators: readonly EnumeratorSyntax[];
      readonly span: Span;
    };

export interface FunctionItem {
  readonly kind: 'function';
  readonly name: Name;
  readonly returns: TypeSyntax;
  readonly params: readonly ParamSyntax[];
  /** It has a body: asking does not read one that waits. */
  readonly defined: boolean;
  readonly body: BlockSyntax | undefined;
  readonly weak: boolean;
  readonly pure: boolean;
  readonly span: Span;
}

/** `PAGE(…)`, `TASK(…) { … }`, `NEVER(…) WHEN(…)` and the other forms of a word, arguments and perhaps a body. */
export interface FormItem {
  readonly kind: 'form';
  readonly form: string;
  readonly args: readonly FormArg[];
  readonly when: ExprSyntax | undefined;
  readonly body: BlockSyntax | undefined;
  /** The form's word. */
  readonly word: Span;
  readonly span: Span;
}

export type FormArg =
  | { readonly kind: 'value'; readonly value: ExprSyntax; readonly span: Span }
  /** `.name = value` */
  | { readonly kind: 'option'; readonly name: Name; readonly value: InitSyntax; readonly span: Span }
  /** `struct page *page` in `EVENT`. */
  | { readonly kind: 'param'; readonly param: ParamSyntax; readonly span: Span };

export interface MacroSyntax {
  readonly name: Name;
  /** Undefined for `#define NAME expr`. */
  readonly params: readonly string[] | undefined;
  /** Undefined for a macro that stands for nothing. */
  readonly body: ExprSyntax | undefined;
  readonly span: Span;
}

export interface TextSyntax {
  readonly file: number;
  readonly items: readonly ItemSyntax[];
  readonly macros: readonly MacroSyntax[];
}
