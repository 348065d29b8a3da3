// What the editor's services give: plain data, offsets in UTF-16 units of one text.

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export type SemanticKind =
  | 'comment'
  | 'keyword'
  | 'type'
  | 'form'
  | 'intrinsic'
  | 'ghost'
  | 'macro'
  | 'directive'
  | 'function'
  | 'member'
  | 'constant'
  | 'number'
  | 'string'
  | 'name';

export interface SemanticToken extends TextRange {
  readonly kind: SemanticKind;
}

export interface Hover extends TextRange {
  /** A line of C: `void put_page(struct page *page)`. */
  readonly code: string;
  /** Sentences below it: steps, where it comes from, the comment above its definition. */
  readonly notes: readonly string[];
}

export interface Completion {
  readonly label: string;
  readonly kind:
    | 'member'
    | 'function'
    | 'intrinsic'
    | 'macro'
    | 'constant'
    | 'local'
    | 'global'
    | 'page'
    | 'form'
    | 'type'
    | 'keyword'
    | 'event'
    | 'header';
  /** Type, signature or value, on one line. */
  readonly detail: string;
  /** What to insert; `$0` is where the caret goes. */
  readonly insert: string;
  /** What is replaced: the part of the word that is there already. */
  readonly replace: TextRange;
}

export interface Definition extends TextRange {
  readonly path: string;
}

export interface DocumentSymbol extends TextRange {
  readonly name: string;
  readonly kind:
    | 'task'
    | 'page'
    | 'property'
    | 'lane'
    | 'function'
    | 'global'
    | 'type'
    | 'macro'
    | 'event'
    | 'block';
  readonly detail: string;
  /** The name itself, inside the range. */
  readonly nameRange: TextRange;
}
