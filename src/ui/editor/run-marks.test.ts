import { describe, expect, it } from 'vitest';
import { sampleRun } from '../timeline/sample-run.fixture.ts';
import { nextMarks, stepMark } from './run-marks.ts';

const run = sampleRun();

describe('run marks', () => {
  it('marks the step just done in the text that holds it, and its call in the texts that lead to it', () => {
    for (let cursor = 1; cursor <= run.steps.length; cursor++) {
      const site = run.head.sites[run.steps.site[cursor - 1] ?? 0];
      const own = run.head.files[site?.file ?? 0] ?? '';
      expect(stepMark(run, cursor, own)).toMatchObject({ line: site?.line, inside: undefined });
      for (const call of site?.calls ?? []) {
        if (call.file === site?.file) continue;
        const mark = stepMark(run, cursor, run.head.files[call.file] ?? '');
        expect(mark?.inside).toContain(site?.function);
      }
    }
  });

  it('marks nothing before the first step and nothing in a text that takes no part', () => {
    expect(stepMark(run, 0, run.head.files[0] ?? '')).toBeUndefined();
    expect(stepMark(run, 3, 'kernel/elsewhere.c')).toBeUndefined();
    expect(nextMarks(run, 3, 'kernel/elsewhere.c')).toEqual([]);
  });

  it('has at most one next line per task, and names the task', () => {
    for (const file of run.head.files) {
      const marks = nextMarks(run, 1, file);
      expect(new Set(marks.map((mark) => mark.task)).size).toBe(marks.length);
      for (const mark of marks) expect(run.head.tasks.map((task) => task.name)).toContain(mark.taskName);
    }
  });
});
