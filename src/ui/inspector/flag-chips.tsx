// Flags as chips: set, just set, just cleared; those that are clear on demand.

import { Chip } from '../widgets/chip.tsx';
import type { Flag } from './model/flags.ts';

export function FlagChips({ flags }: { readonly flags: readonly Flag[] }) {
  const shown = flags.filter((flag) => flag.set || flag.changed);
  const clear = flags.filter((flag) => !flag.set && !flag.changed);
  return (
    <div className="in-flags">
      {shown.length === 0 && <span className="in-muted">no flag set</span>}
      {shown.map((flag) => (
        <Chip
          key={flag.bit}
          mono
          tone={flag.changed ? 'changed' : 'neutral'}
          symbol={flag.changed ? (flag.set ? '+' : '−') : undefined}
          said={flag.changed ? (flag.set ? 'set by this step:' : 'cleared by this step:') : undefined}
          title={`${flag.name}, bit ${flag.bit}: ${flag.set ? 'set' : 'clear'}${flag.changed ? ' by this step' : ''}`}
        >
          {flag.short}
        </Chip>
      ))}
      {clear.length > 0 && (
        <details className="in-clear">
          <summary>{clear.length} clear</summary>
          {clear.map((flag) => (
            <Chip key={flag.bit} mono tone="quiet" title={`${flag.name}, bit ${flag.bit}: clear`}>
              {flag.short}
            </Chip>
          ))}
        </details>
      )}
    </div>
  );
}
