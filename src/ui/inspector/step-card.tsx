// The step at the cursor: who did what where, what it read and wrote, what was found, which locks are held.

import { pendingText } from '../../core/report/pending-text.ts';
import { putByStep } from '../../core/trace/pending-at.ts';
import type { Run } from '../../core/trace/run.ts';
import { actorName } from '../timeline/model/actor.ts';
import { chainOf } from '../timeline/model/calls.ts';
import { siteAt } from '../timeline/model/step-text.ts';
import { TaskMark } from '../widgets/task-mark.tsx';
import { type Effect, locksHeld, readOf, writesOf } from './model/step-effects.ts';

export interface StepCardProps {
  readonly run: Run;
  readonly cursor: number;
  onShowSource(fileIndex: number, line: number): void;
}

const doing: Readonly<Record<string, string>> = {
  read: 'reads',
  write: 'writes',
  rmw: 'reads and writes at once',
  lock: 'takes a lock',
  trylock: 'tries to take a lock',
  unlock: 'gives a lock back',
  wait: 'waited until its condition held',
  fence: 'memory barrier',
  choose: 'free choice',
  atomic: 'a block that happens at once',
  'cpu-control': 'changes what may interrupt it',
  drain: 'makes a store visible to the others',
};

export function StepCard({ run, cursor, onShowSource }: StepCardProps) {
  const site = siteAt(run, cursor);
  const found = run.findings.filter((one) => one.step === cursor - 1);
  const locks = locksHeld(run, cursor);
  return (
    <section className="in-card" aria-label="Step" data-testid="inspector-step">
      <h3 className="in-head">
        {cursor === 0 ? 'Start' : `Step ${cursor}`} <span className="in-muted">of {run.steps.length}</span>
      </h3>
      {site === undefined ? (
        <p className="in-muted">What boot and the pages' set-up left; no task has made a step.</p>
      ) : (
        <>
          <p className="in-who">
            <TaskMark task={site.task} size={12} />
            <b className="mono">{actorName(run, site.task)}</b>
            <span className="in-muted">{doing[site.operation] ?? site.operation}</span>
          </p>
          <p className="in-operation mono">{site.text}</p>
          <p className="in-chain">
            {chainOf(site, run.head.tasks[site.task]?.name).map((call, level, all) => (
              <span key={`${call.function}:${call.line}:${String(level)}`}>
                <button
                  type="button"
                  className="in-link mono"
                  aria-label={`${call.function}, called at line ${call.line} of ${run.head.files[call.file] ?? ''}`}
                  onClick={() => onShowSource(call.file, call.line)}
                >
                  {call.function}
                </button>
                {level < all.length - 1 && <span aria-hidden="true"> › </span>}
              </span>
            ))}
          </p>
          <p>
            <button
              type="button"
              className="in-link mono"
              data-testid="inspector-source"
              onClick={() => onShowSource(site.file, site.line)}
            >
              {run.head.files[site.file]}:{site.line}
            </button>
          </p>
          <Effects read={readOf(run, cursor)} writes={writesOf(run, cursor)} waits={waitsText(run, cursor)} />
        </>
      )}
      {found.map(({ finding }) => (
        <p
          key={`${finding.kind}:${finding.name}`}
          className={finding.kind === 'warn' ? 'in-warn' : 'in-found'}
        >
          <b>
            {finding.kind === 'warn' ? '! ' : '✗ '}
            <span className="mono">{finding.name}</span>
          </b>
          <br />
          {finding.message}
        </p>
      ))}
      {locks.length > 0 && (
        <p className="in-locks">
          <span className="in-muted">locks held: </span>
          {locks.map((lock, index) => (
            <span key={lock.name}>
              {index > 0 && ', '}
              <span className="mono">{lock.name}</span> by <span className="mono">{lock.holder}</span>
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function waitsText(run: Run, cursor: number): string | undefined {
  const entry = putByStep(run, cursor - 1);
  return entry && pendingText(run.head.objects, entry);
}

function Effects({
  read,
  writes,
  waits,
}: {
  readonly read: Effect | undefined;
  readonly writes: readonly Effect[];
  /** What it left in the store buffer of its CPU. */
  readonly waits: string | undefined;
}) {
  if (read === undefined && writes.length === 0 && waits === undefined)
    return <p className="in-muted">touches no memory</p>;
  return (
    <dl className="in-effects">
      {read !== undefined && <EffectRow word="read" effect={read} />}
      {writes.map((effect) => (
        <EffectRow key={effect.name} word="wrote" effect={effect} />
      ))}
      {waits !== undefined && (
        <div className="in-effect">
          <dt className="in-muted">into the store buffer</dt>
          <dd className="mono">
            <b className="in-value--changed">{waits}</b>
          </dd>
        </div>
      )}
    </dl>
  );
}

function EffectRow({ word, effect }: { readonly word: string; readonly effect: Effect }) {
  return (
    <div className="in-effect">
      <dt>
        <span className="in-muted">{word}</span> <span className="mono">{effect.name}</span>
      </dt>
      <dd className="mono">
        {effect.changed ? <b className="in-value--changed">{effect.text}</b> : effect.text}
      </dd>
    </div>
  );
}
