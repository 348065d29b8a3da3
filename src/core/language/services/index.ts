// Services for editors, over a checked (or broken) program: plain data in, plain data out. See the room's README.

export { completionsAt } from './completion.ts';
export { definitionAt, hoverAt } from './hover.ts';
export { semanticTokens } from './semantic-tokens.ts';
export type {
  Completion,
  Definition,
  DocumentSymbol,
  Hover,
  SemanticKind,
  SemanticToken,
  TextRange,
} from './service-types.ts';
export { symbolsOf } from './symbols.ts';
