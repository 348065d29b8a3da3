// The plan of the matrix, made anew only when something of the document changes that it depends on.

import { useMemo } from 'react';
import { useWorkbench } from '../app/workbench.ts';
import { useStore } from '../state/use-store.ts';
import type { MatrixSection } from './model/parts.ts';
import { planMatrix } from './model/plan.ts';

export function usePlan(): readonly MatrixSection[] {
  const bench = useWorkbench();
  const document = useStore(bench.document, (now) => now);
  return useMemo(() => planMatrix(bench.library, document), [bench, document]);
}
