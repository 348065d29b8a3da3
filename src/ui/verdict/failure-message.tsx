// Something could not be done: what happened, and what to do about it.

import type { Failure } from '../../contract/table.ts';
import { Ticked } from '../app/ticked.tsx';

export function FailureMessage({ failure }: { readonly failure: Failure }) {
  return (
    <div className="verdict">
      <div className="verdict__main" role="alert">
        <span className="verdict__symbol verdict__symbol--unknown" aria-hidden="true">
          !
        </span>
        <div className="verdict__words">
          <h2>{titles[failure.code]}</h2>
          <p data-testid="failure">
            <Ticked text={failure.message} />
          </p>
          <p className="verdict__detail">
            <Ticked text={failure.remedy} />
          </p>
        </div>
      </div>
    </div>
  );
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
