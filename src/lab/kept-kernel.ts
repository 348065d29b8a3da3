// A kernel library that was read before, for as long as its files and folders look as they did.

import { readdirSync } from 'node:fs';
import type { SourceFile } from '../core/language/source/source-file.ts';
import { type Looks, looksOf, looksTheSame } from './looks.ts';

export interface KeptKernel {
  readonly kernel: readonly SourceFile[];
  /** Of its texts, and of the folders that hold them: those change with every name that comes or goes. */
  readonly looks: readonly Looks[];
}

/** Undefined where something was written after `began`, which was before the texts were read. */
export function keepKernel(
  resources: string,
  kernel: readonly SourceFile[],
  began: number,
): KeptKernel | undefined {
  const looks: Looks[] = [];
  for (const path of [...foldersBelow(resources, 'kernel'), ...kernel.map((file) => file.path)]) {
    const seen = looksOf(`${resources}/${path}`, began);
    if (seen === undefined) return undefined;
    looks.push({ ...seen, path });
  }
  return { kernel, looks };
}

export function isAsKept({ looks }: KeptKernel, resources: string): boolean {
  return looks.every((each) => looksTheSame(each, resources));
}

function foldersBelow(resources: string, folder: string): readonly string[] {
  const inside = readdirSync(`${resources}/${folder}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => foldersBelow(resources, `${folder}/${name}`));
  return [folder, ...inside];
}
