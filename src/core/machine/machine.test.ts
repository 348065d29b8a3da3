import { describe, expect, it } from 'vitest';
import type { Graph, Instruction } from '../language/lower/graph.ts';
import { compileMachine } from './compile.ts';
import type { BlockText } from './graph.fixture.ts';
import {
  base,
  bin,
  blocks,
  branch,
  graphOf,
  guard,
  increment,
  load,
  lockSteps,
  num,
  over,
  property,
  reg,
  set,
  span,
  store,
  task,
  word,
} from './graph.fixture.ts';
import { StepCode, Truth } from './machine.ts';

function oneStep(code: readonly Instruction[], more: Partial<Parameters<typeof graphOf>[0]> = {}): Graph {
  return graphOf({ words: 2, tasks: [task('a', [{ step: 'read', code }])], ...more });
}

function findingOf(graph: Graph) {
  const machine = compileMachine(graph);
  const { state } = machine.start();
  expect(machine.step(state, 0, 0)).toBe(StepCode.finding);
  return machine.lastFinding();
}

describe('memory', () => {
  it('masks parts of a word, and extends them as asked', () => {
    const at = num(base + 2);
    const byte = (signed: boolean): Instruction => ({
      kind: 'load',
      register: signed ? 1 : 2,
      address: at,
      size: 1,
      signed,
      access: 'plain',
    });
    const graph = graphOf({
      words: 4,
      tasks: [
        task('a', [
          {
            step: 'atomic',
            code: [
              store(word(0), num(0x11223344)),
              { kind: 'store', address: at, size: 1, value: num(0x1f0), access: 'plain' },
              byte(true),
              byte(false),
              store(word(1), reg(1)),
              store(word(2), reg(2)),
              { kind: 'store', address: num(base + 12), size: 2, value: num(-1), access: 'plain' },
            ],
          },
        ]),
      ],
    });
    const machine = compileMachine(graph);
    const { state } = machine.start();
    machine.step(state, 0, 0);
    expect(machine.readWord(state, base)).toBe(0x11f03344);
    expect(machine.readWord(state, base + 4)).toBe(-16);
    expect(machine.readWord(state, base + 8)).toBe(0xf0);
    expect(machine.readWord(state, base + 12)).toBe(0xffff);
    expect(machine.readWord(state, 0x8000)).toBeUndefined();
    machine.undo(state);
    expect(state).toEqual(machine.start().state);
  });

  it.each([
    [num(0), 'null-access', 'reads through a null pointer'],
    [num(8), 'null-access', 'reads through a null pointer (offset 8)'],
    [num(0x100), 'wild-access', 'reads 0x100, where nothing lives (LIST_POISON1?)'],
    [num(0x108), 'wild-access', 'reads 0x108, where nothing lives (LIST_POISON1 + 8?)'],
    [num(0x200), 'wild-access', 'reads 0x200, where nothing lives (LIST_POISON2?)'],
    [num(-4), 'wild-access', 'reads 0xfffffffc, where nothing lives'],
    [
      num(base + 1),
      'misaligned-access',
      'reads 4 bytes at 0x1001, which is not a multiple of 4 (tag bits 1 in a pointer?)',
    ],
    [bin('+', reg(3), num(base + 8)), 'wild-access', 'reads 0x1008, where nothing lives'],
  ] as const)('ends the run at a bad address %#', (address, kind, name) => {
    expect(findingOf(oneStep([load(0, address)]))).toMatchObject({ kind, name });
  });

  it('says who and where', () => {
    expect(findingOf(oneStep([store(num(0x100), num(1))])).message).toBe(
      '`a` writes 0x100, where nothing lives (LIST_POISON1?) in `f` at `step 1`.',
    );
  });

  it('counts padding and upper halves as valid, but nothing that no scalar begins', () => {
    const value = (address: number, size: number) => ({
      kind: 'valid' as const,
      address: num(address),
      size,
    });
    const routine = over(0, bin('+', value(base, 16), bin('*', num(2), value(base + 4, 8))));
    const graph = oneStep([], { words: 1, properties: [property('v', 'finally', routine)] });
    const object = { name: 'o', kind: 'global' as const, address: base, size: 16, fields: [] };
    const machine = compileMachine({ ...graph, memory: { ...graph.memory, objects: [object] } });
    expect(machine.evaluateProperty(machine.start().state, 0)).toBe(Truth.content);
  });
});

describe('private code', () => {
  const endless: readonly BlockText[] = [
    { step: 'read', code: [load(0, word(0))] },
    {
      code: [store(word(1), bin('+', reg(0), num(1))), set(0, bin('+', reg(0), num(1)))],
      exit: { kind: 'goto', target: 2 },
    },
  ];

  it('runs out of fuel, and the step can be undone', () => {
    const machine = compileMachine(graphOf({ words: 2, tasks: [task('a', endless)] }));
    const { state } = machine.start();
    expect(machine.step(state, 0, 0)).toBe(StepCode.finding);
    expect(machine.lastFinding().kind).toBe('fuel');
    expect(machine.readWord(state, base + 4)).toBe(10_001);
    machine.undo(state);
    expect(state).toEqual(machine.start().state);
  });

  it('loops that end do end, with their result', () => {
    const text: readonly BlockText[] = [
      { step: 'read', code: [load(0, word(0))] },
      { exit: branch(bin('<', reg(0), num(9999)), 3, 4) },
      { code: [set(0, bin('+', reg(0), num(1)))], exit: { kind: 'goto', target: 2 } },
      { step: 'write', code: [store(word(1), reg(0))] },
    ];
    const machine = compileMachine(graphOf({ words: 2, tasks: [task('a', text)] }));
    const { state } = machine.start();
    expect(machine.step(state, 0, 0)).toBe(StepCode.ok);
    expect(machine.step(state, 0, 0)).toBe(StepCode.ok);
    expect(machine.readWord(state, base + 4)).toBe(9999);
    expect(machine.ended(state, 0)).toBe(true);
    expect(state.subarray(2).every((entry) => entry === 0)).toBe(true);
  });

  it('reports BUG, WARN, division and AT where they stand', () => {
    const bugs = [
      { severity: 'bug' as const, text: 'BUG_ON(x)', span },
      { severity: 'warn' as const, text: 'WARN_ON(x)', span },
      { severity: 'bug' as const, text: 'division by zero', span },
    ];
    const check = (index: number, of: 'bug' | 'property' = 'bug'): Instruction => ({
      kind: 'check',
      of,
      index,
      test: reg(0),
    });
    expect(findingOf(oneStep([check(0)], { bugs }))).toMatchObject({ kind: 'bug', name: 'BUG_ON(x)' });
    expect(findingOf(oneStep([check(2)], { bugs })).kind).toBe('division-by-zero');
    const at = property('freed', 'at', undefined);
    const machine = compileMachine(oneStep([check(0, 'property')], { properties: [at] }));
    expect(machine.step(machine.start().state, 0, 0)).toBe(StepCode.finding);
    expect(machine.lastProperty()).toBe(0);
    expect(machine.lastFinding()).toMatchObject({ kind: 'property', name: 'freed' });

    const warns = compileMachine(oneStep([check(1), check(1)], { bugs }));
    const { state } = warns.start();
    expect(warns.step(state, 0, 0)).toBe(StepCode.warned);
    expect(warns.lastWarnings().map(({ kind }) => kind)).toEqual(['warn', 'warn']);
    expect(warns.ended(state, 0)).toBe(true);
  });

  it('reports what boot and beginnings do wrong', () => {
    const machine = compileMachine(oneStep([], { boot: [load(0, num(0x40))] }));
    const { findings, ended } = machine.start();
    expect(ended).toBe(true);
    expect(findings.map(({ message }) => message)).toEqual([
      'The boot code reads 0x40, where nothing lives.',
    ]);
  });
});

describe('properties', () => {
  it('cannot hold where they cannot be evaluated', () => {
    const routine = {
      registers: 1,
      blocks: blocks([{ code: [load(0, num(0))], exit: { kind: 'return', value: num(1) } }]),
    };
    const machine = compileMachine(oneStep([], { properties: [property('p', 'always', routine)] }));
    const { state } = machine.start();
    expect(machine.checkProperties(state)).toBe(0);
    expect(machine.evaluateProperty(state, 0)).toBe(Truth.fault);
    expect(machine.propertyFinding(state, 0).message).toBe(
      '`p` cannot be evaluated: it reads through a null pointer.',
    );
  });
});

describe('tasks on one CPU', () => {
  const control = (op: 'preempt-disable' | 'preempt-enable' | 'irq-disable' | 'irq-enable'): BlockText => ({
    step: 'cpu-control',
    code: [{ kind: 'cpu-control', op }],
  });
  const plain: BlockText = { step: 'write', code: [store(word(0), num(1))] };
  const can = (graph: Graph, schedule: readonly number[]) => {
    const machine = compileMachine(graph);
    const { state } = machine.start();
    for (const next of schedule) expect(machine.step(state, next, 0)).toBe(StepCode.ok);
    return graph.tasks.map((_, index) => machine.enabled(state, index));
  };

  it('wait while preemption is off, and only those of that CPU', () => {
    const code = [control('preempt-disable'), plain, control('preempt-enable'), plain];
    const tasks = [task('a', code), task('b', [plain]), task('c', [plain], { cpu: 1 })];
    const graph = graphOf({ words: 1, tasks, cpus: 2 });
    expect(can(graph, [])).toEqual([true, true, true]);
    expect(can(graph, [0])).toEqual([true, false, true]);
    expect(can(graph, [0, 0, 0])).toEqual([true, true, true]);
    const machine = compileMachine(graph);
    const { state } = machine.start();
    machine.step(state, 0, 0);
    expect(machine.cpuHolder(state, 1)).toBe(0);
    expect(machine.cpuHolder(state, 2)).toBeUndefined();
  });

  it('an interrupt starts when interrupts are on, and then has the CPU until its end', () => {
    const code = [control('irq-disable'), plain, control('irq-enable'), plain];
    const tasks = [task('a', code), task('irq', [plain, plain], { kind: 'interrupt' })];
    const graph = graphOf({ words: 1, tasks });
    expect(can(graph, [])).toEqual([true, true]);
    expect(can(graph, [0])).toEqual([true, false]);
    expect(can(graph, [1])).toEqual([false, true]);
    expect(can(graph, [1, 1])).toEqual([true, false]);
    expect(can(graph, [1, 1, 0, 0, 0, 0])).toEqual([false, false]);
  });

  it('the quiesce task begins when all have ended, but need not wait for interrupts that never began', () => {
    const tasks = [
      task('a', [plain]),
      task('d', [{ step: 'wait', code: [guard(num(0))] }], { kind: 'daemon', cpu: 1 }),
      task('irq', [plain, plain], { kind: 'interrupt', cpu: 1 }),
      task('quiesce', [plain, plain], { kind: 'quiesce', cpu: 2 }),
    ];
    const graph = graphOf({ words: 1, tasks, cpus: 3 });
    expect(can(graph, [])).toEqual([true, false, true, false]);
    expect(can(graph, [0])).toEqual([false, false, true, true]);
    expect(can(graph, [0, 2])).toEqual([false, false, true, false]);
    // Once begun, it does not wait for an interrupt that comes in between.
    expect(can(graph, [0, 3, 2])).toEqual([false, false, true, true]);
    const machine = compileMachine(graph);
    const { state } = machine.start();
    for (const next of [0, 3]) machine.step(state, next, 0);
    expect(machine.finished(state)).toBe(false);
    machine.step(state, 3, 0);
    expect(machine.finished(state)).toBe(true);
  });
});

describe('replay', () => {
  it('reports loads, stores, ledger entries and findings, and does the same steps', () => {
    const told: unknown[] = [];
    const { lock, unlock } = lockSteps(1, 0);
    const ledger: Instruction = { kind: 'ledger', page: word(0), holder: num(3), delta: num(1) };
    const texts = [
      lock,
      ...increment(0).map((text, at) =>
        at === 1 ? { ...text, code: [...(text.code ?? []), ledger] } : text,
      ),
      unlock,
    ];
    const graph = graphOf({ words: 2, tasks: [task('a', texts)] });
    const plain = compileMachine(graph);
    const replay = compileMachine(graph, 'SC', {
      load: (address, size, value, access) => told.push(['load', address, size, value, access]),
      store: (address, before, after, access) => told.push(['store', address, before, after, access]),
      ledger: (page, holder, delta) => told.push(['ledger', page, holder, delta]),
      finding: (finding) => told.push(['finding', finding.kind]),
    });
    const one = plain.start().state;
    const other = replay.start().state;
    for (let count = 0; count < 4; count++) {
      expect(replay.enabled(other, 0)).toBe(true);
      expect(replay.step(other, 0, 0)).toBe(plain.step(one, 0, 0));
    }
    expect(other).toEqual(one);
    expect(told).toEqual([
      ['load', base + 4, 4, 0, 'lock'],
      ['store', base + 4, 0, 1, 'lock'],
      ['load', base, 4, 0, 'plain'],
      ['store', base, 0, 1, 'plain'],
      ['ledger', base, 3, 1],
      ['store', base + 4, 1, 0, 'unlock'],
    ]);
  });
});

describe('generated text', () => {
  it('holds nothing that a lab says', async () => {
    const { machineText } = await import('./machine-text.ts');
    const { layOut } = await import('./layout.ts');
    const { addressTable } = await import('./address-table.ts');
    const { sequentialMemory } = await import('./sequential-memory.ts');
    const { bufferedMemory } = await import('./buffered-memory.ts');
    const evil = '`;process.exit();//';
    const graph = oneStep([load(0, word(0))], {
      tasks: [task(evil, increment(0))],
      properties: [property(evil, 'always', over(1, reg(0)))],
      bugs: [{ severity: 'bug', text: evil, span }],
    });
    const layout = layOut(graph, true, 'relaxed');
    const table = addressTable(graph.memory, layout.wordSlots);
    const buffer = layout.bufferAt[0] ?? -1;
    const [direct, buffered] = [sequentialMemory(table), bufferedMemory(table, 'relaxed', buffer)];
    const made = machineText(graph, layout, (task) => (task < 0 ? direct : buffered), true);
    const sites = layout.tasks[0]?.sites ?? [];
    const text = [
      ...sites.flatMap((block) => [made.step(0, block), made.lockProbe(0, block)]),
      ...[made.beginning(0), made.task(0), made.hindrance(0), made.boot(), made.properties()],
    ].join('');
    expect(text).not.toContain('exit');
    expect(text).toContain('put(');
    const words = new Set(text.match(/[A-Za-z_]\w*/g));
    const fixed =
      /^(use|strict|function|return|const|let|if|else|for|switch|case|continue|Math|imul|v|a|b|n|f|w|A|S|X|true|false|log|slots|fault|fuel|violate|bug|warn|valid|cpu|full|look|put|order|forget|seen|load|store|ledger|div|rem|udiv|urem|boot|check|steps|properties|[sthkq]|[rp]\d+)$/;
    expect([...words].filter((one) => !fixed.test(one))).toEqual([]);
  });
});
