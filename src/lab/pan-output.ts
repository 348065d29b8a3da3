// What Spin's verifier prints at its end, as numbers.
//
// Promises: undefined where the text is no such report. Source: pan's own report, Spin 6.5.2.

export interface PanReport {
  readonly errors: number;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Bytes. */
  readonly memory: number;
  /** What kept it from looking at everything. */
  readonly short: 'depth' | 'memory' | 'stopped' | undefined;
  /** Lines of the model that it never executed. */
  readonly unreached: ReadonlySet<number>;
}

export interface PanProgress {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly memory: number;
}

const megabyte = 1024 * 1024;

export function readPanReport(output: string): PanReport | undefined {
  const errors = number(/errors: (\d+)/, output);
  const states = number(/^\s*([\d.e+]+) states, stored/m, output);
  if (errors === undefined || states === undefined) return undefined;
  return {
    errors,
    states,
    transitions: number(/^\s*([\d.e+]+) transitions/m, output) ?? states,
    depth: number(/depth reached (\d+)/, output) ?? 0,
    memory: (number(/^\s*([\d.]+)\s+total actual memory usage/m, output) ?? 0) * megabyte,
    short: whyShort(output),
    unreached: new Set([...output.matchAll(/^\t\S+:(\d+), state \d+, /gm)].map(([, line]) => Number(line))),
  };
}

function whyShort(output: string): PanReport['short'] {
  if (/max search depth too small/.test(output)) return 'depth';
  if (/MEMLIM bound|out of memory/.test(output)) return 'memory';
  return /^Interrupted|time-limit of/m.test(output) ? 'stopped' : undefined;
}

/** `Depth=    9999 States=    1e+06 Transitions= 5.6e+06 Memory=   150.093	t=     0.89 R=   1e+06` */
export function readPanProgress(line: string): PanProgress | undefined {
  const match = /^Depth=\s*(\S+) States=\s*(\S+) Transitions=\s*(\S+) Memory=\s*(\S+)/.exec(line);
  if (!match) return undefined;
  const [depth = 0, states = 0, transitions = 0, memory = 0] = match.slice(1).map(Number);
  return { depth, states, transitions, memory: memory * megabyte };
}

function number(pattern: RegExp, text: string): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
