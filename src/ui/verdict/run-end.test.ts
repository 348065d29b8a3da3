import { describe, expect, it } from 'vitest';
import { sampleRun } from '../timeline/sample-run.fixture.ts';
import { runEndSentence } from './run-end.ts';

const run = sampleRun();
const quiet = { ...run, findings: [] };

describe('runEndSentence', () => {
  it('says that one clean order proves nothing', () => {
    expect(runEndSentence({ ...quiet, end: { ...run.end, kind: 'finished' } })).toBe(
      `All tasks ended after ${run.steps.length} steps; this one order shows nothing wrong.`,
    );
  });

  it('names what was found', () => {
    const name = run.findings[0]?.finding.name;
    expect(name).toBeDefined();
    expect(runEndSentence({ ...run, end: { ...run.end, kind: 'stopped-by-finding' } })).toContain(
      `Found: ${name}`,
    );
  });

  it('says who waits for whom', () => {
    const site = run.head.sites[0];
    if (!site) throw new Error('the sample run has sites');
    const blocked = [{ task: 0, site, holder: 1 }];
    expect(runEndSentence({ ...quiet, end: { ...run.end, kind: 'blocked', blocked } })).toContain(
      `pinner waits at ${site.text}, held by random_process`,
    );
  });

  it('says why a schedule cannot be followed', () => {
    const stuck = { message: 'no such step', remedy: 'Shorten it.' };
    expect(runEndSentence({ ...quiet, end: { ...run.end, kind: 'open', stuck } })).toContain(
      'no such step. Shorten it.',
    );
  });
});
