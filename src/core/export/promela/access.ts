// One access of a step as text: which variable it is, how it is read, and what writes it.
//
// Promises: an address that may be bad comes with the test that says so. Sub-word accesses are masked accesses of
// their word.

import type { AccessAnalysis } from '../../analyse/analysis.ts';
import type { Value } from '../../language/lower/graph.ts';
import { isLookedUp } from './address.ts';
import { atom, both, choose, join, literal, negated, operand, type Phrase } from './phrase.ts';
import { perform, type Statement, when } from './statement.ts';
import { type Family, slotOf, type Word, type Words } from './words.ts';

export type Size = 1 | 2 | 4 | 8;

export interface Target {
  /** 1 where the access is a good one. */
  readonly good: Phrase;
  /** The whole word. */
  readonly read: Phrase;
  /** Bits below the value in its word. */
  readonly shift: Phrase;
  /** Its variable, where it is always the same. */
  readonly variable: string | undefined;
  /** Makes the whole word `value`. */
  write(value: Phrase): readonly Statement[];
}

/** Undefined where every such access is bad. `address` is the text of `value`. */
export function targetOf(
  words: Words,
  access: AccessAnalysis | undefined,
  value: Value,
  address: Phrase,
  size: Size,
  spill?: (phrase: Phrase) => Phrase,
): Target | undefined {
  const at = value.kind === 'const' ? value.value : address.known;
  if (at !== undefined) {
    const slot = (at & (size - 1)) === 0 ? slotOf(words, at) : undefined;
    return slot === undefined ? undefined : single(words.word(slot), literal((at & 3) << 3));
  }
  const [first] = access?.slots ?? [];
  if (access === undefined || first === undefined) return undefined;
  const within = size >= 4 ? literal(0) : join(join(address, '&', literal(3)), '<<', literal(3));
  if (access.slots.length === 1 && !access.mayFault && !words.guarded)
    return single(words.word(first), within);
  const family = words.family(first);
  if (family === undefined) return undefined;
  const base = size >= 4 ? address.text : `${operand(address)} & ~3`;
  const asked = access.mayFault || words.guarded;
  const number = numberIn(family, base, asked, spill);
  const aligned = asked && size > 1 ? negated(join(address, '&', literal(size - 1))) : literal(1);
  const good = asked ? both(aligned, number.inside) : literal(1);
  if (access.mayFault) return inFamily(family, number.at, within, good);
  const sure = inFamily(family, number.at, within, literal(1));
  return words.guarded ? onlyIf(good, sure) : sure;
}

/** The number of an element, and whether there is one; looked up once where there is a variable for it. */
function numberIn(
  family: Family,
  base: string,
  asked: boolean,
  spill: ((phrase: Phrase) => Phrase) | undefined,
): { readonly at: string; readonly inside: Phrase } {
  const { name } = family;
  if (spill === undefined || !isLookedUp(family)) {
    return { at: `AT_${name}(${base})`, inside: atom(`IN_${name}(${base})`, { truth: true }) };
  }
  const found = spill(atom(asked ? `FIND_${name}(${base})` : `AT_${name}(${base})`));
  return { at: found.text, inside: join(found, '>=', literal(0), true) };
}

function single(word: Word, shift: Phrase): Target {
  if (word.kind === 'variable') {
    const { name, positive } = word;
    return {
      good: literal(1),
      read: atom(name, { reads: true, positive }),
      shift,
      variable: name,
      write: (value) => [perform(`${name} = ${value.text}`)],
    };
  }
  const read = literal(word.kind === 'constant' ? word.value : 0);
  return { good: literal(1), read, shift, variable: undefined, write: () => [] };
}

function inFamily({ name, members, varying }: Family, at: string, shift: Phrase, good: Phrase): Target {
  const element = atom(`${name}[${at}]`, { reads: true });
  const changes = atom(`(${at} < ${varying})`, { truth: true });
  const fixed = atom(`${name}_fixed[${at}${varying === 0 ? '' : ` - ${varying}`}]`);
  const read =
    varying === 0 ? fixed : varying === members.length ? element : choose('promela', changes, element, fixed);
  return {
    good,
    read,
    shift,
    variable: undefined,
    write(value) {
      if (varying === 0) return [];
      const statement = perform(`${name}[${at}] = ${value.text}`);
      return varying === members.length ? [statement] : [when(changes.text, [statement])];
    },
  };
}

/** The same, and nothing where it is not. */
function onlyIf(test: Phrase, target: Target): Target {
  return {
    ...target,
    read: choose('promela', test, target.read, literal(0)),
    write: (value) => {
      const statements = target.write(value);
      return statements.length === 0 ? [] : [when(test.text, statements)];
    },
  };
}

export function extract(word: Phrase, size: Size, signed: boolean, shift: Phrase): Phrase {
  if (size >= 4) return word;
  const bits = size * 8;
  if (word.known !== undefined && shift.known !== undefined) {
    const up = word.known << (32 - bits - shift.known);
    return literal(signed ? up >> (32 - bits) : up >>> (32 - bits));
  }
  if (signed) return join(join(word, '<<', minus(32 - bits, shift)), '>>', literal(32 - bits));
  return join(join(word, '>>', shift), '&', literal((1 << bits) - 1));
}

function minus(from: number, shift: Phrase): Phrase {
  return shift.known === undefined ? join(literal(from), '-', shift) : literal(from - shift.known);
}

/** The word with the value in it. */
export function insert(word: Phrase, value: Phrase, size: Size, shift: Phrase): Phrase {
  if (size >= 4) return value;
  const mask = (1 << (size * 8)) - 1;
  const cleared =
    shift.known === undefined
      ? join(word, '&', atom(`~(${mask} << ${operand(shift)})`))
      : join(word, '&', literal(~(mask << shift.known)));
  const placed = join(join(value, '&', literal(mask)), '<<', shift);
  return join(cleared, '|', placed);
}
