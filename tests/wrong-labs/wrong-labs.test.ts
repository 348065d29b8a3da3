// Every wrong lab, strategy, policy and preset here is told what is wrong with it: code, place, cause, remedy. `UPDATE_GOLDEN=1` rewrites what is expected.
//
// The library is a small one of its own, so that these texts change only when the checker does.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CheckOutcome, checkProgram } from '../../src/core/language/check/check.ts';
import { checkPreset } from '../../src/core/language/check/preset.ts';
import { placeDiagnostics } from '../../src/core/language/source/place.ts';
import type { SourceFile, SourceRole } from '../../src/core/language/source/source-file.ts';

const here = import.meta.dirname;

function text(name: string, path: string, role: SourceRole): SourceFile {
  return { path, role, text: readFileSync(join(here, name), 'utf8') };
}

const kernel = [
  text('library/lab.h', 'kernel/include/lab.h', 'kernel'),
  text('library/core.c', 'kernel/mm/core.c', 'kernel'),
];
const strategy = text('library/get-only.strategy.c', 'strategies/get-only.strategy.c', 'strategy');
const rightLab: SourceFile = { path: 'x.lab.c', role: 'lab', text: '#include <lab.h>\nTASK(a) { }\n' };
const rightPolicy: SourceFile = {
  path: 'policies/cow-mapcount.policy.c',
  role: 'policy',
  text: 'POLICY("cow-mapcount", .axis = "cow", .title = "Copies a page that somebody else maps");\n',
};
const wrong = readdirSync(here).filter((name) => /^\d.*\.(lab|strategy|policy|preset)\.c$/.test(name));

function checked(name: string): CheckOutcome {
  const [, kind] = /\.(\w+)\.c$/.exec(name) ?? [];
  switch (kind) {
    case 'lab':
      return checkProgram({ lab: text(name, name, 'lab'), strategy, policies: [], kernel });
    case 'strategy':
      return checkProgram({ lab: rightLab, strategy: text(name, name, 'strategy'), policies: [], kernel });
    case 'policy': {
      const policies = [rightPolicy, text(name, name, 'policy')];
      return checkProgram({ lab: rightLab, strategy, policies, kernel });
    }
    default:
      return checkPreset(text(name, name, 'preset')).outcome;
  }
}

function complaints(name: string): string {
  const { files, diagnostics, program } = checked(name);
  if (!name.endsWith('.preset.c'))
    expect(program === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
  return placeDiagnostics(files, diagnostics)
    .map((each) => {
      const file = each.path === name ? '' : `${each.path}:`;
      return `${file}${each.line}:${each.column} ${each.severity} ${each.code}\n  ${each.message}\n  ${each.remedy}\n`;
    })
    .join('');
}

describe('wrong labs', () => {
  it('has enough of them', () => {
    expect(wrong.length).toBeGreaterThanOrEqual(40);
  });

  it.each(wrong)('%s', (name) => {
    const golden = join(here, name.replace(/\.\w+\.c$/, '.expected'));
    const found = complaints(name);
    expect(found).not.toBe('');
    for (const line of found.split('\n')) expect(line.length).toBeLessThanOrEqual(180);
    if (process.env.UPDATE_GOLDEN !== undefined) writeFileSync(golden, found);
    expect(existsSync(golden), 'run with UPDATE_GOLDEN=1').toBe(true);
    expect(found).toBe(readFileSync(golden, 'utf8'));
  });
});
