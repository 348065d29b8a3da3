import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { goodLibrary, rememberGood } from '../core/language/check/known-good.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';
import { recallLibrary } from './known-library.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-known-'));
afterAll(() => rmSync(folder, { recursive: true }));

const libraryOf = (text: string): readonly SourceFile[] => [
  { path: 'kernel/a.c', role: 'kernel', text },
  { path: 'kernel/b.c', role: 'kernel', text: 'int b;\n' },
];

test('what was found good is known to the next process, of the same texts only', () => {
  const file = join(folder, 'one');
  const first = libraryOf('int first;\n');
  const remember = recallLibrary(file, first);
  expect(goodLibrary(first)).toBeUndefined();
  rememberGood(first, 'u8,u16', first);
  remember();
  expect(readFileSync(file, 'utf8')).toMatch(
    /^u8,u16\nkernel\/a\.c\nkernel\/b\.c\n\nkernel\/a\.c\n11\nint first;\n/,
  );

  const other = libraryOf('int other;\n');
  recallLibrary(file, other)();
  expect(goodLibrary(other)).toBeUndefined();
  // A process that knows nothing yet: as if from the file alone.
  const again = join(folder, 'again');
  writeFileSync(again, readFileSync(file, 'utf8').replace('kernel/b.c', 'kernel/c.c'));
  recallLibrary(again, first);
  expect(goodLibrary(first)?.paths).toContain('kernel/c.c');
});

test('a file that is damaged or cannot be written costs nothing', () => {
  const kernel = libraryOf('int third;\n');
  const file = join(folder, 'damaged');
  writeFileSync(file, 'nonsense');
  recallLibrary(file, kernel)();
  expect(goodLibrary(kernel)).toBeUndefined();
  rememberGood(kernel, '', kernel);
  expect(() => recallLibrary(join(folder, 'no', 'folder'), kernel)()).not.toThrow();
});
