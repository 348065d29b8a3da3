// Opens a cell of the matrix: its lab under its design, explored, so that a red one shows its shortest counterexample and
// a green one its bounds. The person's own strategies and policies come along; a lab's unsaved text is asked about.

import type { PlannedCell } from '../../matrix/model/parts.ts';
import { mayDiscard } from '../../session/unsaved.ts';
import { choiceOfId } from '../../state/design-name.ts';
import { type DesignChoice, type DocumentState, sameDesign, savedFormOf } from '../../state/document.ts';
import type { Workbench } from '../workbench.ts';
import { explore } from './explore.ts';
import { documentAround, showDocument } from './texts.ts';

export async function openCell(bench: Workbench, cell: PlannedCell): Promise<void> {
  const before = bench.document.get();
  const choice = choiceOfCell(bench, cell);
  if (!choice) return;
  const { lab } = cell.column;
  const needsKernel = cell.row.design.kernel.length > 0;
  const kernel = needsKernel || before.kernel.length === 0 ? before.kernel : [];
  const sameLab = lab.path === before.lab.path && lab.text === before.lab.text;
  const stays = sameLab && kernel === before.kernel;
  if (stays && sameDesign(choice, before)) bench.document.set({ preset: choice.preset });
  else if (stays) bench.document.set(choice);
  else if (!(await mayLeave(bench, before, sameLab, kernel === before.kernel))) return;
  else showDocument(bench, movedDocument(before, cell, choice, kernel));
  if (!bench.runs.get().job) await explore(bench);
}

function choiceOfCell(bench: Workbench, { row }: PlannedCell): DesignChoice | undefined {
  if (!row.yours) return choiceOfId(bench.library, row.compared);
  const { strategy, policies, memory } = row.design;
  const { preset } = bench.document.get();
  return { strategyPath: strategy.path, policyPaths: policies.map((policy) => policy.path), memory, preset };
}

/** Only a lab's text and kernel files stay behind. */
async function mayLeave(
  bench: Workbench,
  before: DocumentState,
  sameLab: boolean,
  keepsKernel: boolean,
): Promise<boolean> {
  const labStays = sameLab || before.lab.text === before.saved.lab;
  return (labStays && keepsKernel) || mayDiscard(bench);
}

function movedDocument(
  before: DocumentState,
  { column }: PlannedCell,
  choice: DesignChoice,
  kernel: DocumentState['kernel'],
): DocumentState {
  const { schedule, seed, bounds, own } = before;
  const lab = column.yours ? before.lab : column.lab;
  const sameLab = lab.path === before.lab.path;
  const moved = documentAround(lab, choice, { schedule, seed, bounds, own, kernel });
  return {
    ...moved,
    file: sameLab ? before.file : undefined,
    saved: {
      ...savedFormOf(moved),
      own: before.saved.own,
      kernel: before.saved.kernel,
      ...(sameLab ? { lab: before.saved.lab } : {}),
    },
  };
}
