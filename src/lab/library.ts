// Reads everything that pinlab ships, once, at the start: labs, strategies, kernel library, presets.
//
// Promises: texts in the order of their paths; a missing folder is a Failure that names it.
// Does not: check the texts. Titles and costs are taken from the text as written, for lists; the checker's word counts
// wherever something depends on them.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure, Library, LibraryLab, LibraryStrategy, Outcome } from '../contract/table.ts';
import type { SourceFile, SourceRole } from '../core/language/source/source-file.ts';
import { type ExpectFile, parseExpectFile } from './expect-file.ts';
import { idOf, labEnding, strategyEnding } from './file-names.ts';
import { engineVersion } from './version.ts';

export interface LoadedLibrary extends Library {
  /** The kernel library alone, as every check takes it. */
  readonly kernel: readonly SourceFile[];
}

const folders: readonly { readonly name: string; readonly role: SourceRole; readonly ending: RegExp }[] = [
  { name: 'kernel', role: 'kernel', ending: /\.[ch]$/ },
  { name: 'strategies', role: 'strategy', ending: /\.strategy\.c$/ },
  { name: 'labs', role: 'lab', ending: /\.lab\.c$/ },
  { name: 'presets', role: 'preset', ending: /\.preset\.c$/ },
];

export function readLibrary(resources: string): Outcome<LoadedLibrary> {
  const texts: SourceFile[] = [];
  const expected = new Map<string, ExpectFile>();
  try {
    for (const { name, role, ending } of folders) {
      for (const path of filesBelow(resources, name)) {
        if (ending.test(path)) texts.push({ path, role, text: readFileSync(join(resources, path), 'utf8') });
        else if (path.endsWith('.expect.json')) {
          const file = parseExpectFile(readFileSync(join(resources, path), 'utf8'));
          if (file.ok) expected.set(path.replace(/\.expect\.json$/, labEnding), file.value);
          else return { ok: false, error: unreadable(`${path}: ${file.error}`) };
        }
      }
    }
  } catch (error) {
    return { ok: false, error: unreadable(error instanceof Error ? error.message : String(error)) };
  }
  const kernel = texts.filter(({ role }) => role === 'kernel');
  if (kernel.length === 0) return { ok: false, error: unreadable(`no kernel library in ${resources}`) };
  return {
    ok: true,
    value: {
      labs: texts
        .filter(({ role }) => role === 'lab')
        .map((text) => describeLab(text, expected.get(text.path))),
      strategies: texts.filter(({ role }) => role === 'strategy').map(describeStrategy),
      texts,
      kernel,
      engineVersion,
    },
  };
}

function filesBelow(resources: string, folder: string): readonly string[] {
  let entries: readonly { readonly parent: string; readonly name: string }[];
  try {
    entries = readdirSync(join(resources, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => ({ parent: entry.parentPath, name: entry.name }));
  } catch (error) {
    // A product without presets is whole; one without a kernel library is noticed by the caller.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .map(({ parent, name }) =>
      join(parent, name).slice(resources.length).replaceAll('\\', '/').replace(/^\/+/, ''),
    )
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function describeLab({ path, text }: SourceFile, expect: ExpectFile | undefined): LibraryLab {
  return { id: idOf(path), path, title: firstSentence(text), documented: expect?.documented ?? [] };
}

function describeStrategy({ path, text }: SourceFile): LibraryStrategy {
  const id = path.slice(path.lastIndexOf('/') + 1, -strategyEnding.length);
  const bytes = Number(/\.bytes_per_page\s*=\s*(\d+)/.exec(text)?.[1] ?? 0);
  const flags = Number(/\.page_flags\s*=\s*(\d+)/.exec(text)?.[1] ?? 0);
  const note = /\.cost_note\s*=\s*"([^"]*)"/.exec(text)?.[1];
  const cost = [
    bytes === 0 ? undefined : `${bytes} bytes a page`,
    flags === 0 ? undefined : `${flags} page ${flags === 1 ? 'flag' : 'flags'}`,
    note,
  ].filter((part) => part !== undefined && part !== '');
  return {
    id,
    path,
    title: /\.title\s*=\s*"([^"]*)"/.exec(text)?.[1] ?? firstSentence(text),
    cost: cost.length === 0 ? 'nothing' : cost.join(', '),
  };
}

/** Of the comment on top of a text; empty when there is none. */
export function firstSentence(text: string): string {
  const block = /^\s*(?:\/\*([\s\S]*?)\*\/|((?:[ \t]*\/\/[^\n]*\n?)+))/.exec(text);
  const comment = (block?.[1] ?? block?.[2] ?? '')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\*|\/\/)?\s?/, '').trimEnd());
  const start = comment.findIndex((line) => line !== '' && !line.startsWith('SPDX'));
  if (start < 0) return '';
  const rest = comment.slice(start);
  const blank = rest.indexOf('');
  const paragraph = (blank < 0 ? rest : rest.slice(0, blank)).join(' ').replace(/\s+/g, ' ').trim();
  return /^.*?[.:](?=\s[A-Z(]|$)/.exec(paragraph)?.[0].replace(/[.:]$/, '') ?? paragraph;
}

function unreadable(why: string): Failure {
  return {
    code: 'io',
    message: `The built-in texts cannot be read: ${why}`,
    remedy: 'Install pinlab again, or name the right folder with --resources.',
  };
}
