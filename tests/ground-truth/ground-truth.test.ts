// The model against what a real 6.1 kernel was seen to do: every row of docs/ground-truth.md has an answer, no answer is
// "disagreed", and the page says of each row what is found here.

import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { shipped } from '../labs/cell.ts';
import { type Answer, answerTo, table, verdictFor } from './agreement.ts';
import { booted, released, rows } from './rows.ts';

vi.setConfig({ testTimeout: 60_000 });

const page = readFileSync(new URL('../../docs/ground-truth.md', import.meta.url), 'utf8');
const labs = shipped().labs.filter(({ path }) => path.startsWith('labs/kernel-6.1/'));
const answers: Answer[] = [];

/** The rows of the page's table: id, what was seen, where. */
const onThePage = [...page.matchAll(/^\| ([A-Z]\d+(?: to [A-Z]\d+)?) \| (.+?) \| (.+?) \|$/gm)].map(
  ([, row = '', what = '', where = '']) => ({ row, what, where }),
);

afterAll(() => {
  process.stdout.write(`\n${table(answers)}\n`);
});

describe.each(rows)('$row: $what', (row) => {
  it('agrees, or says why it is not modelled', () => {
    const answer = answerTo(row);
    answers.push(answer);
    expect(answer.says).toBe('notModelled' in row ? 'not modelled' : 'agreed');
  });

  it('stands on the page with the same answer', () => {
    const where = 'notModelled' in row ? `not modelled: ${row.notModelled}` : `\`${row.lab}\``;
    expect(onThePage).toContainEqual({ row: row.row, what: row.what, where });
  });
});

it('has an answer to every row of the page', () => {
  expect(onThePage.length).toBe(rows.length);
});

it('asks for every property of every lab of this kind', () => {
  const asked = new Set(
    rows.flatMap((row) => ('lab' in row ? row.properties.map((name) => `${row.lab} ${name}`) : [])),
  );
  const stated = labs.flatMap(({ id }) =>
    verdictFor(id, booted).properties.map(({ name }) => `${id} ${name}`),
  );
  expect([...asked].sort()).toEqual(stated.sort());
});

describe('where the kernel that was booted differs from its first release', () => {
  const saysOf = (id: string) =>
    rows.filter((row) => row.row === id && 'lab' in row).map((row) => answerTo(row, released).says);

  it.each(['R11', 'S4'])('%s is red under that one', (id) => {
    expect(saysOf(id)).toContain('disagreed');
  });

  it('S7 is not', () => {
    expect(saysOf('S7')).toEqual(['agreed']);
  });
});
