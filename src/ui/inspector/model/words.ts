// A page as words in memory at a cursor: every field of each word, the live arm of unions, what this step changed.
//
// The live arm is the one through which the word was written last, taken from the text of the step that wrote it;
// where that says nothing (boot, a helper's own names) PG_lru decides for the list words. It is a reading aid, not a
// property: the model itself only knows words.

import type { Field, MemoryObject } from '../../../core/language/lower/graph.ts';
import { changesAt } from '../../../core/trace/changes.ts';
import { type Memory, memoryAt } from '../../../core/trace/memory-at.ts';
import { wordAddress } from '../../../core/trace/names.ts';
import type { Run } from '../../../core/trace/run.ts';
import { lastWriter } from '../../../core/trace/write-index.ts';
import { mentions, siteAt } from '../../timeline/model/step-text.ts';

export interface WordField {
  readonly field: Field;
  readonly value: number;
  /** The value before this step, when the step changed it. */
  readonly before: number | undefined;
  readonly live: boolean;
  /** This step read the word by this name while another arm was live: that arm's path. */
  readonly readOver: string | undefined;
  /** A name of the union that says nothing here: not live, not the first, not the strategy's, no tag bit set. */
  readonly idle: boolean;
}

export interface Word {
  readonly offset: number;
  readonly address: number;
  readonly value: number;
  /** More than one where a union makes names share the word. */
  readonly fields: readonly WordField[];
  readonly isUnion: boolean;
  readonly changed: boolean;
  /** Step (counted from 1) that wrote the word last; 0 where nobody has since the start. */
  readonly writtenBy: number;
}

export function wordsOf(run: Run, object: MemoryObject, cursor: number): readonly Word[] {
  const memory = memoryAt(run, cursor);
  const before = memoryAt(run, Math.max(0, cursor - 1));
  const changed = new Set(changesAt(run, cursor).map((change) => change.field));
  return slotsOf(object).map((fields): Word => {
    const address = wordAddress(fields[0]!);
    const isUnion = overlaps(fields);
    const live = isUnion ? liveField(run, object, fields, cursor) : undefined;
    const liveBefore = isUnion ? liveField(run, object, fields, cursor - 1) : undefined;
    return {
      offset: address - object.address,
      address,
      value: memory.word(address) ?? 0,
      isUnion,
      changed: fields.some((field) => changed.has(field)),
      writtenBy: lastWriter(run, cursor, address) + 1,
      fields: fields.map((field, index) => {
        const value = memory.field(field);
        const over = isUnion ? readOver(run, cursor, field, liveBefore) : undefined;
        const tagged = field.path === 'compound_head' && (value & 1) === 1;
        return {
          field,
          value,
          before: changed.has(field) ? before.field(field) : undefined,
          live: !isUnion || field === live,
          readOver: over,
          idle:
            (isUnion && field !== live && index > 0 && !field.extension && over === undefined && !tagged) ||
            (value === 0 && !changed.has(field) && isUpperHalf(object, field)),
        };
      }),
    };
  });
}

/** Fields of a word in the order of their addresses, then of their declaration. */
function slotsOf(object: MemoryObject): readonly (readonly Field[])[] {
  const slots = new Map<number, Field[]>();
  for (const field of object.fields) {
    const address = wordAddress(field);
    const slot = slots.get(address);
    if (slot === undefined) slots.set(address, [field]);
    else slot.push(field);
  }
  return [...slots].sort(([a], [b]) => a - b).map(([, fields]) => fields);
}

/** A small field in the upper half of a pointer or long: only the lower half of those carries a value. */
function isUpperHalf(object: MemoryObject, field: Field): boolean {
  return object.fields.some((other) => other.size === 8 && wordAddress(field) === other.address + 4);
}

function overlaps(fields: readonly Field[]): boolean {
  return fields.some((a, index) =>
    fields.slice(index + 1).some((b) => a.address < b.address + b.size && b.address < a.address + a.size),
  );
}

function liveField(
  run: Run,
  object: MemoryObject,
  fields: readonly Field[],
  cursor: number,
): Field | undefined {
  const at = Math.max(0, cursor);
  const writer = lastWriter(run, at, wordAddress(fields[0]!));
  const text = writer < 0 ? '' : (siteAt(run, writer + 1)?.text ?? '');
  const named = fields.filter((field) => mentions(text, field));
  // `entry->next` names the last part of many paths: then the first declared, `lru.next`, is meant.
  const exact = named.find((field) => field.path.includes('.') && text.includes(field.path)) ?? named[0];
  if (exact !== undefined) return exact;
  // A word that nobody has written since the start still is what it was then.
  const memory = memoryAt(run, writer < 0 ? 0 : at);
  return onList(object, memory) ? fields.find((field) => field.path.startsWith('lru.')) : undefined;
}

function onList(object: MemoryObject, memory: Memory): boolean {
  const flags = object.fields.find((field) => field.display === 'bits');
  const bit = flags?.names.find((name) => /^(PG_)?lru$/.test(name.name))?.value;
  return flags !== undefined && bit !== undefined && ((memory.field(flags) >>> bit) & 1) === 1;
}

function readOver(run: Run, cursor: number, field: Field, live: Field | undefined): string | undefined {
  const read = cursor < 1 ? 0 : run.steps.readAddress[cursor - 1];
  if (live === undefined || live === field || read === 0 || read !== wordAddress(field)) return undefined;
  const text = siteAt(run, cursor)?.text ?? '';
  return mentions(text, field) && !mentions(text, live) ? live.path : undefined;
}
