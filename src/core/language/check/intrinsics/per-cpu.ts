// Objects with one copy for each CPU: `this_cpu_ptr`, `per_cpu_ptr`, `per_cpu`, `get_cpu_var` and `put_cpu_var`.

import type { ExprSyntax } from '../../syntax/tree.ts';
import { INT, pointerTo, VOID } from '../../types/builtin.ts';
import type { Body } from '../body.ts';
import { cast, memory } from '../build.ts';
import type { CallSyntax } from '../call.ts';
import { loadPlace } from '../expression.ts';
import type { Expr, Place } from '../program.ts';
import { type Intrinsic, integerArg, intrinsic, objectArg } from './intrinsic.ts';
import { cpuControl } from './sync.ts';

type PerCpuAddress = Extract<Expr, { kind: 'percpu-address' }>;

function addressOfCopy(
  body: Body,
  node: CallSyntax,
  name: string,
  cpu: ExprSyntax | undefined,
): PerCpuAddress | undefined {
  const [first] = node.args;
  const span = body.at(node);
  const object = first === undefined ? undefined : objectArg(body, first);
  const global = object === undefined ? undefined : body.unit.globals.get(object.name);
  if (global?.type === undefined || !global.perCpu) {
    return body.error(
      'per-cpu',
      span,
      `\`${name}\` needs a per-CPU object`,
      'name one that is defined with `DEFINE_PER_CPU(type, name)`',
    );
  }
  if (cpu === undefined && body.mode === 'property') {
    return body.error(
      'not-at-once',
      span,
      `${body.modeText()} belongs to no CPU`,
      `write \`per_cpu_ptr(&${global.name}, cpu)\``,
    );
  }
  const number = cpu === undefined ? undefined : integerArg(body, cpu, name);
  if (cpu !== undefined && number === undefined) return undefined;
  const type = pointerTo(global.type);
  return {
    kind: 'percpu-address',
    global: global.id,
    cpu: number === undefined ? undefined : cast(number, INT),
    type,
    span,
  };
}

function placeOfCopy(body: Body, node: CallSyntax, name: string): Place | undefined {
  const address = addressOfCopy(body, node, name, name === 'per_cpu' ? node.args[1] : undefined);
  if (address?.type.kind !== 'pointer') return undefined;
  const span = body.at(node);
  if (name !== 'get_cpu_var') return memory(address, address.type.to, span);
  const off = cpuControl(body, node, 'preempt-disable');
  if (off === undefined) return undefined;
  const both: Expr = { kind: 'comma', left: off, right: address, type: address.type, span };
  return memory(both, address.type.to, span);
}

const PLACES: ReadonlyMap<string, number> = new Map([
  ['per_cpu', 2],
  ['get_cpu_var', 1],
  ['this_cpu_read', 1],
  ['__this_cpu_read', 1],
]);

export function perCpuPlace(body: Body, node: CallSyntax, name: string): Place | undefined | 'no-place' {
  if (PLACES.get(name) !== node.args.length) return 'no-place';
  return placeOfCopy(body, node, name);
}

function readCopy(body: Body, node: CallSyntax, name: string): Expr | undefined {
  const place = placeOfCopy(body, node, name);
  return place === undefined ? undefined : loadPlace(body, node, place);
}

export function perCpuIntrinsics(): Intrinsic[] {
  return [
    intrinsic('this_cpu_ptr(p)', 'no step', (body, node) =>
      addressOfCopy(body, node, 'this_cpu_ptr', undefined),
    ),
    intrinsic('per_cpu_ptr(p, cpu)', 'no step', (body, node) =>
      addressOfCopy(body, node, 'per_cpu_ptr', node.args[1]),
    ),
    intrinsic('per_cpu(x, cpu)', 'one step where it is read or written', (body, node) =>
      readCopy(body, node, 'per_cpu'),
    ),
    intrinsic(
      'get_cpu_var(x)',
      'one step where it is read or written; preemption is off until `put_cpu_var`',
      (body, node) => readCopy(body, node, 'get_cpu_var'),
    ),
    intrinsic('this_cpu_read(x)', 'one step, a read', (body, node) => readCopy(body, node, 'this_cpu_read')),
    intrinsic('put_cpu_var(x)', 'one step when another task has the same CPU, else none', (body, node) => {
      const made = cpuControl(body, node, 'preempt-enable');
      return made === undefined ? undefined : cast(made, VOID);
    }),
  ];
}
