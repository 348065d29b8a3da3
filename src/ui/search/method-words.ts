// What each way to search is called, and what it does in a line.

import type { Reduction } from '../../core/check/search-method.ts';
import type { MethodKind } from './method-form.ts';

export interface MethodWords {
  readonly kind: MethodKind;
  readonly name: string;
  readonly about: string;
}

export const methodWords: readonly MethodWords[] = [
  {
    kind: 'auto',
    name: 'Automatic',
    about: 'Exact while the lab is small; beyond that a sweep, with every sound reduction once it is large.',
  },
  {
    kind: 'exact',
    name: 'Exact',
    about: 'Every state is kept whole; one thread, nothing left out. The reference.',
  },
  {
    kind: 'sweep',
    name: 'Sweep',
    about: 'States as 64-bit fingerprints, several threads. The verdict states the risk of a collision.',
  },
  {
    kind: 'preemption-bounded',
    name: 'Few preemptions',
    about: 'Every run in which a task that could go on is interrupted at most so many times.',
  },
  { kind: 'random', name: 'Random runs', about: 'So many runs, each step by lot. Never a proof.' },
  {
    kind: 'pct',
    name: 'PCT runs',
    about: 'Random priorities that change depth − 1 times: a bug of that depth is met with a known chance.',
  },
  { kind: 'spin', name: 'Spin', about: 'Spin on the exported model; its trail is replayed here.' },
];

export const reductionWords: Readonly<Record<Reduction, { readonly name: string; readonly about: string }>> =
  {
    'partial-order': {
      name: 'Partial order',
      about: 'Steps that touch nothing in common are tried in one order only.',
    },
    symmetry: {
      name: 'Symmetry',
      about: 'Tasks that run the same text, and pages that are used alike, may be exchanged.',
    },
    'dead-words': {
      name: 'Dead words',
      about: 'What nobody reads again does not tell two states apart.',
    },
    'private-steps': {
      name: 'Private steps',
      about: 'A step that no other task can notice is done together with the one before.',
    },
  };

export function methodName(kind: MethodKind): string {
  return methodWords.find((words) => words.kind === kind)?.name ?? kind;
}
