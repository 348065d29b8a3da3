// What went wrong, in a few words: above the message in the verdict panel, and alone in the status bar.

import type { Failure } from '../../contract/table.ts';

export function failureTitle(failure: Failure): string {
  return titles[failure.code];
}

const titles: Readonly<Record<Failure['code'], string>> = {
  'bad-request': 'The lab could not take this',
  diagnostics: 'The text has errors',
  'too-large': 'Too large',
  'not-found': 'Not found',
  io: 'The file could not be used',
  cancelled: 'Stopped',
  crashed: 'The lab stopped',
};
