// `pinlab costs` and `pinlab load-bearing`, as a person calls them.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildWorker, resources } from '../lab/built-worker.fixture.ts';
import { speak } from './terminal.fixture.ts';
import type { Places } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-costs-'));
const race = 'resources/labs/s01-get-pin-put-early-unpin.lab.c';
const overlay = 'resources/labs/s04-pin-in-pagevec-lru-smash.lab.c';
let places: Places;
const say = (...words: string[]) => speak(words, places);

// Each of these runs many cells.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  places = {
    resources,
    workerFile: await buildWorker(folder),
    windowFolder: folder,
    here: fileURLToPath(new URL('../..', import.meta.url)),
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

test('costs --json: the ledger, page_ext in three situations, and the pair beyond a plain reference', async () => {
  const { code, out, err } = await say('costs', 'own-field', 'page-ext-count', '--json');
  expect([code, err]).toEqual([0, '']);
  const [field, count] = JSON.parse(out);
  expect(field).toMatchObject({
    strategy: 'own-field',
    ledger: { bytesPerPage: 8 },
    memory: { nobody: { bytesPerPage: 8, mebibytesPerGibibyte: 2 }, today: { bytesPerPage: 8 } },
    beyondGetOnly: { slow: { pin: { atomics: 1 }, unpin: { atomics: 1 } } },
  });
  expect(count).toMatchObject({
    memory: {
      nobody: { mebibytesPerGibibyte: 3 },
      'page-owner': { mebibytesPerGibibyte: 1 },
      today: { mebibytesPerGibibyte: 1 },
    },
  });
});

test('costs: a table within 80 columns, with the rule of page_ext where it matters', async () => {
  const { out } = await say('costs');
  for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  expect(out).toMatch(/^own-field +8 \(2\) +8 \(2\) +8 \(2\)/m);
  expect(out).toContain('page_ext is all or nothing');
  expect((await say('costs', 'get-only')).out).not.toContain('page_ext is all or nothing');
});

test('costs of a strategy of one’s own; one that cannot pin is said', async () => {
  const mine = join(folder, 'mine.strategy.c');
  writeFileSync(mine, 'STRATEGY("mine", .title = "T", .bytes_per_page = 16);\n');
  const good = await say('costs', mine, '--json');
  expect(JSON.parse(good.out)).toMatchObject([
    { strategy: 'mine', memory: { today: { mebibytesPerGibibyte: 4 } } },
  ]);
  writeFileSync(mine, 'STRATEGY("mine");\nint x(');
  const bad = await say('costs', mine);
  expect(bad.code).toBe(2);
  expect(bad.err).toContain('mine');
});

const guarded = `STRATEGY("guarded", .title = "T", .provides = { recogniser });
EXTEND(struct page, page_end) { atomic_t pins; };
int pin_page_for_dma(struct page *page)
{
	atomic_inc(&page->pins);
	return 0;
}
void put_user_page(struct page *page)
{
	if (atomic_read(&page->pins) > 0)
		atomic_dec(&page->pins);
	smp_mb();
	put_page(page);
}
bool page_maybe_dma_pinned(struct page *page) { return atomic_read(&page->pins) > 0; }
__pure bool page_pinned_peek(struct page *page) { return page->pins.counter > 0; }
`;

test('load-bearing: each line with what turns red, exit code 1 for a barrier that nothing needs', async () => {
  const mine = join(folder, 'guarded.strategy.c');
  writeFileSync(mine, `#include <linux/mm.h>\n${guarded}`);
  const { code, out } = await say('load-bearing', mine, race, '--json');
  expect(code).toBe(1);
  const lines: { kind: string; explained: boolean; reds: unknown[] }[] = JSON.parse(out);
  expect(lines.find(({ kind }) => kind === 'barrier')).toMatchObject({
    text: 'smp_mb()',
    reds: [],
    searched: 0,
    explained: false,
  });
  const text = await say('load-bearing', mine, race);
  expect(text.out).toMatch(
    /smp_mb\(\)\n +no barrier: no cell under x86-TSO or relaxed asks for it <- no scenario, and/,
  );
});

test('load-bearing: a lock of a posting and the lab that needs it', async () => {
  const { out } = await say('load-bearing', 'lru-overlay-2018-07', overlay, race, '--json');
  const lines: { kind: string; line: number }[] = JSON.parse(out);
  expect(lines.filter(({ kind }) => kind === 'lock').length).toBeGreaterThan(1);
  expect(lines.map(({ line }) => line)).toEqual([...lines.map(({ line }) => line)].sort((a, b) => a - b));
});

test.each([
  [['load-bearing'], 'Name a strategy or a policy'],
  [['load-bearing', 'refcount-bia'], 'Did you mean refcount-bias?'],
  [['load-bearing', 'refcount-bias', 'none.lab.c'], 'There is no file none.lab.c'],
  [['costs', 'nothing-like-it'], 'There is no strategy nothing-like-it'],
])('%j is refused in plain words', async (words, why) => {
  const { code, out, err } = await say(...words);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(why);
});
