// The verdict: before (what Explore would do), during (real units, no invented percentage), after (symbol, sentence,
// bounds, what else was found), and what a session file claims until it is explored here.

import { formatDesign } from '../../core/check/design.ts';
import type { Verdict } from '../../core/check/verdict.ts';
import { verdictSentence } from '../../core/report/verdict-sentence.ts';
import { boundsText } from '../app/bounds-text.ts';
import { count, duration, plural } from '../app/numbers.ts';
import { useWorkbench } from '../app/workbench.ts';
import { showKey } from '../commands/keys.ts';
import { partsLabel } from '../state/design-name.ts';
import { inputOf, sameInput } from '../state/document.ts';
import { useStore } from '../state/use-store.ts';
import { CommandButton } from '../toolbar/command-button.tsx';
import { NextHint } from '../welcome/next-hint.tsx';
import { CostLines } from './cost-lines.tsx';
import {
  type DocumentedOutcome,
  documentedFor,
  documentedWord,
  mismatchOf,
  mismatchText,
} from './documented.ts';
import { Explanation } from './explanation.tsx';
import { FailureMessage } from './failure-message.tsx';
import { methodLine } from './method-line.ts';
import { Progress } from './progress.tsx';
import { Recorded } from './recorded.tsx';
import { headAndRest } from './sentence-parts.ts';
import { verdictLook } from './verdict-look.ts';

export function VerdictPanel() {
  const bench = useWorkbench();
  const job = useStore(bench.runs, (runs) => runs.job);
  const failure = useStore(bench.runs, (runs) => runs.failure);
  const explored = useStore(bench.runs, (runs) => runs.explored);
  const recorded = useStore(bench.runs, (runs) => runs.recorded);
  const input = useStore(bench.document, (document) => inputOf(document, bench.library));
  if (job?.kind === 'explore') return <Progress />;
  if (failure) return <FailureMessage failure={failure} />;
  if (recorded) return <Recorded recorded={recorded} />;
  if (!explored) return <NotExplored />;
  const { verdict } = explored.result;
  const look = verdictLook(verdict.verdict, verdict.costs);
  const said = headAndRest(verdictSentence(verdict));
  const stale = !sameInput(explored.input, input);
  return (
    <div className="verdict">
      {stale && (
        <p className="app-band app-band--stale" data-testid="stale-verdict">
          <span>This verdict is about an earlier text or another design. Explore again.</span>
        </p>
      )}
      <div className="verdict__main">
        <span className={`verdict__symbol verdict__symbol--${look.tone}`} aria-hidden="true">
          {look.symbol}
        </span>
        <div className="verdict__words">
          <h2
            className={`verdict-text--${look.tone}`}
            data-testid="verdict-sentence"
            data-verdict={verdict.verdict}
          >
            {said.head}
            {said.rest !== '' && <span className="verdict__rest"> {said.rest}</span>}
          </h2>
          <div className="verdict__actions">
            {explored.result.shortest && (
              <CommandButton id="explore.showShortest">Show shortest</CommandButton>
            )}
            {explored.result.fewest && <CommandButton id="explore.showFewest">Fewest switches</CommandButton>}
            {explored.result.nearestPassing && (
              <CommandButton id="explore.showPassing">Nearest passing run</CommandButton>
            )}
            {explored.result.shortest && (
              <CommandButton id="counterexample.copy" icon="copy" testId="copy-for-mail">
                Copy for mail
              </CommandButton>
            )}
          </div>
          <Explanation result={explored.result} input={explored.input} />
          <NextHint verdict={verdict} />
          <Details
            verdict={verdict}
            documented={documentedFor(bench.library, explored.input, verdict.design)}
          />
        </div>
      </div>
    </div>
  );
}

function NotExplored() {
  const bench = useWorkbench();
  const check = useStore(bench.runs, (runs) => runs.check);
  if (check?.failure) return <FailureMessage failure={check.failure} />;
  const outline = check?.report?.outline;
  const tasks = outline?.tasks.filter((task) => task.kind !== 'quiesce');
  const steps = tasks?.reduce((sum, task) => sum + task.steps, 0);
  const who =
    tasks === undefined
      ? 'the tasks'
      : tasks.length === 1
        ? 'this one task'
        : `these ${numberWord(tasks.length)} tasks`;
  return (
    <div className="verdict">
      <div className="verdict__main">
        <span className="verdict__symbol verdict__symbol--none" aria-hidden="true">
          …
        </span>
        <div className="verdict__words">
          <p data-testid="verdict-sentence">
            Not explored yet. Explore ({showKey('Ctrl+Shift+Enter', bench.face.platform === 'darwin')}) tries
            every order of {who}.
          </p>
          {tasks !== undefined && steps !== undefined && (
            <p className="verdict__detail">
              {tasks.map((task) => `${task.name}: ${plural(task.steps, 'micro-step')}`).join(' · ')}
            </p>
          )}
          {outline !== undefined && outline.missing.length > 0 && (
            <p className="verdict__detail">
              This lab does not apply to {outline.strategy}: {outline.missing.join('; ')}.
            </p>
          )}
          <div className="verdict__actions">
            <CommandButton id="explore.start" look="primary" icon="explore">
              Explore
            </CommandButton>
            <CommandButton id="run.start" icon="play">
              Run once
            </CommandButton>
            <CommandButton id="run.stepwise">Step by step</CommandButton>
          </div>
        </div>
      </div>
    </div>
  );
}

interface DetailsProps {
  readonly verdict: Verdict;
  readonly documented: DocumentedOutcome | undefined;
}

function Details({ verdict, documented }: DetailsProps) {
  const skipped = verdict.properties.filter((property) => property.skipped !== undefined);
  const mismatch = documented && mismatchOf(documented, verdict);
  return (
    <ul className="verdict__details">
      <li data-testid="verdict-design">
        Under <code>{verdict.design}</code>
        {formatDesign(verdict) !== verdict.design && (
          <>
            {' '}
            = <code>{partsLabel(verdict)}</code>
          </>
        )}
        , memory model {verdict.memory}
        {verdict.buffers?.full === true &&
          '; a store had to wait for room in its buffer, so larger buffers were not looked at'}
      </li>
      {verdict.searched && <li data-testid="searched">{methodLine(verdict.searched)}</li>}
      {verdict.verdict !== 'does-not-apply' && (
        <li>
          {count(verdict.transitions)} transitions in {duration(verdict.ms)}. Bounds:{' '}
          {boundsText(verdict.bounds, verdict.searched)}
        </li>
      )}
      {documented && (
        <li data-testid="documented">
          Documented: {documentedWord(documented.outcome)}, grade {documented.grade}
          {mismatch && <b> – ≠ {mismatchText(mismatch)}</b>}. {documented.source}
        </li>
      )}
      <CostLines verdict={verdict} />
      {verdict.alsoFound.map((finding) => (
        <li key={`${finding.kind} ${finding.name}`}>
          <strong>Also found</strong> ({finding.kind}): {finding.message}
        </li>
      ))}
      {skipped.map((property) => (
        <li key={property.name}>
          Skipped <code>{property.name}</code>: {property.skipped}
        </li>
      ))}
    </ul>
  );
}

function numberWord(value: number): string {
  return (
    ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][value] ?? String(value)
  );
}
