// The bench: that its smallest model is measured with everybody in it, and that all who count the same states do.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { forBreadthFirst, median } from '../../bench/measure.ts';
import { modelText } from '../../bench/model.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const absent = ['spin', 'gcc'].filter((tool) => spawnSync(tool, ['--version']).error !== undefined);

interface Result {
  readonly models: readonly {
    readonly rows: readonly { readonly who: string; readonly outcome?: { readonly states: number } }[];
    readonly summary: readonly string[];
  }[];
}

describe('the bench', () => {
  it.skipIf(absent.length > 0)(
    'measures one small model with everybody',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'pinlab-bench-'));
      try {
        const file = join(folder, 'result.json');
        const { status, stdout, stderr } = spawnSync(
          process.execPath,
          ['scripts/bench.mjs', '--only', '3,2,1', '--runs', '1', '--output', file],
          { cwd: root, encoding: 'utf8' },
        );
        expect(status, stderr).toBe(0);
        expect(stdout).toContain('3 tasks, 2 pages, 1 round: holds');
        const [model] = (JSON.parse(readFileSync(file, 'utf8')) as Result).models;
        const states = (who: string) => model?.rows.find((row) => row.who === who)?.outcome?.states;
        expect(states('limit.c')).toBeGreaterThan(100);
        expect(states('pinlab --plain')).toBe(states('limit.c'));
        expect(states('spin -DNOREDUCE')).toBe(states('limit.c'));
        expect(states('pinlab')).toBe(states('limit.c'));
        // Two of the sentences are about 4 workers, which are measured where there are as many processors.
        expect(model?.summary).toHaveLength(availableParallelism() >= 4 ? 5 : 3);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    240_000,
  );

  it('refuses a size that it has no model of', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/bench.mjs', '--only', '8,1'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(absent.length > 0 ? /apt-get install/ : /at most 7 tasks and 3 pages/);
  });

  it('takes the middle one, or what lies between the two in the middle', () => {
    expect(median([3, 1, 9])).toBe(3);
    expect(median([4, 1, 2, 9])).toBe(3);
  });

  it('writes its mistake into the model that has one, and only there', () => {
    const size = { tasks: 4, pages: 2, rounds: 2 };
    expect(modelText(size)).not.toContain('written');
    expect(modelText(size, 'lossy')).toContain('FINALLY(all_counted, written == 4);');
  });

  it('clears what Spin would keep out of the state', () => {
    const model = 'hidden int t0, t1;\nbyte x;\natomic { t0 = x; goto next }\n';
    expect(forBreadthFirst(model)).toBe(
      'int t0, t1;\nbyte x;\natomic { t0 = x; t0 = 0; t1 = 0; goto next }\n',
    );
  });
});
