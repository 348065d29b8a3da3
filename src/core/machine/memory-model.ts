// The way to shared memory: every load, store and fence of generated code is emitted through this interface.
//
// Sequential consistency is sequential-memory.ts; x86-TSO and relaxed put a store buffer between a CPU and memory
// (buffered-memory.ts emits, store-buffer.ts is what the emitted text calls). What a model must know of an access is in
// `Access`. Routines (boot, properties, lanes) read memory itself under every model.

import type { Access, Instruction } from '../language/lower/graph.ts';

/** How the surrounding code is made; see emit-region.ts for the names that emitted text may use. */
export interface Emission {
  /** Changes go to the log, so that they can be hashed and undone. */
  readonly logged: boolean;
  /** Everything is reported to the observer. */
  readonly observed: boolean;
  /** What the function returns at a bad access, after `fault(…)` has noted it. */
  readonly faultCode: number;
}

export interface MemoryEmitter {
  /** What comes first in a step that does these instructions: the tests whether it is possible at all. */
  enter(code: Iterable<Instruction>): string;
  /** Statement that sets the JavaScript variable `into`; leaves the function at a bad address. */
  load(emission: Emission, instruction: Instruction & { readonly kind: 'load' }): string;
  store(emission: Emission, instruction: Instruction & { readonly kind: 'store' }): string;
  rmw(emission: Emission, instruction: Instruction & { readonly kind: 'rmw' }): string;
  fence(emission: Emission, fence: (Instruction & { readonly kind: 'fence' })['fence']): string;
}

/** Accesses by number, as generated code passes them to the observer. */
export const accessKinds: readonly Access[] = [
  'plain',
  'once',
  'acquire',
  'release',
  'rmw',
  'rmw-ordered',
  'lock',
  'unlock',
  'atomic',
  'ghost',
  'pure',
];
