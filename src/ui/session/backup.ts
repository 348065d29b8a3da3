// Unsaved work is written aside a second after typing stops, and is there again when the window opens next time.
//
// In Electron the shell keeps it; in a browser, the browser does. It goes away once the document is saved or given up.

import { readSession } from '../../formats/session/read.ts';
import { showDocument } from '../app/flows/texts.ts';
import { hasUnsavedWork, log, notify, type Workbench } from '../app/workbench.ts';
import { documentOf, recoveredDocument, sessionText } from './recipe.ts';

const key = 'pinlab.backup';
const quietTime = 1000;

/** Brings back what was not saved, if anything; a backup that cannot be read is dropped. */
export async function recover(bench: Workbench): Promise<void> {
  const text = await readBackup(bench);
  if (text === undefined) return;
  const read = readSession(text);
  const opened = read.ok ? documentOf(read.value, bench.library, undefined) : undefined;
  if (!opened?.ok) {
    log(bench, 'an unreadable backup was dropped');
    return writeBackup(bench, undefined);
  }
  showDocument(bench, recoveredDocument(opened.value, bench.library));
  notify(bench, 'plain', 'Recovered a text that was not saved.');
}

/** Gives the function that ends it. */
export function keepBackups(bench: Workbench): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seen = bench.document.get();
  const write = () => void writeBackup(bench, hasUnsavedWork(bench) ? sessionText(bench) : undefined);
  const stop = bench.document.subscribe(() => {
    const now = bench.document.get();
    if (now === seen) return;
    seen = now;
    clearTimeout(timer);
    // What is saved needs no backup, and a window that is closed now must not find one next time.
    if (hasUnsavedWork(bench)) timer = setTimeout(write, quietTime);
    else write();
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

async function readBackup(bench: Workbench): Promise<string | undefined> {
  if (!bench.face.files) return localStorage.getItem(key) ?? undefined;
  const outcome = await bench.client.call('backup.read', undefined);
  return outcome.ok ? outcome.value : undefined;
}

async function writeBackup(bench: Workbench, text: string | undefined): Promise<void> {
  if (bench.face.files) {
    const outcome = await bench.client.call('backup.write', { text });
    if (!outcome.ok) log(bench, `the backup was not written: ${outcome.error.message}`);
    return;
  }
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    log(bench, 'the backup was not written: the browser has no room for it');
  }
}
