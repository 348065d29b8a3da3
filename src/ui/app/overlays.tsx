// What lies above the window: at most one dialog, palette or help at a time.

import { type ReactNode, useEffect } from 'react';
import { assertNever } from '../../core/base/assert.ts';
import { DesignDialog } from '../design/design-dialog.tsx';
import { SearchDialog } from '../search/search-dialog.tsx';
import { useStore } from '../state/use-store.ts';
import { GoToStep } from '../toolbar/go-to-step.tsx';
import { NewDialog } from '../welcome/new-dialog.tsx';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { Help } from './help.tsx';
import { Palette } from './palette.tsx';
import { useWorkbench } from './workbench.ts';

export function Overlays(): ReactNode {
  const bench = useWorkbench();
  const overlay = useStore(bench.view, (view) => view.overlay);
  const close = () => bench.view.set({ overlay: undefined });
  // A dialog opens on its close button; this runs after it has opened.
  useEffect(() => {
    if (overlay) document.querySelector<HTMLElement>('dialog[open] [data-first]')?.focus();
  }, [overlay]);
  if (!overlay) return undefined;
  switch (overlay.kind) {
    case 'palette':
      return <Palette start={overlay.start} onClose={close} />;
    case 'help':
      return <Help onClose={close} />;
    case 'design':
      return <DesignDialog onClose={close} />;
    case 'bounds':
      return <SearchDialog onClose={close} />;
    case 'new':
      return <NewDialog onClose={close} />;
    case 'go-to-step':
      return <GoToStep onClose={close} />;
    case 'message':
      return (
        <Dialog
          title={overlay.title}
          onClose={close}
          testId="message"
          actions={
            <Button look="primary" data-first onClick={close}>
              Close
            </Button>
          }
        >
          <p className="app-message">{overlay.text}</p>
          <p className="app-message__remedy">{overlay.remedy}</p>
        </Dialog>
      );
    case 'confirm':
      return (
        <Dialog
          title={overlay.title}
          mustAnswer
          onClose={close}
          testId="confirm"
          actions={
            <>
              <Button data-first onClick={close}>
                Cancel
              </Button>
              <Button
                look="danger"
                data-testid="confirm-yes"
                onClick={() => {
                  close();
                  overlay.run();
                }}
              >
                {overlay.action}
              </Button>
            </>
          }
        >
          <p className="app-message">{overlay.text}</p>
        </Dialog>
      );
    case 'unsaved':
      return (
        <Dialog
          title={`Save the changes to ${overlay.name}?`}
          mustAnswer
          onClose={() => overlay.answer('cancel')}
          testId="unsaved"
          actions={
            <>
              <Button onClick={() => overlay.answer('discard')} data-testid="dont-save">
                Don’t save
              </Button>
              <Button onClick={() => overlay.answer('cancel')} data-testid="cancel">
                Cancel
              </Button>
              <Button look="primary" data-first onClick={() => overlay.answer('save')} data-testid="save">
                Save
              </Button>
            </>
          }
        >
          <p>They are lost otherwise.</p>
        </Dialog>
      );
    default:
      return assertNever(overlay);
  }
}
