// What kind of lab to begin with. The new document needs no name until it is saved.

import { builtInChoice } from '../app/flows/origin.ts';
import { documentAround, showDocument } from '../app/flows/texts.ts';
import { useWorkbench } from '../app/workbench.ts';
import { mayDiscard } from '../session/unsaved.ts';
import { designOf } from '../state/document.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { blankLab, twoTasksLab } from './templates.ts';
import './welcome.css';

const path = 'untitled.lab.c';

const kinds = [
  { title: 'Blank', text: blankLab, about: 'One page and one task.' },
  {
    title: 'Two tasks',
    text: twoTasksLab,
    about: 'Two tasks, one page, and a property that both must keep.',
  },
] as const;

export function NewDialog({ onClose }: { readonly onClose: () => void }) {
  const bench = useWorkbench();
  const begin = async (text: string) => {
    onClose();
    if (!(await mayDiscard(bench))) return;
    const document = bench.document.get();
    const { schedule, seed, bounds } = document;
    const design = builtInChoice(bench.library, designOf(document));
    showDocument(bench, documentAround({ path, text }, design, { schedule, seed, bounds }));
    // After the dialog has given the focus back to where it was: a new text is there to be written.
    requestAnimationFrame(() => bench.view.set({ reveal: { path, line: 1, column: 1, focus: true } }));
  };
  return (
    <Dialog title="New lab" onClose={onClose} testId="new-dialog">
      <ul className="new-kinds">
        {kinds.map((kind, index) => (
          <li key={kind.title}>
            <Button data-first={index === 0 || undefined} onClick={() => void begin(kind.text)}>
              {kind.title}
            </Button>
            <span>{kind.about}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
