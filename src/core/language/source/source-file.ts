// A text with a name. Every span in the language points into one of these by its index in the file table.

/** Where a text comes from decides what a person may do with it, never what it may do. */
export type SourceRole = 'lab' | 'strategy' | 'policy' | 'kernel' | 'preset';

export interface SourceFile {
  /** Path below `resources/`, with forward slashes: `kernel/mm/swap.c`, `labs/s01-….lab.c`; a user's own text has its file name. */
  readonly path: string;
  readonly role: SourceRole;
  readonly text: string;
}

/** Half-open range of UTF-16 offsets in `files[file].text`. */
export interface Span {
  readonly file: number;
  readonly start: number;
  readonly end: number;
}
