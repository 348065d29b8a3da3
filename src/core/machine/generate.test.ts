import { expect, it } from 'vitest';
import { addressTable } from './address-table.ts';
import { generate, type Host } from './generate.ts';
import { base, branch, graphOf, load, num, reg, set, store, task, word } from './graph.fixture.ts';
import { layOut } from './layout.ts';
import { logCapacity } from './log-capacity.ts';
import { machineText } from './machine-text.ts';
import { sequentialMemory } from './sequential-memory.ts';

/** Reads word 0, then goes on with block 2 if that was not 0, with block 3 if it was. */
const fork = [
  { step: 'read', code: [load(0, word(0))], exit: branch(reg(0), 2, 3) },
  { step: 'write', code: [store(word(1), num(1))], exit: { kind: 'end' } },
  { step: 'write', code: [store(word(1), num(2))], exit: { kind: 'end' } },
] as const;

function asked(kind: 'task' | 'interrupt') {
  const graph = graphOf({ words: 2, tasks: [{ ...task('a', fork), kind }] });
  const layout = layOut(graph, false, 'SC');
  const table = addressTable(graph.memory, layout.wordSlots);
  const plain = machineText(graph, layout, () => sequentialMemory(table), false);
  const blocks: number[] = [];
  const text = {
    ...plain,
    step: (of: number, block: number) => {
      blocks.push(block);
      return plain.step(of, block);
    },
  };
  const never = () => expect.unreachable('nothing goes wrong here');
  const host: Host = {
    slots: table.slots,
    log: new Int32Array(logCapacity(graph, 'SC')),
    fault: never,
    fuel: never,
    violate: never,
    bug: never,
    warn: never,
    valid: never,
    cpu: never,
    full: never,
    look: never,
    put: never,
    order: never,
    forget: never,
    seen: { load: never, store: never, ledger: never },
  };
  const code = generate(graph, layout, text, host);
  const runToEnd = () => {
    const state = new Int32Array(layout.length);
    code.boot(state);
    code.beginnings[0]?.(state, 0);
    while (state[layout.placeSlots[0] ?? 0] !== 0) code.steps[0]?.(state, 0);
    return state[layout.wordSlots[1] ?? 0];
  };
  return { blocks, runToEnd };
}

it.each(['task', 'interrupt'] as const)('compiles the steps where a %s stands, each once', (kind) => {
  const { blocks, runToEnd } = asked(kind);
  expect(blocks).toEqual([]);
  expect([runToEnd(), runToEnd(), runToEnd()]).toEqual([2, 2, 2]);
  expect(blocks).toEqual([1, 3]);
});

it('has room in its log for what loops of private rounds store, and not more for loops that store nothing', () => {
  const around = (code: readonly ReturnType<typeof set>[]) =>
    graphOf({
      words: 1,
      tasks: [
        task('a', [
          { step: 'read', code: [load(0, num(base))], exit: { kind: 'goto', target: 2 } },
          { code, exit: branch(reg(0), 2, 3) },
          { exit: { kind: 'end' } },
        ]),
      ],
    });
  const quiet = logCapacity(around([set(0, num(1))]), 'SC');
  const busy = logCapacity(around([store(word(0), num(1))]), 'SC');
  expect(quiet).toBeLessThan(20_000);
  expect(busy).toBeGreaterThan(3 * 10_000);
});
