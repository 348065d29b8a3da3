// A lab that is not one: answers every call from a few canned texts and a run that it is given. For unit tests of flows
// and for looking at the window without an engine.

import type { Contract, JobName, LabClient, Library, Outcome } from '../../contract/table.ts';
import type { CostLedger } from '../../core/check/cost-ledger.ts';
import { defaultBounds, type Verdict } from '../../core/check/verdict.ts';
import type { Run } from '../../core/trace/run.ts';

const labText = `/* A reference older than the pin is dropped after it: who owns the page now? */
#include <lab.h>

PAGE(p, .kind = PAGE_FILE, .mapped = 1);

TASK(pinner)
{
	pin_page_for_dma(p);
	unpin_page_after_dma(p);
}

TASK(random_process)
{
	get_page(p);
	put_page(p);
}

NEVER(unpinned_under_dma, live_pins(p) && !page_dma_pinned(p));
`;

function strategyText(id: string): string {
  return `/* ${id} */\n#include <lab.h>\n\nSTRATEGY("${id}", .title = "canned", .cites = { "none" });\n`;
}

function policyText(id: string): string {
  return `/* ${id} */\n#include <lab.h>\n\nPOLICY("${id}", .axis = "writeback", .title = "canned", .cites = { "none" });\n`;
}

const strategyIds = ['get-only', 'lru-overlay-2018-07', 'lru-overlay-2018-11', 'refcount-bias'];

function cannedLedger(pageExtBytes: number): CostLedger {
  return {
    bytesPerPage: 0,
    pageExtBytes,
    pageExtFlags: 0,
    pageFlags: 1,
    nodeBytes: 4,
    callers: 'all',
    maxPins: '1023',
    note: '',
  };
}

export const cannedLibrary: Library = {
  engineVersion: '0.0.0',
  labs: [
    {
      id: 's01-get-pin-put-early-unpin',
      path: 'labs/s01-get-pin-put-early-unpin.lab.c',
      title: 'A reference older than the pin is dropped after it.',
      group: 'Accounting with the overlay designs',
      compare: [...strategyIds, 'refcount-bias+wb-bounce', 'v5.10'],
      documented: [
        { strategy: 'lru-overlay-2018-07', outcome: 'X', grade: 'A', source: 'Jan Kara, July 2018' },
        { strategy: 'lru-overlay-2018-11', outcome: '.', grade: 'A', source: 'patch v2' },
      ],
    },
    {
      id: 's02-second',
      path: 'labs/s02-second.lab.c',
      title: 'A second lab.',
      group: 'Anonymous pages',
      compare: strategyIds,
      documented: [{ strategy: 'refcount-bias', outcome: 'X', grade: 'C', source: 'derived' }],
    },
  ],
  strategies: strategyIds.map((id) => ({
    id,
    path: `strategies/${id}.strategy.c`,
    title: `The strategy ${id}`,
    cost: 'nothing',
    ledger: cannedLedger(id === 'get-only' ? 0 : 4),
  })),
  policies: [
    {
      id: 'wb-bounce',
      path: 'policies/wb-bounce.policy.c',
      axis: 'writeback',
      title: 'Writeback copies a pinned page first',
      cites: ['Jan Kara, 2023'],
    },
  ],
  presets: [
    {
      id: 'v5.10',
      path: 'presets/v5.10.preset.c',
      title: 'Linux 5.10',
      cites: [],
      strategy: 'refcount-bias',
      policies: ['wb-bounce'],
      memory: 'SC',
    },
  ],
  texts: [
    { path: 'labs/s01-get-pin-put-early-unpin.lab.c', role: 'lab', text: labText },
    { path: 'labs/s02-second.lab.c', role: 'lab', text: labText },
    ...strategyIds.map((id) => ({
      path: `strategies/${id}.strategy.c`,
      role: 'strategy' as const,
      text: strategyText(id),
    })),
    { path: 'policies/wb-bounce.policy.c', role: 'policy', text: policyText('wb-bounce') },
    { path: 'kernel/mm/swap.c', role: 'kernel', text: 'void put_page(struct page *page)\n{\n}\n' },
    { path: 'kernel/include/linux/mm.h', role: 'kernel', text: '#pragma once\n' },
  ],
};

/** A verdict about the given run: violated where the strategy is the one of July 2018, else holds. */
export function cannedVerdict(lab: string, strategy: string, run: Run): Verdict {
  const violated = strategy.includes('2018-07');
  const example = {
    finding: run.findings[0]?.finding ?? {
      kind: 'property' as const,
      name: 'unpinned_under_dma',
      message: 'A page under DMA is taken for unpinned.',
      span: undefined,
    },
    steps: run.steps.length,
    switches: 2,
    schedule: run.end.schedule,
  };
  return {
    lab,
    design: strategy,
    strategy,
    policies: [],
    memory: 'SC',
    verdict: violated ? 'violated' : 'holds',
    ...(violated ? { property: 'unpinned_under_dma', shortest: example, fewest: example } : {}),
    alsoFound: [],
    costs: [],
    states: violated ? 119 : 18_204,
    transitions: 240,
    ms: 12,
    tasks: 2,
    pages: 1,
    bounds: defaultBounds,
    properties: [{ name: 'unpinned_under_dma' }],
  };
}

function cannedPair(locks: number) {
  const none = { locks: 0, atomics: 0, barriers: 0, reads: 0, writes: 0, cacheLines: 1 };
  return { pin: { ...none, locks }, unpin: none };
}

export function fakeClient(run: Run): LabClient {
  const answers: { readonly [name: string]: (request: never) => unknown } = {
    'face.describe': () => ({ kind: 'browser', version: '0.0.0', files: false, platform: 'linux' }),
    'library.read': () => cannedLibrary,
    'lab.check': (request: Contract['lab.check']['request']) => ({
      diagnostics: request.lab.text.includes('oops')
        ? [
            {
              severity: 'error',
              code: 'unknown-name',
              path: request.lab.path,
              line: 1,
              column: 1,
              endLine: 1,
              endColumn: 5,
              message: '`oops`: nothing has this name',
              remedy: 'Declare it, or write a name that exists.',
            },
          ]
        : [],
      outline: {
        tasks: run.head.tasks.map((task) => ({ ...task, steps: 12, path: request.lab.path, line: 6 })),
        pages: ['p'],
        properties: [],
        strategy: 'lru-overlay-2018-07',
        missing: [],
      },
    }),
    'lab.run': () => run,
    'lab.explore': (request: Contract['lab.explore']['request']) => {
      const { lab, strategy } = request.input;
      const verdict = cannedVerdict(lab.path, strategy.path, run);
      return verdict.verdict === 'violated' ? { verdict, shortest: run, fewest: run } : { verdict };
    },
    'lab.matrix': (request: Contract['lab.matrix']['request']) =>
      request.cells.map(([lab, design]) => ({
        kind: 'done',
        verdict: cannedVerdict(
          request.labs[lab]?.path ?? '',
          request.designs[design]?.strategy.path ?? '',
          run,
        ),
      })),
    'lab.costs': (request: Contract['lab.costs']['request']) =>
      request.designs.map(({ id }) => ({ id, slow: cannedPair(id.length), fast: cannedPair(1) })),
    'lab.loadBearing': () => ({
      lines: [
        {
          file: 'strategies/lru-overlay-2018-07.strategy.c',
          line: 4,
          text: 'STRATEGY("lru-overlay-2018-07"',
          kind: 'lock',
          removed: 'nothing',
          edits: [{ start: 0, end: 2, replacement: '//' }],
          reds: [
            {
              lab: 'labs/s01-get-pin-put-early-unpin.lab.c',
              design: 'lru-overlay-2018-07',
              property: 'pin_not_seen',
            },
          ],
          searched: 2,
        },
      ],
      holding: 2,
    }),
  };
  const answer = (name: string, request: unknown) =>
    ({ ok: true, value: answers[name]?.(request as never) }) as Outcome<never>;
  return {
    call: async (name, request) => answer(name, request),
    start: <N extends JobName>(name: N, request: Contract[N]['request']) => ({
      done: Promise.resolve(answer(name, request)),
      cancel: () => undefined,
    }),
    on: () => () => undefined,
  };
}
