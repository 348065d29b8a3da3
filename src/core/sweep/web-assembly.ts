// The little of WebAssembly that a sweep needs. `core` is checked without the globals of browser and Node, which both
// have it.

import { mostSweepMemory } from '../check/search-method.ts';
import type { Kernel } from '../wasm/memory-map.ts';

/** Shared between threads; `grow` takes pages and throws a RangeError where there is no more. */
export interface LinearMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

/** A compiled module: opaque, can be posted to other threads. */
export interface CompiledModule {
  readonly [Symbol.toStringTag]: 'WebAssembly.Module';
}

interface Api {
  readonly Memory: new (of: {
    readonly initial: number;
    readonly maximum: number;
    readonly shared: true;
  }) => LinearMemory;
  readonly Module: new (bytes: Uint8Array) => CompiledModule;
  readonly Instance: new (
    module: CompiledModule,
    imports: { readonly sweep: { readonly memory: LinearMemory; readonly thread: number } },
  ) => { readonly exports: unknown };
}

const api = (globalThis as unknown as { readonly WebAssembly: Api }).WebAssembly;

export const pageBytes = 1 << 16;
/** As a module that imports shared memory declares it; one page less than 4 GiB is used, so that ends fit 32 bits. */
export const mostPages = mostSweepMemory / pageBytes;

/** Undefined where the process cannot have it. */
export function createMemory(pages: number): LinearMemory | undefined {
  try {
    return new api.Memory({ initial: pages, maximum: mostPages, shared: true });
  } catch (refusal) {
    if (refusal instanceof RangeError) return undefined;
    throw refusal;
  }
}

export function compileModule(bytes: Uint8Array): CompiledModule {
  return new api.Module(bytes);
}

/** The kernel of one thread, whose area is at `thread`. */
export function openKernel(module: CompiledModule, memory: LinearMemory, thread: number): Kernel {
  // What a sweep module exports is the agreement of memory-map.ts.
  return new api.Instance(module, { sweep: { memory, thread } }).exports as Kernel;
}
