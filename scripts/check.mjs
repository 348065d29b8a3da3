// `npm run check`: the quick whole truth. Types per room, imports, sizes, lint and format, unit tests, side by side.
//
// Promises: every check runs even when another fails; each failure is printed whole under its name; exit 1 if any
// failed. `--no-unit` leaves the unit tests to a caller that runs them anyway. The suites that search every cell of the
// matrix and every removed line take minutes; `npm test` runs them too.

import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const rooms = [
  'src/core',
  'src/formats',
  'src/contract',
  'src/lab',
  'src/cli',
  'src/server',
  'src/ui',
  'electron',
  '.',
];
const minutes = [
  'tests/labs/cells-*',
  'tests/labs/ledger*',
  'tests/load-bearing/**',
  'tests/reductions/**',
  'tests/spin/labs-*',
].flatMap((tests) => ['--exclude', tests]);
const checks = [
  ...(process.argv.includes('--no-unit')
    ? []
    : [{ name: 'unit tests', command: ['vitest', 'run', '--reporter=dot', ...minutes] }]),
  ...rooms.map((room) => ({ name: `types ${room === '.' ? 'tests' : room}`, command: ['tsc', '-p', room] })),
  { name: 'lint and format', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'imports', command: ['node', 'scripts/house/check-imports.mjs'] },
  { name: 'sizes and names', command: ['node', 'scripts/house/check-sizes.mjs'] },
];

function run({ name, command }) {
  return new Promise((resolve) => {
    const started = performance.now();
    const [program, ...args] =
      command[0] === 'node'
        ? [process.execPath, ...command.slice(1)]
        : [`node_modules/.bin/${command[0]}`, ...command.slice(1)];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (error) => resolve({ name, code: 1, output: String(error), seconds: 0 }));
    child.on('close', (code) =>
      resolve({ name, code: code ?? 1, output, seconds: (performance.now() - started) / 1000 }),
    );
  });
}

const queue = [...checks];
const results = [];
async function worker() {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const result = await run(next);
    results.push(result);
    console.log(`${result.code === 0 ? 'ok  ' : 'FAIL'} ${result.name} (${result.seconds.toFixed(1)} s)`);
    if (result.code !== 0) console.log(result.output.trimEnd());
  }
}
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
const failed = results.filter(({ code }) => code !== 0);
console.log(
  failed.length === 0
    ? `check: all ${results.length} pass`
    : `check: failed: ${failed.map(({ name }) => name).join(', ')}`,
);
process.exit(failed.length > 0 ? 1 : 0);
