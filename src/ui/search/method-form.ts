// The form of the search method as plain data: what a person has typed, what is wrong with it, and the method it means.
//
// Promises: fields of methods that are not chosen keep their text and are not judged.

import { type Reduction, reductionNames, type SearchMethod } from '../../core/check/search-method.ts';

export type MethodKind = SearchMethod['kind'];
export type NumberField = 'workers' | 'preemptions' | 'runs' | 'seed' | 'depth';

export interface MethodForm {
  readonly kind: MethodKind;
  readonly reductions: readonly Reduction[];
  readonly numbers: Readonly<Record<NumberField, string>>;
}

export interface NumberRow {
  readonly field: NumberField;
  readonly label: string;
  readonly least: number;
  readonly most: number;
}

const numberRows: readonly NumberRow[] = [
  { field: 'workers', label: 'Threads', least: 1, most: 64 },
  { field: 'preemptions', label: 'Preemptions', least: 0, most: 250 },
  { field: 'runs', label: 'Runs', least: 1, most: 1_000_000_000 },
  { field: 'seed', label: 'Seed', least: 0, most: 0x7fff_ffff },
  { field: 'depth', label: 'Depth of the bug', least: 1, most: 64 },
];

const fieldsOf: Readonly<Record<MethodKind, readonly NumberField[]>> = {
  auto: [],
  exact: [],
  sweep: ['workers'],
  'preemption-bounded': ['preemptions'],
  random: ['runs', 'seed'],
  pct: ['runs', 'seed', 'depth'],
  spin: [],
};

export function rowsOf(kind: MethodKind): readonly NumberRow[] {
  return numberRows.filter(({ field }) => fieldsOf[kind].includes(field));
}

export function formOf(method: SearchMethod, processors: number): MethodForm {
  const given = new Map<string, unknown>(Object.entries(method));
  const show = (field: NumberField, otherwise: number) => String(given.get(field) ?? otherwise);
  return {
    kind: method.kind,
    reductions: method.kind === 'sweep' ? method.reductions : reductionNames,
    numbers: {
      workers: show('workers', processors),
      preemptions: show('preemptions', 2),
      runs: show('runs', 100_000),
      seed: show('seed', 1),
      depth: show('depth', 3),
    },
  };
}

/** The rows whose text is no number in their range. */
export function wrongRows({ kind, numbers }: MethodForm): readonly NumberRow[] {
  return rowsOf(kind).filter(({ field, least, most }) => {
    const value = Number(numbers[field]);
    return numbers[field].trim() === '' || !Number.isInteger(value) || value < least || value > most;
  });
}

/** Undefined while something is wrong. */
export function methodOf(form: MethodForm): SearchMethod | undefined {
  if (wrongRows(form).length > 0) return undefined;
  const { kind, reductions } = form;
  const number = (field: NumberField) => Number(form.numbers[field]);
  switch (kind) {
    case 'sweep':
      return {
        kind,
        reductions: reductionNames.filter((name) => reductions.includes(name)),
        workers: number('workers'),
      };
    case 'preemption-bounded':
      return { kind, preemptions: number('preemptions') };
    case 'random':
      return { kind, runs: number('runs'), seed: number('seed') };
    case 'pct':
      return { kind, runs: number('runs'), seed: number('seed'), depth: number('depth') };
    default:
      return { kind };
  }
}

export function isAutomatic(method: SearchMethod): boolean {
  return method.kind === 'auto' && method.workers === undefined && method.reductions === undefined;
}
