// Pages that can be exchanged, in lab C over the kernel library, through the engine that is really used.

import { describe, expect, it } from 'vitest';
import { modelText } from '../../bench/model.ts';
import { type Reduction, reductionNames } from '../../src/core/check/search-method.ts';
import type { SearchResult } from '../../src/core/check/search-result.ts';
import { defaultBounds } from '../../src/core/check/verdict.ts';
import { explore } from '../../src/core/explore/explore.ts';
import { silentHooks } from '../../src/core/explore/request.ts';
import { checkProgram } from '../../src/core/language/check/check.ts';
import type { Graph } from '../../src/core/language/lower/graph.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import { compileMachine } from '../../src/core/machine/compile.ts';
import { layOut } from '../../src/core/machine/layout.ts';
import { planReductions } from '../../src/core/reduce/plan-reductions.ts';
import { search } from '../../src/core/sweep/auto.ts';
import { noCrew } from '../../src/core/sweep/crew.ts';
import { partsOf, programOf, shipped } from '../labs/cell.ts';

const bounds = { ...defaultBounds, maxStates: 2_000_000 };

const users = (...pages: readonly string[]) => `
#include <lab.h>
${pages.map((page) => `PAGE(${page}, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);`).join('\n')}
${pages
  .map(
    (page) => `
TASK(user_of_${page}) {
	get_page(${page});
	SetPageDirty(${page});
	put_page(${page});
}
TASK(cleaner_of_${page}) {
	lock_page(${page});
	if (PageDirty(${page}))
		ClearPageDirty(${page});
	unlock_page(${page});
}
NEVER(dirty_${page}, PageLocked(${page}) && PageDirty(${page}));`,
  )
  .join('')}
`;

function graphOf(text: string, design: string): Graph {
  const lab = { path: 'labs/pages.lab.c', role: 'lab' as const, text };
  const { program, diagnostics } = checkProgram(
    programOf([...shipped().texts, lab], lab.path, partsOf(design)),
  );
  if (!program) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const graph = lowerProgram(program, { ledger: false, lanes: false });
  if (!graph.ok) throw new Error('cannot be lowered');
  return graph.value;
}

function exchangesOf(graph: Graph) {
  const { state } = compileMachine(graph).start();
  return planReductions(graph, layOut(graph, false, 'SC'), state, ['symmetry']).exchanges;
}

function searched(graph: Graph, reductions: readonly Reduction[]): SearchResult {
  const method = { kind: 'sweep' as const, reductions, workers: 1 };
  const order = { graph, machine: compileMachine(graph), request: { bounds }, method, crew: noCrew };
  const found = search(order, silentHooks);
  if (!found.ok) throw new Error(found.error.why);
  return found.value;
}

const verdict = ({ hit, violated, shortest, violations, others }: SearchResult) => ({
  hit,
  violated,
  shortest,
  properties: violations?.map(({ property }) => property),
  others: others.length,
});

describe('pages that can be exchanged', () => {
  it.each(['get-only', 'refcount-bias', 'own-field'])('are, in kernel code under %s', (design) => {
    const graph = graphOf(users('p', 'q'), design);
    expect(exchangesOf(graph)?.map(({ tasks }) => [...tasks])).toEqual([[2, 3, 0, 1]]);
    const plain = explore(graph, compileMachine(graph), { bounds }, silentHooks);
    expect(plain.violations).toHaveLength(2);
    for (const reductions of [['symmetry'] as const, reductionNames]) {
      const reduced = searched(graph, reductions);
      expect(reduced.states).toBeLessThan(plain.states * 0.7);
      expect(verdict(reduced)).toEqual(verdict(plain));
    }
  });

  it('may be three', () => {
    const graph = graphOf(users('p', 'q', 'r'), 'get-only');
    expect(exchangesOf(graph)).toHaveLength(5);
    const plain = searched(graph, []);
    expect(plain.violations).toHaveLength(3);
    const reduced = searched(graph, ['symmetry']);
    expect(reduced.states).toBeLessThan(plain.states / 3);
    expect(verdict(reduced)).toEqual(verdict(plain));
  });

  it.each(['none', 'lossy'] as const)('halve a model of the bench: %s', (counting) => {
    const graph = graphOf(modelText({ tasks: 6, pages: 2, rounds: 1 }, counting), 'own-field');
    const plain = searched(graph, []);
    const reduced = searched(graph, ['symmetry']);
    expect(reduced.states).toBeLessThan(plain.states * 0.51);
    expect(verdict(reduced)).toEqual(verdict(plain));
    expect(verdict(searched(graph, reductionNames))).toEqual(verdict(plain));
  });
});

it('pages to which not the same is done are not exchanged', () => {
  const text = users('p', 'q').replace('get_page(q)', 'get_page(p)').replace('put_page(q)', 'put_page(p)');
  expect(exchangesOf(graphOf(text, 'get-only'))).toBeUndefined();
});
