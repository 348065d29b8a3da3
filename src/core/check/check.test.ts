import { describe, expect, it } from 'vitest';
import type { Graph, PropertyGraph } from '../language/lower/graph.ts';
import { notApplicable, verdictOf, whyNotApplicable } from './assemble.ts';
import { claimant } from './claims.ts';
import { accessFinding, bugFinding, fuelFinding, stuckFinding } from './finding.ts';
import type { SearchResult } from './search-result.ts';
import { defaultBounds } from './verdict.ts';

const span = { file: 0, start: 0, end: 0 };
const property = (name: string, skipped?: string): PropertyGraph => ({
  name,
  kind: 'always',
  skipped,
  text: '',
  routine: undefined,
  span,
});

function graphWith(properties: readonly PropertyGraph[]): Graph {
  return {
    memory: { words: [], init: [], objects: [] },
    tasks: [
      { name: 'a', kind: 'task', cpu: 0, registers: 0, blocks: [], span },
      { name: 'quiesce', kind: 'quiesce', cpu: 1, registers: 0, blocks: [], span },
    ],
    boot: { registers: 0, blocks: [] },
    properties,
    lanes: [],
    bugs: [],
    cpus: 1,
  };
}

const subject = {
  lab: 'l',
  design: 's+wb-bounce@relaxed',
  strategy: 's',
  policies: ['wb-bounce'],
  memory: 'relaxed' as const,
  pages: 1,
  missing: [],
};
const finding = { kind: 'property' as const, name: 'p', message: '`p` does not hold.', span };
const quiet: SearchResult = {
  states: 3,
  transitions: 2,
  depth: 2,
  ms: 1.4,
  memory: 0,
  bounds: defaultBounds,
  hit: undefined,
  unbegun: undefined,
  unasked: [],
  violated: undefined,
  shortest: undefined,
  fewest: undefined,
  costs: [],
  buffers: undefined,
  others: [],
};
const run = { finding, choices: [{ task: 0, alternative: 0 }], switches: 0, schedule: 'a/f+1#1' };

describe('verdicts', () => {
  it('holds, says under which design, and counts tasks without the quiesce task', () => {
    const verdict = verdictOf(subject, graphWith([property('p')]), quiet);
    const { design, strategy, policies, memory } = subject;
    expect(verdict).toMatchObject({ verdict: 'holds', design, strategy, policies, memory, states: 3 });
    expect(verdict).toMatchObject({ costs: [], tasks: 1, ms: 1 });
    expect(verdict).not.toHaveProperty('property');
    expect(verdict).not.toHaveProperty('shortest');
  });

  it('is violated even where a bound was hit, and says both', () => {
    const verdict = verdictOf(subject, graphWith([property('p')]), {
      ...quiet,
      violated: 0,
      shortest: run,
      fewest: run,
      hit: 'time',
    });
    expect(verdict).toMatchObject({
      verdict: 'violated',
      property: 'p',
      costs: [],
      bounds: { hit: 'time' },
      shortest: { steps: 1, switches: 0, schedule: 'a/f+1#1', finding },
    });
  });

  it('carries costs where it holds or is not finished, and nowhere else', () => {
    const graph = graphWith([property('p'), { ...property('reclaim_waits'), kind: 'cost' }]);
    const paid = { ...quiet, costs: [{ property: 1, run }] };
    const [costs, costRuns] = [['reclaim_waits'], [{ finding, steps: 1, switches: 0, schedule: 'a/f+1#1' }]];
    expect(verdictOf(subject, graph, paid)).toMatchObject({ verdict: 'holds', costs, costRuns });
    expect(verdictOf(subject, graph, { ...paid, hit: 'time' })).toMatchObject({ costs, costRuns });
    const violated = verdictOf(subject, graph, { ...paid, violated: 0, shortest: run });
    expect(violated.costs).toEqual([]);
    expect(violated).not.toHaveProperty('costRuns');
  });

  it('does not hold by its costs alone, unless the lab asks for nothing else', () => {
    const cost = { ...property('reclaim_waits'), kind: 'cost' } as const;
    const skipped = graphWith([property('p', 'gone'), cost]);
    expect(whyNotApplicable(skipped, [])).toBe('no property is left: p (gone)');
    expect(verdictOf(subject, graphWith([cost]), quiet).verdict).toBe('holds');
    const unasked = graphWith([{ ...property('p'), kind: 'finally' }, cost]);
    expect(verdictOf(subject, unasked, { ...quiet, unasked: [0] }).verdict).toBe('does-not-apply');
  });

  it('says how large store buffers were, and whether one was full', () => {
    const buffers = { entries: 4, full: true };
    expect(verdictOf(subject, graphWith([property('p')]), { ...quiet, buffers }).buffers).toEqual(buffers);
    expect(verdictOf(subject, graphWith([property('p')]), quiet)).not.toHaveProperty('buffers');
  });

  it('says which properties were never asked', () => {
    const graph = graphWith([property('p'), { ...property('q'), kind: 'finally' }, property('r', 'gone')]);
    const verdict = verdictOf(subject, graph, { ...quiet, unasked: [1] });
    expect(verdict.properties).toEqual([
      { name: 'p' },
      { name: 'q', skipped: 'never asked: no run comes to its end' },
      { name: 'r', skipped: 'gone' },
    ]);
  });

  it.each([
    [{ kind: 'dropped', boot: true, tasks: [] } as const, 'an assume in BOOT drops every run'],
    [
      { kind: 'dropped', boot: true, tasks: ['a', 'b'] } as const,
      'an assume in BOOT or before the first step of a, b drops every run',
    ],
    [
      { kind: 'finding', finding: fuelFinding({ kind: 'beginning', task: 'a', span }, 10) } as const,
      '`a` loops more than 10 rounds before its first step',
    ],
    [
      { kind: 'finding', finding: bugFinding({ kind: 'boot' }, 'bug', 'BUG()', span) } as const,
      'the boot code runs into `BUG()`',
    ],
  ])('says why a search could not begin: %#', (unbegun, why) => {
    const verdict = verdictOf(subject, graphWith([property('p')]), { ...quiet, unasked: [0], unbegun });
    expect(verdict).toMatchObject({
      verdict: 'does-not-apply',
      property: `nothing was asked: ${why}`,
      properties: [{ name: 'p', skipped: `never asked: ${why}` }],
    });
  });

  it('never says holds of a search that did not end', () => {
    expect(verdictOf(subject, graphWith([property('p')]), { ...quiet, hit: 'states' }).verdict).toBe(
      'incomplete',
    );
  });

  it('does not apply where something is missing or no property is left', () => {
    expect(whyNotApplicable(graphWith([property('p')]), ['recogniser', 'exact_count'])).toBe(
      'needs recogniser, exact_count',
    );
    expect(whyNotApplicable(graphWith([]), [])).toBe('the lab names no property');
    expect(whyNotApplicable(graphWith([property('p', 'get-only has no page_pinned')]), [])).toBe(
      'no property is left: p (get-only has no page_pinned)',
    );
    expect(whyNotApplicable(graphWith([property('p', 'gone'), property('q')]), [])).toBeUndefined();
    const verdict = notApplicable(subject, graphWith([property('p')]), defaultBounds, 'needs recogniser');
    expect(verdict).toMatchObject({ verdict: 'does-not-apply', property: 'needs recogniser', states: 0 });
  });
});

describe('claims', () => {
  it('go by the C spelling of the kind, and not to skipped properties', () => {
    const properties = [property('p'), property('blocked_at_end'), property('bug', 'gone')];
    expect(claimant(properties, 'blocked-at-end')).toBe(1);
    expect(claimant(properties, 'bug')).toBeUndefined();
    expect(claimant(properties, 'property')).toBeUndefined();
    expect(claimant([{ ...property('bug'), kind: 'cost' }], 'bug')).toBeUndefined();
  });
});

describe('words', () => {
  it('keep a long text and a long list short', () => {
    const { name, message } = bugFinding({ kind: 'boot' }, 'bug', 'x'.repeat(200_000), span);
    expect(name).toBe(`${'x'.repeat(197)}...`);
    expect(message).toContain(name);
    expect(message.length).toBeLessThan(300);
    const needs = Array.from({ length: 2000 }, (_, at) => `need_${at}`);
    expect(whyNotApplicable(graphWith([]), needs)).toMatch(/^needs need_0, .*need_19, \.\.\. and 1980 more$/);
  });

  it.each([
    [0x0f8, ' (LIST_POISON1 - 8?)'],
    [0x122, ' (LIST_POISON2?)'],
    [0x208, ' (LIST_POISON2 + 8?)'],
    [0x500, ''],
  ])('recognise poison at %i', (address, remark) => {
    const { name } = accessFinding({ kind: 'boot' }, address, 4, true, false);
    expect(name).toBe(`writes 0x${address.toString(16)}, where nothing lives${remark}`);
  });

  it('name everybody who waits', () => {
    const site = {
      function: 'f',
      lineInFunction: 0,
      ordinal: 1,
      span,
      calls: [],
      operation: 'lock' as const,
      text: 'spin_lock(&l)',
    };
    const waiting = [
      { task: 'a', site, holder: 'b', held: 'lock' as const },
      { task: 'b', site, holder: undefined, held: 'lock' as const },
    ];
    expect(stuckFinding('deadlock', waiting)).toMatchObject({
      name: 'deadlock of a, b',
      message:
        'Nobody can go on: `a` waits at `spin_lock(&l)`, which `b` holds; `b` waits at `spin_lock(&l)`.',
    });
    expect(stuckFinding('blocked-at-end', waiting.slice(1)).name).toBe('b blocked at the end');
  });
});
