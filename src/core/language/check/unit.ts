// Everything that has a name at file scope, from all texts of one program, and the ledger of complaints.
//
// Filled by `collect`, read by every check. Types are resolved when first asked for, so that order does not matter.

import type { SourceFile, Span } from '../source/source-file.ts';
import type { FormItem, InitSyntax, MacroSyntax, ParamSyntax } from '../syntax/tree.ts';
import type { CType } from '../types/c-type.ts';
import type { TypeTable } from '../types/type-table.ts';
import type { FunctionEntry } from './function-entry.ts';
import type { FileMeaning } from './names.ts';
import type { GlobalId } from './program.ts';
import type { Reporter } from './reporter.ts';

/** What a body does, directly; `reach` closes it over calls. */
export interface Facts {
  readonly calls: readonly CallSite[];
  /** Something that can block or be chosen: not inside `atomic { … }`. */
  readonly blocks: { readonly span: Span; readonly what: string } | undefined;
  readonly readsGhost: Span | undefined;
}

export interface CallSite {
  readonly callee: FunctionEntry;
  readonly span: Span;
  readonly inAtomic: boolean;
  /** The caller may look at ghost state here. */
  readonly mayReadGhost: boolean;
}

export interface GlobalEntry {
  readonly id: GlobalId;
  readonly name: string;
  readonly ghost: boolean;
  readonly perCpu: boolean;
  readonly init: InitSyntax | undefined;
  readonly span: Span;
  /** Undefined until it is resolved, and where the declaration is wrong. */
  type: CType | undefined;
  /** Its type was looked for; before that nobody can ask for it. */
  resolved: boolean;
}

export interface EventEntry {
  readonly index: number;
  readonly name: string;
  readonly params: readonly ParamSyntax[];
  readonly span: Span;
  paramTypes: readonly (CType | undefined)[];
}

export interface PageEntry {
  readonly name: string;
  readonly index: number;
  readonly form: FormItem;
  readonly span: Span;
}

export interface TaskEntry {
  readonly name: string;
  readonly kind: 'task' | 'daemon' | 'interrupt';
  readonly form: FormItem;
  readonly span: Span;
  cpu: number;
}

export interface Unit {
  readonly files: readonly SourceFile[];
  readonly reporter: Reporter;
  readonly types: TypeTable;
  readonly macros: Map<string, MacroSyntax>;
  readonly functions: Map<string, FunctionEntry>;
  /** In order of ids, replaced weak ones included. */
  readonly functionList: FunctionEntry[];
  readonly globals: Map<string, GlobalEntry>;
  readonly globalList: GlobalEntry[];
  readonly events: Map<string, EventEntry>;
  readonly pages: Map<string, PageEntry>;
  readonly tasks: TaskEntry[];
  /** `NR_PAGES`, `NR_CPUS`, `NR_TASKS`, `NULL`, `true`, `false`. */
  readonly constants: Map<string, { readonly value: number; readonly type: CType }>;
  /** In the order of the texts. */
  readonly forms: FormItem[];
  /** What names mean at file scope, or that they mean nothing, as far as asked; undefined while that can still change. */
  meanings: Map<string, FileMeaning | undefined> | undefined;
}

export function spanText(unit: Unit, span: Span): string {
  return unit.files[span.file]?.text.slice(span.start, span.end) ?? '';
}
