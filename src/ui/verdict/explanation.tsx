// What decides the counterexample, from where on it is lost, and which others of another kind there are.

import type { ExploreResult, LabInput } from '../../contract/table.ts';
import { showCounterexample } from '../app/flows/explore.ts';
import { plural } from '../app/numbers.ts';
import { Ticked } from '../app/ticked.tsx';
import { useWorkbench } from '../app/workbench.ts';
import { Button } from '../widgets/button.tsx';

export interface ExplanationProps {
  readonly result: ExploreResult;
  readonly input: LabInput;
}

export function Explanation({ result, input }: ExplanationProps) {
  const bench = useWorkbench();
  const { nearestPassing, noReturn, otherKinds = [] } = result.verdict;
  if (!nearestPassing && !noReturn && otherKinds.length === 0) return undefined;
  return (
    <ul className="verdict__explanation" data-testid="explanation">
      {nearestPassing && (
        <li>
          <Ticked text={nearestPassing.sentence} />
        </li>
      )}
      {noReturn && (
        <li>
          <Ticked text={noReturn.sentence} />{' '}
          {result.continuation && (
            <Button
              look="quiet"
              data-testid="show-continuation"
              onClick={() => showCounterexample(bench, input, result, 'continuation', true)}
            >
              Show how it goes on
            </Button>
          )}
        </li>
      )}
      {otherKinds.map(({ counterexample, why }, index) => (
        <li key={counterexample.schedule}>
          <b>Another kind:</b> <Ticked text={why} />{' '}
          {result.otherKinds?.[index] && (
            <Button
              look="quiet"
              data-testid={`show-other-${index + 1}`}
              onClick={() => showCounterexample(bench, input, result, `other-${index + 1}`, true)}
            >
              Show ({plural(counterexample.steps, 'step')})
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
