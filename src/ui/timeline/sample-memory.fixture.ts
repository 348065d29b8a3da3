// Memory of the sample run: one page with the layout of 4.18 and the overlay of July 2018, the two locks, one list
// head, the ghost pins. Only what views need to be developed and tested against.

import type { Field, MemoryObject } from '../../core/language/lower/graph.ts';

export const pageAddress = 0x1000;

const flagNames = [
  { value: 0, name: 'locked' },
  { value: 2, name: 'referenced' },
  { value: 3, name: 'uptodate' },
  { value: 4, name: 'dirty' },
  { value: 5, name: 'lru' },
  { value: 6, name: 'active' },
  { value: 15, name: 'writeback' },
];

function field(at: number, path: string, type: string, rest: Partial<Field> = {}): Field {
  return {
    path,
    address: pageAddress + at,
    size: 8,
    signed: false,
    type,
    display: 'hex',
    names: [],
    arms: [],
    extension: false,
    ...rest,
  };
}

const inUnion = (arm: string) => ({ arms: [{ unionAt: 8, arm }] });

const fields: readonly Field[] = [
  field(0, 'flags', 'unsigned long', { display: 'bits', names: flagNames }),
  field(8, 'lru.next', 'struct list_head *', { display: 'pointer', ...inUnion('lru') }),
  field(8, 'compound_head', 'unsigned long', inUnion('compound_head')),
  field(8, 'dma_pinned_flags', 'unsigned long', { extension: true, ...inUnion('lru_overlay') }),
  field(16, 'lru.prev', 'struct list_head *', { display: 'pointer', ...inUnion('lru') }),
  field(16, 'dma_pinned_count', 'atomic_t', {
    size: 4,
    signed: true,
    display: 'number',
    extension: true,
    ...inUnion('lru_overlay'),
  }),
  field(24, 'mapping', 'struct address_space *', { display: 'pointer', ...inUnion('lru') }),
  field(32, 'index', 'unsigned long', { display: 'number', ...inUnion('lru') }),
  field(40, 'private', 'unsigned long', inUnion('lru')),
  field(48, '_mapcount', 'atomic_t', { size: 4, signed: true, display: 'number' }),
  field(52, '_refcount', 'atomic_t', { size: 4, signed: true, display: 'number' }),
  field(56, 'mem_cgroup', 'struct mem_cgroup *', { display: 'pointer' }),
];

function scalar(
  name: string,
  kind: MemoryObject['kind'],
  address: number,
  type: string,
  display: Field['display'],
): MemoryObject {
  const only: Field = {
    path: '',
    address,
    size: 4,
    signed: true,
    type,
    display,
    names: [],
    arms: [],
    extension: false,
  };
  return { name, kind, address, size: 4, fields: [only] };
}

export const objects: readonly MemoryObject[] = [
  { name: 'p', kind: 'page', address: pageAddress, size: 64, fields },
  {
    name: 'lruvec',
    kind: 'global',
    address: 0x1100,
    size: 16,
    fields: ['next', 'prev'].map((path, index) => ({
      path: `inactive_file.${path}`,
      address: 0x1100 + 8 * index,
      size: 8 as const,
      signed: false,
      type: 'struct list_head *',
      display: 'pointer' as const,
      names: [],
      arms: [],
      extension: false,
    })),
  },
  scalar('lru_lock', 'global', 0x1140, 'spinlock_t', 'lock'),
  scalar('zone_gup_lock', 'global', 0x1144, 'spinlock_t', 'lock'),
  scalar('live_pins', 'ghost', 0x1200, 'int', 'number'),
];

/** Addresses by the short names that the sample's steps use. */
export const at = {
  flags: 0x1000,
  next: 0x1008,
  prev: 0x1010,
  mapping: 0x1018,
  index: 0x1020,
  mapcount: 0x1030,
  refcount: 0x1034,
  headNext: 0x1100,
  headPrev: 0x1108,
  lruLock: 0x1140,
  gupLock: 0x1144,
  pins: 0x1200,
} as const;

export type Name = keyof typeof at;

export const initial: Record<Name, number> = {
  flags: (1 << 3) | (1 << 5),
  next: 0x1100,
  prev: 0x1100,
  mapping: 0x1140,
  index: 7,
  mapcount: 0,
  refcount: 2,
  headNext: 0x1008,
  headPrev: 0x1008,
  lruLock: 0,
  gupLock: 0,
  pins: 0,
};
