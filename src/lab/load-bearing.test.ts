import { expect, test } from 'vitest';
import type { Job, LoadBearingProgress, NamedDesign, Outcome, TextInput } from '../contract/table.ts';
import { defaultBounds, type Verdict } from '../core/check/verdict.ts';
import type { Removal } from '../core/language/mutate/removal.ts';
import { runLoadBearing, unexplained } from './load-bearing.ts';
import { parseNotes } from './load-bearing-notes.ts';

const text = 'lock;\nbarrier;\nif (flag)\n\tagain;\n';
const strategy: TextInput = { path: 'strategies/x.strategy.c', text };
const policy: TextInput = { path: 'policies/y.policy.c', text: 'policy' };
const design = (id: string, ...policies: TextInput[]): NamedDesign => ({
  id,
  strategy,
  policies,
  kernel: [],
  memory: 'SC',
});
const labs = ['red', 'green', 'broken', 'never'].map((path) => ({ path, text: '' }));
const request = {
  labs,
  designs: [design('x'), design('x+y', policy)],
  cells: labs.flatMap((_, lab) => [[lab, 0] as const, [lab, 1] as const]),
  bounds: defaultBounds,
  asked: strategy.path,
  allReds: false,
};
const removal = (line: number, kind: Removal['kind'], start: number, end: number): Removal => ({
  kind,
  line,
  function: 'f',
  text: text.slice(start, end),
  removed: 'gone',
  edits: [{ start, end, replacement: ' '.repeat(end - start) }],
});
const removals = [
  removal(1, 'lock', 0, 4),
  removal(2, 'barrier', 6, 13),
  removal(3, 'flag test', 19, 23),
  removal(4, 're-check', 26, 31),
];

/** `red` needs the lock, `green` needs nothing, `broken` never held, `never` stops checking without the flag. */
function judge(lab: TextInput, { strategy: now }: NamedDesign): Outcome<Partial<Verdict>> {
  if (lab.path === 'broken') return { ok: true, value: { verdict: 'violated', property: 'always' } };
  if (lab.path === 'red' && !now.text.includes('lock')) {
    return { ok: true, value: { verdict: 'violated', property: 'pin_seen' } };
  }
  if (lab.path === 'never' && !now.text.includes('flag')) {
    return { ok: false, error: { code: 'diagnostics', message: 'x.c:3: no flag', remedy: 'r' } };
  }
  return { ok: true, value: { verdict: 'holds', states: 1 } };
}

const done = <T>(outcome: Outcome<T>): Job<T> => ({
  done: Promise.resolve(outcome),
  cancel: () => undefined,
});
const tools = {
  removalsOf: () => done<readonly Removal[]>({ ok: true, value: removals }),
  verdictOf: (lab: TextInput, column: NamedDesign) => done(judge(lab, column)) as Job<Verdict>,
  knownOf: (lab: TextInput) => (lab.path === 'broken' ? -1 : undefined),
  notes: [{ line: 'again;', kind: 're-check', note: 'nobody comes between' }],
};

test('each line is asked in the cells that hold, up to its first red; notes stand where none is', async () => {
  const seen: LoadBearingProgress[] = [];
  const outcome = await runLoadBearing(request, tools, async (one) => void seen.push(one), 2).done;
  if (!outcome.ok) throw new Error(outcome.error.message);
  const { lines, holding } = outcome.value;
  expect(holding).toBe(6);
  expect(lines).toMatchObject([
    { line: 1, kind: 'lock', reds: [{ lab: 'red', design: 'x', property: 'pin_seen' }], file: strategy.path },
    { line: 2, kind: 'barrier', reds: [], searched: 0 },
    { line: 3, reds: [], note: 'Without it the text is no program any more: x.c:3: no flag' },
    { line: 4, reds: [], note: 'nobody comes between' },
  ]);
  expect(unexplained(lines).map(({ line }) => line)).toEqual([2]);
  expect(seen[0]).toEqual({ kind: 'lines', total: 4 });
  expect(
    seen
      .slice(1)
      .map((one) => one.kind === 'line' && one.line.line)
      .sort(),
  ).toEqual([1, 2, 3, 4]);
});

test('a barrier is asked only where something can be out of order; of like cells two are enough', async () => {
  const designs = ['SC', 'relaxed', 'relaxed', 'relaxed'].map((memory, index) => ({
    ...design(`x${index}`, ...Array<TextInput>(index).fill(policy)),
    memory: memory as 'SC' | 'relaxed',
  }));
  const cells = designs.map((_, column) => [1, column] as const).reverse();
  const outcome = await runLoadBearing({ ...request, designs, cells }, tools, async () => undefined, 1).done;
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(outcome.value.holding).toBe(3);
  expect(outcome.value.lines.map(({ kind, searched }) => [kind, searched])).toEqual([
    ['lock', 3],
    ['barrier', 2],
    ['flag test', 3],
    ['re-check', 3],
  ]);
});

test('only the kinds that are wanted', async () => {
  const asked = { ...request, kinds: ['lock', 're-check'] as const };
  const outcome = await runLoadBearing(asked, tools, async () => undefined, 2).done;
  expect(outcome.ok && outcome.value.lines.map(({ line }) => line)).toEqual([1, 4]);
});

test('all reds, if they are wanted', async () => {
  const outcome = await runLoadBearing({ ...request, allReds: true }, tools, async () => undefined, 1).done;
  expect(outcome.ok && outcome.value.lines[0]?.reds.map(({ design: id }) => id)).toEqual(['x', 'x+y']);
});

test('of a policy only the cells with it count', async () => {
  const asked = { ...request, asked: policy.path };
  const outcome = await runLoadBearing(asked, tools, async () => undefined, 1).done;
  expect(outcome.ok && outcome.value.holding).toBe(3);
});

test('a text that no design has is refused', async () => {
  const outcome = await runLoadBearing({ ...request, asked: 'z.c' }, tools, async () => undefined, 1).done;
  expect(outcome).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});

test('stopped, it gives the lines that are known', async () => {
  const job = runLoadBearing(
    request,
    tools,
    async (one) => {
      if (one.kind === 'line') job.cancel();
    },
    1,
  );
  const outcome = await job.done;
  expect(outcome.ok && outcome.value.lines.map(({ line }) => line)).toEqual([1]);
});

test('a line whose removal turns red one way needs no word for the other way', () => {
  const line = {
    file: 'f',
    line: 7,
    text: 'if (x)',
    kind: 're-check' as const,
    edits: [],
    searched: 1,
    reds: [],
  };
  const red = { lab: 'l', design: 'd', property: 'p' };
  expect(unexplained([{ ...line, removed: 'never' }])).toHaveLength(1);
  expect(
    unexplained([
      { ...line, removed: 'never' },
      { ...line, removed: 'always', reds: [red] },
    ]),
  ).toEqual([]);
});

test.each(['', '{}', '[1]', '[{"line":"a","kind":"lock"}]', '[{"line":"a","kind":"lock","note":""}]'])(
  'notes like %j are refused',
  (notes) => {
    expect(parseNotes(notes).ok).toBe(false);
  },
);

test('notes are read', () => {
  const notes = [{ line: 'smp_mb();', kind: 'barrier', note: 'TSO orders it' }];
  expect(parseNotes(JSON.stringify(notes))).toEqual({ ok: true, value: notes });
});
