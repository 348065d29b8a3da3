// The way from the start-up snapshot back to the checkout that it was made from: `scripts/pinlab.mjs` builds what is stale,
// `scripts/freeze.mjs` makes another snapshot.

import { spawn } from 'node:child_process';

/** The same command from the sources as they are now, in the place of this process. */
export function startFromCheckout(root: string, words: readonly string[]): void {
  const child = spawn(process.execPath, [`${root}/scripts/pinlab.mjs`, ...words], { stdio: 'inherit' });
  // Ctrl+C reaches both; the child knows what to do.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    process.stderr.write(`pinlab: the command line could not be started again: ${error.message}\n`);
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 2;
      return;
    }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** Behind the command, which does not wait for it. */
export function freezeAgain(root: string): void {
  spawn(process.execPath, [`${root}/scripts/freeze.mjs`, '--anew'], {
    stdio: 'ignore',
    detached: true,
  }).unref();
}
