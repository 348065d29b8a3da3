// Labs × strategies as a real table, filled while the lab works. A documented outcome that differs is marked beside the
// verdict. A click on a cell opens that lab under that strategy.

import { type KeyboardEvent, useRef } from 'react';
import type { LibraryLab } from '../../contract/table.ts';
import type { Verdict } from '../../core/check/verdict.ts';
import { verdictSentence } from '../../core/report/verdict-sentence.ts';
import { explore } from '../app/flows/explore.ts';
import { count } from '../app/numbers.ts';
import { useWorkbench, type Workbench } from '../app/workbench.ts';
import { openLibraryLab } from '../library/open-lab.ts';
import { cellKey } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import { CommandButton } from '../toolbar/command-button.tsx';
import { EmptyState } from '../widgets/empty-state.tsx';
import { agrees, documentedSymbol, documentedWord } from './documented.ts';
import { verdictLook } from './verdict-look.ts';

export function Matrix() {
  const bench = useWorkbench();
  const matrix = useStore(bench.runs, (runs) => runs.matrix);
  const running = useStore(bench.runs, (runs) => runs.job?.kind === 'matrix');
  const table = useRef<HTMLTableElement>(null);
  if (!matrix) {
    return (
      <EmptyState
        title="Every lab under every strategy"
        action={
          <CommandButton id="explore.matrix" look="primary" testId="matrix-start">
            Fill the matrix
          </CommandButton>
        }
      >
        Each cell is explored with the bounds of this document; documented outcomes stand beside the verdicts.
      </EmptyState>
    );
  }
  const done = matrix.cells.size;
  const all = matrix.labs.length * matrix.strategies.length;
  return (
    <div className="matrix">
      <p className="matrix__head">
        <span data-testid="matrix-progress">
          {count(done)} of {count(all)} cells
        </span>
        {running ? (
          <CommandButton id="run.stop" icon="stop">
            Stop
          </CommandButton>
        ) : (
          <CommandButton id="explore.matrix">Fill again</CommandButton>
        )}
        <span className="matrix__legend">
          ✗ violated, steps · ✓ holds, states · ~ incomplete · – does not apply · at the right what is
          documented, with its grade; ≠ differs
        </span>
      </p>
      <div className="matrix__scroll">
        <table ref={table} data-testid="matrix" onKeyDown={(event) => moveInTable(event, table.current)}>
          <thead>
            <tr>
              <th scope="col">lab</th>
              {matrix.strategies.map((strategy) => (
                <th key={strategy} scope="col" className="mono">
                  {strategy}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.labs.map((lab) => (
              <tr key={lab}>
                <th scope="row" className="mono" title={lab}>
                  {lab}
                </th>
                {matrix.strategies.map((strategy) => (
                  <td key={strategy}>
                    <Cell
                      lab={lab}
                      strategy={strategy}
                      verdict={matrix.cells.get(cellKey(lab, strategy))}
                      libraryLab={bench.library.labs.find((known) => known.id === lab)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface CellProps {
  readonly lab: string;
  readonly strategy: string;
  readonly verdict: Verdict | undefined;
  readonly libraryLab: LibraryLab | undefined;
}

function Cell({ lab, strategy, verdict, libraryLab }: CellProps) {
  const bench = useWorkbench();
  const documented = libraryLab?.documented.find((outcome) => outcome.strategy === strategy);
  const word = documented && documentedWord(documented.outcome);
  if (!verdict)
    return (
      <span className="matrix__waiting" title={word && `documented: ${word}`}>
        ·
      </span>
    );
  const look = verdictLook(verdict.verdict);
  const differs = documented !== undefined && !agrees(documented.outcome, verdict);
  const size =
    verdict.verdict === 'violated'
      ? verdict.shortest?.steps
      : verdict.verdict === 'holds'
        ? verdict.states
        : undefined;
  const documentedText = documented
    ? ` Documented: ${word}, grade ${documented.grade}, ${documented.source}`
    : '';
  return (
    <button
      type="button"
      className={`matrix__cell verdict-text--${look.tone}`}
      title={`${verdictSentence(verdict)}${documentedText}`}
      onClick={() => void openCell(bench, lab, strategy)}
    >
      <span className="visually-hidden">
        strategy {strategy}, lab {lab}: {look.word}
        {size !== undefined && `, ${size} ${verdict.verdict === 'violated' ? 'steps' : 'states'}`}
        {documented && `, documented ${word}, grade ${documented.grade}`}
      </span>
      <span className="matrix__symbol" aria-hidden="true">
        {look.symbol}
      </span>
      {verdict.costs.length > 0 && <span title={verdict.costs.join('; ')}>¢</span>}
      <span className="matrix__size" aria-hidden="true">
        {size === undefined ? '' : count(size)}
      </span>
      {documented && (
        <span
          className={differs ? 'matrix__documented matrix__documented--differs' : 'matrix__documented'}
          aria-hidden="true"
        >
          {differs ? '≠ ' : ''}
          {documentedSymbol(documented.outcome)} {documented.grade}
        </span>
      )}
    </button>
  );
}

async function openCell(bench: Workbench, labId: string, strategyId: string): Promise<void> {
  const lab = bench.library.labs.find((known) => known.id === labId);
  const strategy = bench.library.strategies.find((known) => known.id === strategyId);
  if (!lab || !strategy) return;
  await openLibraryLab(bench, lab, strategy.path);
  const shown = bench.document.get();
  const opened = shown.lab.path === lab.path && shown.strategyPath === strategy.path;
  // The matrix keeps verdicts, not runs: searching again is a matter of moments and brings the counterexample.
  if (opened && !bench.runs.get().job) await explore(bench);
}

/** Arrow keys go from cell to cell. */
function moveInTable(event: KeyboardEvent, table: HTMLTableElement | null): void {
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
  };
  const move = moves[event.key];
  const cell = document.activeElement?.closest('td');
  const row = cell?.parentElement;
  if (!move || !table || !cell || !(row instanceof HTMLTableRowElement)) return;
  const next = table.rows[row.rowIndex + move[0]]?.cells[cell.cellIndex + move[1]]?.querySelector('button');
  if (!next) return;
  event.preventDefault();
  next.focus();
}
