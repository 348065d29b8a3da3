// The run as a real table: a column per task and one for the pages, context switches as rules, steps that do not matter
// folded. The row of the step just done is marked and kept in sight without taking the focus.

import { Fragment, type KeyboardEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Finding } from '../../core/check/verdict.ts';
import type { ShortChange } from '../../core/report/change-text.ts';
import { type TableModel, type TableRow, tableOf } from '../../core/report/table.ts';
import type { Run } from '../../core/trace/run.ts';
import { Ticked } from '../app/ticked.tsx';
import { moveCursor, useWorkbench } from '../app/workbench.ts';
import { currentEntry, type RunMark } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import { taskTokens } from '../theme/theme.ts';
import { CommandButton } from '../toolbar/command-button.tsx';
import { Button } from '../widgets/button.tsx';
import { classNames } from '../widgets/class-names.ts';
import { EmptyState } from '../widgets/empty-state.tsx';
import { longestTable } from './copy-for-mail.ts';
import { CounterexampleChoice } from './counterexample-choice.tsx';
import { runEndSentence } from './run-end.ts';

const noMarks: readonly RunMark[] = [];

/** While a run grows its table is made anew with every chunk: a longer one would keep the person waiting. */
const longestLiveTable = 400;

/** Width of a column of calls that can still be read; more tasks than fit scroll sideways. */
const leastColumn = 128;
const otherColumns = 300;

export function Counterexample() {
  const bench = useWorkbench();
  const entry = useStore(bench.runs, currentEntry);
  const growing = useStore(bench.runs, (runs) => runs.job?.kind === 'run');
  const cursor = useStore(bench.view, (view) => view.cursor);
  const [fold, setFold] = useState(true);
  const run = entry?.run;
  const onStep = useCallback((step: number) => moveCursor(bench, step + 1), [bench]);
  const model = useMemo(
    () =>
      run && run.steps.length <= (growing ? longestLiveTable : longestTable)
        ? tableOf(run, { fold })
        : undefined,
    [run, growing, fold],
  );
  if (!run) {
    return (
      <EmptyState title="No counterexample yet">
        Explore finds the shortest one; a single run is shown here too.
      </EmptyState>
    );
  }
  return (
    <div className="counterexample">
      <div className="counterexample__head">
        <span data-testid="run-label">
          <strong>{entry.label}.</strong> {growing ? 'Running…' : runEndSentence(run)}
        </span>
        <CounterexampleChoice />
        <CommandButton id="counterexample.copy" icon="copy" look="quiet" testId="copy-for-mail-table">
          Copy for mail
        </CommandButton>
        <Button look="quiet" pressed={!fold} onClick={() => setFold(!fold)}>
          Every step
        </Button>
      </div>
      {model ? (
        <div className="counterexample__scroll" tabIndex={-1}>
          <Table model={model} run={run} marks={entry.marks ?? noMarks} at={cursor - 1} onStep={onStep} />
        </div>
      ) : growing ? (
        <EmptyState title="The table comes when the run has ended">
          Until then the timeline shows it as it grows.
        </EmptyState>
      ) : (
        <EmptyState title="This run is too long for a table">Look at it in the timeline.</EmptyState>
      )}
    </div>
  );
}

interface TableProps {
  readonly model: TableModel;
  readonly run: Run;
  readonly marks: readonly RunMark[];
  /** The step just done; -1 before the first. */
  readonly at: number;
  readonly onStep: (step: number) => void;
}

function Table({ model, run, marks, at, onStep }: TableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const columns = useMemo(() => model.columns.map((column) => column.task), [model]);
  useEffect(() => {
    const row =
      at < 0
        ? body.current?.firstElementChild
        : body.current?.querySelector(`[data-from="${rowStart(model, at)}"]`);
    // What is said of the step stands below it.
    const mark = row?.nextElementSibling;
    if (mark?.matches('.counterexample__mark')) mark.scrollIntoView({ block: 'nearest' });
    row?.scrollIntoView({ block: 'nearest' });
  }, [model, at]);
  return (
    <table
      data-testid="counterexample"
      style={{ minWidth: model.columns.length * leastColumn + otherColumns }}
      onKeyDown={(event) => goAlongRows(event, body.current)}
    >
      <thead>
        <tr>
          <th scope="col">step</th>
          {model.columns.map((column) => (
            <th key={column.task} scope="col" style={{ color: `var(${taskTokens(column.task).text})` }}>
              {column.name} <span className="verdict__detail">CPU {column.cpu}</span>
            </th>
          ))}
          <th scope="col">{pagesHeading(run)}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {model.atStart.map((finding) => (
          <tr key={finding.name} className="counterexample__row--bad">
            <th scope="row">0</th>
            <td colSpan={model.columns.length + 1}>
              <FindingText finding={finding} />, in the initial state
            </td>
          </tr>
        ))}
        <Marks marks={marks} from={-1} to={-1} columns={model.columns.length} />
        {model.rows.map((row, index) => {
          if (row.kind === 'switch') return undefined;
          const from = row.kind === 'step' ? row.step : row.from;
          const to = row.kind === 'step' ? row.step : row.to;
          return (
            <Fragment key={from}>
              <Row
                row={row}
                columns={columns}
                pages={run.head.pages.length}
                afterSwitch={index > 1 && model.rows[index - 1]?.kind === 'switch'}
                current={from <= at && at <= to}
                reachable={from === Math.max(0, rowStart(model, at))}
                onStep={onStep}
              />
              <Marks marks={marks} from={from} to={to} columns={model.columns.length} />
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

interface MarksProps {
  readonly marks: readonly RunMark[];
  /** Those of these steps. */
  readonly from: number;
  readonly to: number;
  readonly columns: number;
}

/** What is to be said of a step, below it. */
function Marks({ marks, from, to, columns }: MarksProps) {
  return marks
    .filter(({ step }) => from <= step && step <= to)
    .map(({ step, text }) => (
      <tr key={text} className="counterexample__mark" data-testid={`mark-${step + 1}`}>
        <th scope="row">
          <span aria-hidden="true">⚑</span>
        </th>
        <td colSpan={columns + 1}>
          <Ticked text={text} />
        </td>
      </tr>
    ));
}

interface RowProps {
  readonly row: Exclude<TableRow, { kind: 'switch' }>;
  readonly columns: readonly number[];
  readonly pages: number;
  readonly afterSwitch: boolean;
  readonly current: boolean;
  /** Tab comes to one row of the table; arrow keys go on from there. */
  readonly reachable: boolean;
  readonly onStep: (step: number) => void;
}

const Row = memo(function Row({ row, columns, pages, afterSwitch, current, reachable, onStep }: RowProps) {
  const first = row.kind === 'step' ? row.step : row.from;
  const last = row.kind === 'step' ? row.step : row.to;
  const findings = row.kind === 'step' ? row.findings : [];
  const name = row.kind === 'step' ? `${first + 1}` : `${first + 1}–${last + 1}`;
  return (
    <tr
      data-from={first}
      aria-current={current ? 'step' : undefined}
      className={classNames(
        afterSwitch && 'counterexample__row--switch',
        current && 'counterexample__row--current',
        findings.length > 0 && 'counterexample__row--bad',
      )}
      onClick={() => onStep(last)}
    >
      <th scope="row">
        <button type="button" className="counterexample__step" tabIndex={reachable ? 0 : -1}>
          {findings.length > 0 ? <span aria-hidden="true">✗ </span> : undefined}
          {name}
        </button>
      </th>
      {columns.map((task) => (
        <td key={task}>{task === row.task ? <What row={row} /> : undefined}</td>
      ))}
      <td>
        {row.kind === 'step' && <Changes changes={row.changes} severalPages={pages > 1} />}
        {row.kind === 'step' && row.waits && (
          <span className="verdict__detail">
            {' '}
            waits: <code>{`${row.waits.label} ${row.waits.value}`}</code>
          </span>
        )}
        {findings.map((finding) => (
          <Fragment key={`${finding.kind} ${finding.name}`}>
            {' '}
            <FindingText finding={finding} />
          </Fragment>
        ))}
      </td>
    </tr>
  );
});

function What({ row }: { readonly row: RowProps['row'] }) {
  if (row.kind === 'folded') return <span className="counterexample__fold">{row.text}</span>;
  return (
    <>
      {row.enters !== undefined && <span className="verdict__detail">{row.enters}: </span>}
      <code className={row.drains === undefined ? undefined : 'counterexample__drain'}>{row.text}</code>
    </>
  );
}

function Changes({
  changes,
  severalPages,
}: {
  readonly changes: readonly ShortChange[];
  readonly severalPages: boolean;
}) {
  return (
    <code>
      {changes.map((change, index) => (
        <Fragment key={`${change.object} ${change.label}`}>
          {index > 0 && ', '}
          {change.kind === 'page' && severalPages ? `${change.object}: ` : ''}
          {change.kind === 'ghost' ? `[${change.label} ${change.value}]` : `${change.label} ${change.value}`}
        </Fragment>
      ))}
    </code>
  );
}

function FindingText({ finding }: { readonly finding: Finding }) {
  return (
    <span className="counterexample__finding" title={finding.message}>
      ✗ {finding.name}
    </span>
  );
}

function pagesHeading(run: Run): string {
  const [only, another] = run.head.pages;
  return only && !another ? `page ${only.name}` : 'pages';
}

function goAlongRows(event: KeyboardEvent, body: HTMLElement | null): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const steps = [...(body?.querySelectorAll<HTMLElement>('.counterexample__step') ?? [])];
  const active = document.activeElement;
  const at = active instanceof HTMLElement ? steps.indexOf(active) : -1;
  const next = at < 0 ? undefined : steps[at + by];
  if (by === 0 || !next) return;
  event.preventDefault();
  next.focus();
  next.click();
}

function rowStart(model: TableModel, step: number): number {
  for (const row of model.rows) {
    if (row.kind === 'step' && row.step === step) return row.step;
    if (row.kind === 'folded' && row.from <= step && step <= row.to) return row.from;
  }
  return -1;
}
