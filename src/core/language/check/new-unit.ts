// An empty unit for some texts, its table of types tied to it.

import type { SourceFile } from '../source/source-file.ts';
import { TypeTable } from '../types/type-table.ts';
import { Body } from './body.ts';
import { constantOf } from './constant.ts';
import { typeOfUnread } from './expression.ts';
import type { Reporter } from './reporter.ts';
import type { Unit } from './unit.ts';

export function newUnit(files: readonly SourceFile[], reporter: Reporter): Unit {
  const types = new TypeTable({
    constant: (expr, what) => constantOf(unit, expr, what),
    error: (...args) => reporter.error(...args),
    typeOf: (expr) => typeOfUnread(new Body(unit, { title: '`typeof`', mode: 'constant' }), expr),
  });
  const unit: Unit = {
    files,
    reporter,
    types,
    forms: [],
    meanings: undefined,
    macros: new Map(),
    functions: new Map(),
    functionList: [],
    globals: new Map(),
    globalList: [],
    events: new Map(),
    pages: new Map(),
    tasks: [],
    constants: new Map(),
  };
  return unit;
}
