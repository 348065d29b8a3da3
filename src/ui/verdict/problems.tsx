// Everything that is wrong with the texts: place, cause, remedy. A click goes to the place.

import type { PlacedDiagnostic } from '../../core/language/source/diagnostic.ts';
import { openText } from '../app/flows/texts.ts';
import { Ticked } from '../app/ticked.tsx';
import { useWorkbench } from '../app/workbench.ts';
import { useStore } from '../state/use-store.ts';
import { EmptyState } from '../widgets/empty-state.tsx';
import { FailureMessage } from './failure-message.tsx';

export function Problems() {
  const bench = useWorkbench();
  const check = useStore(bench.runs, (runs) => runs.check);
  if (check?.failure) return <FailureMessage failure={check.failure} />;
  const found = check?.report?.diagnostics ?? [];
  if (found.length === 0) {
    return (
      <EmptyState title={check ? 'No problems' : 'Not checked yet'}>
        Lab, strategy and kernel library are checked together while you type.
      </EmptyState>
    );
  }
  const show = (problem: PlacedDiagnostic) => {
    openText(bench, problem.path);
    bench.view.set({
      reveal: { path: problem.path, line: problem.line, column: problem.column, focus: true },
    });
  };
  return (
    <ul className="problems" data-testid="problems">
      {found.map((problem) => (
        <li key={`${problem.path} ${problem.line} ${problem.column} ${problem.code} ${problem.message}`}>
          <button type="button" className="problems__row" onClick={() => show(problem)}>
            <span className={`problems__symbol problems__symbol--${problem.severity}`}>
              {problem.severity === 'error' ? '✗ error' : '! warning'}
            </span>
            <span className="problems__place mono" title={problem.path}>
              {fileName(problem.path)}:{problem.line}:{problem.column}
            </span>
            <span className="problems__words">
              <Ticked text={problem.message} />
              <span className="problems__remedy">
                <Ticked text={problem.remedy} />
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
