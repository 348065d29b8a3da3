// The whole way: a checkout is started through the launcher, leaves a start-up snapshot behind, and starts from it.

import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pinlab freeze-'));
const built = join(folder, 'out/cli');
const lab = 's01-get-pin-put-early-unpin';
afterAll(() => rmSync(folder, { recursive: true }));

/** Nothing is frozen where the start of the machine has no name. */
const canFreeze = existsSync('/proc/sys/kernel/random/boot_id');

beforeAll(async () => {
  for (const part of ['bin', 'scripts', 'src', 'resources', 'package.json', 'package-lock.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  if (!canFreeze) return;
  expect(pinlab('explore', lab, '--strategy', 'refcount-bias')).toMatchObject({ code: 0 });
  await until(() => existsSync(join(built, 'frozen.txt')));
  // From here on, who starts from the checkout is seen.
  writeFileSync(
    join(folder, 'scripts/pinlab.mjs'),
    "console.log('from the checkout'); process.exitCode = 7;\n",
  );
}, 120_000);

function pinlab(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(join(folder, 'bin/pinlab'), words, {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { code: status, out: stdout, err: stderr };
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; !isTrue(); tries += 1) {
    if (tries === 600) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const snapshots = () => readdirSync(built).filter((name) => name.endsWith('.blob'));

test.runIf(canFreeze)('a verdict, a counterexample, complaints and threads come out of the snapshot', () => {
  const exact = pinlab('explore', lab, '--strategy', 'refcount-bias');
  expect(exact).toMatchObject({ code: 0, err: '' });
  expect(exact.out).toContain('Holds: 2 tasks, 1 page');
  const violated = pinlab('explore', lab, '--strategy', 'lru-overlay-2018-07');
  expect(violated.code).toBe(1);
  expect(violated.out).toContain('Step through it again');
  const aside = pinlab('explore', lab, '--strategy', 'refcount-bias', '--pct', '10', '--json');
  expect(aside.code).toBe(3);
  expect(JSON.parse(aside.out)).toMatchObject({ verdict: 'incomplete', searched: { runs: 10 } });
  expect(pinlab('check', 'no such lab')).toMatchObject({ code: 2, out: '' });
  expect(pinlab('--version').out).toMatch(/^pinlab \d/);
  expect(pinlab().out).toContain('usage: pinlab COMMAND');
});

test.runIf(canFreeze && existsSync('/dev/full'))('what cannot be written is no success', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(join(folder, 'bin/pinlab'), ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', full, 'pipe'],
  });
  closeSync(full);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^pinlab: standard output cannot be written: ENOSPC.*\n$/);
});

test.runIf(canFreeze)('relative names belong to where the person stands', () => {
  const elsewhere = join(folder, 'else where');
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'mine.lab.c'), 'TASK(a) { int x = y; }\n');
  const { status, stderr } = spawnSync(
    join(folder, 'bin/pinlab'),
    ['check', 'mine.lab.c', '--strategy', 'refcount-bias'],
    {
      encoding: 'utf8',
      cwd: elsewhere,
      env: { ...process.env, NODE_OPTIONS: '', INIT_CWD: elsewhere },
    },
  );
  expect(status).toBe(2);
  expect(stderr).toContain('mine.lab.c:1');
});

test.runIf(canFreeze)('a source that has changed: started from the checkout, with its exit code', () => {
  const source = join(folder, 'src/core/base/result.ts');
  const { mtime } = statSync(source);
  utimesSync(source, new Date(), new Date());
  expect(pinlab('check', lab)).toMatchObject({ code: 7, out: 'from the checkout\n' });
  utimesSync(source, mtime, mtime);
  expect(pinlab('--version').code).toBe(0);
});

test.runIf(canFreeze)(
  'a kernel library that has changed is read again, and another snapshot is made',
  async () => {
    const before = snapshots();
    const header = join(folder, 'resources/kernel/include/linux/mm.h');
    const text = readFileSync(header, 'utf8');
    appendFileSync(header, '\nint broken = nowhere;\n');
    const wrong = pinlab('explore', lab, '--strategy', 'refcount-bias');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('nowhere');
    writeFileSync(header, `${text}\n/* one more line */\n`);
    expect(pinlab('explore', lab, '--strategy', 'refcount-bias').code).toBe(0);
    await until(
      () => snapshots().some((name) => !before.includes(name)) && !existsSync(join(built, 'freezing')),
    );
    expect(pinlab('explore', lab, '--strategy', 'refcount-bias').code).toBe(0);
  },
  120_000,
);

test.runIf(canFreeze)('two that freeze at once: one does it', () => {
  const lock = join(built, 'freezing');
  writeFileSync(lock, '');
  const note = readFileSync(join(built, 'frozen.txt'), 'utf8');
  const { status } = spawnSync(process.execPath, [join(folder, 'scripts/freeze.mjs'), '--anew'], {
    env: { ...process.env, PINLAB_NODE: note.split('\n')[0] },
  });
  expect(status).toBe(0);
  expect(readFileSync(join(built, 'frozen.txt'), 'utf8')).toBe(note);
  rmSync(lock);
});

test.runIf(canFreeze)(
  'a snapshot of an earlier start of the machine is good for this one, if it fits',
  () => {
    const noteFile = join(built, 'frozen.txt');
    const note = readFileSync(noteFile, 'utf8');
    const [asFound, binary, , ...rest] = note.split('\n');
    writeFileSync(noteFile, [asFound, binary, 'an earlier start', ...rest].join('\n'));
    expect(pinlab('--version').out).toBe('from the checkout\n');
    const before = snapshots();
    spawnSync(process.execPath, [join(folder, 'scripts/freeze.mjs')], {
      env: { ...process.env, PINLAB_NODE: asFound },
    });
    expect(readFileSync(noteFile, 'utf8')).toBe(note);
    expect(snapshots()).toEqual(before);
  },
);
