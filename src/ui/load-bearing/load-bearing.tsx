// Which lines of a strategy or policy carry weight: each lock, barrier, re-check and flag test, with the scenarios that
// turn red without it. Filled live; a click on a red opens the text without that line, with that lab explored.

import type { LoadBearingLine } from '../../contract/table.ts';
import { askLoadBearing, openRed } from '../app/flows/load-bearing.ts';
import { openText } from '../app/flows/texts.ts';
import { count, plural } from '../app/numbers.ts';
import { textAt, useWorkbench } from '../app/workbench.ts';
import { shortId } from '../matrix/model/plan.ts';
import { StopFilling } from '../matrix/stop-filling.tsx';
import { idOfPath } from '../state/design-name.ts';
import type { LoadBearingState } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import { CommandButton } from '../toolbar/command-button.tsx';
import { FailureMessage } from '../verdict/failure-message.tsx';
import { Button } from '../widgets/button.tsx';
import { EmptyState } from '../widgets/empty-state.tsx';
import './load-bearing.css';

export function LoadBearing() {
  const bench = useWorkbench();
  const state = useStore(bench.runs, (runs) => runs.loadBearing);
  const running = useStore(bench.runs, (runs) => runs.background?.kind === 'load-bearing');
  const now = useStore(bench.document, () => state && textAt(bench, state.asked.path)?.text);
  if (!state) {
    return (
      <EmptyState
        title="Is this line load-bearing?"
        action={
          <CommandButton id="explore.loadBearing" look="primary" testId="load-bearing-start">
            Try without each line
          </CommandButton>
        }
      >
        Each lock, barrier, re-check and flag test of the strategy or policy in the editor is taken away in
        turn; the scenarios that turn red show what it is for.
      </EmptyState>
    );
  }
  return (
    <div className="bearing">
      <div className="bearing__head">
        {running ? (
          <StopFilling />
        ) : (
          <CommandButton id="explore.loadBearing" testId="load-bearing-start">
            Try again
          </CommandButton>
        )}
        <span className="bearing__progress" data-testid="load-bearing-progress">
          <code>{idOfPath(state.asked.path)}</code> {progressWords(state, running)}
        </span>
        {!running && !state.allReds && state.lines.some((line) => line.reds.length > 0) && (
          <Button
            look="quiet"
            hint="Each line was answered at its first red; this goes on through every scenario and takes longer"
            onClick={() => void askLoadBearing(bench, true, state.asked)}
          >
            Every scenario
          </Button>
        )}
        {now !== state.asked.text && <b className="bearing__stale">About an earlier text. Try again.</b>}
      </div>
      {state.failure && <FailureMessage failure={state.failure} />}
      <div className="bearing__scroll">
        <Lines state={state} />
      </div>
    </div>
  );
}

function Lines({ state }: { readonly state: LoadBearingState }) {
  return (
    <table data-testid="load-bearing">
      <caption className="visually-hidden">
        Lines of {state.asked.path} and what turns red without them
      </caption>
      <thead>
        <tr>
          <th scope="col">line</th>
          <th scope="col">what</th>
          <th scope="col">text, and what stands in its place</th>
          <th scope="col">turns red without it</th>
        </tr>
      </thead>
      <tbody>
        {inOrder(state.lines).map((line) => (
          <Line key={`${line.file}:${line.line}:${line.text}:${line.removed}`} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ line }: { readonly line: LoadBearingLine }) {
  const bench = useWorkbench();
  const show = () => {
    openText(bench, line.file);
    bench.view.set({ reveal: { path: line.file, line: line.line, column: 1, focus: true }, large: false });
  };
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className="bearing__line"
          onClick={show}
          aria-label={`Line ${line.line}, show it`}
        >
          {line.line}
        </button>
      </th>
      <td className="bearing__kind">{line.kind}</td>
      <td>
        <code>{line.text.trim()}</code>
        <span className="bearing__removed"> → {line.removed}</span>
      </td>
      <td>
        {line.reds.map((red) => (
          <button
            key={`${red.lab} ${red.design} ${red.property}`}
            type="button"
            className="bearing__red"
            title={`${idOfPath(red.lab)} under ${red.design}: ${red.property}`}
            onClick={() => void openRed(bench, line, red)}
          >
            ✗ {shortId(idOfPath(red.lab))} <span className="bearing__property">{red.property}</span>
            <span className="visually-hidden"> under {red.design}; open the text without this line</span>
          </button>
        ))}
        {line.reds.length === 0 && (
          <span className={line.note === undefined ? 'bearing__none' : 'bearing__note'}>
            {line.note ?? `nothing, in ${plural(line.searched, 'cell')}`}
          </span>
        )}
      </td>
    </tr>
  );
}

/** As in the text, also while they arrive. */
function inOrder(lines: readonly LoadBearingLine[]): readonly LoadBearingLine[] {
  return lines.toSorted((a, b) => a.line - b.line);
}

function progressWords({ total, lines, holding }: LoadBearingState, running: boolean): string {
  if (total === undefined) return running ? ': looking for lines…' : '';
  if (running && lines.length === 0)
    return `: ${plural(total, 'removal')}; first, which cells hold with every line in place…`;
  const held =
    holding === undefined ? '' : `; ${plural(holding, 'cell holds', 'cells hold')} with every line in place`;
  const bearing = lines.filter((line) => line.reds.length > 0).length;
  return `: ${count(lines.length)} of ${plural(total, 'removal')} tried, ${count(bearing)} load-bearing${held}`;
}
