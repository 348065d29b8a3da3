// A lab in the same process, for tests of windows and transports: a client whose messages really are encoded, judged
// and decoded, in front of whatever the test gives as service.

import { createChannelPair } from './channel.ts';
import { createClient } from './client.ts';
import { failure } from './problems.ts';
import { type LabService, type ServedChannel, serveChannel } from './server.ts';
import type { CallName, JobName, LabClient } from './table.ts';

export interface DoubleParts {
  readonly calls?: Partial<LabService['calls']>;
  readonly jobs?: Partial<LabService['jobs']>;
}

export interface LabDouble {
  readonly client: LabClient;
  readonly shell: ServedChannel;
  /** Breaks the connection. */
  close(): void;
}

/** What a test leaves out answers `not-found`. */
export function createLabDouble(parts: DoubleParts): LabDouble {
  const [near, far] = createChannelPair();
  const client = createClient(near);
  const shell = serveChannel(completeService(parts), far);
  return { client, shell, close: () => near.close() };
}

export function completeService({ calls, jobs }: DoubleParts): LabService {
  const missing = (name: CallName | JobName) =>
    failure('not-found', `This lab has no ${name}.`, 'Use another face of pinlab for it.');
  const call = (name: CallName) => () => Promise.resolve(missing(name));
  const job = (name: JobName) => () => ({
    done: Promise.resolve(missing(name)),
    cancel: () => undefined,
  });
  return {
    calls: {
      'face.describe': call('face.describe'),
      'library.read': call('library.read'),
      'lab.check': call('lab.check'),
      'lab.choices': call('lab.choices'),
      'lab.export': call('lab.export'),
      'lab.costs': call('lab.costs'),
      'files.open': call('files.open'),
      'files.save': call('files.save'),
      'backup.write': call('backup.write'),
      'backup.read': call('backup.read'),
      'window.describe': call('window.describe'),
      ...calls,
    },
    jobs: {
      'lab.run': job('lab.run'),
      'lab.explore': job('lab.explore'),
      'lab.matrix': job('lab.matrix'),
      'lab.loadBearing': job('lab.loadBearing'),
      ...jobs,
    },
  };
}
