// What waits in each CPU's store buffer at the cursor, oldest first: written by the CPU, not yet seen by the others.

import { pendingText } from '../../core/report/pending-text.ts';
import { pendingAt } from '../../core/trace/pending-at.ts';
import type { Run } from '../../core/trace/run.ts';
import './cards.css';

export function BuffersCard({ run, cursor }: { readonly run: Run; readonly cursor: number }) {
  if (!run.pending) return undefined;
  const pending = pendingAt(run, cursor);
  const buffers = run.head.tasks.filter((task) => task.kind === 'buffer');
  return (
    <section className="in-card" aria-label="Store buffers" data-testid="inspector-buffers">
      <h3 className="in-head">
        Store buffers <span className="in-muted">{run.head.memory}</span>
      </h3>
      {buffers.map(({ cpu }) => {
        const waiting = pending.filter((entry) => entry.cpu === cpu);
        return (
          <div key={cpu}>
            <span className="in-muted">CPU {cpu}: </span>
            {waiting.length === 0 ? (
              <span className="in-muted">empty</span>
            ) : (
              <ol className="in-pending">
                {waiting.map((entry, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two stores that wait may be alike in everything
                  <li key={index} className="mono">
                    {pendingText(run.head.objects, entry)}
                  </li>
                ))}
              </ol>
            )}
          </div>
        );
      })}
    </section>
  );
}
