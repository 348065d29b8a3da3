// All words of lab C that are called like functions. A function or macro of the same name in a text goes before.

import { atomicIntrinsics } from './atomic.ts';
import { bitIntrinsics } from './bit.ts';
import type { Intrinsic } from './intrinsic.ts';
import { labIntrinsics } from './lab.ts';
import { perCpuIntrinsics } from './per-cpu.ts';
import { syncIntrinsics } from './sync.ts';

let table: ReadonlyMap<string, Intrinsic> | undefined;

/** Made at first use: the files of intrinsics and of expressions need each other. */
export function intrinsics(): ReadonlyMap<string, Intrinsic> {
  table ??= new Map(
    [
      ...atomicIntrinsics(),
      ...bitIntrinsics(),
      ...syncIntrinsics(),
      ...perCpuIntrinsics(),
      ...labIntrinsics(),
    ].map((each) => [each.name, each]),
  );
  return table;
}

export function findIntrinsic(name: string): Intrinsic | undefined {
  return intrinsics().get(name);
}

export function intrinsicNames(): IterableIterator<string> {
  return intrinsics().keys();
}
