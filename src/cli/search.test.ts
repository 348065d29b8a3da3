// `explore` by every method, kept and gone on with; `export`.

import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWorker, resources } from '../lab/built-worker.fixture.ts';
import { readersLab } from '../lab/readers-lab.fixture.ts';
import { speak } from './terminal.fixture.ts';
import type { Places } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-search-'));
const race = 'resources/labs/s01-get-pin-put-early-unpin.lab.c';
const large = join(folder, 'large.lab.c');
const middle = join(folder, 'middle.lab.c');
const bias = ['--strategy', 'refcount-bias'];
let places: Places;
const say = (...words: string[]) => speak(words, places);

beforeAll(async () => {
  writeFileSync(large, readersLab(8, 4).text);
  writeFileSync(middle, readersLab(6).text);
  places = {
    resources,
    workerFile: await buildWorker(folder),
    windowFolder: folder,
    here: fileURLToPath(new URL('../..', import.meta.url)),
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the method', () => {
  test('is in the JSON and in the sentence', async () => {
    const sweep = ['explore', race, ...bias, '--reduce', 'none', '--workers', '2'];
    const { out } = await say(...sweep, '--json');
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'holds',
      searched: { kind: 'sweep', reductions: [], collisionRisk: expect.any(Number) },
    });
    expect((await say(...sweep)).out).toContain('Unreduced search; ');
    expect(JSON.parse((await say('explore', race, ...bias, '--json')).out).searched.kind).toBe('exact');
  });

  test('that tries runs only is never a proof: exit code 3', async () => {
    const { code, out } = await say('explore', race, ...bias, '--random', '200', '--seed', '7');
    expect(code).toBe(3);
    expect(out).toContain('Random search: 200 runs, seed 7.');
  });

  test('finds what is violated with few preemptions: exit code 1', async () => {
    const july = ['--strategy', 'lru-overlay-2018-07'];
    const { code, out } = await say('explore', race, ...july, '--preemptions', '2', '--others');
    expect(code).toBe(1);
    expect(out).toContain('Search with at most 2 preemptions.');
    expect(out).toMatch(/would have\s+passed/);
  });

  test('by itself: exact while the lab is small, a sweep beyond, the same verdict', async () => {
    const auto = JSON.parse((await say('explore', middle, ...bias, '--workers', '2', '--json')).out);
    const plain = JSON.parse((await say('explore', middle, ...bias, '--plain', '--json')).out);
    expect(auto).toMatchObject({ verdict: 'holds', searched: { kind: 'sweep' } });
    expect(plain).toMatchObject({ verdict: 'holds', searched: { kind: 'exact' }, states: 7 ** 6 });
  });

  test('shows how a lost wish goes on, where it is lost from the start', async () => {
    const design = ['--design', 'refcount-bias+wb-skip-unless-integrity'];
    const { code, out } = await say('explore', 's36-wb-skip-starvation', ...design);
    expect(code).toBe(1);
    expect(out).toContain('for ever');
    expect(out).not.toContain("--schedule ''");
  });

  test('that contradicts itself is refused, with where to read', async () => {
    const { code, err } = await say('explore', race, ...bias, '--plain', '--random', '5');
    expect([code, err]).toEqual([2, expect.stringMatching(/exclude each other.*See pinlab help explore/)]);
  });
});

describe('a search that is stopped', () => {
  const kept = join(folder, 'kept.ckpt');
  const sweep = ['explore', large, ...bias, '--reduce', 'none', '--workers', '2', '--json'];

  test('is kept, says where, and goes on from there', async () => {
    const first = await speak([...sweep, '--checkpoint', kept], places, 'progress');
    expect(first.code).toBe(3);
    expect(first.err).toContain(`kept in ${kept}`);
    const before = JSON.parse(first.out);
    expect(before).toMatchObject({ verdict: 'incomplete', bounds: { hit: 'cancelled' } });
    const more = before.states + 1000;
    const then = await say(...sweep, '--resume', kept, '--max-states', String(more));
    expect(JSON.parse(then.out)).toMatchObject({ states: more, bounds: { hit: 'states' } });
  });

  test('says so even in its first moments', async () => {
    const { code, out } = await speak(sweep, places, 0);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'incomplete', bounds: { hit: 'cancelled' } });
  });

  test('does not go on with another lab, or from a damaged file, or from none', async () => {
    expect(existsSync(kept)).toBe(true);
    const other = await say('explore', middle, ...bias, '--reduce', 'none', '--resume', kept);
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('another lab, design or method')]);
    truncateSync(kept, readFileSync(kept).length - 100);
    const damaged = await say(...sweep, '--resume', kept);
    expect([damaged.code, damaged.err]).toEqual([2, expect.stringMatching(/damaged|whole|cut/)]);
    const none = await say(...sweep, '--resume', join(folder, 'none.ckpt'));
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('Name a checkpoint that exists')]);
  });

  test('needs a folder that can be written to, and is told before it begins', async () => {
    const { code, err } = await say(...sweep, '--checkpoint', join(folder, 'no', 'such', 'a.ckpt'));
    expect([code, err]).toEqual([2, expect.stringContaining('Name a file in a folder that exists')]);
  });
});

describe('export', () => {
  test('writes Promela to standard output, or into a file', async () => {
    const { code, out } = await say('export', race, ...bias, '--to', 'promela');
    expect(code).toBe(0);
    expect(out).toContain('active proctype');
    const file = join(folder, 'race.pml');
    const quiet = await say('export', race, ...bias, '--to', 'promela', '--output', file);
    expect([quiet.code, quiet.out]).toEqual([0, '']);
    expect(readFileSync(file, 'utf8')).toBe(out);
  });

  test('writes TLA+ too', async () => {
    const { code, out } = await say('export', race, ...bias, '--to', 'tla');
    expect(code).toBe(0);
    expect(out).toContain('MODULE');
  });

  test('says which languages there are, and what it cannot write', async () => {
    const { code, err } = await say('export', race, ...bias);
    expect([code, err]).toEqual([2, expect.stringContaining('promela and tla')]);
    const lost = await say('export', race, ...bias, '--to', 'promela', '--output', join(folder, 'no', 'x'));
    expect([lost.code, lost.err]).toEqual([2, expect.stringContaining('Name another file')]);
    const buffers = await say('export', race, ...bias, '--memory', 'x86-TSO', '--to', 'promela');
    expect([buffers.code, buffers.err]).toEqual([2, expect.stringContaining('sequential consistency only')]);
  });
});
