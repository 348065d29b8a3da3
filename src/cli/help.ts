// Help, out of the commands' own words.

import type { Command } from './commands/command.ts';

export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `pinlab: every order of a small piece of kernel C, and which way of tracking pins survives it.

usage: pinlab COMMAND …

${commands.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`).join('\n')}

  pinlab help COMMAND   flags and examples

LAB is the path of a file NAME.lab.c, or the id of a built-in lab.
DESIGN is --strategy ID|FILE, with --policy ID|FILE and --memory MODEL on top where wanted; or --design ID; or --preset NAME.
Exit codes: 0 holds (or does not apply), 1 violated, 2 bad input, 3 incomplete (or stopped with Ctrl+C).

examples:
${commands.flatMap(({ examples }) => examples.slice(0, 1).map((example) => `  ${example}`)).join('\n')}
`;
}

export function helpOf({ name, usage, about, flags, examples }: Command): string {
  const rows = Object.entries(flags).map(([flag, { value, about: what }]) => ({
    head: `--${flag}${value === undefined ? '' : ` ${value}`}`,
    what,
  }));
  const width = Math.max(0, ...rows.map(({ head }) => head.length));
  const list = rows.map(({ head, what }) => `  ${head.padEnd(width)}  ${what}`).join('\n');
  return `pinlab ${name}: ${about}

usage: pinlab ${name} ${usage}

${list}

examples:
${examples.map((example) => `  ${example}`).join('\n')}
`;
}
