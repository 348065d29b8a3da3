// The library at the left: labs, strategies, the kernel library, and the runs of this window. One click opens.

import { useState } from 'react';
import type { LibraryLab, LibraryStrategy } from '../../contract/table.ts';
import { idOfPath } from '../app/flows/matrix.ts';
import { chooseStrategy, openText } from '../app/flows/texts.ts';
import { useWorkbench } from '../app/workbench.ts';
import { useStore } from '../state/use-store.ts';
import { openLibraryLab } from './open-lab.ts';
import { RunList } from './run-list.tsx';
import { Section } from './section.tsx';
import './library.css';

export function LibraryTree() {
  const bench = useWorkbench();
  const [filter, setFilter] = useState('');
  const labPath = useStore(bench.document, (document) => document.lab.path);
  const strategyPath = useStore(bench.document, (document) => document.strategyPath);
  const own = useStore(bench.document, (document) => document.own);
  const forked = useStore(bench.document, (document) => document.kernel);
  const activeText = useStore(bench.view, (view) => view.activeText);
  const wanted = (...words: readonly string[]) =>
    words.some((word) => word.toLowerCase().includes(filter.trim().toLowerCase()));
  const kernel = bench.library.texts.filter((text) => text.role === 'kernel' && wanted(text.path));
  return (
    <div className="library">
      <input
        className="library__filter"
        type="search"
        placeholder="Filter the library"
        aria-label="Filter the library"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <div className="library__lists">
        <Section title="Labs" open>
          {bench.library.labs
            .filter((lab) => wanted(lab.id, lab.title))
            .map((lab) => (
              <Entry
                key={lab.path}
                name={labName(lab)}
                prefix={labNumber(lab)}
                title={`${lab.id}\n${lab.title}`}
                current={lab.path === labPath}
                testId={`lab-${lab.id}`}
                onOpen={() => void openLibraryLab(bench, lab)}
              />
            ))}
        </Section>
        <Section title="Strategies" open>
          {bench.library.strategies
            .filter((strategy) => wanted(strategy.id, strategy.title))
            .map((strategy) => (
              <Entry
                key={strategy.path}
                name={strategy.id}
                title={strategyTitle(strategy)}
                current={strategy.path === strategyPath}
                testId={`strategy-${strategy.id}`}
                onOpen={() => {
                  chooseStrategy(bench, strategy.path);
                  openText(bench, strategy.path);
                }}
              />
            ))}
          {own.map((text) => (
            <Entry
              key={text.path}
              name={idOfPath(text.path)}
              note="yours"
              current={text.path === strategyPath}
              onOpen={() => {
                chooseStrategy(bench, text.path);
                openText(bench, text.path);
              }}
            />
          ))}
        </Section>
        <RunList />
        <Section title="Kernel library" open={filter !== ''}>
          {kernel.map((text) => (
            <Entry
              key={text.path}
              name={text.path.replace(/^kernel\//, '')}
              note={forked.some((fork) => fork.path === text.path) ? 'yours' : undefined}
              shown={text.path === activeText}
              onOpen={() => openText(bench, text.path)}
            />
          ))}
        </Section>
      </div>
    </div>
  );
}

function labNumber(lab: LibraryLab): string | undefined {
  return /^s(\d+)-/.exec(lab.id)?.[1];
}

function labName(lab: LibraryLab): string {
  return lab.id.replace(/^s\d+-/, '');
}

function strategyTitle(strategy: LibraryStrategy): string {
  return [strategy.id, strategy.title, strategy.cost].filter((line) => line !== '').join('\n');
}

interface EntryProps {
  readonly name: string;
  readonly prefix?: string | undefined;
  readonly note?: string | undefined;
  readonly title?: string;
  /** Part of the question being asked: marked with a dot and a word. */
  readonly current?: boolean;
  readonly shown?: boolean;
  readonly testId?: string;
  readonly onOpen: () => void;
}

function Entry({ name, prefix, note, title, current, shown, testId, onOpen }: EntryProps) {
  return (
    <li>
      <button
        type="button"
        className="library__entry"
        title={title ?? name}
        aria-current={current || shown ? 'true' : undefined}
        data-testid={testId}
        onClick={onOpen}
      >
        {prefix !== undefined && <span className="library__prefix">{prefix}</span>}
        <span className="library__name">{name}</span>
        {note !== undefined && <span className="library__note">{note}</span>}
        {current && <span className="library__note">in use</span>}
      </button>
    </li>
  );
}
