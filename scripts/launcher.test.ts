import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const launcher = fileURLToPath(new URL('../bin/pinlab', import.meta.url));
const bootFile = '/proc/sys/kernel/random/boot_id';
const boot = existsSync(bootFile) ? readFileSync(bootFile, 'utf8').trim() : undefined;

/** A product whose Node says what it is asked for, one line for each word. */
let folder = '';
let product = '';
let node = '';
let blob = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pinlab-launcher-'));
  product = join(folder, 'a product');
  for (const part of ['bin', 'scripts', 'out/cli']) mkdirSync(join(product, part), { recursive: true });
  copyFileSync(launcher, join(product, 'bin/pinlab'));
  node = fakeNode('tools');
  blob = join(product, 'out/cli/frozen-1.blob');
  writeFileSync(blob, '');
  writeNote({});
  // Made after Node and the folder that holds it.
  const later = new Date(Date.now() + 10_000);
  utimesSync(blob, later, later);
});
afterEach(() => rmSync(folder, { recursive: true }));

function fakeNode(place: string): string {
  const path = join(folder, place, 'node');
  mkdirSync(join(folder, place));
  const environment = `echo "certificates: \${NODE_EXTRA_CA_CERTS-none}"; echo "$GLIBC_TUNABLES"`;
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$@"\n${environment}\n`);
  chmodSync(path, 0o755);
  return path;
}

function writeNote({ asFound = node, binary = node, since = boot ?? '' }): void {
  const lines = [asFound, binary, since, '--one-flag --other=2', 'frozen-1.blob', 'an identity', ''];
  writeFileSync(join(product, 'out/cli/frozen.txt'), lines.join('\n'));
}

function start(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  path = join(product, 'bin/pinlab'),
): readonly string[] {
  const { stdout, stderr } = spawnSync('/bin/sh', [path, ...words], {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: `${join(folder, 'tools')}:/usr/bin:/bin`, ...environment },
  });
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

const oneHeap = 'glibc.malloc.mmap_threshold=16777216';
const thawed = (built: string, words: readonly string[]) => [
  '--one-flag',
  '--other=2',
  '--snapshot-blob',
  `${built}/frozen-1.blob`,
  '--',
  ...words,
  'certificates: none',
  oneHeap,
];
const builtOf = (root: string) => `${root}/bin/../out/cli`;
const isFromCheckout = (said: readonly string[]) => said[0]?.endsWith('/scripts/pinlab.mjs') === true;

test.runIf(boot !== undefined)('the snapshot is taken; words arrive whole; no certificates are read', () => {
  const words = ['explore', 'my lab.c', '', '--help', '*', '$x'];
  const said = start(words, { NODE_EXTRA_CA_CERTS: '/nowhere/all.pem' });
  expect(said).toEqual(thawed(builtOf(product), words));
});

test('how the C library is tuned already is left alone', () => {
  expect(start(['check'], { GLIBC_TUNABLES: 'glibc.malloc.perturb=7' }).at(-1)).toBe(
    'glibc.malloc.perturb=7',
  );
  expect(start(['check'], { GLIBC_TUNABLES: '' }).at(-1)).toBe('certificates: none');
});

test.runIf(boot !== undefined)('through links, from another folder', () => {
  const first = join(folder, 'elsewhere');
  mkdirSync(first);
  symlinkSync('../a product/bin/pinlab', join(first, 'lab'));
  symlinkSync(join(first, 'lab'), join(folder, 'second'));
  expect(start(['check'], {}, join(folder, 'second'))).toEqual(
    thawed(`${first}/../a product/bin/../out/cli`, ['check']),
  );
  // A folder that is a link: `..` of it is where it leads.
  symlinkSync(join(product, 'bin'), join(folder, 'bin'));
  expect(start(['check'], {}, join(folder, 'bin/pinlab'))).toEqual(
    thawed(`${folder}/bin/../out/cli`, ['check']),
  );
});

test('what loads parts of its own starts from the checkout', () => {
  for (const command of ['serve', 'export', 'replay']) {
    expect(start([command, 'a b'])).toEqual([
      `${product}/bin/../scripts/pinlab.mjs`,
      command,
      'a b',
      'certificates: none',
      oneHeap,
    ]);
  }
});

test('another Node, another start of the machine, options for Node: from the checkout', () => {
  const other = fakeNode('other tools');
  expect(isFromCheckout(start(['check'], { PATH: `${join(folder, 'other tools')}:/usr/bin:/bin` }))).toBe(
    true,
  );
  writeNote({ asFound: other, binary: other });
  expect(isFromCheckout(start(['check']))).toBe(true);
  writeNote({ since: 'an earlier start' });
  expect(isFromCheckout(start(['check']))).toBe(true);
  writeNote({});
  expect(isFromCheckout(start(['check'], { NODE_OPTIONS: '--no-warnings' }))).toBe(true);
});

test('a Node that is newer than the snapshot, or was put into its folder later: from the checkout', () => {
  const muchLater = new Date(Date.now() + 20_000);
  for (const path of [node, join(folder, 'tools')]) {
    utimesSync(path, muchLater, muchLater);
    expect(isFromCheckout(start(['check']))).toBe(true);
    utimesSync(path, new Date(), new Date());
  }
});

test('no snapshot, half a note, nothing built: from the checkout', () => {
  rmSync(blob);
  expect(isFromCheckout(start(['check']))).toBe(true);
  writeFileSync(join(product, 'out/cli/frozen.txt'), `${node}\n`);
  expect(isFromCheckout(start(['check']))).toBe(true);
  rmSync(join(product, 'out'), { recursive: true });
  expect(isFromCheckout(start(['check']))).toBe(true);
});

test('without Node it says what is missing', () => {
  const { status, stdout, stderr } = spawnSync('/bin/sh', [join(product, 'bin/pinlab'), 'check'], {
    encoding: 'utf8',
    env: { PATH: join(folder, 'nothing here') },
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('no `node` on the PATH');
});
