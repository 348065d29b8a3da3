// All that one step can do from one state of its task, as a decision tree: each node is a word that is read, or a
// choice; each leaf says how it ends and what it leaves in memory.
//
// Promises: along a path each word is read at most once. Made by step-paths.ts.

/** What a path leaves in one word that it read or wrote. */
export interface Effect {
  readonly slot: number;
  /** The word's value was looked at, or was known: `before` (undefined: anything). Else the write was blind. */
  readonly known: boolean;
  readonly before: number | undefined;
  /** Undefined: anything. Of a blind write that adds: what it adds. */
  readonly after: number | undefined;
  /** Blind only: bits that are set to those of `after`; 0 for an addition. */
  readonly mask: number;
}

/** How a path ends. */
export type Ending = 'ok' | 'blocked' | 'pruned' | 'finding';

export interface Leaf {
  readonly kind: 'leaf';
  readonly ending: Ending;
  /** Where and in which private state the task then is, which WARNs it met, what the finding was: equal texts, same outcome. */
  readonly outcome: string;
  readonly warned: boolean;
  /** Something was computed from what is not known: nobody can say on what the outcome depends. */
  readonly dark: boolean;
  /** They count where the step goes on; else they say what was looked at. */
  readonly effects: readonly Effect[];
}

export type Tree =
  | Leaf
  /** A word is read. `values` are ascending, `next` goes with them; both have one entry, undefined, where it can hold anything. */
  | {
      readonly kind: 'read';
      readonly slot: number;
      readonly values: readonly (number | undefined)[];
      readonly next: readonly Tree[];
    }
  /** Any of them: an alternative of a `choose`, or, if `dark`, a test of something unknown. */
  | { readonly kind: 'fork'; readonly dark: boolean; readonly next: readonly Tree[] };

export function eachLeaf(tree: Tree, visit: (leaf: Leaf) => void): void {
  if (tree.kind === 'leaf') visit(tree);
  else for (const next of tree.next) eachLeaf(next, visit);
}

/** Slots that some path reads. */
export function readSlots(tree: Tree, into: Set<number>): Set<number> {
  if (tree.kind === 'leaf') return into;
  if (tree.kind === 'read') into.add(tree.slot);
  for (const next of tree.next) readSlots(next, into);
  return into;
}

/**
 * The bits of a word that make a difference: values that agree on them lead to equal leaves, whatever else is read.
 * `label` says which leaves are equal.
 */
export function bitsThatMatter(tree: Tree, slot: number, label: (leaf: Leaf) => string): number {
  let mask = 0;
  eachReading(tree, slot, label, (values, below) => {
    if (values[0] === undefined) mask = -1;
    else if (below.some((one) => one !== below[0]))
      mask |= distinguishing(values as readonly number[], below);
  });
  return mask;
}

/** Whether it makes no difference which of some values a word has. */
export function treatsAlike(
  tree: Tree,
  slot: number,
  alike: readonly number[],
  label: (leaf: Leaf) => string,
): boolean {
  let fine = true;
  eachReading(tree, slot, label, (values, below) => {
    const classes = new Set(below.filter((_, at) => alike.includes(values[at] ?? 0)));
    if (values[0] === undefined || classes.size > 1) fine = false;
  });
  return fine;
}

/** Tells of each reading of the word what it can be and, by number, what follows: equal numbers, equal trees. */
function eachReading(
  tree: Tree,
  slot: number,
  label: (leaf: Leaf) => string,
  visit: (values: readonly (number | undefined)[], below: readonly number[]) => void,
): void {
  const numbers = new Map<string, number>();
  const number = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  /** What is dark is equal to nothing. */
  const own = () => number(`dark ${numbers.size}`);
  /** A reading that makes no difference is left out. */
  const fold = (at: Tree): number => {
    if (at.kind === 'leaf') return at.dark ? own() : number(`l${label(at)}`);
    const below = at.next.map(fold);
    const [first = -1] = below;
    const same = below.every((one) => one === first);
    if (at.kind === 'fork') return same ? first : at.dark ? own() : number(`f${below.join()}`);
    if (at.slot === slot) visit(at.values, below);
    return same ? first : number(`r${at.slot}:${at.values.join()}:${below.join()}`);
  };
  fold(tree);
}

/** A small set of bits such that values with different classes differ in one of them. */
function distinguishing(values: readonly number[], classes: readonly number[]): number {
  let mask = 0;
  for (const value of values) mask |= value ^ (values[0] as number);
  for (let bit = 1; bit !== 0; bit <<= 1) {
    if ((mask & bit) === 0) continue;
    if (suffices(values, classes, mask & ~bit)) mask &= ~bit;
  }
  return mask;
}

function suffices(values: readonly number[], classes: readonly number[], mask: number): boolean {
  const seen = new Map<number, number>();
  for (const [at, value] of values.entries()) {
    const key = value & mask;
    const known = seen.get(key);
    if (known === undefined) seen.set(key, classes[at] as number);
    else if (known !== classes[at]) return false;
  }
  return true;
}
