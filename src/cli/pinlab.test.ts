import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultBounds } from '../core/check/verdict.ts';
import type { Session, SessionText } from '../formats/session/session.ts';
import { textHash } from '../formats/session/text-hash.ts';
import { writeSession } from '../formats/session/write.ts';
import { buildWorker, resources, shippedLibrary } from '../lab/built-worker.fixture.ts';
import { readArguments } from './arguments.ts';
import { commands } from './pinlab.ts';
import { speak } from './terminal.fixture.ts';
import type { Places } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-cli-'));
let places: Places;
const say = (...words: string[]) => speak(words, places);
const race = 'resources/labs/s01-get-pin-put-early-unpin.lab.c';

beforeAll(async () => {
  const window = join(folder, 'window');
  mkdirSync(window);
  writeFileSync(join(window, 'index.html'), '<title>pinlab</title>');
  places = {
    resources,
    workerFile: await buildWorker(folder),
    windowFolder: window,
    here: fileURLToPath(new URL('../..', import.meta.url)),
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

test('explore --json: a violated cell is one object, exit code 1', async () => {
  const { code, out, err } = await say('explore', race, '--strategy', 'lru-overlay-2018-07', '--json');
  expect([code, err]).toEqual([1, '']);
  const verdict: Record<string, unknown> = JSON.parse(out);
  expect(verdict).toMatchObject({
    lab: 's01-get-pin-put-early-unpin',
    strategy: 'lru-overlay-2018-07',
    memory: 'SC',
    verdict: 'violated',
    property: expect.any(String),
    alsoFound: expect.any(Array),
    costs: [],
    shortest: { steps: expect.any(Number), switches: expect.any(Number), schedule: expect.any(String) },
    fewest: { steps: expect.any(Number), switches: expect.any(Number), schedule: expect.any(String) },
  });
  for (const member of ['states', 'transitions', 'ms']) expect(verdict[member]).toEqual(expect.any(Number));
});

test('explore --json: a cell that holds has no counterexample, exit code 0', async () => {
  const { code, out } = await say('explore', race, '--strategy=refcount-bias', '--json');
  expect(code).toBe(0);
  const verdict: Record<string, unknown> = JSON.parse(out);
  expect(verdict.verdict).toBe('holds');
  for (const member of ['property', 'shortest', 'fewest']) expect(verdict).not.toHaveProperty(member);
});

test('explore: a bound that is hit is incomplete, exit code 3', async () => {
  const { code, out } = await say(
    'explore',
    race,
    '--strategy',
    'refcount-bias',
    '--json',
    '--max-states',
    '5',
  );
  expect(code).toBe(3);
  expect(JSON.parse(out)).toMatchObject({ verdict: 'incomplete', bounds: { hit: 'states', maxStates: 5 } });
});

test('explore: what does not apply says why, exit code 0', async () => {
  const { code, out } = await say('explore', race, '--strategy', 'get-only', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ verdict: 'does-not-apply', property: expect.any(String) });
});

test('explore --mail: the run with the fewest switches of the shortest, without ghosts that nobody asks about', async () => {
  const { out } = await say('explore', race, '--strategy', 'lru-overlay-2018-07', '--mail');
  expect(out).toMatch(/fewest switches 2 in \d+ steps/);
  const schedule = out
    .slice(out.indexOf('Schedule:'))
    .split(/\s+/)
    .filter((word) => word.includes('/'));
  expect(schedule.map((word) => word.split('/')[0])).toEqual(['random_process', 'pinner', 'random_process']);
  expect(out).toContain('[live_pins[0] 0->1]');
  expect(out).not.toMatch(/isolations|linked/);
});

test('explore --mail: says who waits where, and QUIESCE takes no column', async () => {
  const labs = 'tests/strangers';
  const stuck = `${labs}/fsync-waits-under-the-page-lock.lab.c`;
  const { out } = await say('explore', stuck, '--strategy', 'own-field', '--mail');
  expect(out.replace(/\s+/g, ' ')).toContain('driver waits at lock_page(). (step 1)');
  const stranded = `${labs}/back-to-back-pins.lab.c`;
  const quiet = await say('explore', stranded, '--strategy', 'lru-overlay-2018-11', '--mail');
  expect(quiet.out).toMatch(/^CPU0 owner {2,}page p$/m);
  expect(quiet.out).toMatch(/^QUIESCE:$/m);
});

test('explore --mail: never wider than 72 columns; the schedule in it replays to the same finding', async () => {
  const mail = await say('explore', race, '--strategy', 'lru-overlay-2018-07', '--mail');
  expect(mail.code).toBe(1);
  for (const line of mail.out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(72);
  const json = JSON.parse((await say('explore', race, '--strategy', 'lru-overlay-2018-07', '--json')).out);
  const again = await say(
    'replay',
    race,
    '--strategy',
    'lru-overlay-2018-07',
    '--schedule',
    json.shortest.schedule,
    '--json',
  );
  expect(again.code).toBe(1);
  expect(JSON.parse(again.out)).toMatchObject({
    steps: json.shortest.steps,
    schedule: json.shortest.schedule,
    findings: [{ step: json.shortest.steps, name: json.property }],
  });
});

test('run: the same seed gives the same run', async () => {
  const one = await say('run', race, '--strategy', 'refcount-bias', '--seed', '7', '--json');
  const two = await say('run', race, '--strategy', 'refcount-bias', '--seed', '7', '--json');
  expect(one).toEqual(two);
  expect(JSON.parse(one.out)).toMatchObject({
    end: 'finished',
    digest: expect.stringMatching(/^[0-9a-f]+$/),
  });
});

test('run: a schedule that cannot be followed says where and what to do', async () => {
  const bad = await say('run', race, '--strategy', 'get-only', '--schedule', 'nobody/nothing+1#1');
  expect(bad.code).toBe(2);
  expect(bad.err).toContain('nobody');
});

test('check: place, cause and remedy on standard error, exit code 2', async () => {
  const lab = join(folder, 'bad.lab.c');
  writeFileSync(lab, '#include <lab.h>\nTASK(a) { put_page(nobody); }\n');
  const { code, out, err } = await say('check', lab, '--strategy', 'get-only');
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/bad\.lab\.c:2:\d+: error: .*nobody/);
  expect(err.split('\n')[1]).toMatch(/^ {4}\S/);
  const explored = await say('explore', lab, '--strategy', 'get-only');
  expect(explored.code).toBe(2);
  expect(explored.err).toContain('nobody');
});

test('control characters of a text do not reach the terminal', async () => {
  const lab = join(folder, 'escape.lab.c');
  writeFileSync(lab, '#include <lab.h>\nTASK(a) { \u001b]0;owned\u0007 put_page(\u0000); }\n');
  const { err } = await say('check', lab, '--strategy', 'get-only');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through.
  expect(err).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  expect(err).toContain('escape.lab.c:2:');
});

test('check: a strategy, a policy and a preset by themselves', async () => {
  for (const kind of [
    'strategies/pte-bit.strategy.c',
    'policies/wb-bounce.policy.c',
    'presets/v6.1.preset.c',
  ]) {
    const { code, out, err } = await say('check', join(resources, kind));
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('no errors in this');
  }
  const preset = join(folder, 'odd.preset.c');
  writeFileSync(preset, 'PRESET("odd", .title = "odd", .cites = { "me" }, .strategy = "refcount-byas");\n');
  const wrong = await say('check', preset);
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('names refcount-byas, which is neither a strategy nor a policy');
  const strategy = join(folder, 'my.strategy.c');
  writeFileSync(
    strategy,
    'STRATEGY("my", .title = "mine", .cites = { "me" });\nvoid put_page(struct page *page)\n{\n\tputt(page);\n}\n',
  );
  const broken = await say('check', strategy);
  expect(broken.code).toBe(2);
  expect(broken.err).toContain('my.strategy.c:4:');
});

test('check: an outline of a good lab', async () => {
  const { code, out } = await say('check', race, '--strategy', 'lru-overlay-2018-07');
  expect(code).toBe(0);
  expect(out).toMatch(/task pinner on CPU 0: \d+ steps/);
});

test.each([
  ['a missing lab', ['explore', 'nothing.lab.c', '--strategy', 'get-only'], 'There is no file nothing.lab.c'],
  [
    'a lab that is nearly named',
    ['explore', 's01-get-pin-put-early-unpinn', '--strategy', 'get-only'],
    'Did you mean s01-get-pin-put-early-unpin.lab.c?',
  ],
  ['a folder for a lab', ['explore', 'resources/labs', '--strategy', 'get-only'], 'is a folder'],
  ['no lab', ['explore', '--strategy', 'get-only'], 'Name a lab'],
  ['no strategy', ['explore', race], 'Name a strategy with --strategy'],
  ['an unknown strategy', ['explore', race, '--strategy', 'refcount-bia'], 'Did you mean refcount-bias?'],
  [
    'a missing strategy file',
    ['explore', race, '--strategy', './x.strategy.c'],
    'There is no file ./x.strategy.c',
  ],
  ['an unknown flag', ['explore', race, '--stategy', 'x'], 'Did you mean --strategy?'],
  ['a short flag', ['explore', race, '-s', 'x'], '-s is not a flag'],
  ['a flag without its value', ['explore', race, '--strategy'], '--strategy needs a value'],
  ['a flag twice', ['explore', race, '--strategy', 'a', '--strategy', 'b'], '--strategy is given twice'],
  ['a switch with a value', ['explore', race, '--json=yes'], '--json takes no value'],
  ['a number that is none', ['explore', race, '--max-states', 'many'], 'a whole number is needed'],
  ['two labs', ['explore', race, race], 'takes one name'],
  [
    'an unknown policy',
    ['run', race, '--strategy', 'get-only', '--policy', 'wb-bouncy'],
    'There is no policy wb-bouncy.',
  ],
  ['a preset that there is not', ['run', race, '--preset', 'v9.9'], 'v9.9: no such preset'],
  ['a preset with a policy', ['run', race, '--design', 'v6.1+wb-bounce'], '--preset v6.1 with --policy'],
  [
    'a memory model that there is not',
    ['run', race, '--strategy', 'get-only', '--memory', 'TSO'],
    'TSO: no such memory model; there is SC, x86-TSO, relaxed',
  ],
  [
    'two designs',
    ['run', race, '--strategy', 'get-only', '--design', 'own-field'],
    '--strategy and --design exclude each other',
  ],
  ['a design without a strategy', ['explore', race, '--design', '+x'], '+x names no strategy'],
  [
    'a design of what is not there',
    ['explore', race, '--design', 'refcount-bia@relaxed'],
    'Did you mean refcount-bias?',
  ],
  ['an unknown command', ['explor', race], 'Did you mean explore?'],
  ['a folder without labs', ['matrix', 'src'], 'There is no lab in src'],
  [
    'seed and schedule',
    ['run', race, '--strategy', 'get-only', '--seed', '1', '--schedule', 'a'],
    'exclude each other',
  ],
  ['a missing session', ['replay', 'none.pinlab'], 'There is no file none.pinlab'],
  ['a replay of nothing', ['replay', race, '--strategy', 'get-only'], 'Give a schedule'],
])('%s: exit code 2, a message, nothing on standard output', async (_what, words, message) => {
  const { code, out, err } = await say(...words);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(message);
  expect(err).not.toContain('    at ');
});

test('check without a strategy goes through every built-in one, a complaint of all said once', async () => {
  const { code, out } = await say('check', race);
  expect(code).toBe(0);
  expect(out.match(/no errors under/g)).toHaveLength(shippedLibrary().strategies.length);
  const wrong = join(folder, 'wrong.lab.c');
  writeFileSync(wrong, '#include <lab.h>\nPAGE(p);\nTASK(t) { put_page(q); }\n');
  const complaint = await say('check', wrong);
  expect(complaint.code).toBe(2);
  expect(complaint.err.match(/nothing is named `q`/g)).toHaveLength(1);
});

test('explore ends with a command that replays what it showed', async () => {
  const { out } = await say('explore', race, '--strategy', 'lru-overlay-2018-07');
  const again = /pinlab -- (replay .*) --schedule '([^']+)'/.exec(out);
  const words = again?.[1]?.split(' ') ?? [];
  const replayed = await say(...words, '--schedule', again?.[2] ?? '');
  expect([replayed.code, replayed.err]).toEqual([1, '']);
});

test('a design of files and ids: its policies and its memory model are in the verdict, and in the command to replay', async () => {
  const policy = join(folder, 'mine.policy.c');
  writeFileSync(policy, 'POLICY("mine", .axis = "writeback");\n');
  const named = ['--strategy', 'lru-overlay-2018-07', '--policy', policy, '--memory', 'x86-TSO'];
  const json = await say('explore', race, ...named, '--json');
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject({
    design: 'lru-overlay-2018-07+mine@x86-TSO',
    strategy: 'lru-overlay-2018-07',
    policies: ['mine'],
    memory: 'x86-TSO',
  });
  const same = await say('explore', race, '--design', `lru-overlay-2018-07+${policy}@x86-tso`, '--json');
  expect(JSON.parse(same.out)).toMatchObject({ design: 'lru-overlay-2018-07+mine@x86-TSO' });
  const { out } = await say('explore', race, ...named);
  expect(out).toContain(`replay ${race} ${named.join(' ')} --schedule '`);
  const matrix = await say(
    'matrix',
    race,
    '--design',
    'get-only,refcount-bias@relaxed',
    '--policy',
    policy,
    '--json',
  );
  expect(JSON.parse(matrix.out)).toMatchObject([
    { design: 'get-only+mine', policies: ['mine'] },
    { design: 'refcount-bias+mine@relaxed', memory: 'relaxed' },
  ]);
});

test('a session replays to the recorded digest; another digest is said; a schedule that no longer fits too', async () => {
  const explored = JSON.parse(
    (await say('explore', race, '--strategy', 'lru-overlay-2018-07', '--json')).out,
  );
  const { schedule, steps } = explored.shortest;
  const again = await say(
    'replay',
    race,
    '--strategy',
    'lru-overlay-2018-07',
    '--schedule',
    schedule,
    '--json',
  );
  const { digest } = JSON.parse(again.out);
  const library = shippedLibrary();
  const builtIn = (path: string): SessionText => {
    const text = library.texts.find((one) => one.path === path)?.text ?? '';
    return { kind: 'built-in', path, hash: textHash(text) };
  };
  const session: Session = {
    engine: '0.1.0',
    lab: builtIn('labs/s01-get-pin-put-early-unpin.lab.c'),
    strategy: builtIn('strategies/lru-overlay-2018-07.strategy.c'),
    policies: [],
    kernel: [],
    builtIn: [],
    options: { memory: 'SC', bounds: defaultBounds, method: undefined },
    policy: { kind: 'round-robin' },
    run: { steps, schedule, digest },
    verdict: undefined,
    view: { cursor: 0, page: 0 },
    notes: [],
    diagram: undefined,
  };
  const file = join(folder, 'race.pinlab');
  const replay = (changed: Session) => {
    writeFileSync(file, writeSession(changed));
    return say('replay', file);
  };
  const same = await replay(session);
  expect(same.code).toBe(1);
  expect(same.err).toContain('the same run as recorded');
  const other = await replay({
    ...session,
    run: { steps, schedule, digest: digest.replace(/^./, (c: string) => (c === '0' ? '1' : '0')) },
  });
  expect(other.err).toContain('not the run that was recorded');
  const old = await replay({
    ...session,
    lab: { ...builtIn('labs/s01-get-pin-put-early-unpin.lab.c'), hash: '0'.repeat(16) } as SessionText,
  });
  expect(old.err).toContain('Changed since: labs/s01-get-pin-put-early-unpin.lab.c');
  const lost = await replay({ ...session, run: { steps, schedule: 'nobody/nothing+1#1', digest } });
  expect(lost.code).toBe(2);
  expect(lost.err).toContain('nobody');
  const unreadable = await replay({ ...session, run: { steps, schedule: '?!', digest } });
  expect(unreadable.code).toBe(2);
  const gone = await replay({ ...session, lab: { ...builtIn('labs/s99-none.lab.c') } });
  expect(gone.code).toBe(2);
  expect(gone.err).toContain('labs/s99-none.lab.c');
});

test('a broken session is a message', async () => {
  const file = join(folder, 'broken.pinlab');
  writeFileSync(file, '{"format":"pinlab-session","version":1');
  const { code, err } = await say('replay', file);
  expect(code).toBe(2);
  expect(err).toContain('broken.pinlab');
});

test('matrix --json: an array in the order of labs and strategies, exit code 0', async () => {
  const { code, out } = await say(
    'matrix',
    race,
    '--strategy',
    'lru-overlay-2018-07,refcount-bias',
    '--json',
  );
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject([
    { strategy: 'lru-overlay-2018-07', verdict: 'violated' },
    { strategy: 'refcount-bias', verdict: 'holds' },
  ]);
});

test('matrix: a table with what the record says', async () => {
  const { code, out } = await say('matrix', race);
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}a {2}get-only$/m);
  expect(out).toMatch(/^Accounting with the overlay designs\n +a {2}b {2}c/m);
  expect(out).toMatch(/^s01-get-pin-put-early-unpin {2}- {2}\. {2}X {2}\. /m);
  for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  expect(out).toMatch(/^(\d+) of \1 documented outcomes agree/m);
}, 30_000);

test('expect: agreement, a changed number explained, an update', async () => {
  const labs = join(folder, 'labs');
  cpSync(join(resources, 'labs', 's01-get-pin-put-early-unpin.lab.c'), join(labs, 'mine.lab.c'));
  const fresh = await say('expect', labs, '--strategy', 'refcount-bias');
  expect(fresh.code).toBe(1);
  expect(fresh.out).toContain('mine × refcount-bias: is new: holds');
  expect((await say('expect', labs, '--strategy', 'refcount-bias', '--update')).code).toBe(0);
  const agreed = await say('expect', labs, '--strategy', 'refcount-bias');
  expect(agreed).toMatchObject({ code: 0, out: '1 cell as expected.\n' });
  const file = join(labs, 'mine.expect.json');
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(/"states": (\d+)/, (_all, states) => `"states": ${Number(states) + 1}`);
  writeFileSync(file, changed);
  const differing = await say('expect', labs, '--strategy', 'refcount-bias');
  expect(differing.code).toBe(1);
  expect(differing.out).toMatch(/states were \d+, are \d+ \(-1\)/);
  await say('expect', labs, '--strategy', 'refcount-bias', '--update');
  expect(readFileSync(file, 'utf8')).toBe(text);
}, 30_000);

test('serve: prints an address with a secret, ends when asked', async () => {
  const { code, out } = await speak(['serve', '--port', '0'], places, 50);
  expect(code).toBe(0);
  expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{40,}\n$/);
});

test('help names every command, and every command its flags', async () => {
  const { code, out } = await say('help');
  expect(code).toBe(0);
  for (const { name, flags } of commands) {
    expect(out).toContain(`  ${name} `);
    const about = (await say('help', name)).out;
    for (const flag of Object.keys(flags)) expect(about).toContain(`--${flag}`);
    expect((await say(name, '--help')).out).toBe(about);
  }
  expect((await say()).out).toBe(out);
});

test.each([
  ['500', 500],
  ['500k', 500_000],
  ['20M', 20_000_000],
  ['1.5k', 1500],
])('a count of %s', (text, number) => {
  const read = readArguments(['--n', text], { n: { kind: 'count', about: '' } });
  expect(read.ok && read.value.number('n')).toBe(number);
});

test.each([
  ['512M', 512 * 1024 ** 2],
  ['2G', 2 * 1024 ** 3],
  ['2GiB', 2 * 1024 ** 3],
])('a size of %s', (text, number) => {
  const read = readArguments(['--n', text], { n: { kind: 'bytes', about: '' } });
  expect(read.ok && read.value.number('n')).toBe(number);
});

test.each(['', '-1', '1.5', 'k', '1e9', '99999999999999999999', 'NaN'])('%j is no count', (text) => {
  expect(readArguments(['--n', text], { n: { kind: 'count', about: '' } }).ok).toBe(false);
});
