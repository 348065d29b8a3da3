// Saving: the lab's text, or the whole session where only that keeps everything (a session file, forked texts, notes).

import type { Outcome } from '../../contract/table.ts';
import { log, notify, tell, type Workbench } from '../app/workbench.ts';
import { idOfPath } from '../state/design-name.ts';
import { type DocumentFile, documentName, savedFormOf, strategyOf } from '../state/document.ts';
import { type SavedFile, writeFile } from './files.ts';
import { sessionText } from './recipe.ts';

/** Gives whether the document is saved now. */
export async function saveDocument(bench: Workbench): Promise<boolean> {
  const { file, own, kernel, notes } = bench.document.get();
  const needsSession = own.length > 0 || kernel.length > 0 || notes.length > 0;
  if (file?.kind === 'session') return writeSession(bench, file);
  if (needsSession) return writeSession(bench, undefined);
  return writeLab(bench, file);
}

export function saveLabAs(bench: Workbench): Promise<boolean> {
  return writeLab(bench, undefined);
}

export function saveSessionAs(bench: Workbench): Promise<boolean> {
  return writeSession(bench, undefined);
}

export async function saveStrategyAs(bench: Workbench): Promise<void> {
  const strategy = strategyOf(bench.document.get(), bench.library);
  const name = `${idOfPath(strategy.path)}.strategy.c`;
  settle(bench, name, await writeFile(bench, undefined, name, strategy.text));
}

async function writeLab(bench: Workbench, file: DocumentFile | undefined): Promise<boolean> {
  const { lab } = bench.document.get();
  const name = file?.name ?? idOfPath(lab.path).concat('.lab.c');
  const saved = settle(bench, name, await writeFile(bench, file?.token, name, lab.text));
  if (!saved) return false;
  bench.document.update((document) => ({
    ...document,
    file: { kind: 'lab', name: saved.name, token: saved.token },
    recovered: false,
    saved: { ...document.saved, lab: lab.text },
  }));
  return true;
}

async function writeSession(bench: Workbench, file: DocumentFile | undefined): Promise<boolean> {
  const document = bench.document.get();
  const used = [document.strategyPath, ...document.policyPaths];
  const inUse = document.own.filter((text) => used.includes(text.path));
  const name = file?.name ?? documentName(document).replace(/(\.lab\.c|\.c|\.pinlab)?$/, '.pinlab');
  const saved = settle(bench, name, await writeFile(bench, file?.token, name, sessionText(bench)));
  if (!saved) return false;
  if (inUse.length < document.own.length) {
    notify(
      bench,
      'plain',
      'A session holds the strategy and the policies in use; your others are not saved yet.',
    );
  }
  bench.document.update((now) => ({
    ...now,
    file: { kind: 'session', name: saved.name, token: saved.token },
    recovered: false,
    saved: { ...savedFormOf(document), own: inUse },
  }));
  return true;
}

function settle(
  bench: Workbench,
  name: string,
  outcome: Outcome<SavedFile | undefined>,
): SavedFile | undefined {
  if (!outcome.ok) {
    tell(bench, `${name} was not saved`, outcome.error.message, outcome.error.remedy);
    return undefined;
  }
  if (!outcome.value) return undefined;
  log(bench, `saved ${outcome.value.name}`);
  notify(
    bench,
    'good',
    bench.face.files ? `Saved ${outcome.value.name}.` : `Saved ${outcome.value.name} as a download.`,
  );
  return outcome.value;
}
