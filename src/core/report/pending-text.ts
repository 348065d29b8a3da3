// A store that waits in a buffer, short enough for a table: `flags := 0x4`, `flags +PG_lru`, `_refcount += 1`.

import type { Field, MemoryObject } from '../language/lower/graph.ts';
import { fieldName, fieldsOfWord, fieldValue, hex } from '../trace/names.ts';
import type { PendingEntry } from '../trace/pending-at.ts';
import { spokenOf } from '../trace/spoken.ts';
import { bitNames, named, type ShortChange, valueText } from './change-text.ts';

/** Undefined where the word has no name, or the name of a lock: the operation says enough. */
export function pendingChange(
  objects: readonly MemoryObject[],
  entry: PendingEntry,
  operation: string,
): ShortChange | undefined {
  const arms = fieldsOfWord(objects, entry.address).filter(
    ({ object, field }) =>
      (bitsOf(field) & entry.mask) !== 0 && object.kind !== 'local' && field.display !== 'lock',
  );
  if (arms.length === 0) return undefined;
  const { object, field } = spokenOf(arms, operation);
  return { ...named(object, field), value: effectText(objects, field, entry) };
}

/** With the whole name: `p->flags +PG_lru`. */
export function pendingText(objects: readonly MemoryObject[], entry: PendingEntry): string {
  const arm = fieldsOfWord(objects, entry.address).find(({ field }) => (bitsOf(field) & entry.mask) !== 0);
  if (!arm) return `${hex(entry.address)} ${signs[entry.operation]} ${hex(entry.value)}`;
  return `${fieldName(arm)} ${effectText(objects, arm.field, entry)}`;
}

const signs = { store: ':=', add: '+=', or: '|=', and: '&=', xor: '^=' } as const;

function effectText(objects: readonly MemoryObject[], field: Field, entry: PendingEntry): string {
  const { operation } = entry;
  const value = fieldValue(field, entry.value);
  if (field.display === 'bits' && (operation === 'or' || operation === 'and')) {
    const sign = operation === 'or' ? '+' : '-';
    const bits = operation === 'or' ? value : ~value & (bitsOf(field) >>> shiftOf(field));
    return bitNames(field, bits)
      .map((name) => sign + name)
      .join(' ');
  }
  if (operation === 'store') return `:= ${valueText(objects, field, value)}`;
  const number = operation === 'add' ? value : hex(value);
  return operation === 'add' && value < 0 ? `-= ${-value}` : `${signs[operation]} ${number}`;
}

function shiftOf({ address }: Field): number {
  return 8 * (address & 3);
}

/** The bits of the word that are the field's. */
function bitsOf(field: Field): number {
  return field.size >= 4 ? -1 : ((1 << (8 * field.size)) - 1) << shiftOf(field);
}
