// The parts of a design, each to be chosen alone: strategy (one), policies by axis (any), memory model (one).

import { type MemoryModel, memoryModels } from '../../core/check/verdict.ts';
import type { PolicyAxis } from '../../core/language/check/program.ts';
import { chooseMemory, chooseStrategy, togglePolicy } from '../app/flows/design.ts';
import { useWorkbench } from '../app/workbench.ts';
import { idOfPath } from '../state/design-name.ts';
import { isPolicy, isStrategy } from '../state/document.ts';
import { useStore } from '../state/use-store.ts';
import { type About, Choice } from './choice.tsx';

interface PartProps {
  readonly onAbout: (about: About) => void;
}

export const memoryTexts: Readonly<Record<MemoryModel, string>> = {
  SC: 'Sequential consistency: every store is visible to all at once.',
  'x86-TSO': 'A FIFO store buffer for each CPU; locked operations and full barriers drain it.',
  relaxed: 'Plain stores and atomics that return nothing may become visible late and out of order.',
};

export function StrategyChoices({ onAbout }: PartProps) {
  const bench = useWorkbench();
  const chosen = useStore(bench.document, (document) => document.strategyPath);
  const own = useStore(bench.document, (document) => document.own);
  return (
    <>
      {own
        .filter((text) => isStrategy(text.path))
        .map((text) => (
          <Choice
            key={text.path}
            type="radio"
            group="strategy"
            name={idOfPath(text.path)}
            note="yours"
            checked={text.path === chosen}
            about={{ title: idOfPath(text.path), lines: ['A strategy of your own.'] }}
            onAbout={onAbout}
            onChoose={() => chooseStrategy(bench, text.path)}
          />
        ))}
      {bench.library.strategies.map((strategy) => (
        <Choice
          key={strategy.path}
          type="radio"
          group="strategy"
          name={strategy.id}
          title={strategy.title}
          checked={strategy.path === chosen}
          about={{
            title: strategy.title || strategy.id,
            lines: strategy.cost === '' ? [] : [`Costs: ${strategy.cost}`],
          }}
          onAbout={onAbout}
          onChoose={() => chooseStrategy(bench, strategy.path)}
        />
      ))}
    </>
  );
}

const axes: readonly { readonly axis: PolicyAxis; readonly title: string }[] = [
  { axis: 'cow', title: 'COW and fork' },
  { axis: 'gup-fast', title: 'GUP-fast' },
  { axis: 'writeback', title: 'Writeback and reclaim' },
];

export function PolicyChoices({ onAbout }: PartProps) {
  const bench = useWorkbench();
  const chosen = useStore(bench.document, (document) => document.policyPaths);
  const own = useStore(bench.document, (document) => document.own).filter((text) => isPolicy(text.path));
  return (
    <>
      {axes.map(({ axis, title }) => (
        <fieldset key={axis} className="design__axis">
          <legend>{title}</legend>
          {bench.library.policies
            .filter((policy) => policy.axis === axis)
            .map((policy) => (
              <Choice
                key={policy.path}
                type="checkbox"
                group={axis}
                name={policy.id}
                title={policy.title}
                checked={chosen.includes(policy.path)}
                about={{ title: policy.title || policy.id, lines: policy.cites }}
                onAbout={onAbout}
                onChoose={() => togglePolicy(bench, policy.path)}
              />
            ))}
        </fieldset>
      ))}
      {own.length > 0 && (
        <fieldset className="design__axis">
          <legend>Yours</legend>
          {own.map((text) => (
            <Choice
              key={text.path}
              type="checkbox"
              group="own"
              name={idOfPath(text.path)}
              note="yours"
              checked={chosen.includes(text.path)}
              about={{ title: idOfPath(text.path), lines: ['A policy of your own.'] }}
              onAbout={onAbout}
              onChoose={() => togglePolicy(bench, text.path)}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

export function MemoryChoice({ onAbout }: PartProps) {
  const bench = useWorkbench();
  const chosen = useStore(bench.document, (document) => document.memory);
  return (
    <fieldset className="design__axis">
      <legend>Memory model</legend>
      {memoryModels.map((memory) => (
        <Choice
          key={memory}
          type="radio"
          group="memory"
          name={memory}
          checked={memory === chosen}
          about={{ title: memory, lines: [memoryTexts[memory]] }}
          onAbout={onAbout}
          onChoose={() => chooseMemory(bench, memory)}
        />
      ))}
    </fieldset>
  );
}
