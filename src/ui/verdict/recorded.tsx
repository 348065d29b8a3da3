// What a session file says was found. It counts as a claim until it is explored here; the replay's digest is checked.

import type { RecordedVerdict } from '../state/runs.ts';
import { CommandButton } from '../toolbar/command-button.tsx';
import { verdictLook } from './verdict-look.ts';

export function Recorded({ recorded }: { readonly recorded: RecordedVerdict }) {
  const look = verdictLook(recorded.verdict.verdict, recorded.verdict.costs);
  return (
    <div className="verdict">
      <div className="verdict__main">
        <span
          className={`verdict__symbol verdict__symbol--${look.tone} verdict__symbol--claim`}
          aria-hidden="true"
        >
          {look.symbol}
        </span>
        <div className="verdict__words">
          <p className="verdict__claim" data-testid="recorded">
            As recorded in this file, not explored here:
          </p>
          <h2 data-testid="verdict-sentence" data-verdict={recorded.verdict.verdict}>
            {recorded.sentence}
          </h2>
          <p className="verdict__detail" data-testid="digest">
            {digestSymbols[recorded.digest]} {recorded.explanation}
          </p>
          <div className="verdict__actions">
            <CommandButton id="explore.start" look="primary" icon="explore">
              Explore
            </CommandButton>
          </div>
        </div>
      </div>
    </div>
  );
}

const digestSymbols: Readonly<Record<RecordedVerdict['digest'], string>> = {
  'not-checked': '…',
  same: '✓',
  different: '≠',
  'no-run': '–',
};
