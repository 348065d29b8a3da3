// `pinlab serve`: the window in a browser on this machine, until Ctrl+C.

import { failure } from '../../contract/problems.ts';
import type { FaceDescription } from '../../contract/table.ts';
import { createLab, type FaceCalls } from '../../lab/service.ts';
import { engineVersion } from '../../lab/version.ts';
import { failureLines } from '../print.ts';
import { exitCode } from '../terminal.ts';
import type { Command } from './command.ts';

export const defaultPort = 7468;

export const serve: Command = {
  name: 'serve',
  usage: '[--port N]',
  about: 'the window in a browser, on 127.0.0.1 only; the address that it prints holds a secret',
  examples: ['pinlab serve', 'pinlab serve --port 0'],
  flags: {
    port: {
      kind: 'count',
      value: 'N',
      most: 65_535,
      about: `port (${defaultPort}, or another if that is taken); 0 for any free one`,
    },
  },
  maxFiles: 0,
  perform: async (args, terminal, library) => {
    // Loaded only here: the other commands start faster without it.
    const { serve: start } = await import('../../server/serve.ts');
    const lab = createLab(library, terminal.places.workerFile);
    const asked = args.number('port');
    const open = (port: number) =>
      start({
        port,
        windowFolder: terminal.places.windowFolder,
        service: lab.serviceFor(browserCalls),
      });
    let started = await open(asked ?? defaultPort);
    // The usual port keeps a browser's backups reachable; where it is taken, any other will do.
    if (asked === undefined && !started.ok && started.error.code === 'io') started = await open(0);
    if (!started.ok) {
      await lab.close();
      terminal.err(failureLines(started.error));
      return exitCode.badInput;
    }
    terminal.out(`${started.value.address}\n`);
    await new Promise<void>((resolve) => terminal.onStop(resolve));
    await started.value.close();
    await lab.close();
    return exitCode.good;
  },
};

const description: FaceDescription = {
  kind: 'browser',
  version: engineVersion,
  files: false,
  platform: platformOf(process.platform),
};

function platformOf(name: string): FaceDescription['platform'] {
  return name === 'linux' || name === 'darwin' || name === 'win32' ? name : 'other';
}

/** A browser opens by upload, saves by download and keeps its own backup. */
const noFiles = () =>
  Promise.resolve(
    failure('not-found', 'This face has no files of its own.', 'Open by upload and save by download.'),
  );

const browserCalls: FaceCalls = {
  'face.describe': () => Promise.resolve({ ok: true, value: description }),
  'files.open': noFiles,
  'files.save': noFiles,
  'backup.write': noFiles,
  'backup.read': noFiles,
  'window.describe': () => Promise.resolve({ ok: true, value: undefined }),
};
