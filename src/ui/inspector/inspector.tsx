// The state at the cursor in bits: a page's words, who holds its references, what the step did, the rest of memory.
//
// Promises: everything shown follows from the run and the cursor; nothing is kept between two cursors.

import { pageObject } from '../../core/trace/memory-at.ts';
import { hex } from '../../core/trace/names.ts';
import type { Run } from '../../core/trace/run.ts';
import { EmptyState } from '../widgets/empty-state.tsx';
import { Select } from '../widgets/select.tsx';
import { Tabs, tabPanelProps } from '../widgets/tabs.tsx';
import { BuffersCard } from './buffers-card.tsx';
import { KnowsCard } from './knows-card.tsx';
import { LedgerCard } from './ledger-card.tsx';
import { OtherMemory } from './other-memory.tsx';
import { PageWords } from './page-words.tsx';
import { StepCard } from './step-card.tsx';
import './inspector.css';

export interface InspectorProps {
  readonly run: Run | undefined;
  readonly cursor: number;
  onCursor(k: number): void;
  readonly selectedPage: number;
  onSelectPage(page: number): void;
  onShowSource(fileIndex: number, line: number): void;
}

const mostTabs = 5;

export function Inspector({
  run,
  cursor,
  onCursor,
  selectedPage,
  onSelectPage,
  onShowSource,
}: InspectorProps) {
  if (run === undefined) {
    return (
      <section className="in" aria-label="Inspector" data-testid="inspector">
        <EmptyState title="Nothing to inspect yet">
          After a run this shows the words of struct page at the cursor, who holds each reference, and what
          the step did.
        </EmptyState>
      </section>
    );
  }
  const page = Math.max(0, Math.min(selectedPage, run.head.pages.length - 1));
  const object = pageObject(run, page);
  return (
    <section className="in" aria-label="Inspector" data-testid="inspector">
      <PageChooser run={run} page={page} onSelectPage={onSelectPage} />
      <div className="in-body">
        <div className="in-cards" {...(isTabbed(run) ? tabPanelProps('inspector-pages', String(page)) : {})}>
          {object !== undefined && (
            <section className="in-card" aria-label={`Page ${object.name}`}>
              <h3 className="in-head">
                struct page <span className="mono">{object.name}</span>
                <span className="in-muted mono in-address">{hex(object.address)}</span>
              </h3>
              <PageWords run={run} object={object} cursor={cursor} onCursor={onCursor} />
            </section>
          )}
          <KnowsCard run={run} page={page} cursor={cursor} onCursor={onCursor} />
          {object !== undefined && <LedgerCard run={run} page={page} cursor={cursor} onCursor={onCursor} />}
          <BuffersCard run={run} cursor={cursor} />
          <OtherMemory run={run} cursor={cursor} onCursor={onCursor} />
        </div>
        <div className="in-now">
          <StepCard run={run} cursor={cursor} onShowSource={onShowSource} />
        </div>
      </div>
    </section>
  );
}

function PageChooser({
  run,
  page,
  onSelectPage,
}: {
  readonly run: Run;
  readonly page: number;
  onSelectPage(page: number): void;
}) {
  const { pages } = run.head;
  if (pages.length < 2) return undefined;
  if (isTabbed(run)) {
    return (
      <Tabs
        group="inspector-pages"
        label="Pages"
        mono
        tabs={pages.map(({ name }, index) => ({ id: String(index), label: name, name: `page ${name}` }))}
        selected={String(page)}
        onSelect={(id) => onSelectPage(Number(id))}
      />
    );
  }
  return (
    <div className="in-chooser">
      <Select
        label="Page"
        mono
        value={String(page)}
        options={pages.map(({ name }, index) => ({ value: String(index), label: name }))}
        onChange={(value) => onSelectPage(Number(value))}
      />
    </div>
  );
}

function isTabbed(run: Run): boolean {
  return run.head.pages.length > 1 && run.head.pages.length <= mostTabs;
}
