// The way to shared memory: every load, store and fence of generated code is emitted through this interface.
//
// Now there is one model, sequential consistency, in sequential-memory.ts. A model with store buffers adds slots to
// the vector and a task per buffer; what it must know of an access is in `Access`.

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

export interface MemoryModel {
  /** Statement that sets the JavaScript variable `into`; leaves the function at a bad address. */
  load(emission: Emission, instruction: Instruction & { readonly kind: 'load' }): string;
  store(emission: Emission, instruction: Instruction & { readonly kind: 'store' }): string;
  fence(emission: Emission, fence: (Instruction & { readonly kind: 'fence' })['fence']): string;
}

/** Accesses by number, as generated code passes them to the observer. */
export const accessKinds: readonly Access[] = [
  'plain',
  'once',
  'rmw',
  'rmw-ordered',
  'lock',
  'unlock',
  'atomic',
  'ghost',
  'pure',
];
