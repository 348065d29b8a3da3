// Every lock, barrier and re-check of every shipped strategy and policy turns a scenario red when it is taken away, or has
// a note that says why none does.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../../src/cli/terminal.fixture.ts';
import type { Places } from '../../src/cli/terminal.ts';
import type { LoadBearingLine } from '../../src/contract/table.ts';
import { buildWorker, resources, shippedLibrary } from '../../src/lab/built-worker.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-load-bearing-'));
const { strategies, policies, notes, texts } = shippedLibrary();
let places: Places;

beforeAll(async () => {
  places = { resources, workerFile: await buildWorker(folder), windowFolder: folder, here: resources };
});
afterAll(() => rmSync(folder, { recursive: true }));

type Line = Omit<LoadBearingLine, 'edits'> & { readonly explained: boolean };

describe.each([...strategies, ...policies])('$id', ({ id, path }) => {
  it('has no lock, barrier or re-check for nothing', { timeout: 600_000 }, async () => {
    const { out, err } = await speak(
      ['load-bearing', id, '--kinds', 'lock,barrier,re-check', '--json'],
      places,
    );
    expect(err).not.toMatch(/^pinlab: (?!.*lines$)/m);
    const lines: readonly Line[] = JSON.parse(out);
    const open = lines.filter(({ explained }) => !explained);
    expect(open.map(({ line, kind, text, removed }) => `${line}: ${kind}: ${text}: ${removed}`)).toEqual([]);
  });

  it('has notes only for lines that are there', () => {
    const text = texts.find((one) => one.path === path)?.text ?? '';
    const written = text.split('\n').map((line) => line.trim());
    for (const { line } of notes.get(path) ?? []) expect(written).toContain(line);
  });
});
