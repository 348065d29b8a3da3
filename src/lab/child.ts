// Runs one other program to its end: never through a shell, never longer than allowed, with what it prints as text.
//
// Promises: settles always; the program and what it started are gone by then; of its output at most `mostOutput` is kept.
// Does not: know what the program is for.

import { spawn } from 'node:child_process';

export interface ChildRequest {
  readonly folder: string;
  readonly file: string;
  readonly arguments: readonly string[];
  /** Asked about every 50 ms; once true, the program is asked to stop, and a moment later made to. */
  readonly stop: () => boolean;
  /** Each whole line of its standard output. */
  readonly line?: (text: string) => void;
}

export interface ChildEnd {
  /** Why it never began: `ENOENT` where there is no such program. */
  readonly unable?: string;
  /** It was stopped because `stop` said so. */
  readonly stopped: boolean;
  readonly code: number | undefined;
  readonly output: string;
  readonly errors: string;
}

const askEvery = 50;
/** Between the request to stop and the end by force. */
const grace = 250;
const mostOutput = 8 * 1024 * 1024;

export function runChild(request: ChildRequest): Promise<ChildEnd> {
  const { folder, file, stop, line } = request;
  return new Promise((settle) => {
    // A process group of its own, so that a compiler's helpers end with it.
    const child = spawn(file, [...request.arguments], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    let rest = '';
    let stopped = false;
    let force: NodeJS.Timeout | undefined;
    const signal = (name: 'SIGINT' | 'SIGKILL') => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, name);
      } catch {
        // It has ended by itself in the meantime.
      }
    };
    const leave = () => signal('SIGKILL');
    // The thread that waits may be ended before the program is.
    process.once('exit', leave);
    const watch = setInterval(() => {
      if (stopped || !stop()) return;
      stopped = true;
      signal('SIGINT');
      force = setTimeout(leave, grace);
    }, askEvery);
    const done = (end: Omit<ChildEnd, 'output' | 'errors' | 'stopped'>) => {
      clearInterval(watch);
      clearTimeout(force);
      process.removeListener('exit', leave);
      settle({ ...end, stopped, output, errors });
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (output.length < mostOutput) output += text;
      if (!line) return;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const one of lines) line(one);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (errors.length < mostOutput) errors += text;
    });
    child.once('error', (error: Error & { readonly code?: string }) =>
      done({ unable: error.code ?? error.message, code: undefined }),
    );
    child.once('close', (code) => done({ code: code ?? undefined }));
  });
}
