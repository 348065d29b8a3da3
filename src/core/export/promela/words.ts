// The words of a lab as variables of a model: what is declared, and how a step says "this word".
//
// Promises: a word has the narrowest type that holds all its values; one that never changes is its value; a ghost that no
// property reads does not exist. Does not: know statements.

import type { Analysis, Values } from '../../analyse/analysis.ts';
import type { Graph } from '../../language/lower/graph.ts';
import { type AddressTable, addressTable, slotAt } from '../../machine/address-table.ts';
import type { Layout } from '../../machine/layout.ts';
import { fieldPath, spelled } from '../names.ts';
import { familiesOf, rewrittenSlots } from './families.ts';
import { literal } from './phrase.ts';

export type Word =
  | { readonly kind: 'variable'; readonly name: string; readonly positive: boolean }
  | { readonly kind: 'constant'; readonly value: number }
  /** Nobody can tell its value. */
  | { readonly kind: 'unseen' };

export interface Family {
  /** Of the array of those that change. */
  readonly name: string;
  /** Addresses of words; the first `varying` of them change. */
  readonly members: readonly number[];
  readonly varying: number;
}

export interface Words {
  /** What the analysis says of accesses is from runs that happened: each asks for its address (see observe.ts). */
  readonly guarded: boolean;
  readonly table: AddressTable;
  /** By slot. */
  word(slot: number): Word;
  family(slot: number): Family | undefined;
  /** Of every word of a slot, as a person writes it. */
  spelled(slot: number): string;
  readonly families: readonly Family[];
  /** Global variables, and macros that name the elements of arrays. */
  readonly declarations: readonly string[];
}

export function wordsOf(
  graph: Graph,
  layout: Layout,
  analysis: Analysis,
  start: Int32Array,
  give: (wanted: string) => string,
  guarded: boolean,
): Words {
  const { memory } = graph;
  const addresses = new Map<number, number>();
  const unseen = new Set<number>();
  memory.words.forEach(({ address, ghost, observed }, index) => {
    const slot = layout.wordSlots[index] as number;
    addresses.set(slot, address);
    if (ghost && !observed) unseen.add(slot);
  });
  const addressOf = (slot: number) => addresses.get(slot) as number;
  const rewritten = rewrittenSlots(graph, layout, analysis);
  const valuesOf = (slot: number): Range =>
    rewritten.has(slot) ? anything : (analysis.slots[slot] as Values);
  const known = (slot: number): number | undefined =>
    unseen.has(slot)
      ? 0
      : analysis.slots[slot]?.list?.length === 1 && !rewritten.has(slot)
        ? (start[slot] as number)
        : undefined;

  const words = new Map<number, Word>();
  const families = new Map<number, Family>();
  const declarations: string[] = [];

  for (const set of familiesOf(graph, analysis, guarded)) {
    const varying = set.filter((slot) => known(slot) === undefined);
    const rest = set.filter((slot) => known(slot) !== undefined);
    const slots = [...varying, ...rest];
    const name = give(familyName(graph, slots.map(addressOf)));
    const family: Family = { name, members: slots.map(addressOf), varying: varying.length };
    for (const slot of slots) families.set(slot, family);
    if (varying.length > 0) {
      const values = varying.map((slot) => (start[slot] as number) >>> 0);
      declarations.push(
        `${typeOf(varying.map(valuesOf))} ${name}[${values.length}] = { ${values.join(', ')} };`,
      );
    }
    varying.forEach((slot, at) => {
      const element = give(spelled(memory, addressOf(slot)));
      declarations.push(`#define ${element}\t${name}[${at}]`);
      words.set(slot, { kind: 'variable', name: element, positive: valuesOf(slot).low >= 0 });
    });
  }
  for (const [slot, address] of addresses) {
    if (words.has(slot)) continue;
    const value = known(slot);
    if (unseen.has(slot)) words.set(slot, { kind: 'unseen' });
    else if (value !== undefined) words.set(slot, { kind: 'constant', value });
    else {
      const text = spelled(memory, address);
      const name = give(text);
      const first = start[slot] === 0 ? '' : ` = ${literal(start[slot] as number).text}`;
      declarations.push(
        `${typeOf([valuesOf(slot)])} ${name}${first};${name === text ? '' : `\t/* ${text} */`}`,
      );
      words.set(slot, { kind: 'variable', name, positive: valuesOf(slot).low >= 0 });
    }
  }
  const { wordSlots } = layout;
  return {
    guarded,
    table: addressTable(memory, wordSlots),
    word: (slot) => words.get(slot) ?? { kind: 'unseen' },
    family: (slot) => families.get(slot),
    spelled: (slot) => spelled(memory, addressOf(slot)),
    families: [...new Set(families.values())],
    declarations,
  };
}

/** A slot of the word that an address lies in, or undefined. */
export function slotOf(words: Words, address: number): number | undefined {
  const slot = slotAt(words.table, address);
  return slot < 0 ? undefined : slot;
}

type Range = Pick<Values, 'low' | 'high'>;

const anything: Range = { low: -2147483648, high: 2147483647 };

/** The narrowest of Promela's types that hold them all. */
export function typeOf(values: readonly Range[]): string {
  const low = Math.min(...values.map((one) => one.low));
  const high = Math.max(...values.map((one) => one.high));
  if (low >= 0 && high <= 1) return 'bit';
  if (low >= 0 && high <= 255) return 'byte';
  return low >= -32768 && high <= 32767 ? 'short' : 'int';
}

/** `_refcount` where all are that field of some object, `any_next` where only the last part is the same. */
function familyName({ memory }: Graph, addresses: readonly number[]): string {
  const paths = addresses.map((address) => {
    const object = memory.objects.find((one) => address >= one.address && address < one.address + one.size);
    return ((object && fieldPath(object, address)) ?? '').replace(/\[\d+\]/g, '');
  });
  const whole = new Set(paths);
  const last = new Set(paths.map((path) => path.split('.').at(-1)));
  const [path = ''] = whole;
  const [end = ''] = last;
  if (whole.size === 1 && path !== '') return path;
  return last.size === 1 && end !== '' ? `any_${end}` : 'memory';
}
