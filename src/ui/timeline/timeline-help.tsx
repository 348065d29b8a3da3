// What keys and pointer do in the timeline, in a dialog.

import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';

const keys: readonly (readonly [keys: string, does: string])[] = [
  ['Left, Right', 'one step'],
  ['Shift+Left, Shift+Right', 'one step of the same task'],
  [', and .  (Ctrl+Left, Ctrl+Right)', 'previous, next change on the focused track'],
  ['Home, End', 'start and end of the run'],
  ['Up, Down', 'focus another track'],
  ['W, S  (Ctrl+wheel)', 'zoom in, zoom out'],
  ['A, D  (Shift+wheel)', 'move left, move right'],
  ['F', 'fit the whole run'],
  ['/', 'filter'],
  ['Alt+F2', 'the timeline as text'],
  ['press, drag', 'move the cursor'],
  ['double press on a box', 'show one call as large as it can be'],
];

const signs: readonly (readonly [sign: string, means: string])[] = [
  ['L U R W M', 'lock, unlock, read, write, read-modify-write'],
  ['✗', 'a violation; in “knows / truth” a pin that the strategy denies'],
  ['~', 'the strategy says pinned, but no pin is outstanding'],
  ['+dirty −lru', 'flags set and cleared by that step'],
];

export function TimelineHelp({ onClose }: { onClose(): void }) {
  return (
    <Dialog
      title="Timeline: keys and signs"
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <dl className="tl-help">
        {[...keys, ...signs].map(([term, meaning]) => (
          <div key={term}>
            <dt className="mono">{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
