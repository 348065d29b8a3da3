// Enums and their enumerators, those of extension points included. Values are computed when first asked for.

import type { Span } from '../source/source-file.ts';
import type { EnumeratorSyntax, TypeSyntax } from '../syntax/tree.ts';
import type { Enumerator, EnumType } from './c-type.ts';
import type { Extensions } from './extensions.ts';
import { keyOf, remedyFor, reportTwice, type TypeHost } from './type-host.ts';

type EnumSyntax = TypeSyntax & { readonly kind: 'enum' };

interface EnumEntry {
  readonly syntax: EnumSyntax;
  type: EnumType | undefined;
  busy: boolean;
}

export class EnumTable {
  private readonly byTag = new Map<string, EnumEntry>();
  private readonly bySyntax = new Map<EnumSyntax, EnumEntry>();
  private readonly names = new Map<
    string,
    { readonly entry: EnumEntry; readonly span: Span; value: number | undefined }
  >();
  private readonly overrides = new Map<string, number>();
  private readonly host: TypeHost;
  private readonly extensions: Extensions;

  constructor(host: TypeHost, extensions: Extensions) {
    this.host = host;
    this.extensions = extensions;
  }

  collect(syntax: EnumSyntax): void {
    if (syntax.enumerators === undefined || this.bySyntax.has(syntax)) return;
    const entry: EnumEntry = { syntax, type: undefined, busy: false };
    const tag = syntax.tag;
    if (tag !== undefined) {
      const before = this.byTag.get(tag.text);
      if (before !== undefined) {
        reportTwice(this.host, tag, before.syntax.tag?.span ?? tag.span, 'enum');
        return;
      }
      this.byTag.set(tag.text, entry);
    }
    this.bySyntax.set(syntax, entry);
    const added = this.extensions.all(keyOf(syntax)).flatMap(({ enumerators }) => enumerators);
    for (const each of [...syntax.enumerators, ...added]) {
      if (each.kind !== 'enumerator') continue;
      const before = this.names.get(each.name.text);
      if (before !== undefined) reportTwice(this.host, each.name, before.span, 'enumerator');
      else this.names.set(each.name.text, { entry, span: each.name.span, value: undefined });
    }
  }

  /** The type that is written here; undefined after a report, or while its own values are computed. */
  resolve(syntax: EnumSyntax): EnumType | undefined {
    if (syntax.enumerators !== undefined) this.collect(syntax);
    const tag = syntax.tag;
    const entry = this.bySyntax.get(syntax) ?? (tag === undefined ? undefined : this.byTag.get(tag.text));
    if (entry !== undefined) return entry.busy ? undefined : this.complete(entry);
    if (tag !== undefined) {
      const remedy = remedyFor(tag.text, this.byTag.keys(), 'define it');
      this.host.error('unknown-type', tag.span, `there is no \`enum ${tag.text}\``, remedy);
    }
    return undefined;
  }

  override(name: string, value: number): void {
    this.overrides.set(name, value);
  }

  value(name: string): number | undefined {
    const found = this.names.get(name);
    if (found === undefined) return undefined;
    if (found.value === undefined && !found.entry.busy) this.complete(found.entry);
    return found.value;
  }

  span(name: string): Span | undefined {
    return this.names.get(name)?.span;
  }

  enumerators(): IterableIterator<string> {
    return this.names.keys();
  }

  tagSpan(tag: string): Span | undefined {
    return this.byTag.get(tag)?.syntax.tag?.span;
  }

  all(): EnumType[] {
    return [...this.bySyntax.values()].map((entry) => this.complete(entry));
  }

  private complete(entry: EnumEntry): EnumType {
    if (entry.type !== undefined) return entry.type;
    entry.busy = true;
    const list: Enumerator[] = [];
    let next = 0;
    for (const { name, value, span } of this.written(entry.syntax)) {
      const override = this.overrides.get(name.text);
      const given =
        value === undefined ? undefined : this.host.constant(value, `the value of \`${name.text}\``);
      const result = (override ?? given ?? next) | 0;
      const known = this.names.get(name.text);
      if (known?.entry === entry && known.value === undefined) known.value = result;
      list.push({ name: name.text, value: result, span });
      next = result + 1;
    }
    const signed = list.some(({ value }) => value < 0);
    entry.type = { kind: 'enum', tag: entry.syntax.tag?.text, signed, enumerators: list };
    entry.busy = false;
    return entry.type;
  }

  /** In order, with what a strategy adds where the points stand. */
  private *written(syntax: EnumSyntax): Generator<EnumeratorSyntax & { kind: 'enumerator' }> {
    const all = syntax.enumerators ?? [];
    const points = all.filter(({ kind }) => kind === 'extension').length;
    for (const each of all) {
      if (each.kind === 'enumerator') {
        yield each;
        continue;
      }
      for (const extension of this.extensions.at(keyOf(syntax), each.point.text, points)) {
        for (const added of extension.enumerators) if (added.kind === 'enumerator') yield added;
      }
    }
  }
}
