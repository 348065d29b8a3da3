// Opens a lab of the library as the document, after asking about unsaved work; strategy, schedule and bounds stay.

import type { LibraryLab } from '../../contract/table.ts';
import { builtInStrategy } from '../app/flows/built-in-strategy.ts';
import { documentAround, openText, showDocument } from '../app/flows/texts.ts';
import type { Workbench } from '../app/workbench.ts';
import { mayDiscard } from '../session/unsaved.ts';

export async function openLibraryLab(bench: Workbench, lab: LibraryLab, strategy?: string): Promise<void> {
  const document = bench.document.get();
  if (lab.path === document.lab.path && strategy === undefined) return openText(bench, lab.path);
  const text = bench.library.texts.find((known) => known.path === lab.path)?.text;
  if (text === undefined || !(await mayDiscard(bench))) return;
  const { strategyPath, policy, seed, bounds } = document;
  const kept = strategy ?? builtInStrategy(bench.library, strategyPath);
  showDocument(bench, documentAround({ path: lab.path, text }, kept, { policy, seed, bounds }));
}
