// What lists show of a text without checking it: titles, costs, axes, the designs that a lab is compared under.
//
// Promises: a text that says nothing of itself, or says it wrongly, is listed all the same, with its file's name.
// Does not: check bodies; the checker's word counts wherever something depends on it.

import type { LibraryPolicy, LibraryPreset, LibraryStrategy } from '../contract/table.ts';
import { type CostLedger, usesPageExt } from '../core/check/cost-ledger.ts';
import { parseDesign } from '../core/check/design.ts';
import { readHeader } from '../core/language/check/header.ts';
import { checkPreset } from '../core/language/check/preset.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';
import { idOf } from './file-names.ts';

const nothing: CostLedger = {
  bytesPerPage: 0,
  pageExtBytes: 0,
  pageExtFlags: 0,
  pageFlags: 0,
  nodeBytes: 0,
  callers: '',
  maxPins: '',
  note: '',
};

export function describeStrategy(file: SourceFile): LibraryStrategy {
  const { strategy } = readHeader(file);
  const ledger = strategy?.cost ?? nothing;
  return {
    id: idOf(file.path),
    path: file.path,
    title: strategy?.title || firstSentence(file.text),
    cost: costInWords(ledger),
    ledger,
  };
}

function costInWords(ledger: CostLedger): string {
  const { bytesPerPage, pageExtBytes, pageExtFlags, pageFlags, nodeBytes, note } = ledger;
  const pageExt = [
    pageExtBytes === 0 ? undefined : `${pageExtBytes} bytes`,
    pageExtFlags === 0 ? undefined : `${pageExtFlags} ${pageExtFlags === 1 ? 'flag' : 'flags'}`,
  ].filter((part) => part !== undefined);
  const cost = [
    bytesPerPage === 0 ? undefined : `${bytesPerPage} bytes a page`,
    usesPageExt(ledger) ? `page_ext with ${pageExt.join(' and ')}` : undefined,
    pageFlags === 0 ? undefined : `${pageFlags} page ${pageFlags === 1 ? 'flag' : 'flags'}`,
    nodeBytes === 0 ? undefined : `${nodeBytes} bytes a node`,
    note,
  ].filter((part) => part !== undefined && part !== '');
  return cost.length === 0 ? 'nothing' : cost.join(', ');
}

/** A policy that does not say its axis stands with writeback, as most do; using it then says what is wrong. */
export function describePolicy(file: SourceFile): LibraryPolicy {
  const { policy } = readHeader(file);
  return {
    id: idOf(file.path),
    path: file.path,
    axis: policy?.axis ?? 'writeback',
    title: policy?.title || firstSentence(file.text),
    cites: policy?.cites ?? [],
  };
}

export function describePreset(
  file: SourceFile,
  known: { readonly strategies: readonly string[]; readonly policies: readonly string[] },
): LibraryPreset {
  const id = idOf(file.path);
  const { preset, diagnostics } = checkPreset(file);
  if (preset === undefined) {
    const why = diagnostics[0];
    return {
      id,
      path: file.path,
      title: firstSentence(file.text) || id,
      cites: [],
      strategy: '',
      policies: [],
      memory: 'SC',
      problem: `${file.path}: ${why === undefined ? 'it says nothing' : `${why.message}; ${why.remedy}`}`,
    };
  }
  const { title, cites, strategy, policies, memory } = preset;
  const problem =
    preset.id === id ? whatIsUnknown(preset, known) : `it calls itself ${preset.id}; one of the two is wrong`;
  return {
    id,
    path: file.path,
    title,
    cites,
    strategy,
    policies,
    memory,
    ...(problem !== undefined && { problem: `${file.path}: ${problem}` }),
  };
}

function whatIsUnknown(
  { strategy, policies }: { readonly strategy: string; readonly policies: readonly string[] },
  known: { readonly strategies: readonly string[]; readonly policies: readonly string[] },
): string | undefined {
  const parsed = parseDesign([strategy, ...policies].join('+'), known);
  return parsed.ok ? undefined : parsed.error;
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
