// File: new, open, save, session, fork.

import { originOf } from '../app/flows/origin.ts';
import { askToRevert, canFork, forkText, isEditable } from '../app/flows/texts.ts';
import { textAt, type Workbench } from '../app/workbench.ts';
import { exportModel } from '../session/export.ts';
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
    id: 'file.exportPromela',
    title: 'Export as Promela, for Spin…',
    category: 'File',
    keys: [],
    scope: 'everywhere',
    run: (bench) => exportModel(bench, 'promela'),
  },
  {
    id: 'file.exportTla',
    title: 'Export as TLA+, for TLC…',
    category: 'File',
    keys: [],
    scope: 'everywhere',
    run: (bench) => exportModel(bench, 'tla'),
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
  {
    id: 'file.difference',
    title: 'Show the difference from the built-in text',
    category: 'File',
    keys: ['Ctrl+Alt+F'],
    scope: 'everywhere',
    unavailable: (bench) => whyNoDifference(bench),
    run: (bench) =>
      bench.view.update((view) => ({
        ...view,
        difference: view.difference === view.activeText ? undefined : view.activeText,
      })),
  },
  {
    id: 'file.revert',
    title: 'Revert to the built-in text',
    category: 'File',
    keys: [],
    scope: 'everywhere',
    unavailable: (bench) => whyNoDifference(bench),
    run: (bench) => askToRevert(bench, bench.view.get().activeText),
  },
];

function whyNoDifference(bench: Workbench): string | undefined {
  const { activeText } = bench.view.get();
  if (!isEditable(bench.document.get(), activeText)) return 'this text is the built-in one';
  const origin = originOf(bench.library, activeText);
  if (!origin) return 'this text comes from none that is built in';
  return origin.text === textAt(bench, activeText)?.text ? 'this text is as built in' : undefined;
}

function whyNotFork(bench: Workbench): string | undefined {
  const { activeText } = bench.view.get();
  if (isEditable(bench.document.get(), activeText)) return 'this text is yours already';
  if (canFork(activeText)) return undefined;
  return 'presets only name what there is; fork a strategy, a policy or a kernel file';
}
