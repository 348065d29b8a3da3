// Functions that emitted expressions call: division without traps, and whether an object can lie at an address.

import { lowestAddress } from '../check/finding.ts';
import type { AddressTable } from '../machine/address-table.ts';
import { Body } from './body.ts';
import type { ModuleWriter } from './encode.ts';
import type { Arithmetic } from './frame.ts';
import { op, type } from './opcodes.ts';
import type { Room } from './room.ts';

export function addArithmetic(module: ModuleWriter, room: Room, table: AddressTable): Arithmetic {
  const binary = module.signature([type.i32, type.i32], [type.i32]);
  const guarded = (operator: typeof op.divU | typeof op.remS | typeof op.remU): number => {
    const body = new Body(2);
    body.get(1).op(op.eqz).if();
    body.number(0).op(op.return).end();
    body.get(0).get(1).op(operator);
    return module.add(binary, body);
  };
  // The least number divided by -1 overflows, which traps.
  const divide = new Body(2);
  divide.get(1).op(op.eqz).if();
  divide.number(0).op(op.return).end();
  divide.get(1).number(-1).op(op.eq).if();
  divide.number(0).get(0).op(op.sub).op(op.return).end();
  divide.get(0).get(1).op(op.divS);
  return {
    divide: module.add(binary, divide),
    remainder: guarded(op.remS),
    divideUnsigned: guarded(op.divU),
    remainderUnsigned: guarded(op.remU),
    valid: module.add(binary, validBody(room, table)),
  };
}

/** See `isValid` in machine/address-table.ts. */
function validBody(room: Room, table: AddressTable): Body {
  const [from, size] = [0, 1];
  const body = new Body(2);
  const at = body.local();
  const to = body.local();
  const no = body.block();
  body.get(from).number(lowestAddress).op(op.ltU).brIf(no);
  body.get(from).number(table.limit).op(op.geU).brIf(no);
  // Of the size, the largest power of two that divides it, at most 8: its lowest bit, or 8.
  body.get(size).number(8).op(op.or).tee(at).number(0).get(at).op(op.sub).op(op.and);
  body.number(1).op(op.sub).get(from).op(op.and).brIf(no);
  body.get(size).number(1).get(size).number(1).op(op.gtS).op(op.select).get(from).op(op.add).tee(to);
  body.number(table.limit).op(op.gtU).brIf(no);
  body.get(from).number(-4).op(op.and).tee(at);
  body.memory('load', room.slots).op(op.eqz).brIf(no);
  const each = body.loop();
  body.get(at).number(2).op(op.shrU).memory('load8U', room.covered).op(op.eqz).brIf(no);
  body.get(at).number(4).op(op.add).tee(at).get(to).op(op.ltU).brIf(each);
  body.end();
  body.number(1).op(op.return);
  body.end();
  body.number(0);
  return body;
}
