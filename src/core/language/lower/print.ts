// A graph as text, for tests and for a person who debugs a lab: one line per block head, instruction and exit.

import { assertNever } from '../../base/assert.ts';
import type { CodeBlock, Exit, Graph, Instruction, Routine, StepSite, Value } from './graph.ts';

export function printGraph(graph: Graph): string {
  const names = new Map<number, string>();
  for (const object of graph.memory.objects) {
    for (const field of object.fields) {
      // Of the arms of a union the one that is declared first gives the name.
      if (!names.has(field.address)) names.set(field.address, named(object.name, field.path));
    }
  }
  const sections = [
    routine('boot', graph.boot, names),
    ...graph.tasks.map((task) => routine(`${task.kind} ${task.name} on cpu ${task.cpu}`, task, names)),
    ...graph.properties.map((property) =>
      property.routine === undefined
        ? `${property.kind} ${property.name}: ${property.skipped ?? 'where its event is raised'}`
        : routine(`${property.kind} ${property.name}`, property.routine, names),
    ),
    ...graph.lanes.map((lane) =>
      routine(
        `lane ${lane.name}${lane.page === undefined ? '' : ` of page ${lane.page}`}`,
        lane.routine,
        names,
      ),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

export function printRoutine(code: Pick<Routine, 'blocks'>): string {
  return code.blocks.flatMap((block, index) => blockLines(block, index, new Map())).join('\n');
}

export function printSite(site: StepSite): string {
  const nth = site.ordinal === 1 ? '' : `.${site.ordinal}`;
  return `${site.function}+${site.lineInFunction}${nth} ${site.operation} ${site.text}`;
}

type Names = ReadonlyMap<number, string>;

function routine(title: string, code: Pick<Routine, 'blocks'>, names: Names): string {
  return [`${title}:`, ...code.blocks.flatMap((block, index) => blockLines(block, index, names))].join('\n');
}

function named(object: string, path: string): string {
  if (path === '') return object;
  return path.startsWith('[') ? `${object}${path}` : `${object}.${path}`;
}

function blockLines(block: CodeBlock, index: number, names: Names): readonly string[] {
  const head = block.step === undefined ? `${index}:` : `${index}: step ${printSite(block.step)}`;
  return [head, ...block.code.map((item) => `  ${instruction(item, names)}`), `  ${exit(block.exit)}`];
}

function instruction(item: Instruction, names: Names): string {
  const value = (of: Value): string => printValue(of);
  switch (item.kind) {
    case 'set':
      return `r${item.register} = ${value(item.value)}`;
    case 'load':
      return `r${item.register} = load${width(item)} ${address(item.address, names)} ${item.access}`;
    case 'store':
      return `store${width(item)} ${address(item.address, names)} = ${value(item.value)} ${item.access}`;
    case 'rmw':
      return `${item.op}${width(item)} ${address(item.address, names)} by ${value(item.value)} ${item.access}`;
    case 'guard':
    case 'prune':
      return `${item.kind} ${value(item.test)}`;
    case 'choose':
      return `r${item.register} = choose ${item.count}`;
    case 'check':
      return `check ${item.of} ${item.index}: ${value(item.test)}`;
    case 'ledger':
      return `ledger ${value(item.page)} holder ${value(item.holder)} by ${value(item.delta)}`;
    case 'fence':
      return `fence ${item.fence}`;
    case 'cpu-control':
      return item.op;
    default:
      return assertNever(item);
  }
}

function width(item: { readonly size: number; readonly signed?: boolean }): string {
  return item.size >= 4 ? '' : `${item.size * 8}${item.signed === true ? 's' : ''}`;
}

function address(value: Value, names: Names): string {
  const name = value.kind === 'const' ? names.get(value.value) : undefined;
  return `[${name ?? printValue(value)}]`;
}

function exit(of: Exit): string {
  switch (of.kind) {
    case 'goto':
      return `-> ${of.target}`;
    case 'branch':
      return `${printValue(of.test)} ? -> ${of.then} : -> ${of.else}`;
    case 'return':
      return `return ${printValue(of.value)}`;
    case 'end':
      return 'end';
    default:
      return assertNever(of);
  }
}

export function printValue(value: Value): string {
  switch (value.kind) {
    case 'const':
      return value.value >= 0x1000 ? `0x${value.value.toString(16)}` : String(value.value);
    case 'register':
      return `r${value.register}`;
    case 'unary':
      return `${value.op.length > 1 ? `${value.op} ` : value.op}${printValue(value.operand)}`;
    case 'binary':
      return `(${printValue(value.left)} ${value.op} ${printValue(value.right)})`;
    case 'valid':
      return `valid(${printValue(value.address)}, ${value.size})`;
    default:
      return assertNever(value);
  }
}
