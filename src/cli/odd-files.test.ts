import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  // A machine that is busy is slow enough to be told how far it has come.
  expect([code, err.replace(/^pinlab: \d+ of \d+ cells\n/gm, '')]).toEqual([0, '']);
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

test.each([
  [['explore', '', '--strategy', 'get-only'], /Name a lab/],
  [['explore', 'own.lab.c', '--strategy', ''], /Name a strategy with --strategy: get-only,/],
  [['matrix', ' '], /Name a folder of labs/],
  [['matrix', 'own.lab.c', '--policy', 'x'], /--policy goes on top of a design/],
  [['explore', '/dev/zero', '--strategy', 'get-only'], /\/dev\/zero is not a file but a device/],
  [['explore', 'own.lab.c', '--strategy', '/dev/zero'], /\/dev\/zero is not a file but a device/],
  [['matrix', '/dev/zero'], /\/dev\/zero is not a file but a device/],
  [['expect', '/dev/zero'], /\/dev\/zero is not a file but a device/],
  [['explore', 'x'.repeat(5000), '--strategy', 'get-only'], /There is no file x/],
  [['help', 'exlore'], /There is no command exlore\. Did you mean explore\?/],
  [['help', 'nonexistent'], /There is no command nonexistent\. See pinlab help\./],
])('%j is refused in plain words', async (words, why) => {
  writeFileSync(join(folder, 'own.lab.c'), lab);
  const { code, out, err } = await say(...words);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(why);
});

test('a folder that is named like a lab is named', async () => {
  mkdirSync(join(folder, 'odd', 'x.lab.c'), { recursive: true });
  const { code, err } = await say('matrix', 'odd');
  expect(code).toBe(2);
  expect(err).toBe('pinlab: odd/x.lab.c is a folder, not the text of a lab; give it another name.\n');
});

test.each([
  ['TASK(t) { for (;;); }', /nothing was asked: `t` loops more than 10000 rounds before its first step\./, 2],
  ['BOOT { BUG_ON(true); } TASK(t) { x = 1; }', /nothing was asked: the boot code runs into `BUG_ON/, 2],
  ['BOOT { assume(false); } TASK(t) { x = 1; }', /nothing was asked: an assume in BOOT drops every run\./, 0],
  [
    'TASK(t) { x = 1; } TASK(u) { int a = 1; assume(a == 2); x = 1; }',
    /nothing was asked: an assume before the first step of u drops every run\./,
    0,
  ],
])('%s: who kept the search from beginning', async (text, why, exit) => {
  writeFileSync(join(folder, 'stuck.lab.c'), `#include <lab.h>\nint x;\n${text}\nALWAYS(p, x < 2);\n`);
  const { code, out } = await say('explore', 'stuck.lab.c', '--strategy', 'get-only');
  expect(out).toMatch(why);
  expect(code).toBe(exit);
});

const endless = `#include <lab.h>
int x, y;
TASK(t) { for (;;) x = x + 1; }
TASK(u) { for (;;) y = y + 1; }
ALWAYS(p, x < 1000000000);
`;

test('Ctrl+C: explore prints what it has, matrix and expect say how far they came; exit code 3', async () => {
  mkdirSync(join(folder, 'long'));
  writeFileSync(join(folder, 'long', 'a.lab.c'), lab);
  writeFileSync(join(folder, 'long', 'b.lab.c'), endless);
  const explored = await speak(
    ['explore', 'long/b.lab.c', '--strategy', 'get-only', '--json', '--plain'],
    places,
    'progress',
  );
  expect(explored.code).toBe(3);
  expect(JSON.parse(explored.out)).toMatchObject({ verdict: 'incomplete', bounds: { hit: 'cancelled' } });
  const matrix = await speak(['matrix', 'long', '--strategy', 'get-only'], places, 4000);
  expect(matrix.code).toBe(3);
  expect(matrix.err).toMatch(/^pinlab: stopped: 1 of 2 cells\n$/m);
  expect(matrix.out).toMatch(/^a {2}\.$/m);
  const compared = await speak(['expect', 'long', '--strategy', 'get-only', '--update'], places, 4000);
  expect(compared).toMatchObject({ code: 3, out: '' });
  expect(compared.err).toMatch(/^pinlab: stopped: 1 of 2 cells\n$/m);
  expect(existsSync(join(folder, 'long', 'a.expect.json'))).toBe(false);
}, 40_000);
