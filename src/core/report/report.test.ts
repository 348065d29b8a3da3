import { describe, expect, test } from 'vitest';
import { defaultBounds, type Verdict } from '../check/verdict.ts';
import { parseSchedule } from '../schedule/text.ts';
import { sampleRun } from '../trace/sample-run.fixture.ts';
import { shortRead } from './change-text.ts';
import { plainNumbers } from './count.ts';
import { documentedSentence } from './documented.ts';
import { mailDiagram, mailWidth, scheduleLines } from './mail.ts';
import { tableOf } from './table.ts';
import { verdictSentence } from './verdict-sentence.ts';
import { wrap, wrapCode } from './wrap.ts';

const finding = { kind: 'property', name: 'unpinned_under_dma', message: '', span: undefined } as const;

function verdict(more: Partial<Verdict>): Verdict {
  return {
    lab: 's01-get-pin-put-early-unpin',
    design: 'lru-overlay-2018-07',
    strategy: 'lru-overlay-2018-07',
    policies: [],
    memory: 'SC',
    verdict: 'holds',
    alsoFound: [],
    costs: [],
    states: 18_204,
    transitions: 40_000,
    ms: 12,
    tasks: 2,
    pages: 1,
    bounds: defaultBounds,
    properties: [{ name: 'unpinned_under_dma' }],
    ...more,
  };
}

const violated = verdict({
  verdict: 'violated',
  property: 'unpinned_under_dma',
  states: 119,
  shortest: { finding, steps: 15, switches: 2, schedule: '' },
  fewest: { finding, steps: 15, switches: 2, schedule: '' },
});

const { fewest: _, ...withoutFewest } = violated;
const searched = { kind: 'sweep' as const, reductions: [], workers: 1, collisionRisk: 0 };

describe('verdict sentence', () => {
  test.each<[Verdict, string]>([
    [
      violated,
      'Violated: unpinned_under_dma. 2 tasks, 1 page, SC, all interleavings, 119 states; shortest 15 steps, 2 switches.',
    ],
    [verdict({}), 'Holds: 2 tasks, 1 page, SC, all interleavings, 18204 states.'],
    [
      verdict({ costs: ['a page flag'], alsoFound: [{ ...finding, kind: 'bug', name: 'BUG()' }] }),
      'Holds: 2 tasks, 1 page, SC, all interleavings, 18204 states. At a cost: a page flag. Also found: BUG().',
    ],
    [
      verdict({ verdict: 'incomplete', bounds: { ...defaultBounds, hit: 'time' } }),
      'Incomplete: no violation so far, and not a proof. 2 tasks, 1 page, SC, not all interleavings (stopped at the bound of 60 seconds), 18204 states.',
    ],
    [
      verdict({
        verdict: 'incomplete',
        bounds: { ...defaultBounds, maxMemory: 2 ** 31, hit: 'memory' },
        searched,
      }),
      'Incomplete: no violation so far, and not a proof. 2 tasks, 1 page, SC, not all interleavings (stopped at the bound of 2048 MiB of memory), 18204 states. Unreduced search; 1 worker; states kept whole.',
    ],
    [
      verdict({
        verdict: 'incomplete',
        bounds: { ...defaultBounds, maxMemory: 2 ** 33, hit: 'memory' },
        searched,
      }),
      'Incomplete: no violation so far, and not a proof. 2 tasks, 1 page, SC, not all interleavings (stopped at 4096 MiB of memory, the most that a sweep can use), 18204 states. Unreduced search; 1 worker; states kept whole.',
    ],
    [
      verdict({ memory: 'x86-TSO', buffers: { entries: 4, full: false } }),
      'Holds: 2 tasks, 1 page, x86-TSO with store buffers of 4, all interleavings, 18204 states.',
    ],
    [
      verdict({ memory: 'relaxed', buffers: { entries: 4, full: true } }),
      'Holds: 2 tasks, 1 page, relaxed with store buffers of 4 (one was full), all interleavings, 18204 states.',
    ],
    [
      { ...violated, searched },
      'Violated: unpinned_under_dma. 2 tasks, 1 page, SC, all interleavings, 119 states; shortest 15 steps, 2 switches. Unreduced search; 1 worker; states kept whole.',
    ],
    [
      { ...withoutFewest, searched },
      'Violated: unpinned_under_dma. 2 tasks, 1 page, SC, all interleavings, 119 states; shortest 15 steps, 2 switches; fewest switches not known. Unreduced search; 1 worker; states kept whole.',
    ],
    [
      verdict({ verdict: 'does-not-apply', property: 'get-only has no page_dma_pinned' }),
      'Does not apply: get-only has no page_dma_pinned.',
    ],
  ])('%#', (value, sentence) => {
    expect(plainNumbers(verdictSentence(value))).toBe(sentence);
  });
});

describe('what is documented', () => {
  const source = 'commit 088b8aa537c2';
  test.each([
    ['X', 'A', violated, `Documented: violated (grade A, ${source}), as found here.`],
    [
      '~',
      'B',
      verdict({ costs: ['waits'] }),
      `Documented: holds at a cost (grade B, ${source}), as found here.`,
    ],
    [
      '~',
      'B',
      verdict({}),
      `Documented: holds at a cost (grade B, ${source}); found here: not so, a defect of this model until shown otherwise.`,
    ],
    [
      '.',
      'C',
      violated,
      `Documented: holds (grade C, ${source}); found here: not so, and the schedule decides (docs/disagreements.md).`,
    ],
    [
      '-',
      'A',
      verdict({ verdict: 'incomplete' }),
      `Documented: does not apply (grade A, ${source}); this search did not come to an end.`,
    ],
  ])('%s, grade %s', (outcome, grade, found, sentence) => {
    expect(documentedSentence({ outcome, grade, source }, found)).toBe(sentence);
  });

  test('stands below the sentence of a mail', () => {
    const mail = mailDiagram(sampleRun(), violated, { outcome: 'X', grade: 'A', source });
    expect(mail).toContain(`Documented: violated (grade A, ${source}), as found here.\n\nSchedule:`);
  });
});

describe('table', () => {
  test('every step is in exactly one row; stretches are separated; reads are folded', () => {
    const model = tableOf(sampleRun());
    const steps = model.rows.flatMap((row) => {
      if (row.kind === 'step') return [row.step];
      if (row.kind === 'folded')
        return Array.from({ length: row.to - row.from + 1 }, (_, at) => row.from + at);
      return [];
    });
    expect(steps).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(model.rows.map((row) => row.kind)).toEqual([
      'switch',
      'step',
      'switch',
      'folded',
      'step',
      'step',
      'switch',
      'step',
      'step',
    ]);
    expect(tableOf(sampleRun(), { fold: false }).rows.some((row) => row.kind === 'folded')).toBe(false);
  });

  test('what another task touches too is shown, with what was seen', () => {
    const run = sampleRun();
    // Make the read of flags one that the other task writes: the word of _refcount.
    run.steps.readAddress[2] = 0x10000 + 52;
    run.steps.readValue[2] = 3;
    const seen = tableOf(run).rows.flatMap((row) => (row.kind === 'step' && row.sees ? [row.sees] : []));
    expect(shortRead(run.head.objects, 0x10000, 2, 'PageLRU(page)')).toMatchObject({ value: 'PG_lru set' });
    expect(shortRead(run.head.objects, 0x10000, 2, 'PageLocked(page)')).toMatchObject({
      value: 'PG_locked clear',
    });
    expect(shortRead(run.head.objects, 0x10000, 2, 'x = *at')).toMatchObject({ value: 'PG_lru' });
    expect(seen.map(({ label, value }) => `${label} ${value}`)).toEqual([
      '_refcount 3',
      'dma_pinned_flags 4096',
    ]);
  });

  test('changes are said in the words of the operation, union arm included', () => {
    const changes = tableOf(sampleRun()).rows.flatMap((row) => (row.kind === 'step' ? row.changes : []));
    expect(changes.map(({ label, value }) => `${label} ${value}`)).toEqual([
      '_refcount 2->3',
      'dma_pinned_count 0->1',
      'live_pins[0] 0->1',
      'dma_pinned_count 1->0',
      '_refcount 3->2',
    ]);
  });
});

describe('mail', () => {
  test('the diagram of the sample', () => {
    expect(mailDiagram(sampleRun(), violated)).toMatchInlineSnapshot(`
      "s01-get-pin-put-early-unpin, strategy lru-overlay-2018-07

      CPU0 pinner          CPU1 random_process           page p
      ------------------------------------------------------------------------
                           get_page()                    _refcount 2->3

      ... 3 steps
      pin_page_for_dma():
       atomic_set(&page->dma_pinned_count, 1)            dma_pinned_count 0->1
       spin_unlock(&gup_lock)                            [live_pins[0] 0->1]

                           put_page():
                            atomic_dec_and_test(         dma_pinned_count 1->0
                              &page->dma_pinned_count)
                           ^-- unpinned_under_dma is violated (step 7)
                            atomic_dec_and_test(         _refcount 3->2
                              &page->_refcount)

      Violated: unpinned_under_dma. 2 tasks, 1 page, SC, all interleavings,
      119 states; shortest 15 steps, 2 switches.

      Schedule:
        random_process/get_page+2#1 pinner/pin_page_for_dma+6#1
      "
    `);
  });

  test('is never wider than 72 columns and plain ASCII, for any number of tasks and any names', () => {
    const long = 'a_task_with_a_name_that_is_longer_than_any_sane_line_of_a_mail_about_the_kernel_could_be';
    const names = [
      ['pinner', 'random_process'],
      ['pinner', 'random_process', 'kswapd'],
      [long, long],
      ['a', 'b', 'c', 'd', 'e'],
    ];
    for (const tasks of names) {
      const run = sampleRun(8, tasks);
      const spread = {
        ...run,
        steps: { ...run.steps, task: run.steps.task.map((_, at) => at % tasks.length) },
        head: {
          ...run.head,
          sites: run.head.sites.map((site) => ({
            ...site,
            calls: Array(12).fill({ function: long, file: 0, line: 1 }),
          })),
        },
      };
      const text = mailDiagram(
        { ...spread, end: { ...run.end, schedule: `${long}/${long}+9#1 ${long}/put_page+4#1` } },
        violated,
      );
      for (const line of text.split('\n')) {
        expect(line.length).toBeLessThanOrEqual(mailWidth);
        expect(line).toMatch(/^[\x20-\x7e]*$/);
      }
    }
  });

  test('the schedule in it can be pasted back', () => {
    const name = 'x'.repeat(60);
    const schedule = `a/b+1#1 ${name}/${name}+12.2#3~1 ${'pinner/put_page+4#1 '.repeat(9).trim()}`;
    const lines = scheduleLines(schedule).slice(2);
    expect(parseSchedule(lines.join('\n'))).toEqual(parseSchedule(schedule));
    expect(lines.length).toBeGreaterThan(3);
  });
});

describe('wrap', () => {
  test('keeps to the width and loses nothing', () => {
    const text = 'atomic_dec_and_test(&page->dma_pinned_count) && !PageLRU(page)';
    for (let width = 5; width < 70; width += 1) {
      for (const lines of [wrap(text, width, '  '), wrapCode(text, width, '  ')]) {
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }
    }
  });
});
