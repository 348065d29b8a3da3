// A lab that is not one: answers every call from a few canned texts and a run that it is given. For unit tests of flows
// and for looking at the window without an engine.

import type { Contract, JobName, LabClient, Library, Outcome } from '../../contract/table.ts';
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

const strategyIds = ['get-only', 'lru-overlay-2018-07', 'lru-overlay-2018-11', 'refcount-bias'];

export const cannedLibrary: Library = {
  engineVersion: '0.0.0',
  labs: [
    {
      id: 's01-get-pin-put-early-unpin',
      path: 'labs/s01-get-pin-put-early-unpin.lab.c',
      title: 'A reference older than the pin is dropped after it.',
      documented: [
        { strategy: 'lru-overlay-2018-07', outcome: 'X', grade: 'A', source: 'Jan Kara, July 2018' },
        { strategy: 'lru-overlay-2018-11', outcome: '.', grade: 'A', source: 'patch v2' },
      ],
    },
    {
      id: 's02-second',
      path: 'labs/s02-second.lab.c',
      title: 'A second lab.',
      documented: [],
    },
  ],
  strategies: strategyIds.map((id) => ({
    id,
    path: `strategies/${id}.strategy.c`,
    title: `The strategy ${id}`,
    cost: 'nothing',
  })),
  texts: [
    { path: 'labs/s01-get-pin-put-early-unpin.lab.c', role: 'lab', text: labText },
    { path: 'labs/s02-second.lab.c', role: 'lab', text: labText },
    ...strategyIds.map((id) => ({
      path: `strategies/${id}.strategy.c`,
      role: 'strategy' as const,
      text: strategyText(id),
    })),
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
    strategy,
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
      request.labs.flatMap((lab) =>
        request.strategies.map((strategy) => cannedVerdict(lab.path, strategy.path, run)),
      ),
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
