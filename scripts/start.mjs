// `npm start`: installs what is missing, builds what is stale, opens the window.
//
// Electron where its binary is and a display exists; else one line says why not, and the same window is served on
// 127.0.0.1, its address printed and opened if there is a browser. Flags: --serve (browser face), --port N.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies, root } from './dependencies.mjs';

const words = process.argv.slice(2);
if (words.includes('--help')) {
  console.log('npm start -- [--serve] [--port N]   opens pinlab; --serve: in the browser, on port N');
  process.exit(0);
}
const portAt = words.indexOf('--port');
const port = portAt < 0 ? undefined : words[portAt + 1];
const unknown = words.find(
  (word, at) => word !== '--serve' && word !== '--port' && !(portAt >= 0 && at === portAt + 1),
);
if (unknown !== undefined || (portAt >= 0 && !/^\d{1,5}$/.test(port ?? ''))) {
  console.error(`pinlab: ${unknown ?? '--port'} is not understood. Flags: --serve, --port N.`);
  process.exit(2);
}

ensureDependencies();
const { ensureWindow } = await import('./build-window.mjs');
ensureWindow();

const obstacle = words.includes('--serve') || port !== undefined ? '' : whyNoElectron();
if (obstacle === undefined) {
  openElectron();
} else {
  if (obstacle !== '') console.log(`${obstacle} Serving the same window in the browser instead.`);
  await serve();
}

/** Where Electron's binary is, without asking the `electron` package: asking it would start a download. */
function electronBinary() {
  const folder = join(root, 'node_modules', 'electron');
  const pointer = join(folder, 'path.txt');
  if (!existsSync(pointer)) return undefined;
  const binary = join(folder, 'dist', readFileSync(pointer, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

/** One sentence, or undefined when nothing is in the way. */
function whyNoElectron() {
  if (!hasDisplay()) return 'There is no display for Electron.';
  if (electronBinary() === undefined) fetchElectron();
  return electronBinary() === undefined ? "Electron's binary cannot be had here." : undefined;
}

/** Electron has no install step of its own: its binary comes when it is first asked for. */
function fetchElectron() {
  console.error('pinlab: fetching Electron, once …');
  spawnSync(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 180_000,
  });
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '');
}

function openElectron() {
  const began = performance.now();
  const child = spawn(electronBinary(), [root], { stdio: 'inherit' });
  const giveUp = async (why) => {
    console.log(`Electron did not start (${why}). Serving the same window in the browser instead.`);
    await serve();
  };
  child.on('error', (error) => void giveUp(error.message));
  child.on('exit', (code, signal) => {
    // Chromium refuses to start within a moment (no sandbox, no libraries); later ends are the person's.
    const early = performance.now() - began < 5000;
    if (code === 0 || (code === null && !early)) process.exit(0);
    if (early) void giveUp(signal ?? `code ${code}`);
    else process.exit(code ?? 1);
  });
}

async function serve() {
  const { ensureCli } = await import('./build-cli.mjs');
  const entry = await ensureCli();
  const child = spawn(process.execPath, [entry, 'serve', ...(port === undefined ? [] : ['--port', port])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let told = false;
  child.stdout.on('data', (chunk) => {
    output += chunk;
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output)?.[0];
    if (address === undefined || told) return;
    told = true;
    console.log(`pinlab: ${address}`);
    console.log('pinlab: Ctrl+C ends it.');
    if (hasDisplay()) openBrowser(address);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 0));
}

/** The address holds the secret, so it is given to the opener and to nobody else. A missing opener is no error. */
function openBrowser(address) {
  const [command, args] =
    process.platform === 'darwin'
      ? ['open', [address]]
      : process.platform === 'win32'
        ? ['rundll32', ['url.dll,FileProtocolHandler', address]]
        : ['xdg-open', [address]];
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.on('error', () => console.log('pinlab: no browser was found to open; open the address yourself.'));
  opener.unref();
}
