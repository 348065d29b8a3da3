// The design in one dialog: a kernel preset sets everything; strategy, policies and memory model can be changed one by
// one. Every choice counts at once; what is focused or pointed at is explained below, with its citation.

import { useState } from 'react';
import { choosePreset } from '../app/flows/design.ts';
import { useWorkbench } from '../app/workbench.ts';
import { designLabel, exactPreset, partsLabel, partsOf } from '../state/design-name.ts';
import { useStore } from '../state/use-store.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { type About, Choice } from './choice.tsx';
import { MemoryChoice, PolicyChoices, StrategyChoices } from './part-choices.tsx';
import './design.css';

export function DesignDialog({ onClose }: { readonly onClose: () => void }) {
  const bench = useWorkbench();
  const document = useStore(bench.document, (now) => now);
  const [about, setAbout] = useState<About>();
  const label = designLabel(bench.library, document);
  const parts = partsLabel(partsOf(document));
  return (
    <Dialog
      title={label === parts ? `Design: ${label}` : `Design: ${label} (${parts})`}
      size="wide"
      onClose={onClose}
      testId="design-dialog"
      actions={
        <>
          <AboutPart about={about} />
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className="design">
        <fieldset className="design__column">
          <legend>Kernel presets</legend>
          <Presets onAbout={setAbout} />
          <MemoryChoice onAbout={setAbout} />
        </fieldset>
        <fieldset className="design__column">
          <legend>Strategy: how a pin is recorded</legend>
          <StrategyChoices onAbout={setAbout} />
        </fieldset>
        <div className="design__column">
          <PolicyChoices onAbout={setAbout} />
        </div>
      </div>
    </Dialog>
  );
}

function Presets({ onAbout }: { readonly onAbout: (about: About) => void }) {
  const bench = useWorkbench();
  const document = useStore(bench.document, (now) => now);
  const exact = exactPreset(bench.library, document)?.id;
  if (bench.library.presets.length === 0) return <p className="design__none">There is none.</p>;
  return bench.library.presets.map((preset, index) => (
    <Choice
      key={preset.id}
      type="radio"
      group="preset"
      name={preset.id}
      note={document.preset === preset.id && exact !== preset.id ? 'changed' : undefined}
      checked={exact === preset.id}
      first={exact === undefined ? index === 0 : exact === preset.id}
      problem={preset.problem}
      about={{
        title: `${preset.id}: ${preset.title}`,
        lines: [partsLabel(preset), ...preset.cites],
      }}
      onAbout={onAbout}
      onChoose={() => choosePreset(bench, preset)}
    />
  ));
}

function AboutPart({ about }: { readonly about: About | undefined }) {
  return (
    <div className="design__about" aria-live="polite" data-testid="design-about">
      {about ? (
        <>
          <p>
            <b>{about.title}</b>
          </p>
          {about.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </>
      ) : (
        <p>
          Four things make a design beside the memory model: how a pin is recorded, what COW does, how
          GUP-fast checks again, and what writeback and reclaim do with a pinned page. A preset is a kernel’s
          choice.
        </p>
      )}
    </div>
  );
}
