// Small checked programs built by hand, so that lowering can be tested without the front end.

import type {
  Block,
  Expr,
  FunctionDef,
  FunctionId,
  GlobalDef,
  GlobalId,
  Local,
  LocalId,
  Place,
  Program,
  Stmt,
  TaskDef,
} from '../check/program.ts';
import type { CType } from '../types/c-type.ts';

export const span = { file: 0, start: 0, end: 0 };
export const int: CType = { kind: 'integer', name: 'int', size: 4, signed: true, bool: false };
export const u8: CType = { kind: 'integer', name: 'u8', size: 1, signed: false, bool: false };

export const num = (value: number): Expr => ({ kind: 'const', value, type: int, span });
export const shared = (global: number, type: CType = int): Place & { kind: 'memory' } => ({
  kind: 'memory',
  address: { kind: 'global-address', global: global as GlobalId, type: { kind: 'pointer', to: type }, span },
  ghost: false,
  type,
  span,
});
export const own = (local: number, type: CType = int): Place => ({
  kind: 'local',
  local: local as LocalId,
  type,
  span,
});
export const read = (place: Place): Expr => ({ kind: 'read', place, order: 'plain', type: place.type, span });
export const assign = (place: Place, value: Expr): Expr => ({
  kind: 'assign',
  place,
  value,
  order: 'plain',
  type: place.type,
  span,
});
export const plus = (left: Expr, right: Expr): Expr => ({
  kind: 'binary',
  op: '+',
  unsigned: false,
  left,
  right,
  type: int,
  span,
});
export const less = (left: Expr, right: Expr): Expr => ({
  kind: 'binary',
  op: '<',
  unsigned: false,
  left,
  right,
  type: int,
  span,
});
export const choice = (test: Expr, then: Stmt, otherwise: Stmt): Stmt => ({
  kind: 'if',
  test,
  then,
  else: otherwise,
  span,
});
export const add = (place: Place, value: Expr, result: 'before' | 'after' = 'after'): Expr => ({
  kind: 'update',
  place,
  op: '+',
  unsigned: false,
  value,
  result,
  type: place.type,
  span,
});
export const call = (callee: number, ...args: Expr[]): Expr => ({
  kind: 'call',
  callee: callee as FunctionId,
  args,
  type: int,
  span,
});
export const act = (value: Expr): Stmt => ({ kind: 'expression', value, span });
export const block = (...body: Stmt[]): Block => ({ kind: 'block', body, span });
export const local = (id: number, name: string, inMemory = false, type: CType = int): Local => ({
  id: id as LocalId,
  name,
  type,
  inMemory,
  span,
});
export const declare = (id: number, init?: Expr): Stmt => ({
  kind: 'declare',
  local: id as LocalId,
  init,
  span,
});
export const global = (id: number, name: string, more: Partial<GlobalDef> = {}): GlobalDef => ({
  id: id as GlobalId,
  name,
  type: int,
  ghost: false,
  perCpu: false,
  init: [],
  span,
  ...more,
});
export const task = (name: string, body: Stmt[], locals: Local[] = [], cpu = 0): TaskDef => ({
  name,
  kind: 'task',
  cpu,
  body: block(...body),
  locals,
  span,
});
export const define = (
  id: number,
  name: string,
  params: Local[],
  body: Stmt[],
  locals: Local[] = [],
): FunctionDef => ({
  id: id as FunctionId,
  name,
  returns: int,
  params,
  locals: [...params, ...locals],
  body: block(...body),
  pure: false,
  weak: false,
  span,
});
export const program = (more: Partial<Program>): Program => ({
  files: [{ path: 'x.lab.c', role: 'lab', text: '' }],
  functions: [],
  globals: [],
  pages: [],
  tasks: [],
  boot: [],
  bootLocals: [],
  quiesce: undefined,
  properties: [],
  lanes: [],
  events: [],
  strategy: undefined,
  policies: [],
  compare: [],
  missing: [],
  pageRecord: undefined,
  enums: [],
  ...more,
});
