// What window and shell tell each other about the document: title and dirty mark, files to open, closing.

import type { Workbench } from '../app/workbench.ts';
import { documentName, isDirty } from '../state/document.ts';
import { openFile } from './open.ts';

/** Gives the function that ends it. */
export function talkToShell(bench: Workbench): () => void {
  let told = '';
  const tellTitle = () => {
    const document = bench.document.get();
    const dirty = isDirty(document);
    const title = `${documentName(document)}${dirty ? ' *' : ''} – pinlab`;
    if (title === told) return;
    told = title;
    window.document.title = title;
    if (bench.face.kind === 'electron') void bench.client.call('window.describe', { title, dirty });
  };
  const beforeUnload = (event: BeforeUnloadEvent) => {
    if (bench.face.kind === 'browser' && isDirty(bench.document.get())) event.preventDefault();
  };
  tellTitle();
  const stopDocument = bench.document.subscribe(tellTitle);
  const stopFiles = bench.client.on('open-file', (file) => void openFile(bench, file));
  window.addEventListener('beforeunload', beforeUnload);
  return () => {
    stopDocument();
    stopFiles();
    window.removeEventListener('beforeunload', beforeUnload);
  };
}
