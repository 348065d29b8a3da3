// Initial values of global objects: numbers and addresses that are known before anything runs.

import { sizeOf } from '../types/layout.ts';
import { Body } from './body.ts';
import { isLoadConstant } from './constant.ts';
import { convertTo } from './conversion.ts';
import { checkExpr } from './expression.ts';
import { initialScalars } from './initialiser.ts';
import type { GlobalDef } from './program.ts';
import type { GlobalEntry, Unit } from './unit.ts';

export function checkGlobal(unit: Unit, entry: GlobalEntry): GlobalDef | undefined {
  const { id, name, type, ghost, perCpu, span } = entry;
  if (type === undefined) return undefined;
  const init: GlobalDef['init'][number][] = [];
  if (entry.init !== undefined) {
    const body = new Body(unit, { title: `the value of \`${name}\``, mode: 'constant' });
    for (const scalar of initialScalars(body, type, entry.init)) {
      const value = checkExpr(body, scalar.value);
      const converted =
        value === undefined
          ? undefined
          : convertTo(body, scalar.value, value, scalar.type, `the value of \`${name}\``);
      if (converted === undefined) continue;
      if (!isLoadConstant(converted)) {
        body.error(
          'not-constant',
          scalar.value.span,
          `the initial value of \`${name}\` is not a constant`,
          'set it in `BOOT { … }`',
        );
        continue;
      }
      const size = sizeOf(scalar.type);
      if (size === 1 || size === 2 || size === 4 || size === 8)
        init.push({ offset: scalar.offset, size, value: converted });
    }
  }
  return { id, name, type, ghost, perCpu, init, span };
}
