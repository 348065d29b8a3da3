// What a model says before anything else, where its text uses it: arithmetic that Promela lacks, and `valid_address()`.
//
// Promises: the same values as core/machine for all 32-bit integers, also where C has no answer: division by zero is 0,
// the lowest integer divided by -1 is itself.

import type { MemoryMap } from '../../language/lower/graph.ts';
import { type AddressTable, isValid } from '../../machine/address-table.ts';

/** Promela: an expression; `->` and `:` are its conditional. */
const macros: readonly (readonly [name: string, text: string])[] = [
  ['DIV', '#define DIV(a, b)\t((b) == 0 -> 0 : ((b) == -1 -> 0 - (a) : (a) / (b)))'],
  ['REM', '#define REM(a, b)\t(((b) == 0 || (b) == -1) -> 0 : (a) % (b))'],
  ['SHR', '#define SHR(a, n)\t((n) == 0 -> (a) : ((a) >> (n)) & ~((-2147483647-1) >> ((n) - 1)))'],
  ['ABOVE', '#define ABOVE(a, b)\t(((a) ^ (-2147483647-1)) >= ((b) ^ (-2147483647-1)))'],
  ['HALVED', '#define HALVED(a, b)\t(((((a) >> 1) & 2147483647) / (b)) << 1)'],
  [
    'UDIV',
    '#define UDIV(a, b)\t((b) == 0 -> 0 : ((b) < 0 -> ABOVE(a, b) : HALVED(a, b) + ABOVE((a) - HALVED(a, b) * (b), b)))',
  ],
  ['UREM', '#define UREM(a, b)\t((b) == 0 -> 0 : (a) - UDIV(a, b) * (b))'],
];

const inC: readonly (readonly [name: string, text: string])[] = [
  ['div', 'static int div_(int a, int b) { return b == 0 ? 0 : b == -1 ? (int)(0u - a) : a / b; }'],
  ['rem', 'static int rem_(int a, int b) { return b == 0 || b == -1 ? 0 : a % b; }'],
  ['shr', 'static int shr_(int a, int n) { return (int)((unsigned)a >> n); }'],
  ['udiv', 'static int udiv_(int a, int b) { return b == 0 ? 0 : (int)((unsigned)a / (unsigned)b); }'],
  ['urem', 'static int urem_(int a, int b) { return b == 0 ? 0 : (int)((unsigned)a % (unsigned)b); }'],
];

const needed: Readonly<Record<string, readonly string[]>> = {
  UDIV: ['ABOVE', 'HALVED'],
  UREM: ['ABOVE', 'HALVED', 'UDIV'],
};

/** Macros that the text calls, each once. */
export function arithmeticMacros(text: string): readonly string[] {
  const wanted = new Set(macros.map(([name]) => name).filter((name) => calls(text, name)));
  for (const name of [...wanted]) for (const more of needed[name] ?? []) wanted.add(more);
  return macros.flatMap(([name, definition]) => (wanted.has(name) ? [definition] : []));
}

export function arithmeticInC(text: string): readonly string[] {
  return inC.flatMap(([name, definition]) => (calls(text, `${name}_`) ? [definition] : []));
}

function calls(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\(`).test(text);
}

/** `VALID_8(a)` for each size that the text asks for. */
export function validMacros(text: string, memory: MemoryMap, table: AddressTable): readonly string[] {
  return sizesIn(text, 'VALID').map(
    (size) => `#define VALID_${size}(a)\t(${validTest(memory, table, size)})`,
  );
}

export function validInC(text: string, memory: MemoryMap, table: AddressTable): readonly string[] {
  return sizesIn(text, 'valid').map(
    (size) => `static int valid_${size}(int a) { return ${validTest(memory, table, size)}; }`,
  );
}

function sizesIn(text: string, name: string): readonly number[] {
  const found = text.matchAll(new RegExp(`\\b${name}_(\\d+)\\(`, 'g'));
  return [...new Set([...found].map(([, size]) => Number(size)))].sort((a, b) => a - b);
}

/** Runs of addresses, a fixed distance apart, at each of which an object of this size can lie. */
function validTest(memory: MemoryMap, table: AddressTable, size: number): string {
  const step = size % 8 === 0 ? 8 : size % 4 === 0 ? 4 : size % 2 === 0 ? 2 : 1;
  const runs: { from: number; to: number }[] = [];
  const [first] = memory.words;
  const begin = (first?.address ?? table.limit) & ~7;
  for (let at = begin; at < table.limit; at += step) {
    if (!isValid(table, at, size)) continue;
    const last = runs.at(-1);
    if (last && last.to + step === at) last.to = at;
    else runs.push({ from: at, to: at });
  }
  if (runs.length === 0) return '0';
  const inside = runs
    .map(({ from, to }) => (from === to ? `(a) == ${from}` : `((a) >= ${from} && (a) <= ${to})`))
    .join(' || ');
  return step === 1 ? inside : `((a) & ${step - 1}) == 0 && (${inside})`;
}
