// Numbers of what steps can report: for each site a range of its own, as large as its code can need.
//
// Promises: a number means the same in every module of a lab, whatever sites were left out of it: what was reported is
// remembered by number while modules come and go.

import type { CodeBlock } from '../language/lower/graph.ts';
import { successors } from '../language/lower/read-graph.ts';
import type { Layout } from '../machine/layout.ts';

export interface SiteNumbers {
  /** By task, by index of the site: its first number. */
  readonly first: readonly Int32Array[];
  /** Behind the last. */
  readonly end: number;
}

export function numberSites(layout: Layout, from: number): SiteNumbers {
  let next = from;
  const first = layout.tasks.map(({ graph, sites }) => {
    const own = graph.blocks.map(reportsOf);
    const seen = new Int32Array(graph.blocks.length).fill(-1);
    return Int32Array.from(sites, (site) => {
      const begin = next;
      const open = [site];
      for (let block = open.pop(); block !== undefined; block = open.pop()) {
        if (seen[block] === site) continue;
        seen[block] = site;
        next += own[block] as number;
        for (const to of successors((graph.blocks[block] as CodeBlock).exit)) {
          if (graph.blocks[to]?.step === undefined) open.push(to);
        }
      }
      return begin;
    });
  });
  return { first, end: next };
}

/** Most things that the code of a block reports: bad accesses, checks, and for each way on a loop out of fuel. */
function reportsOf({ code }: CodeBlock): number {
  let count = 2;
  for (const { kind } of code) {
    if (kind === 'store') count += 2;
    else if (kind === 'load' || kind === 'rmw' || kind === 'check') count += 1;
  }
  return count;
}

/** The sites where a step from `site` can lead. */
export function sitesBehind(blocks: readonly CodeBlock[], site: number): readonly number[] {
  const found = new Set<number>();
  const seen = new Set<number>([site]);
  for (const block of seen) {
    for (const to of successors((blocks[block] as CodeBlock).exit)) {
      if (blocks[to]?.step) found.add(to);
      else seen.add(to);
    }
  }
  return [...found];
}
