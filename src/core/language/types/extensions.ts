// What strategies add at extension points: `EXTEND(struct page, point) { … };`.

import type { Span } from '../source/source-file.ts';
import type { EnumeratorSyntax, MemberSyntax, Name, TypeSyntax } from '../syntax/tree.ts';
import { keyOf, type TypeHost } from './type-host.ts';

export interface Extension {
  readonly point: Name | undefined;
  readonly members: readonly MemberSyntax[];
  readonly enumerators: readonly EnumeratorSyntax[];
  readonly span: Span;
}

export class Extensions {
  private readonly byType = new Map<string, Extension[]>();
  private readonly used = new Set<Extension>();

  add(target: TypeSyntax, extension: Extension): void {
    const key = keyOf(target);
    const list = this.byType.get(key);
    if (list === undefined) this.byType.set(key, [extension]);
    else list.push(extension);
  }

  all(key: string): readonly Extension[] {
    return this.byType.get(key) ?? [];
  }

  /** Those for one point; the name may be left out where the type has `points` = 1. */
  at(key: string, point: string, points: number): Extension[] {
    const found = this.all(key).filter(
      (each) => each.point?.text === point || (each.point === undefined && points === 1),
    );
    for (const each of found) this.used.add(each);
    return found;
  }

  reportUnused(host: TypeHost): void {
    for (const [key, list] of this.byType) {
      for (const extension of list) {
        if (this.used.has(extension)) continue;
        const { point, span } = extension;
        const lacks =
          point === undefined ? 'no single extension point' : `no extension point \`${point.text}\``;
        const remedy = `name one that the definition of \`${key}\` marks with \`EXTENSION(point)\``;
        host.error('no-extension-point', point?.span ?? span, `\`${key}\` has ${lacks}`, remedy);
      }
    }
  }
}
