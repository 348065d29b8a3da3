// Brings the window up: asks the face what it is, reads the library, makes the stores, opens the first document (or what
// was not saved last time), and starts what runs beside the views.

import type { LabClient, Outcome } from '../../contract/table.ts';
import { keepBackups, recover } from '../session/backup.ts';
import { talkToShell } from '../session/shell.ts';
import { readPreferences, rememberPreferences } from '../state/preferences.ts';
import { initialRuns } from '../state/runs.ts';
import { createStore } from '../state/store.ts';
import { initialView } from '../state/view.ts';
import { firstDocument } from '../welcome/first-steps.ts';
import { watchDocument } from './flows/checking.ts';
import type { Workbench } from './workbench.ts';

export async function startWorkbench(client: LabClient): Promise<Outcome<Workbench>> {
  const face = await client.call('face.describe', undefined);
  if (!face.ok) return face;
  const library = await client.call('library.read', undefined);
  if (!library.ok) return library;
  const document = firstDocument(library.value);
  const bench: Workbench = {
    client,
    face: face.value,
    library: library.value,
    document: createStore(document),
    view: createStore({ ...initialView, ...readPreferences(localStorage), activeText: document.lab.path }),
    runs: createStore(initialRuns),
  };
  await recover(bench);
  rememberPreferences(bench.view, localStorage);
  watchDocument(bench);
  keepBackups(bench);
  talkToShell(bench);
  return { ok: true, value: bench };
}
