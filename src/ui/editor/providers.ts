// Monaco's hover, completion, definition, outline and semantic colours, answered by the language worker.

import type { Completion, DocumentSymbol, SemanticKind } from '../../core/language/services/index.ts';
import { textAt, type Workbench } from '../app/workbench.ts';
import { languageId } from './lab-c-language.ts';
import type { LanguageClient } from './language-client.ts';
import { monaco, pathOf, uriOf } from './monaco.ts';

type Model = monaco.editor.ITextModel;

export function registerProviders(bench: Workbench, client: LanguageClient): void {
  const { languages } = monaco;
  languages.registerHoverProvider(languageId, {
    async provideHover(model, position) {
      const found = await client.ask('hover', placeOf(model, position));
      if (!found) return undefined;
      return {
        range: rangeOf(model, found.start, found.end),
        contents: [
          { value: `\`\`\`${languageId}\n${found.code}\n\`\`\`` },
          ...found.notes.map((value) => ({ value })),
        ],
      };
    },
  });
  languages.registerCompletionItemProvider(languageId, {
    triggerCharacters: ['.', '>'],
    async provideCompletionItems(model, position) {
      const found = (await client.ask('completions', placeOf(model, position))) ?? [];
      return { suggestions: found.map((completion, index) => suggestionOf(model, completion, index)) };
    },
  });
  languages.registerDefinitionProvider(languageId, {
    async provideDefinition(model, position) {
      const found = await client.ask('definition', placeOf(model, position));
      const target = found && modelAt(bench, found.path);
      return found && target
        ? { uri: target.uri, range: rangeOf(target, found.start, found.end) }
        : undefined;
    },
  });
  languages.registerDocumentSymbolProvider(languageId, {
    async provideDocumentSymbols(model) {
      const found = (await client.ask('symbols', { path: pathOf(model.uri) ?? '' })) ?? [];
      return found.map((symbol) => ({
        name: symbol.name,
        detail: symbol.detail,
        kind: symbolKinds[symbol.kind],
        tags: [],
        range: rangeOf(model, symbol.start, symbol.end),
        selectionRange: rangeOf(model, symbol.nameRange.start, symbol.nameRange.end),
      }));
    },
  });
  languages.registerDocumentSemanticTokensProvider(languageId, {
    getLegend: () => ({ tokenTypes: [...tokenKinds], tokenModifiers: [] }),
    async provideDocumentSemanticTokens(model) {
      const version = model.getVersionId();
      const found = await client.ask('tokens', { text: model.getValue() });
      if (!found || model.getVersionId() !== version) return undefined;
      return { data: encodeTokens(model, found) };
    },
    releaseDocumentSemanticTokens: () => undefined,
  });
}

/** A read-only text must have a model before "go to definition" can go there. */
function modelAt(bench: Workbench, path: string): Model | undefined {
  const uri = uriOf(path);
  const text = textAt(bench, path)?.text;
  return (
    monaco.editor.getModel(uri) ??
    (text === undefined ? undefined : monaco.editor.createModel(text, languageId, uri))
  );
}

function placeOf(model: Model, position: monaco.IPosition) {
  return { path: pathOf(model.uri) ?? '', offset: model.getOffsetAt(position) };
}

function rangeOf(model: Model, start: number, end: number): monaco.IRange {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}

function suggestionOf(model: Model, completion: Completion, index: number): monaco.languages.CompletionItem {
  return {
    label: completion.label,
    kind: completionKinds[completion.kind],
    detail: completion.detail,
    insertText: completion.insert,
    // Members stand as they are declared: `flags` before the padding words.
    ...(completion.kind === 'member' ? { sortText: String(index).padStart(4, '0') } : {}),
    range: rangeOf(model, completion.replace.start, completion.replace.end),
    ...(completion.insert.includes('$0')
      ? { insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet }
      : {}),
  };
}

/** Comments are left out: they span lines, and the plain colours know them already. */
const tokenKinds: readonly SemanticKind[] = [
  'keyword',
  'type',
  'form',
  'intrinsic',
  'ghost',
  'macro',
  'directive',
  'function',
  'member',
  'constant',
  'number',
  'string',
  'name',
];

/** Monaco's form: five numbers a token, lines and columns relative to the token before. */
function encodeTokens(
  model: Model,
  tokens: readonly { readonly kind: SemanticKind; readonly start: number; readonly end: number }[],
): Uint32Array {
  const encoded: number[] = [];
  let line = 1;
  let column = 1;
  for (const token of tokens) {
    const kind = tokenKinds.indexOf(token.kind);
    const from = model.getPositionAt(token.start);
    const to = model.getPositionAt(token.end);
    if (kind < 0 || from.lineNumber !== to.lineNumber) continue;
    const sameLine = from.lineNumber === line;
    encoded.push(
      from.lineNumber - line,
      sameLine ? from.column - column : from.column - 1,
      to.column - from.column,
      kind,
      0,
    );
    line = from.lineNumber;
    column = from.column;
  }
  return Uint32Array.from(encoded);
}

const { CompletionItemKind, SymbolKind } = monaco.languages;

const completionKinds: Readonly<Record<Completion['kind'], monaco.languages.CompletionItemKind>> = {
  member: CompletionItemKind.Field,
  function: CompletionItemKind.Function,
  intrinsic: CompletionItemKind.Function,
  macro: CompletionItemKind.Constant,
  constant: CompletionItemKind.EnumMember,
  local: CompletionItemKind.Variable,
  global: CompletionItemKind.Variable,
  page: CompletionItemKind.Variable,
  form: CompletionItemKind.Snippet,
  type: CompletionItemKind.Struct,
  keyword: CompletionItemKind.Keyword,
  event: CompletionItemKind.Event,
  header: CompletionItemKind.File,
};

const symbolKinds: Readonly<Record<DocumentSymbol['kind'], monaco.languages.SymbolKind>> = {
  task: SymbolKind.Method,
  page: SymbolKind.Object,
  property: SymbolKind.Property,
  lane: SymbolKind.Field,
  function: SymbolKind.Function,
  global: SymbolKind.Variable,
  type: SymbolKind.Struct,
  macro: SymbolKind.Constant,
  event: SymbolKind.Event,
  block: SymbolKind.Namespace,
};
