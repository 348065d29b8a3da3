// A function by its name: the definition that counts, its types, and what a check of its body found.
//
// Promises: types are resolved once, when somebody asks; most functions of a library are never asked. Only while types are
// still being resolved can one that needs itself be met: it is `void` then.

import type { Span } from '../source/source-file.ts';
import type { BlockSyntax, FunctionItem, ParamSyntax } from '../syntax/tree.ts';
import { VOID } from '../types/builtin.ts';
import type { CType } from '../types/c-type.ts';
import type { Block, FunctionId, Local } from './program.ts';
import { resolveFunction, type Signature } from './signature.ts';
import type { Facts, Unit } from './unit.ts';

const BUSY: Signature = { returns: VOID, params: [] };

export class FunctionEntry {
  readonly id: FunctionId;
  /** `__weak_NAME` for a weak definition that was replaced. */
  readonly name: string;
  readonly item: FunctionItem;
  readonly pure: boolean;
  checked:
    | {
        readonly body: Block | undefined;
        readonly params: readonly Local[];
        readonly locals: readonly Local[];
        readonly facts: Facts;
      }
    | undefined;
  private readonly unit: Unit;
  private resolved: Signature | undefined;

  constructor(unit: Unit, id: FunctionId, name: string, item: FunctionItem, pure: boolean) {
    this.unit = unit;
    this.id = id;
    this.name = name;
    this.item = item;
    this.pure = pure;
  }

  get params(): readonly ParamSyntax[] {
    return this.item.params;
  }

  get weak(): boolean {
    return this.item.weak;
  }

  get span(): Span {
    return this.item.name.span;
  }

  /** Undefined for a prototype that nothing defines. */
  get bodySyntax(): BlockSyntax | undefined {
    return this.item.body;
  }

  get returns(): CType {
    return this.resolve().returns;
  }

  /** Undefined where the declaration is wrong. */
  get paramTypes(): Signature['params'] {
    return this.resolve().params;
  }

  /** Complains of what is wrong with its types. */
  resolve(): Signature {
    if (this.resolved !== undefined) return this.resolved;
    this.resolved = BUSY;
    let signature: Signature | undefined;
    try {
      signature = resolveFunction(this.unit, this.name, this.item);
      return signature;
    } finally {
      // Nothing where a text goes too deep: an editor asks of the same program again.
      this.resolved = signature;
    }
  }
}
