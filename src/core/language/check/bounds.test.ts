// Long chains and many names: no text makes the checker throw or wait, and each is told as ordinary bad input.

import { describe, expect, it } from 'vitest';
import { lowerProgram } from '../lower/lower.ts';
import { checkLab, complaintsOf } from './mini-kernel.fixture.ts';

const list = (length: number, one: (at: number) => string) =>
  Array.from({ length }, (_, at) => one(at)).join('\n');

describe('a chain', () => {
  const calls = (last: string) =>
    list(5_000, (at) => `void f${at}(void) { ${at > 0 ? `f${at - 1}();` : last} }`);

  it('of 5 000 calls is fine by itself, and lowering refuses it where it is inlined', () => {
    const { program, diagnostics } = checkLab(`${calls('')}\nTASK(t) { f4999(); }`);
    expect(diagnostics).toEqual([]);
    const lowered = program === undefined ? undefined : lowerProgram(program, { ledger: false });
    expect(lowered).toMatchObject({ ok: false, error: [{ code: 'too-deep' }] });
  });

  it('of 5 000 calls to what nobody defines is named in one line', () => {
    const [complaint, ...more] = complaintsOf(
      checkLab(`void g(void);\n${calls('g();')}\nTASK(t) { f4999(); }`),
    );
    expect(complaint).toContain('`g` is called (through `f4999`, `f4998`, `f4997`, …, `f2`, `f1`, `f0`)');
    expect(more).toEqual([]);
  });

  it('of 3 000 calls in a circle is named in one line', () => {
    const circle = list(3_000, (at) => `void f${at}(void) { f${(at + 1) % 3_000}(); }`);
    const [complaint = '', ...more] = complaintsOf(checkLab(circle));
    expect(complaint).toContain('recursion: `f0` calls `f1` calls `f2` calls …');
    expect(complaint.length).toBeLessThan(160);
    expect(more).toEqual([]);
  });

  it('of 2 000 typedefs is too deep, at one of them', () => {
    const text = `typedef int t0;\n${list(2_000, (at) => `typedef t${at} *t${at + 1};`)}\nt2000 x;`;
    expect(complaintsOf(checkLab(text))).toEqual(['1903:9 too-deep: more than 100 types inside each other']);
  });

  const structs = `struct s0 { int a; };\n${list(2_000, (at) => `struct s${at + 1} { struct s${at} m; };`)}`;

  it('of 2 000 structs is too deep, from whichever end it is read', () => {
    expect(complaintsOf(checkLab(structs))).toEqual([
      '102:1 too-deep: more than 100 types inside each other',
    ]);
    const complaints = complaintsOf(checkLab(`${structs}\nstruct s2000 x;`));
    expect(complaints[0]).toBe('102:1 too-deep: more than 100 types inside each other');
    expect(complaints.filter((each) => !each.includes('too-deep'))).toEqual([]);
  });

  it('of 100 types is not too deep', () => {
    const text = list(99, (at) => `typedef t${at} *t${at + 1}; struct s${at + 1} { struct s${at} m; };`);
    const first = 'typedef int t0; struct s0 { int a; };';
    expect(complaintsOf(checkLab(`${first}\n${text}\nt99 x; struct s99 y;`))).toEqual([]);
  });

  it('that nothing counts still fills no stack that anybody sees', () => {
    const enums = list(5_000, (at) => `enum e${at} { A${at} = A${at + 1} };`);
    const outcome = checkLab(`${enums}\nenum e5000 { A5000 };`);
    expect(outcome.program).toBeUndefined();
    expect(outcome.diagnostics).toMatchObject([{ code: 'too-deep', severity: 'error' }]);
    expect(outcome.files[0]?.role).toBe('lab');
  });
});

it('5 000 typos among 6 000 names are told soon', () => {
  const names = list(6_000, (at) => `int name_${at}_of;`);
  const begun = performance.now();
  const complaints = complaintsOf(
    checkLab(`${names}\nTASK(t) { ${list(5_000, (at) => `nmae_${at}_offx = 1;`)} }`),
  );
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(complaints.length).toBe(200);
});

it('operators are counted in each enumerator alone', () => {
  expect(complaintsOf(checkLab(`enum { ${list(1_000, (at) => `A${at} = ${at} + 1,`)} };`))).toEqual([]);
});
