// How texts get in and out of the window: through the shell's dialogs where the face has files, else by upload and
// download. The window never names a path; a token stands for one.

import type { OpenedFile, Outcome } from '../../contract/table.ts';
import type { Workbench } from '../app/workbench.ts';

/** The largest file that is worth reading; a session's own limit is checked by its reader. */
const largestFile = 16 * 1024 * 1024;

export interface SavedFile {
  readonly token: string | undefined;
  readonly name: string;
}

/** Undefined when the person cancelled. */
export async function pickFile(bench: Workbench): Promise<Outcome<OpenedFile | undefined>> {
  if (bench.face.files)
    return bench.client.call('files.open', { kinds: ['session', 'lab', 'strategy', 'policy'] });
  const file = await new Promise<File | undefined>((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.c,.pinlab,.txt';
    input.dataset.testid = 'file-input';
    input.hidden = true;
    const finish = (chosen: File | undefined) => {
      input.remove();
      resolve(chosen);
    };
    input.addEventListener('change', () => finish(input.files?.[0]));
    input.addEventListener('cancel', () => finish(undefined));
    document.body.append(input);
    input.click();
  });
  return file ? readUpload(file) : { ok: true, value: undefined };
}

/** A file that was dropped on the window or chosen in the browser; its token is empty: it cannot be written back. */
export async function readUpload(file: File): Promise<Outcome<OpenedFile>> {
  if (file.size > largestFile) {
    return failure(
      'too-large',
      `${file.name} has ${Math.round(file.size / 1024 / 1024)} MB.`,
      'A lab has at most 256 KiB, a session at most 8 MB; is this the right file?',
    );
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return { ok: true, value: { token: '', name: file.name, text } };
  } catch {
    return failure(
      'bad-request',
      `${file.name} is not a text in UTF-8.`,
      'Open a lab (.lab.c), a strategy (.strategy.c), a policy (.policy.c) or a session (.pinlab).',
    );
  }
}

/** Undefined when the person cancelled. `token` undefined asks where to. */
export async function writeFile(
  bench: Workbench,
  token: string | undefined,
  suggestedName: string,
  text: string,
): Promise<Outcome<SavedFile | undefined>> {
  if (bench.face.files) return bench.client.call('files.save', { token, suggestedName, text });
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = suggestedName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return { ok: true, value: { token: undefined, name: suggestedName } };
}

function failure(code: 'too-large' | 'bad-request', message: string, remedy: string) {
  return { ok: false, error: { code, message, remedy } } as const;
}
