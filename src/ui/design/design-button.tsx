// The toolbar's one control for the design: it says which one it is and opens the dialog that changes it.

import { useWorkbench } from '../app/workbench.ts';
import { designLabel, partsLabel, partsOf } from '../state/design-name.ts';
import { useStore } from '../state/use-store.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import './design.css';

export function DesignButton() {
  const bench = useWorkbench();
  const document = useStore(bench.document, (now) => now);
  const label = designLabel(bench.library, document);
  const parts = partsLabel(partsOf(document));
  return (
    <Button
      className="design-button"
      data-testid="design"
      aria-haspopup="dialog"
      hint={
        label === parts
          ? 'Strategy, policies and memory model'
          : `${parts}${document.memory === 'SC' ? ' · SC' : ''}`
      }
      onClick={() => bench.view.set({ overlay: { kind: 'design' } })}
    >
      <span className="design-button__word">Design</span>
      <span className="design-button__label mono">{label}</span>
      <Icon name="chevron-down" size={12} />
    </Button>
  );
}
