import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runChild } from './child.ts';

const node = (program: string, stop: () => boolean = () => false) =>
  runChild({ folder: tmpdir(), file: process.execPath, arguments: ['-e', program], stop });

test('what a program prints, line by line, and how it ends', async () => {
  const lines: string[] = [];
  const end = await runChild({
    folder: tmpdir(),
    file: process.execPath,
    arguments: ['-e', 'console.log("a\\nb"); console.error("c"); process.exit(3)'],
    stop: () => false,
    line: (text) => lines.push(text),
  });
  expect(end).toEqual({ stopped: false, code: 3, output: 'a\nb\n', errors: 'c\n' });
  expect(lines).toEqual(['a', 'b']);
});

test('arguments are arguments, whatever is in them', async () => {
  const end = await runChild({
    folder: tmpdir(),
    file: process.execPath,
    arguments: ['-p', 'process.argv[1]', '$(echo x); "y"'],
    stop: () => false,
  });
  expect(end.output).toBe('$(echo x); "y"\n');
});

test('a program that does not exist', async () => {
  const end = await runChild({ folder: tmpdir(), file: 'no-such-program', arguments: [], stop: () => false });
  expect(end.unable).toBe('ENOENT');
});

test('who is told to stop ends, also one that will not', async () => {
  const begun = performance.now();
  const stop = () => performance.now() - begun > 300;
  const willing = await node('setInterval(() => {}, 1000)', stop);
  const unwilling = await node('process.on("SIGINT", () => {}); setInterval(() => {}, 1000)', stop);
  expect([willing.stopped, unwilling.stopped]).toEqual([true, true]);
  expect(unwilling.code).toBeUndefined();
});
