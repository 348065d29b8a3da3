// What a new window opens on: Jan Kara's race under the strategy of July 2018, and the strategy that answers it.

import type { Library } from '../../contract/table.ts';
import { documentAround } from '../app/flows/texts.ts';
import type { DocumentState } from '../state/document.ts';
import { blankLab } from './templates.ts';

export const firstStrategy = 'lru-overlay-2018-07';
export const nextStrategy = 'lru-overlay-2018-11';
const firstLab = /^s01-/;

export function firstDocument(library: Library): DocumentState {
  const lab = library.labs.find((known) => firstLab.test(known.id)) ?? library.labs[0];
  const text = library.texts.find((known) => known.path === lab?.path);
  const strategy = library.strategies.find((known) => known.id === firstStrategy) ?? library.strategies[0];
  return documentAround(
    text ? { path: text.path, text: text.text } : { path: 'untitled.lab.c', text: blankLab },
    { strategyPath: strategy?.path ?? '', policyPaths: [], memory: 'SC', preset: undefined },
  );
}
