// The state of checking one body: its locals and scopes, where it stands (ghost, property, wait, atomic), the macro that is
// being expanded, and what it does that others must know.

import type { Diagnostic } from '../source/diagnostic.ts';
import type { Span } from '../source/source-file.ts';
import type { ExprSyntax, StmtSyntax } from '../syntax/tree.ts';
import { INT } from '../types/builtin.ts';
import type { CType } from '../types/c-type.ts';
import { Jumps } from './jumps.ts';
import type { Local, LocalId } from './program.ts';
import type { CallSite, Facts, Unit } from './unit.ts';

/** `ordinary` code takes steps; everything else is evaluated at once. */
export type Mode = 'ordinary' | 'ghost' | 'property' | 'wait' | 'constant';

export interface LocalEntry {
  readonly kind: 'local';
  readonly id: LocalId;
  readonly name: string;
  /** Undefined where the declaration is wrong, which has been told. */
  readonly type: CType | undefined;
  /** Declared inside `ghost { … }`: ghost code may write it. */
  readonly ghost: boolean;
  /** How many scopes were open inside the body. */
  readonly scope: number;
  readonly span: Span;
}

/** What a macro was given; it keeps the frame it was written in. */
export interface Argument {
  readonly kind: 'argument';
  readonly node: ExprSyntax;
  readonly frame: Frame | undefined;
}

/** One use of a macro. */
export interface Frame {
  readonly macro: string;
  readonly args: ReadonlyMap<string, Argument>;
  /** The outermost use, for places of what the macro's body does. */
  readonly span: Span;
  readonly depth: number;
}

export const NO_ARGUMENTS: Frame['args'] = new Map();

const MAX_EXPANSION_DEPTH = 20;
const MAX_EXPANDED_NODES = 20_000;

export class Body {
  readonly unit: Unit;
  /** How messages call it: `the task \`a\``, `\`put_page\``. */
  readonly title: string;
  readonly returns: CType | undefined;
  readonly pure: boolean;
  mode: Mode = 'ordinary';
  atomicDepth = 0;
  /** The statement that stands first in the innermost `atomic`: only it may be a `wait_event`. */
  firstInAtomic: StmtSyntax | undefined;
  loops = 0;
  switches = 0;
  readonly jumps = new Jumps();
  frame: Frame | undefined;
  depth = 0;
  private expanded = 0;
  readonly entries: LocalEntry[] = [];
  /** What each name stands for here. */
  private readonly visible = new Map<string, LocalEntry>();
  /** Locals that are visible, in order; and how many there were when each scope was opened, the innermost last. */
  private readonly declared: { readonly entry: LocalEntry; readonly hides: LocalEntry | undefined }[] = [];
  private readonly scopes: number[] = [];
  /** Scalars whose address is taken, by number: known from the pass before. */
  private readonly inMemory: ReadonlySet<number> | undefined;
  addressTaken: Set<number> | undefined;
  readonly calls: CallSite[] = [];
  blocks: Facts['blocks'];
  readsGhost: Span | undefined;

  constructor(
    unit: Unit,
    options: {
      readonly title: string;
      readonly returns?: CType | undefined;
      readonly pure?: boolean;
      readonly mode?: Mode;
      readonly inMemory?: ReadonlySet<number>;
    },
  ) {
    this.unit = unit;
    this.title = options.title;
    this.returns = options.returns;
    this.pure = options.pure ?? false;
    this.mode = options.mode ?? 'ordinary';
    this.inMemory = options.inMemory;
  }

  error(
    code: string,
    span: Span,
    message: string,
    remedy: string,
    related?: Diagnostic['related'],
  ): undefined {
    this.unit.reporter.error(code, span, message, remedy, related);
    return undefined;
  }

  /** Where to complain about a node: inside a macro's body, at the macro's use. */
  at(node: { readonly span: Span }): Span {
    return this.frame?.span ?? node.span;
  }

  // --- scopes and locals --------------------------------------------------------------------------------------

  // What is entered need not be left when something is thrown: that ends the whole check, and whoever asks for one body only
  // makes a new one each time.

  openScope(): void {
    this.scopes.push(this.declared.length);
  }

  closeScope(): void {
    const before = this.scopes.pop() ?? 0;
    while (this.declared.length > before) {
      const last = this.declared.pop();
      if (last?.hides !== undefined) this.visible.set(last.entry.name, last.hides);
      else if (last !== undefined) this.visible.delete(last.entry.name);
    }
  }

  declare(name: string, type: CType | undefined, span: Span): LocalEntry {
    const before = this.visible.get(name);
    if (before?.scope === this.scopes.length) {
      this.error('defined-twice', span, `\`${name}\` is declared twice in one block`, 'rename one of them', {
        span: before.span,
        message: 'it is declared here first',
      });
    }
    const entry = this.#newEntry(name, type, span);
    this.declared.push({ entry, hides: before });
    this.visible.set(name, entry);
    return entry;
  }

  /** For services that see one scope where the text has several: the last declaration counts. */
  redeclare(name: string, type: CType | undefined, span: Span): void {
    this.openScope();
    this.declare(name, type, span);
  }

  /** A local without a name in the text, made by the expansion of a form. */
  temporary(name: string, type: CType | undefined, span: Span): LocalEntry {
    return this.#newEntry(name, type, span);
  }

  #newEntry(name: string, type: CType | undefined, span: Span): LocalEntry {
    const entry: LocalEntry = {
      kind: 'local',
      id: this.entries.length as LocalId,
      name,
      type,
      ghost: this.mode === 'ghost',
      scope: this.scopes.length,
      span,
    };
    this.entries.push(entry);
    return entry;
  }

  find(name: string): LocalEntry | undefined {
    return this.visible.get(name);
  }

  visibleNames(): string[] {
    return [...this.visible.keys()];
  }

  livesInMemory(entry: LocalEntry): boolean {
    const kind = entry.type?.kind;
    return kind === 'struct' || kind === 'union' || kind === 'array' || this.inMemory?.has(entry.id) === true;
  }

  locals(): Local[] {
    return this.entries.map((entry) => ({
      id: entry.id,
      name: entry.name,
      type: entry.type ?? INT,
      inMemory: this.livesInMemory(entry),
      span: entry.span,
    }));
  }

  // --- macros -------------------------------------------------------------------------------------------------

  /** Checks a macro's body; undefined, with a report, where macros grow without end. */
  expand<T>(
    use: ExprSyntax,
    macro: string,
    args: Frame['args'],
    check: (body: Body, node: ExprSyntax) => T,
    inner: ExprSyntax,
  ): T | undefined {
    const depth = (this.frame?.depth ?? 0) + 1;
    const span = this.at(use);
    if (depth > MAX_EXPANSION_DEPTH || this.expanded > MAX_EXPANDED_NODES) {
      return this.error(
        'macro-too-big',
        span,
        `the macro \`${macro}\` expands without end, or to too much`,
        'write a `static inline` function',
      );
    }
    return this.inFrame({ macro, args, span, depth }, check, inner);
  }

  inFrame<N, T>(frame: Frame | undefined, check: (body: Body, node: N) => T, node: N): T {
    const before = this.frame;
    this.frame = frame;
    const result = check(this, node);
    this.frame = before;
    return result;
  }

  countNode(): void {
    if (this.frame !== undefined) this.expanded += 1;
  }

  // --- where it stands ----------------------------------------------------------------------------------------

  inMode<N, T>(mode: Mode, check: (body: Body, node: N) => T, node: N): T {
    const before = this.mode;
    this.mode = mode;
    const result = check(this, node);
    this.mode = before;
    return result;
  }

  get mayReadGhost(): boolean {
    return this.mode === 'ghost' || this.mode === 'property';
  }

  /** An operation that takes a step, or changes what others see: only in ordinary code that is not `__pure`. */
  acts(span: Span, what: string): boolean {
    if (this.mode === 'ordinary' && !this.pure) return true;
    this.error('not-at-once', span, `${what} in ${this.modeText()}`, 'only look there; let a task do it');
    return false;
  }

  modeText(): string {
    if (this.mode === 'ghost') return 'ghost code';
    if (this.mode === 'property') return this.title;
    if (this.mode === 'wait') return 'the condition of `wait_event`';
    if (this.mode === 'constant') return 'a constant';
    return `the \`__pure\` function ${this.title}`;
  }

  blocksHere(span: Span, what: string): void {
    if (this.atomicDepth > 0) {
      this.error(
        'blocks-in-atomic',
        span,
        `${what} inside \`atomic { … }\``,
        'move it before the block; what happens at once cannot wait or choose',
      );
    }
    this.blocks ??= { span, what };
  }

  facts(): Facts {
    return { calls: this.calls, blocks: this.blocks, readsGhost: this.readsGhost };
  }
}
