// Counts what one pin and its release do when nobody disturbs them: locks, atomics, barriers, reads, writes, cache lines.
//
// Promises: counted from the steps of the model, so a design is charged for what its text says and nothing else. Memory
// of a task's own (its stack), ghost code and the data of the page do not count; a step that takes a lock or does an
// atomic counts as that and not as a read and a write. Lines are counted within each object: which objects share a line
// is the linker's matter, not the design's.

import { failure } from '../contract/problems.ts';
import type { OperationCosts, Outcome, PairCosts } from '../contract/table.ts';
import type { ProgramTexts } from '../core/language/check/check.ts';
import type { Access, Graph, MemoryObject } from '../core/language/lower/graph.ts';
import { compileMachine } from '../core/machine/compile.ts';
import { type Observer, StepCode } from '../core/machine/machine.ts';
import { prepare } from './engine.ts';

const lineSize = 64;
/** Far above any pin; a design that loops here waits for somebody who is not there. */
const mostSteps = 10_000;
const releaseCall = 'gup_unpin';
/** What the page holds is the device's business, not the kernel's. */
const pageData = 'page_contents';

/** `texts.lab` has one task, which pins and releases by `gup_unpin`. */
export function countPair(texts: ProgramTexts): Outcome<PairCosts> {
  const prepared = prepare(texts, { ledger: false, lanes: false });
  if (!prepared.ok) return prepared;
  const { graph } = prepared.value;
  const seen: Seen[] = [];
  const machine = compileMachine(graph, 'SC', watch(seen));
  const { state, ended } = machine.start();
  const counts = { pin: counter(graph), unpin: counter(graph) };
  for (let step = 0; !ended && step < mostSteps; step += 1) {
    const site = machine.site(state, 0);
    if (site === undefined) return { ok: true, value: { pin: counts.pin.sum(), unpin: counts.unpin.sum() } };
    seen.length = 0;
    const code = machine.step(state, 0, 0);
    if (code !== StepCode.ok && code !== StepCode.warned) {
      return uncounted(
        code === StepCode.finding
          ? machine.lastFinding().message
          : `${site.function} waits for somebody who is not there.`,
      );
    }
    const operation = site.calls[0]?.function === releaseCall ? counts.unpin : counts.pin;
    operation.add(site.operation === 'fence', seen);
  }
  return uncounted('A pin takes more steps than any kernel would.');
}

function uncounted(why: string): Outcome<never> {
  return failure(
    'not-found',
    `A lone pin and its release do not run to their end: ${why}`,
    'Mend the strategy so that one task alone can pin a page and release it.',
  );
}

interface Seen {
  readonly address: number;
  readonly access: Access;
  readonly write: boolean;
}

function watch(seen: Seen[]): Observer {
  const ignore = () => undefined;
  return {
    load: (address, _size, _value, access) => seen.push({ address, access, write: false }),
    store: (address, _before, _after, access) => seen.push({ address, access, write: true }),
    ledger: ignore,
    finding: ignore,
  };
}

function counter(graph: Graph) {
  const lines = new Set<string>();
  const sum = { locks: 0, atomics: 0, barriers: 0, reads: 0, writes: 0 };
  return {
    add(isBarrier: boolean, seen: readonly Seen[]): void {
      if (isBarrier) sum.barriers += 1;
      const shared = seen.flatMap((one) => {
        const object = sharedObject(graph, one);
        return object === undefined ? [] : [{ ...one, object }];
      });
      for (const { object, address } of shared) {
        lines.add(`${object.address}+${Math.floor((address - object.address) / lineSize)}`);
      }
      const has = (...kinds: readonly Access[]) => shared.some(({ access }) => kinds.includes(access));
      if (has('lock')) sum.locks += 1;
      else if (has('rmw', 'rmw-ordered')) sum.atomics += 1;
      else if (!has('unlock')) {
        sum.writes += shared.filter(({ write }) => write).length;
        sum.reads += shared.filter(({ write }) => !write).length;
      }
    },
    sum: (): OperationCosts => ({ ...sum, cacheLines: lines.size }),
  };
}

function sharedObject({ memory }: Graph, { address, access }: Seen): MemoryObject | undefined {
  if (access === 'ghost' || access === 'pure') return undefined;
  const object = memory.objects.find((one) => address >= one.address && address < one.address + one.size);
  if (object === undefined || object.kind === 'local' || object.kind === 'ghost') return undefined;
  return object.name === pageData ? undefined : object;
}
