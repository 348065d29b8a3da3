// The runs of this window, newest first: click one to look at it again.

import { violatingPosition } from '../app/flows/shown-runs.ts';
import { count } from '../app/numbers.ts';
import { moveCursor, useWorkbench } from '../app/workbench.ts';
import { inputOf, sameInput } from '../state/document.ts';
import { useStore } from '../state/use-store.ts';
import { Section } from './section.tsx';

export function RunList() {
  const bench = useWorkbench();
  const entries = useStore(bench.runs, (runs) => runs.entries);
  const current = useStore(bench.runs, (runs) => runs.current);
  const input = useStore(bench.document, (document) => inputOf(document, bench.library));
  return (
    <Section title="Runs" open>
      {entries.length === 0 && <li className="library__empty">none yet</li>}
      {entries.toReversed().map((entry) => {
        const findings = entry.run.findings.length;
        const stale = !sameInput(entry.input, input);
        return (
          <li key={entry.id}>
            <button
              type="button"
              className="library__entry"
              aria-current={entry.id === current ? 'true' : undefined}
              title={stale ? `${entry.label} (of another text or design)` : entry.label}
              onClick={() => {
                bench.runs.set({ current: entry.id });
                moveCursor(bench, violatingPosition(entry.run, undefined));
              }}
            >
              <span className="library__prefix">{entry.id}</span>
              <span className="library__name library__name--words">{entry.label}</span>
              <span className="library__note">
                {findings > 0 ? '✗ ' : ''}
                {stale ? 'old ' : ''}
                {count(entry.run.steps.length)}
              </span>
            </button>
          </li>
        );
      })}
    </Section>
  );
}
