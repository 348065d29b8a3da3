// Which property of a lab, if any, claims a finding that nobody asked for.
//
// A lab that wants such a finding to decide its verdict names a property after the kind, in C spelling:
// `NEVER(deadlock, false);` is violated by a deadlock as well as by its own expression. A skipped property claims nothing.

import type { PropertyGraph } from '../language/lower/graph.ts';
import type { FindingKind } from './verdict.ts';

/** Index of the property that is violated by a finding of this kind. */
export function claimant(properties: readonly PropertyGraph[], kind: FindingKind): number | undefined {
  if (kind === 'property') return undefined;
  const name = kind.replaceAll('-', '_');
  const index = properties.findIndex(
    (property) => property.name === name && property.skipped === undefined && property.kind !== 'cost',
  );
  return index < 0 ? undefined : index;
}
