// `npm test`: everything, on a fresh clone too. Checks, unit tests and labs, the build, then the window in a real browser.
//
// Promises: installs what is missing; runs every part even when an earlier one failed; where no Chromium is found it
// says so in one line and runs the rest. The last line is `N passed, N failed`; exit 1 if anything failed.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { ensureDependencies, root } from './dependencies.mjs';

ensureDependencies();

const scratch = mkdtempSync(join(tmpdir(), 'pinlab-test-'));
const bin = (name) => join(root, 'node_modules', '.bin', name);
let passed = 0;
let failed = 0;

function run(title, command, args, environment = {}) {
  console.log(`\n== ${title}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

/** A part that counts as one test. */
function part(title, command, args) {
  if (run(title, command, args)) passed += 1;
  else failed += 1;
}

/** A test runner that reports its own numbers; a run that reports none has failed. */
function suite(title, command, args, report, count, environment) {
  const good = run(title, command, args, environment);
  const numbers = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0 };
  passed += numbers.passed;
  failed += numbers.failed;
  if (!good && numbers.failed === 0) failed += 1;
  if (good && numbers.passed === 0) failed += 1;
}

part('check: types, imports, sizes, lint, format', process.execPath, ['scripts/check.mjs', '--no-unit']);
const unitReport = join(scratch, 'unit.json');
suite(
  'unit tests, labs, properties',
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
  unitReport,
  (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }),
);
part('build', bin('electron-vite'), ['build', '--logLevel', 'warn']);

const chromium = findChromium();
if (chromium === undefined) {
  console.log(
    '\nNo Chromium found: the end-to-end tests are left out. Install it (Debian: apt-get install chromium) or name one in PINLAB_CHROMIUM.',
  );
} else {
  const e2eReport = join(scratch, 'e2e.json');
  suite(
    'the window in a real browser',
    bin('playwright'),
    ['test', '--config', 'e2e/playwright.config.ts'],
    e2eReport,
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }),
    { PINLAB_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
  );
}

rmSync(scratch, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
