// What the strategy would answer to "is it pinned?" at the cursor, against the pins that there are; and where the two
// first part.

import type { Run } from '../../core/trace/run.ts';
import { departureSign, departuresOf, departureText } from '../timeline/model/departure.ts';
import { agreement, agreementTexts } from '../timeline/model/pair.ts';
import './cards.css';

export interface KnowsCardProps {
  readonly run: Run;
  readonly page: number;
  readonly cursor: number;
  onCursor(k: number): void;
}

export function KnowsCard({ run, page, cursor, onCursor }: KnowsCardProps) {
  const laneValue = (name: string) =>
    run.lanes.find((lane) => lane.name === name && lane.page === page)?.values[cursor];
  const knows = laneValue('knows');
  const truth = laneValue('truth');
  if (knows === undefined || truth === undefined) return undefined;
  const kind = agreement(knows, truth);
  const departures = departuresOf(run).filter((departure) => departure.page === page);
  return (
    <section className="in-card" aria-label="What the strategy knows" data-testid="inspector-knows">
      <h3 className="in-head">
        Knows / truth <span className={`in-knows in-knows--${kind}`}>{agreementTexts(kind, truth)[0]}</span>
      </h3>
      {departures.map((departure) => (
        <p key={departure.kind} className={`in-departure in-knows--${departure.kind}`}>
          <span aria-hidden="true">{departureSign(departure)} </span>
          <button
            type="button"
            className="in-link mono"
            aria-current={departure.column === cursor ? 'step' : undefined}
            onClick={() => onCursor(departure.column)}
          >
            {departure.column === 0 ? 'start' : `step ${departure.column}`}
          </button>{' '}
          first {departureText(departure)}
        </p>
      ))}
    </section>
  );
}
