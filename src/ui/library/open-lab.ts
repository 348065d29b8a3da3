// Opens a lab of the library as the document, after asking about unsaved work; design, schedule and bounds stay.

import type { LibraryLab } from '../../contract/table.ts';
import { builtInChoice } from '../app/flows/origin.ts';
import { documentAround, openText, showDocument } from '../app/flows/texts.ts';
import type { Workbench } from '../app/workbench.ts';
import { mayDiscard } from '../session/unsaved.ts';
import { designOf } from '../state/document.ts';

export async function openLibraryLab(bench: Workbench, lab: LibraryLab): Promise<void> {
  const document = bench.document.get();
  if (lab.path === document.lab.path) return openText(bench, lab.path);
  const text = bench.library.texts.find((known) => known.path === lab.path)?.text;
  if (text === undefined || !(await mayDiscard(bench))) return;
  const { schedule, seed, bounds } = document;
  const design = builtInChoice(bench.library, designOf(document));
  showDocument(bench, documentAround({ path: lab.path, text }, design, { schedule, seed, bounds }));
}
