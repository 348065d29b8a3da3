// File: new, open, save, session, fork.

import { forkText, isEditable } from '../app/flows/texts.ts';
import type { Workbench } from '../app/workbench.ts';
import { openFromFile } from '../session/open.ts';
import { saveDocument, saveLabAs, saveSessionAs, saveStrategyAs } from '../session/save.ts';
import type { Command } from './command.ts';

export const fileCommands: readonly Command[] = [
  {
    id: 'file.new',
    title: 'New lab…',
    category: 'File',
    keys: ['Ctrl+N', 'Alt+N'],
    scope: 'everywhere',
    run: (bench) => bench.view.set({ overlay: { kind: 'new' } }),
  },
  {
    id: 'file.open',
    title: 'Open lab or session…',
    category: 'File',
    keys: ['Ctrl+O'],
    scope: 'everywhere',
    run: (bench) => openFromFile(bench),
  },
  {
    id: 'file.save',
    title: 'Save',
    category: 'File',
    keys: ['Ctrl+S'],
    scope: 'everywhere',
    run: async (bench) => {
      await saveDocument(bench);
    },
  },
  {
    id: 'file.saveAs',
    title: 'Save lab as…',
    category: 'File',
    keys: ['Ctrl+Shift+S'],
    scope: 'everywhere',
    run: async (bench) => {
      await saveLabAs(bench);
    },
  },
  {
    id: 'file.saveSession',
    title: 'Save session as…',
    category: 'File',
    keys: ['Ctrl+Alt+S'],
    scope: 'everywhere',
    run: async (bench) => {
      await saveSessionAs(bench);
    },
  },
  {
    id: 'file.saveStrategy',
    title: 'Save strategy text as…',
    category: 'File',
    keys: [],
    scope: 'everywhere',
    run: (bench) => saveStrategyAs(bench),
  },
  {
    id: 'file.fork',
    title: 'Fork the text in the editor',
    category: 'File',
    keys: [],
    scope: 'everywhere',
    unavailable: (bench) => whyNotFork(bench),
    run: (bench) => forkText(bench, bench.view.get().activeText),
  },
];

function whyNotFork(bench: Workbench): string | undefined {
  const { activeText } = bench.view.get();
  if (isEditable(bench.document.get(), activeText)) return 'this text is yours already';
  if (activeText.startsWith('kernel/') || activeText.endsWith('.strategy.c')) return undefined;
  return 'only strategies and kernel library files can be forked';
}
