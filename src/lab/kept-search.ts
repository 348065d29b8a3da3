// The files of a large search that is to be kept: where it begins again, and where it leaves what it has.
//
// Promises: whether the folder can be written to is asked before the search begins; what was written, and what could not
// be, is said in `notices`.

import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { failure } from '../contract/problems.ts';
import type { Outcome } from '../contract/table.ts';
import type { Reduction } from '../core/check/search-method.ts';
import type { SweepHooks } from '../core/sweep/hooks.ts';
import type { Resume } from '../core/sweep/sweep.ts';
import type { Subject } from './engine.ts';
import { readCheckpoint, writeCheckpoint } from './sweep-file.ts';
import type { CheckpointFiles } from './thread-protocol.ts';

/** Milliseconds between two checkpoints of one search. */
const every = 3 * 60_000;

export interface KeptSearch {
  readonly resume: Resume | undefined;
  readonly checkpoint: SweepHooks['checkpoint'];
  /** For the person, once the search has ended. */
  notices(): readonly string[];
}

export function keepSearch(
  { texts, memory }: Subject,
  reductions: readonly Reduction[],
  { save, resume }: CheckpointFiles,
): Outcome<KeptSearch> {
  // Bounds and number of threads may be others when a search goes on.
  const identity = JSON.stringify([texts, memory, [...reductions].sort()]);
  const writable = save === undefined ? undefined : whyNotWritable(save);
  if (writable !== undefined) return writable;
  const read = resume === undefined ? undefined : readCheckpoint(resume, identity);
  if (read?.ok === false) return read;
  let written: string | undefined;
  return {
    ok: true,
    value: {
      resume: read?.value,
      checkpoint:
        save === undefined
          ? undefined
          : {
              every,
              write: (checkpoint) => {
                const outcome = writeCheckpoint(save, identity, checkpoint);
                written = outcome.ok
                  ? `What the search has is kept in ${save}; --resume goes on from there.`
                  : `${outcome.error.message} ${outcome.error.remedy}`;
              },
            },
      notices: () => (written === undefined ? [] : [written]),
    },
  };
}

function whyNotWritable(path: string): Outcome<never> | undefined {
  try {
    accessSync(dirname(path), constants.W_OK);
    return undefined;
  } catch {
    return failure(
      'io',
      `${path}: nothing can be written into that folder.`,
      'Name a file in a folder that exists and may be written to.',
    );
  }
}
