import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWorker, resources } from '../lab/built-worker.fixture.ts';
import { speak } from './terminal.fixture.ts';
import type { Places } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-odd-'));
const lab = '#include <lab.h>\nint x;\nTASK(t) { x = 1; }\nALWAYS(p, x < 2);\n';
let places: Places;
const say = (...words: string[]) => speak(words, places);

beforeAll(async () => {
  places = { resources, workerFile: await buildWorker(folder), windowFolder: folder, here: folder };
});
afterAll(() => rmSync(folder, { recursive: true }));

test('expect by the id of a built-in lab is refused: there is no file to compare with', async () => {
  const { code, out, err } = await say('expect', 's01-get-pin-put-early-unpin', '--strategy', 'get-only');
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/beside their labs/);
});

test('a folder where an expect file should be is named', async () => {
  mkdirSync(join(folder, 'labs', 'a.expect.json'), { recursive: true });
  writeFileSync(join(folder, 'labs', 'a.lab.c'), lab);
  const { code, err } = await say('expect', 'labs', '--strategy', 'get-only', '--update');
  expect(code).toBe(2);
  expect(err).toMatch(/a\.expect\.json: this is no file/);
});

test('matrix takes the file of one lab', async () => {
  writeFileSync(join(folder, 'own.lab.c'), lab);
  const { code, out, err } = await say('matrix', 'own.lab.c', '--strategy', 'get-only');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/own/);
});

test.each([
  ['run', 'own.lab.c', '--strategy', 'get-only', '--max-steps', '30M'],
  ['serve', '--port', '99999'],
])('%s: a number that is too large is refused, with the largest', async (...words) => {
  const { code, err } = await say(...words);
  expect(code).toBe(2);
  expect(err).toMatch(/: the most is \d+\./);
});

test('a byte order mark in front of a lab does no harm', async () => {
  writeFileSync(join(folder, 'marked.lab.c'), `\ufeff${lab}`);
  const { code, err } = await say('explore', 'marked.lab.c', '--strategy', 'get-only');
  expect([code, err]).toEqual([0, '']);
});
