// Instructions as JavaScript statements.
//
// Promises: nothing but numbers that the compiler computed enters the text. Leaves a function by `return` with a
// StepCode (or the fault code of its kind of function).

import { assertNever } from '../base/assert.ts';
import type { Graph, Instruction } from '../language/lower/graph.ts';
import { operationNumber } from './cpu.ts';
import { closeLog, emitLoggedWrite, leave } from './emit-parts.ts';
import { emitTest, emitValue } from './emit-value.ts';
import { StepCode } from './machine.ts';
import type { Emission, MemoryEmitter } from './memory-model.ts';

/** What instructions of one task (or routine) need to know around them. */
export interface CodeContext {
  readonly graph: Graph;
  readonly emission: Emission;
  readonly memory: MemoryEmitter;
  /** Index of the task; -1 in routines. */
  readonly task: number;
  /** Slot of the word of the task's CPU, -1 for none. */
  readonly cpuSlot: number;
}

export function emitInstruction(context: CodeContext, instruction: Instruction): string {
  const { emission, memory } = context;
  switch (instruction.kind) {
    case 'set':
      return `r${instruction.register | 0}=${emitValue(instruction.value)};`;
    case 'load':
      return memory.load(emission, instruction);
    case 'store':
      return memory.store(emission, instruction);
    case 'rmw':
      return memory.rmw(emission, instruction);
    case 'fence':
      return memory.fence(emission, instruction.fence);
    case 'guard':
      return exitUnless(emission, emitTest(instruction.test), StepCode.blocked);
    case 'prune':
      return exitUnless(emission, emitTest(instruction.test), StepCode.pruned);
    case 'choose':
      return `r${instruction.register | 0}=a;`;
    case 'check':
      return emitCheck(context, instruction);
    case 'ledger': {
      if (!emission.observed) return '';
      const [page, holder, delta] = [instruction.page, instruction.holder, instruction.delta].map(emitValue);
      return `seen.ledger(${page},${holder},${delta});`;
    }
    case 'cpu-control': {
      if (context.cpuSlot < 0) return '';
      const slot = `${context.cpuSlot}`;
      const after = `cpu(v[${slot}],${operationNumber(instruction.op)},${context.task | 0})`;
      return `X=${after};${emitLoggedWrite(emission, slot, 'X')}`;
    }
    default:
      return assertNever(instruction);
  }
}

function exitUnless(emission: Emission, test: string, code: number): string {
  if (test === 'true') return '';
  return `if(!${test}){${closeLog(emission)}return ${code};}`;
}

function emitCheck(context: CodeContext, check: Instruction & { readonly kind: 'check' }): string {
  const { graph, emission } = context;
  const index = check.index | 0;
  if (check.of === 'property') {
    if (graph.properties[index]?.skipped !== undefined) return '';
    return `if(!${emitTest(check.test)}){${leave(emission, `violate(${index})`)}}`;
  }
  if (graph.bugs[index]?.severity === 'warn')
    return `if(!${emitTest(check.test)}){warn(${index});w=${StepCode.warned};}`;
  return `if(!${emitTest(check.test)}){${leave(emission, `bug(${index})`)}}`;
}
