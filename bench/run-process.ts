// Runs one command as a whole process and says how long it took and how much memory it had at most.
//
// Promises: time from before the process is made until it is gone; a command that cannot be started or that ends in
// another way than it may is an error with its words. Memory only where the system tells it of a running process.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Finished {
  readonly seconds: number;
  readonly output: string;
  /** Highest resident size, as seen every few milliseconds. */
  readonly megabytes: number | undefined;
}

export interface Allowed {
  readonly folder?: string;
  /** Exit codes that are no failure. */
  readonly codes?: readonly number[];
  /** After which it is ended, and the answer is undefined. */
  readonly timeout?: number;
}

export function runProcess(
  command: string,
  args: readonly string[],
  { folder, codes = [0], timeout = 900 }: Allowed = {},
): Promise<Finished | undefined> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaint = '';
    let most: number | undefined;
    let late = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2000);
    });
    const watch = setInterval(() => {
      most = Math.max(most ?? 0, residentMegabytes(child.pid) ?? most ?? 0) || undefined;
      if (performance.now() - began > timeout * 1000) {
        late = true;
        child.kill('SIGKILL');
      }
    }, 20);
    child.on('error', (error) => {
      clearInterval(watch);
      reject(new Error(`${command} cannot be started: ${error.message}`));
    });
    child.on('close', (code) => {
      clearInterval(watch);
      const seconds = (performance.now() - began) / 1000;
      if (late) resolve(undefined);
      else if (code !== null && codes.includes(code)) resolve({ seconds, output, megabytes: most });
      else reject(new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${complaint || output}`));
    });
  });
}

function residentMegabytes(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024);
  } catch {
    return undefined;
  }
}
