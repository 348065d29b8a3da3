// One word per CPU that switches preemption or interrupts: who has it for himself, and how deeply.
//
//   bits 0-7  task + 1 that may run alone, 0 when free     bits 8-17  depth of preempt_disable
//   bits 18-27  depth of local_irq_disable
//
// Promises: an enable without a disable changes nothing. While either depth is not 0, no other task of the CPU runs;
// while the irq depth is not 0, no interrupt of the CPU starts. What an interrupt switches it does on top of that.

import type { Instruction } from '../language/lower/graph.ts';

type Operation = (Instruction & { readonly kind: 'cpu-control' })['op'];

export const ownerMask = 0xff;
export const depthMask = 0x3ff;
export const preemptUnit = 1 << 8;
export const irqUnit = 1 << 18;
export const irqMask = depthMask << 18;
export const depths = (depthMask << 8) | irqMask;

/** The word after `op` by `task`; generated code calls it as `cpu`. Depths saturate rather than overflow. */
export function switchCpu(word: number, op: number, task: number): number {
  const unit = op < 2 ? preemptUnit : irqUnit;
  const mask = op < 2 ? depthMask << 8 : irqMask;
  const disables = (op & 1) === 0;
  if (disables) {
    if ((word & mask) === mask) return word;
    return (word & depths) === 0 ? (task + 1) | unit : word + unit;
  }
  if ((word & mask) === 0) return word;
  const after = word - unit;
  return (after & depths) === 0 ? 0 : after;
}

/** Operations by number, as generated code passes them: even numbers disable. */
export function operationNumber(op: Operation): number {
  return ['preempt-disable', 'preempt-enable', 'irq-disable', 'irq-enable'].indexOf(op);
}
