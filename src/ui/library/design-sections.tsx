// The library's designs: kernel presets, strategies and policies, the person's own among them. A preset or a strategy
// comes into use when it is opened; a policy is opened to be read and put into use in the design dialog.

import type { LibraryStrategy } from '../../contract/table.ts';
import { choosePreset, chooseStrategy } from '../app/flows/design.ts';
import { openText } from '../app/flows/texts.ts';
import { useWorkbench } from '../app/workbench.ts';
import { exactPreset, idOfPath, partsLabel } from '../state/design-name.ts';
import { isPolicy, isStrategy } from '../state/document.ts';
import { useStore } from '../state/use-store.ts';
import { Entry } from './entry.tsx';
import { Section } from './section.tsx';

export interface DesignSectionsProps {
  readonly wanted: (...words: readonly string[]) => boolean;
  readonly filtered: boolean;
}

export function DesignSections({ wanted, filtered }: DesignSectionsProps) {
  const bench = useWorkbench();
  const document = useStore(bench.document, (now) => now);
  const activeText = useStore(bench.view, (view) => view.activeText);
  const { library } = bench;
  const { own, strategyPath, policyPaths } = document;
  const preset = exactPreset(library, document)?.id;
  const takeStrategy = (path: string) => {
    chooseStrategy(bench, path);
    openText(bench, path);
  };
  return (
    <>
      {library.presets.length > 0 && (
        <Section title="Kernel presets" open={filtered}>
          {library.presets
            .filter((known) => wanted(known.id, known.title))
            .map((known) => (
              <Entry
                key={known.path}
                name={known.id}
                title={[known.id, known.title, partsLabel(known), known.problem ?? ''].join('\n').trim()}
                current={known.id === preset}
                testId={`preset-${known.id}`}
                onOpen={() => {
                  choosePreset(bench, known);
                  openText(bench, known.path);
                }}
              />
            ))}
        </Section>
      )}
      <Section title="Strategies" open>
        {library.strategies
          .filter((strategy) => wanted(strategy.id, strategy.title))
          .map((strategy) => (
            <Entry
              key={strategy.path}
              name={strategy.id}
              title={strategyTitle(strategy)}
              current={strategy.path === strategyPath}
              testId={`strategy-${strategy.id}`}
              onOpen={() => takeStrategy(strategy.path)}
            />
          ))}
        {own
          .filter((text) => isStrategy(text.path))
          .map((text) => (
            <Entry
              key={text.path}
              name={idOfPath(text.path)}
              note="yours"
              current={text.path === strategyPath}
              onOpen={() => takeStrategy(text.path)}
            />
          ))}
      </Section>
      {library.policies.length > 0 && (
        <Section title="Policies" open={filtered || policyPaths.length > 0}>
          {library.policies
            .filter((policy) => wanted(policy.id, policy.title))
            .map((policy) => (
              <Entry
                key={policy.path}
                name={policy.id}
                title={[policy.id, policy.title, ...policy.cites].join('\n')}
                current={policyPaths.includes(policy.path)}
                shown={policy.path === activeText}
                testId={`policy-${policy.id}`}
                onOpen={() => openText(bench, policy.path)}
              />
            ))}
          {own
            .filter((text) => isPolicy(text.path))
            .map((text) => (
              <Entry
                key={text.path}
                name={idOfPath(text.path)}
                note="yours"
                current={policyPaths.includes(text.path)}
                shown={text.path === activeText}
                onOpen={() => openText(bench, text.path)}
              />
            ))}
        </Section>
      )}
    </>
  );
}

function strategyTitle(strategy: LibraryStrategy): string {
  return [strategy.id, strategy.title, strategy.cost].filter((line) => line !== '').join('\n');
}
