import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SourceFile } from '../core/language/source/source-file.ts';
import { isAsKept, keepKernel } from './kept-kernel.ts';

const past = new Date('2026-01-02T03:04:05.678Z');
const kernel: readonly SourceFile[] = [
  { path: 'kernel/mm/a.c', role: 'kernel', text: 'int a;\n' },
  { path: 'kernel/b.h', role: 'kernel', text: 'int b;\n' },
];
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pinlab-kept-'));
  mkdirSync(join(folder, 'kernel/mm'), { recursive: true });
  for (const { path, text } of kernel) writeFileSync(join(folder, path), text);
  for (const path of [...kernel.map((file) => file.path), 'kernel/mm', 'kernel']) age(path);
});
afterEach(() => rmSync(folder, { recursive: true }));

const age = (path: string) => utimesSync(join(folder, path), past, past);

test('what was not touched is as kept, wherever it lies', () => {
  const kept = keepKernel(folder, kernel, Date.now());
  expect(kept && isAsKept(kept, folder)).toBe(true);
  expect(kept && isAsKept(kept, join(folder, 'elsewhere'))).toBe(false);
});

test('another text, a file more, a file less', () => {
  const kept = keepKernel(folder, kernel, Date.now());
  const changes = [
    () => writeFileSync(join(folder, 'kernel/b.h'), 'int b;\n'),
    () => writeFileSync(join(folder, 'kernel/mm/more.c'), 'int more;\n'),
    () => rmSync(join(folder, 'kernel/mm/more.c')),
    () => {
      writeFileSync(join(folder, 'kernel/b.h'), 'unsigned b;\n');
      age('kernel/b.h');
    },
  ];
  for (const change of changes) {
    change();
    expect(kept && isAsKept(kept, folder)).toBe(false);
    writeFileSync(join(folder, 'kernel/b.h'), 'int b;\n');
    for (const path of ['kernel/b.h', 'kernel/mm', 'kernel']) age(path);
  }
});

test('what was written while it was being read is not kept', () => {
  expect(keepKernel(folder, kernel, past.getTime() - 1)).toBeUndefined();
});
