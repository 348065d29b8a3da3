// A kernel as the conductor sees it: what one module asks of the memory, and how a thread gets its instance.
//
// The real ones come from core/wasm; tests have one in JavaScript behind the same interface.

import type { Result } from '../base/result.ts';
import { ok } from '../base/result.ts';
import type { Graph } from '../language/lower/graph.ts';
import type { Layout } from '../machine/layout.ts';
import type { Machine } from '../machine/machine.ts';
import type { ReductionPlan } from '../reduce/plan.ts';
import type { Kernel, Packing } from '../wasm/memory-map.ts';
import { type KeptSteps, sweepModule } from '../wasm/module.ts';
import type { Places } from './learn.ts';
import type { CompiledModule, LinearMemory } from './web-assembly.ts';
import { compileModule, openKernel } from './web-assembly.ts';

export interface KernelCode {
  /** Bytes at a thread's address: its area, and whatever else the kernel needs there. */
  readonly threadBytes: number;
  /** Offset of the vector in them. */
  readonly vectorAt: number;
  /** Bytes of the room that all instances share, of whatever packing. */
  readonly roomBytes: number;
  /** New states that one record can lead to. */
  readonly mostSuccessors: number;
  /** Bytes of events that one record can lead to. */
  readonly eventRoom: number;
  /** For helpers; undefined where only the conductor's thread can have this kernel. */
  readonly module: CompiledModule | undefined;
  open(memory: LinearMemory, thread: number): Kernel;
}

/** The error is a sentence: why there is no kernel for this lab. `large`: for a search that has become so. */
export type KernelMaker = (packing: Packing, roomAt: number, large?: boolean) => Result<KernelCode, string>;

export function wasmKernels(
  graph: Graph,
  machine: Machine,
  layout: Layout,
  plan: ReductionPlan | undefined,
  places: Places,
): KernelMaker {
  const { memory } = machine;
  const keptAt = new Map<number, KeptSteps>();
  return (packing, roomAt, large = false) => {
    const kept = keptAt.get(roomAt) ?? new Map();
    keptAt.set(roomAt, kept);
    const made = sweepModule({ graph, layout, memory, packing, plan, roomAt, places, large, kept });
    if (!made.ok) return made;
    const { bytes, ...needs } = made.value;
    const module = compileModule(bytes);
    return ok({ ...needs, module, open: (memory, thread) => openKernel(module, memory, thread) });
  };
}
