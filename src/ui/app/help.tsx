// Every command with its key, from the one table; and the keys that belong to a single view.

import type { Category } from '../commands/command.ts';
import { showKey } from '../commands/keys.ts';
import { commands } from '../commands/table.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { useWorkbench } from './workbench.ts';
import './palette.css';

const categories: readonly Category[] = ['File', 'Run', 'Explore', 'Go', 'View', 'Help'];

/** Keys that a view takes itself while it has the focus. */
const viewKeys: readonly { readonly title: string; readonly keys: string }[] = [
  { title: 'One step back or forward (Shift: of the same task)', keys: 'Left, Right' },
  { title: 'Start or end of the run', keys: 'Home, End' },
  { title: 'Next or previous change on the lane', keys: '. ,' },
  { title: 'Zoom in and out, move left and right', keys: 'W S A D' },
  { title: 'Fit the run', keys: 'F' },
  { title: 'Filter the tracks', keys: '/' },
  { title: 'The timeline as text', keys: 'Alt+F2' },
  { title: 'Choose who runs next (step by step)', keys: '1 … 9' },
];

export function Help({ onClose }: { readonly onClose: () => void }) {
  const bench = useWorkbench();
  const mac = bench.face.platform === 'darwin';
  return (
    <Dialog title="Commands and keys" size="large" onClose={onClose} testId="help">
      <div className="help">
        {categories.map((category) => (
          <section key={category}>
            <h3>{category}</h3>
            <dl>
              {commands
                .filter((command) => command.category === category)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{command.title}</dt>
                    <dd>
                      {command.keys.map((key) => (
                        <kbd key={key} className="pl-kbd">
                          {showKey(key, mac)}
                        </kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>In the timeline</h3>
          <dl>
            {viewKeys.map((row) => (
              <div key={row.title}>
                <dt>{row.title}</dt>
                <dd>
                  <kbd className="pl-kbd">{row.keys}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <p className="help__note">
          In the editor, Tab writes a tab; Ctrl+M lets Tab move the focus instead. F6 always goes to the next
          region.
        </p>
      </div>
    </Dialog>
  );
}
