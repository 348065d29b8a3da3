// What is told once: of a property that a state is not content with, the first time only.

import { Truth } from '../machine/machine.ts';
import type { Body } from './body.ts';
import { op } from './opcodes.ts';
import type { Room } from './room.ts';

/** `routine`: the function that asks the property of a lane; `tell` is emitted where it is not content for the first time. */
export function emitFirstDiscontent(
  body: Body,
  { met }: Room,
  { property, routine }: { readonly property: number; readonly routine: number },
  lane: number,
  tell: () => void,
): void {
  const at = met + property;
  body.number(0).memory('load8U', at).op(op.eqz).if();
  body.get(lane).call(routine).number(Truth.content).op(op.ne).if();
  body.number(0).number(1).memory('store8', at);
  tell();
  body.end().end();
}
