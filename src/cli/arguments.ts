// Reads a command's arguments against what it takes; says what is wrong with a flag and which one was meant.

import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../core/base/result.ts';
import { nearest } from '../core/language/source/did-you-mean.ts';

export type FlagKind = 'switch' | 'text' | 'count' | 'bytes' | 'seconds' | 'many';

export interface Flag {
  readonly kind: FlagKind;
  /** For help: `ID|FILE`. */
  readonly value?: string;
  readonly about: string;
  /** The largest number that it takes. */
  readonly most?: number;
}

export type Flags = Readonly<Record<string, Flag>>;

/** Flags as given: a switch is true, a count or size a number, a repeated one a list of texts. */
export interface Arguments {
  readonly files: readonly string[];
  has(flag: string): boolean;
  text(flag: string): string | undefined;
  number(flag: string): number | undefined;
  list(flag: string): readonly string[];
}

export function readArguments(args: readonly string[], flags: Flags): Result<Arguments, string> {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(flags).map(([name, flag]) => [
        name,
        { type: flag.kind === 'switch' ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
  });
  const files: string[] = [];
  const texts = new Map<string, string[]>();
  const numbers = new Map<string, number>();
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (flag === undefined || !token.rawName.startsWith('--')) {
      const meant = nearest(token.name, Object.keys(flags));
      return fail(
        `${token.rawName} is not a flag of this command.${meant === undefined ? '' : ` Did you mean --${meant}?`}`,
      );
    }
    const { value } = token;
    if (flag.kind === 'switch') {
      if (value !== undefined) return fail(`--${token.name} takes no value.`);
      texts.set(token.name, ['']);
      continue;
    }
    if (value === undefined || (value.startsWith('--') && !token.inlineValue)) {
      return fail(`--${token.name} needs a value: --${token.name} ${flag.value ?? 'TEXT'}.`);
    }
    const known = texts.get(token.name);
    if (known !== undefined && flag.kind !== 'many') return fail(`--${token.name} is given twice.`);
    texts.set(token.name, [...(known ?? []), value]);
    if (flag.kind === 'text' || flag.kind === 'many') continue;
    const number = readNumber(value, flag.kind);
    if (number === undefined) {
      return fail(`--${token.name} ${value}: ${expectation[flag.kind]}.`);
    }
    if (flag.most !== undefined && number > flag.most) {
      return fail(`--${token.name} ${value}: the most is ${flag.most}.`);
    }
    numbers.set(token.name, number);
  }
  return ok({
    files,
    has: (flag) => texts.has(flag),
    text: (flag) => texts.get(flag)?.[0],
    number: (flag) => numbers.get(flag),
    list: (flag) => texts.get(flag) ?? [],
  });
}

const expectation = {
  count: 'a whole number is needed, such as 500000, 500k or 20M',
  bytes: 'a size is needed, such as 512M or 2G',
  seconds: 'a number of seconds is needed, such as 60 or 0.5',
} as const;

const thousands: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };
const binary: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

function readNumber(text: string, kind: 'count' | 'bytes' | 'seconds'): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmg]?)(i?b?)$/i.exec(text.trim());
  if (match === null) return undefined;
  const unit = (match[2] ?? '').toLowerCase();
  if (kind === 'seconds') return unit === '' && match[3] === '' ? Number(match[1]) : undefined;
  if (kind === 'count' && match[3] !== '') return undefined;
  const value = Number(match[1]) * ((kind === 'bytes' ? binary : thousands)[unit] ?? 1);
  return Number.isSafeInteger(value) ? value : undefined;
}
