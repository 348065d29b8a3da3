import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../../core/schedule/text.ts';
import { sampleRun } from '../../timeline/sample-run.fixture.ts';
import { schedulePrefix } from './schedule-prefix.ts';

const run = sampleRun();

function segmentsOf(text: string) {
  const parsed = parseSchedule(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

describe('schedulePrefix', () => {
  it('is empty for no steps', () => {
    expect(schedulePrefix(run, 0)).toBe('');
  });

  it('has one segment per stretch of one task', () => {
    let stretches = 0;
    for (let step = 0; step < run.steps.length; step++) {
      if (step === 0 || run.steps.task[step] !== run.steps.task[step - 1]) stretches++;
    }
    expect(segmentsOf(schedulePrefix(run, run.steps.length))).toHaveLength(stretches);
  });

  it('names the last of the steps, and one more if a person chose it', () => {
    const length = 5;
    const last = run.head.sites[run.steps.site[length - 1] ?? 0];
    const name = run.head.tasks[run.steps.task[length - 1] ?? 0]?.name;
    expect(segmentsOf(schedulePrefix(run, length)).at(-1)?.last).toMatchObject({
      task: name,
      function: last?.function,
    });
    const site = run.head.sites[0];
    if (!site) throw new Error('the sample run has sites');
    const chosen = { task: 1, site, alternative: 1, alternatives: 3 };
    expect(segmentsOf(schedulePrefix(run, length, chosen)).at(-1)).toMatchObject({
      last: { task: run.head.tasks[1]?.name, function: site.function },
      choices: [1],
    });
  });
});
