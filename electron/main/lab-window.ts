// One window: hardened, connected to the lab over the contract, with its files, backup, title and close question.
//
// Knows Electron only through parts.ts, so that all of it is tested with stand-ins.

import { type LabService, type ServedChannel, serveChannel } from '../../src/contract/server.ts';
import type { FaceDescription } from '../../src/contract/table.ts';
import type { FaceCalls } from '../../src/lab/service.ts';
import type { Backup } from './backup.ts';
import { CloseGuard } from './close-guard.ts';
import type { Files } from './files.ts';
import { openWindowChannel, type WindowChannel } from './ipc-channel.ts';
import type { DialogPart, WindowPart } from './parts.ts';
import { hardenContents, type LinkOpener } from './security.ts';

export interface LabWindowParts {
  readonly window: WindowPart;
  readonly dialog: DialogPart;
  readonly files: Files;
  readonly backup: Backup;
  readonly opener: LinkOpener;
  readonly face: FaceDescription;
  serviceFor(face: FaceCalls): LabService;
}

/** Reloads after a crash of the window, at most this often in a minute. */
const mostReloads = 3;

export class LabWindow {
  readonly channel: WindowChannel;
  readonly #parts: LabWindowParts;
  readonly #guard: CloseGuard;
  #shell: ServedChannel | undefined;
  /** Files that were asked for before the page could listen. */
  #waiting: string[] = [];
  #listening = false;
  #reloads: number[] = [];

  constructor(parts: LabWindowParts) {
    this.#parts = parts;
    const { window, dialog, backup, opener } = parts;
    hardenContents(window.webContents, opener);
    this.#guard = new CloseGuard({
      window,
      dialog,
      save: () => this.command('file.save'),
      discard: () => backup.write(undefined),
    });
    const service = parts.serviceFor(this.#calls());
    this.channel = openWindowChannel(window.webContents, (channel) => {
      this.#listening = false;
      this.#shell = serveChannel(service, channel);
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => this.#crashed(reason));
  }

  command(id: string): void {
    this.#shell?.raise('command', { id });
  }

  /** Opens now, or as soon as the page listens. */
  async openPath(path: string): Promise<void> {
    if (!this.#listening) {
      this.#waiting.push(path);
      return;
    }
    const outcome = await this.#parts.files.read(path);
    if (outcome.ok) this.#shell?.raise('open-file', outcome.value);
    else await this.#tell(outcome.error.message, outcome.error.remedy);
  }

  #calls(): FaceCalls {
    const { window, dialog, files, backup, face } = this.#parts;
    return {
      'face.describe': () => Promise.resolve({ ok: true, value: face }),
      'files.open': (request) => files.open(dialog, request),
      'files.save': async (request) => {
        const outcome = await files.save(dialog, request);
        this.#guard.saveEnded(outcome.ok && outcome.value !== undefined);
        return outcome;
      },
      'backup.write': ({ text }) => backup.write(text),
      'backup.read': () => backup.read(),
      'window.describe': ({ title, dirty }) => {
        window.setTitle(title);
        window.setDocumentEdited(dirty);
        this.#guard.describe(title, dirty);
        this.#ready();
        return Promise.resolve({ ok: true, value: undefined });
      },
    };
  }

  #ready(): void {
    if (this.#listening) return;
    this.#listening = true;
    for (const path of this.#waiting.splice(0)) void this.openPath(path);
  }

  #crashed(reason: string): void {
    if (reason === 'clean-exit' || reason === 'killed') return;
    const now = performance.now();
    this.#reloads = [...this.#reloads.filter((at) => now - at < 60_000), now];
    if (this.#reloads.length <= mostReloads) this.#parts.window.webContents.reload();
    else
      void this.#tell(
        'The window stopped working several times.',
        'Unsaved work is kept and offered at the next start.',
      );
  }

  async #tell(message: string, detail: string): Promise<void> {
    await this.#parts.dialog.showMessageBox({
      type: 'error',
      message,
      detail,
      buttons: ['OK'],
      defaultId: 0,
      cancelId: 0,
    });
  }
}
