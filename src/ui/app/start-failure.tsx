// The window could not reach the lab: says so, and what to do.

import type { Failure } from '../../contract/table.ts';
import { Button } from '../widgets/button.tsx';
import './app.css';

export function StartFailure({
  failure,
  onRetry,
}: {
  readonly failure: Failure;
  readonly onRetry: () => void;
}) {
  return (
    <main className="app-start" role="alert">
      <h1>pinlab cannot reach its lab</h1>
      <p>{failure.message}</p>
      <p>{failure.remedy}</p>
      <Button look="primary" onClick={onRetry}>
        Try again
      </Button>
    </main>
  );
}
