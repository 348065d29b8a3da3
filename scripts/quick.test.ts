import { mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

interface Quick {
  noteFiles(note: string, paths: readonly string[], began: number): void;
  looksAsNoted(note: string): boolean;
}

const { noteFiles, looksAsNoted } = (await import(new URL('./quick.mjs', import.meta.url).href)) as Quick;
const folder = mkdtempSync(join(tmpdir(), 'pinlab-quick-'));
afterAll(() => rmSync(folder, { recursive: true }));

const note = join(folder, 'note');
const paths = ['a source', 'b'].map((name) => join(folder, name));
const [first = '', second = ''] = paths;
const past = new Date('2026-01-02T03:04:05.678Z');

function fresh(): void {
  for (const path of paths) {
    writeFileSync(path, path);
    utimesSync(path, past, past);
  }
  noteFiles(note, paths, Date.now());
}

test('nothing was noted, nothing is fresh', () => {
  expect(looksAsNoted(join(folder, 'none'))).toBe(false);
});

test('what was not touched is fresh', () => {
  fresh();
  expect(looksAsNoted(note)).toBe(true);
});

test('a newer file is noticed, and an older one of the same size too', () => {
  for (const when of ['2026-01-02T03:04:06Z', '2025-12-31T00:00:00Z']) {
    fresh();
    utimesSync(second, new Date(when), new Date(when));
    expect(looksAsNoted(note)).toBe(false);
  }
});

test('another size under the same time is noticed', () => {
  fresh();
  writeFileSync(first, 'longer than it was before');
  utimesSync(first, past, past);
  expect(looksAsNoted(note)).toBe(false);
});

test('a file that is gone is noticed', () => {
  fresh();
  unlinkSync(first);
  expect(looksAsNoted(note)).toBe(false);
});

test('what was written while it was being read is never fresh', () => {
  fresh();
  noteFiles(note, paths, past.getTime() - 1);
  expect(looksAsNoted(note)).toBe(false);
});
