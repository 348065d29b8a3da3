import { expect, test } from 'vitest';
import { addressMacros } from './address.ts';

/** The macros as functions: Promela's conditional is C's, and a division of integers. */
function readMacros(members: readonly number[]) {
  const lines = addressMacros({ name: 'm', members, varying: members.length }).join('\n');
  const bodies = new Map<string, string>();
  for (const [, name = '', body = ''] of lines.matchAll(/#define (\w+)_m\(a\)\t(.*)/g))
    bodies.set(name, body);
  const numbers = (/\{([^}]*)\}/.exec(lines)?.[1] ?? '').split(',').map(Number);
  const compiled = (name: string): ((a: number) => number) => {
    const place = (bodies.get('PLACE') ?? '0')
      .replaceAll('->', '?')
      .replaceAll('(a) / 4', 'Math.trunc(a / 4)');
    const text = (bodies.get(name) ?? '')
      .replaceAll('PLACE_m(a)', `(${place})`)
      .replaceAll('->', '?')
      .replaceAll('number_m', 'numbers');
    const made = new Function('a', 'numbers', `return ${text}`);
    return (a) => Number(made(a, numbers));
  };
  const inside = compiled('IN');
  return {
    at: compiled('AT'),
    inside: (a: number) => inside(a) !== 0,
    cells: numbers.length,
  };
}

test.each([
  ['few', [4096, 4160, 8192]],
  ['one', [4096]],
  ['many in a row', Array.from({ length: 20 }, (_, at) => 4096 + 4 * at)],
  ['many, far apart', Array.from({ length: 60 }, (_, at) => 4096 + 4 * at + 65536 * (at % 12))],
])('%s: every member has its number, and nothing else is inside', (_, members) => {
  const { at, inside } = readMacros(members);
  members.forEach((address, index) => {
    expect([at(address), inside(address)]).toEqual([index, true]);
  });
  const known = new Set(members);
  for (let address = 4080; address < 4096 + 65536 * 13; address += 4) {
    if (inside(address) !== known.has(address)) throw new Error(`${address} is taken for a member`);
  }
});

test('a table leaves the large gaps out', () => {
  const members = Array.from({ length: 10 }, (_, at) => 4096 + 4 * at + (at > 4 ? 500_000 : 0));
  expect(readMacros(members).cells).toBe(10);
});
