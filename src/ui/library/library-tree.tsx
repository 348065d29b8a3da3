// The library at the left: labs by group, designs, the runs of this window, the kernel library. One click opens.

import { useState } from 'react';
import type { LibraryLab } from '../../contract/table.ts';
import { openText } from '../app/flows/texts.ts';
import { useWorkbench } from '../app/workbench.ts';
import { useStore } from '../state/use-store.ts';
import { DesignSections } from './design-sections.tsx';
import { Entry } from './entry.tsx';
import { openLibraryLab } from './open-lab.ts';
import { RunList } from './run-list.tsx';
import { Section } from './section.tsx';
import './library.css';

export function LibraryTree() {
  const bench = useWorkbench();
  const [filter, setFilter] = useState('');
  const labPath = useStore(bench.document, (document) => document.lab.path);
  const forked = useStore(bench.document, (document) => document.kernel);
  const activeText = useStore(bench.view, (view) => view.activeText);
  const wanted = (...words: readonly string[]) =>
    words.some((word) => word.toLowerCase().includes(filter.trim().toLowerCase()));
  const kernel = bench.library.texts.filter((text) => text.role === 'kernel' && wanted(text.path));
  const labs = bench.library.labs.filter((lab) => wanted(lab.id, lab.title, lab.group));
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
          {labs.map((lab, index) => [
            lab.group !== labs[index - 1]?.group && (
              <li key={lab.group} className="library__group">
                {lab.group}
              </li>
            ),
            <Entry
              key={lab.path}
              name={labName(lab)}
              prefix={labNumber(lab)}
              title={`${lab.id}\n${lab.title}`}
              current={lab.path === labPath}
              testId={`lab-${lab.id}`}
              onOpen={() => void openLibraryLab(bench, lab)}
            />,
          ])}
        </Section>
        <DesignSections wanted={wanted} filtered={filter !== ''} />
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
  return /^s(\d+[a-z]?)-/.exec(lab.id)?.[1];
}

function labName(lab: LibraryLab): string {
  return lab.id.replace(/^s\d+[a-z]?-/, '');
}
