// What a matrix is made of: rows are designs, columns are labs, a section is a table of its own.

import type { LibraryLab, NamedDesign, TextInput } from '../../../contract/table.ts';

export interface MatrixRow {
  /** Unique in the matrix. */
  readonly key: string;
  readonly label: string;
  /** What a person should know of it: its parts, its title. */
  readonly about: string;
  readonly design: NamedDesign;
  /** Id under which labs compare it; of an own row, that of the built-in design that it comes from. */
  readonly compared: string;
  readonly yours: boolean;
}

export interface MatrixColumn {
  readonly key: string;
  /** `S01` */
  readonly short: string;
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly lab: TextInput;
  readonly library: LibraryLab | undefined;
  /** Designs that it is compared under: of the library's expansion, or of its own text. */
  readonly compare: readonly string[];
  readonly yours: boolean;
}

export interface MatrixSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly MatrixRow[];
  readonly columns: readonly MatrixColumn[];
}

export interface PlannedCell {
  readonly row: MatrixRow;
  readonly column: MatrixColumn;
}
