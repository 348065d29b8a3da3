// Gives each test a fresh window: a page in Chromium served by `pinlab serve`, or the Electron window.
//
// Promises: the tests do not know which. A console error or an uncaught exception in the window fails the test, and so
// does any request that leaves the machine.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { _electron, test as base, chromium, type Page, type TestInfo } from '@playwright/test';
import { electronBinary } from './electron-binary.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

interface Server {
  readonly address: string;
  readonly process: ChildProcess;
}

/** Starts the browser face on a free port and waits for the address that it prints. */
async function startServer(): Promise<Server> {
  const server = spawn(process.execPath, ['scripts/pinlab.mjs', 'serve', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output);
      if (found !== null) resolve(found[0]);
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)));
  });
  return { address, process: server };
}

interface Options {
  size: { width: number; height: number };
  theme: 'light' | 'dark';
}

export const test = base.extend<Options & { window: Page }, { server: Server | undefined }>({
  size: [{ width: 1440, height: 900 }, { option: true }],
  theme: ['light', { option: true }],
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use, workerInfo) => {
      if (workerInfo.project.name === 'electron') return use(undefined);
      const server = await startServer();
      await use(server);
      server.process.kill();
    },
    { scope: 'worker' },
  ],
  window: async ({ server, size, theme }, use, testInfo) => {
    const faults: string[] = [];
    const watch = (page: Page) => {
      page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`console: ${message.text()}`);
      });
      page.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url());
        const local = hostname === '127.0.0.1' || ['app:', 'data:', 'blob:', 'devtools:'].includes(protocol);
        if (!local) faults.push(`left the machine: ${request.url()}`);
      });
    };
    if (server === undefined) {
      const executablePath = electronBinary();
      if (executablePath === undefined) throw new Error('no Electron binary');
      const app = await _electron.launch({
        executablePath,
        args: ['--no-sandbox', root],
        colorScheme: theme,
      });
      const page = await app.firstWindow();
      watch(page);
      await page.setViewportSize(size);
      await use(page);
      await keepPictureOfFailure(page, testInfo);
      await app.close();
    } else {
      const executablePath = process.env.PINLAB_CHROMIUM ?? '/usr/bin/chromium';
      if (!existsSync(executablePath))
        throw new Error(`no Chromium at ${executablePath}; name one in PINLAB_CHROMIUM`);
      const browser = await chromium.launch({ executablePath, args: chromiumFlags });
      const context = await browser.newContext({ viewport: size, colorScheme: theme, acceptDownloads: true });
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const page = await context.newPage();
      watch(page);
      // Interception of file dialogs is switched on with the first listener, and not at once: have it on from the start.
      page.on('filechooser', () => undefined);
      await page.goto(server.address);
      await use(page);
      await keepPictureOfFailure(page, testInfo);
      await browser.close();
    }
    if (faults.length > 0) throw new Error(`the window complained:\n${faults.join('\n')}`);
  },
});

async function keepPictureOfFailure(page: Page, testInfo: TestInfo): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return;
  await page.screenshot({ path: testInfo.outputPath('failure.png') });
}

export { expect } from '@playwright/test';
