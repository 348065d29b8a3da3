// Something could not be done: what happened, and what to do about it.

import type { Failure } from '../../contract/table.ts';
import { Ticked } from '../app/ticked.tsx';
import { failureTitle } from './failure-title.ts';

export function FailureMessage({ failure }: { readonly failure: Failure }) {
  return (
    <div className="verdict">
      <div className="verdict__main" role="alert">
        <span className="verdict__symbol verdict__symbol--unknown" aria-hidden="true">
          !
        </span>
        <div className="verdict__words">
          <h2>{failureTitle(failure)}</h2>
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
