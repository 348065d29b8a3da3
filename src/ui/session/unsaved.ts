// Asks before unsaved work would be lost: Save, Don't save, Cancel.

import { hasUnsavedWork, type Workbench } from '../app/workbench.ts';
import { documentName } from '../state/document.ts';
import { saveDocument } from './save.ts';

/** Whether it is all right to go on; true at once when nothing would be lost. */
export async function mayDiscard(bench: Workbench): Promise<boolean> {
  if (!hasUnsavedWork(bench)) return true;
  const answer = await new Promise<'save' | 'discard' | 'cancel'>((resolve) => {
    bench.view.set({
      overlay: { kind: 'unsaved', name: documentName(bench.document.get()), answer: resolve },
    });
  });
  bench.view.set({ overlay: undefined });
  if (answer === 'cancel') return false;
  return answer === 'discard' || saveDocument(bench);
}
