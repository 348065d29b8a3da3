// The lab under its design as a model for another checker: saved as a file, with what the person must know of it.

import type { ExportFormat } from '../../contract/table.ts';
import { currentInput, log, notify, tell, type Workbench } from '../app/workbench.ts';
import { designId } from '../state/design-name.ts';
import { writeFile } from './files.ts';

export async function exportModel(bench: Workbench, to: ExportFormat): Promise<void> {
  const design = designId(bench.library, bench.document.get());
  const made = await bench.client.call('lab.export', { input: currentInput(bench), design, to });
  if (!made.ok) {
    tell(bench, 'There is no such model', made.error.message, made.error.remedy);
    return;
  }
  const { name, text, notes } = made.value;
  const saved = await writeFile(bench, undefined, name, text);
  if (!saved.ok) {
    tell(bench, `${name} was not saved`, saved.error.message, saved.error.remedy);
    return;
  }
  if (!saved.value) return;
  log(bench, [`exported ${saved.value.name}`, ...notes].join('; '));
  notify(bench, 'good', [`Exported ${saved.value.name}.`, ...notes].join(' '));
}
