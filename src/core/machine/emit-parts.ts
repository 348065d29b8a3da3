// Pieces of generated text that every emitter needs: a logged write, leaving a function.
//
// Names in generated functions: v vector, n next free index of the log, a alternative, A address, S slot, X value to
// store, f rounds of private loops, w code to return when all goes well, b block, r0 … registers, and those of `Host`
// (generate.ts). Nothing else, and no text of the lab.

import type { Emission } from './memory-model.ts';

/** Writes `value` (a name or a number, evaluated more than once) to a slot, and to the log if it changes something. */
export function emitLoggedWrite(emission: Emission, slot: string, value: string): string {
  if (!emission.logged) return `v[${slot}]=${value};`;
  return `if(v[${slot}]!==${value}){log[n]=${slot};log[n+1]=v[${slot}];log[n+2]=v[${slot}]=${value};n+=3;}`;
}

/** Leaves with the fault code, after calling what notes the fault. */
export function leave(emission: Emission, note: string): string {
  return `${closeLog(emission)}${note};return ${emission.faultCode};`;
}

/** Every way out of a function that logs passes here. */
export function closeLog(emission: Emission): string {
  return emission.logged ? 'log[0]=n;' : '';
}
