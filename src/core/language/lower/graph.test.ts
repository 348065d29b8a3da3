// What graphs made from text promise: memory, names of steps, properties, lanes, refusals.

import { expect, test } from 'vitest';
import type { Field, Graph } from './graph.ts';
import { lowerProgram } from './lower.ts';
import { outlineOf } from './outline.ts';
import { printGraph, printRoutine, printSite } from './print.ts';
import { checked, graphOf, labDoing, refusal, sitesOf } from './text.fixture.ts';

const pages = `
enum pageflags { PG_locked, PG_lru, __NR_PAGEFLAGS };
struct list_head { struct list_head *next, *prev; };
struct page {
  unsigned long flags;
  union {
    struct { struct list_head lru; void *mapping; };
    struct { unsigned long pin_flags; atomic_t pin_count; };
  };
  bool young; u8 age;
  atomic_t _refcount;
};
struct page_setup { int refs; bool dirty; };
void setup_page(struct page *page, struct page_setup *setup)
{
  atomic_set(&page->_refcount, setup->refs);
  page->age = 7;
}
PAGE(p, .refs = 2);
PAGE(q);
`;

function objectNamed(graph: Graph, name: string): Graph['memory']['objects'][number] | undefined {
  return graph.memory.objects.find((object) => object.name === name);
}

function field(graph: Graph, object: string, path: string): Field | undefined {
  return objectNamed(graph, object)?.fields.find((each) => each.path === path);
}

test('a page lies at vmemmap, with true offsets, union arms and displays', () => {
  const graph = graphOf(
    `${pages} TASK(t) { p->flags = 1; } LANE(flags, page, page->flags, .bits = pageflags);`,
  );
  expect(objectNamed(graph, 'p')).toMatchObject({ kind: 'page', address: 0x10000, size: 40 });
  expect(objectNamed(graph, 'q')).toMatchObject({ address: 0x10028 });
  expect(field(graph, 'p', 'flags')).toMatchObject({
    display: 'bits',
    names: [
      { value: 0, name: 'PG_locked' },
      { value: 1, name: 'PG_lru' },
    ],
  });
  expect(field(graph, 'p', 'lru.prev')).toMatchObject({
    address: 0x10010,
    display: 'pointer',
    type: 'struct list_head *',
    arms: [{ unionAt: 8, arm: 'lru' }],
  });
  expect(field(graph, 'p', 'pin_count')).toMatchObject({
    address: 0x10010,
    type: 'atomic_t',
    arms: [{ unionAt: 8, arm: 'pin_flags' }],
  });
  expect(field(graph, 'p', '_refcount')).toMatchObject({ address: 0x10024, size: 4, display: 'number' });
  expect(field(graph, 'p', 'young')).toMatchObject({ size: 1, display: 'bool' });
});

test('scalars that share a word are one word, and the set-up of pages leaves none behind', () => {
  const graph = graphOf(`${pages} TASK(t) { p->flags = 1; }`);
  const inPage = graph.memory.words.filter((word) => word.address >= 0x10000 && word.address < 0x10028);
  expect(inPage.map((word) => word.address - 0x10000)).toEqual([0, 8, 16, 24, 32, 36]);
  expect(graph.memory.objects.map((object) => object.name)).toEqual(['p', 'q']);
});

test('initial values are put together into words, for every CPU', () => {
  const graph = graphOf(`
    struct pair { u8 a; u8 b; short c; };
    struct pair pair = { 1, 2, -1 };
    int *where = &pair_count; int pair_count = 5;
    DEFINE_PER_CPU(int, each) = 3;
    TASK(t) { pair.a = pair.b; *where = *this_cpu_ptr(&each); }
    TASK(u) { *this_cpu_ptr(&each) = 1; }
  `);
  const at = (name: string): number => objectNamed(graph, name)?.address ?? 0;
  const init = new Map(graph.memory.init.map(({ address, value }) => [address, value]));
  expect(init.get(at('pair'))).toBe(0xffff0201 | 0);
  expect(init.get(at('where'))).toBe(at('pair_count'));
  expect([init.get(at('each (cpu 0)')), init.get(at('each (cpu 1)'))]).toEqual([3, 3]);
});

test('ghosts lie above the rest; only what a property can see is observed', () => {
  const graph = graphOf(`
    int x; ghost int seen; ghost int behind; ghost int idle; ghost int slot; ghost int log[3];
    TASK(t) { x = 1; ghost { behind = x; seen = behind; idle = x; log[slot] = 1; } }
    NEVER(n, seen > 3);
  `);
  const observed = graph.memory.words.flatMap((word) => {
    const object = graph.memory.objects.find(
      (each) => word.address >= each.address && word.address < each.address + each.size,
    );
    return word.ghost && word.observed ? [object?.name] : [];
  });
  expect(observed.sort()).toEqual(['behind', 'seen', 'slot']);
  const highest = Math.max(...graph.memory.words.filter((word) => !word.ghost).map((word) => word.address));
  expect(graph.memory.words.filter((word) => word.ghost).every((word) => word.address > highest)).toBe(true);
});

test('a cost is content where it is not incurred', () => {
  const graph = graphOf('int x; TASK(t) { x = 1; } COST(dear, x > 0); COST(sometimes, x > 0) WHEN(x != 1);');
  const [dear, sometimes] = graph.properties;
  expect([dear?.kind, dear?.text]).toEqual(['cost', 'x > 0']);
  expect(dear?.routine && printRoutine(dear.routine)).toMatch(/return \(r0 <= 0\)|return !\(r0 > 0\)/);
  expect(sometimes?.routine?.blocks.length).toBeGreaterThan(1);
});

test("boot's locals take no word, whatever masks of flags the code uses", () => {
  const local = (mask: number) =>
    graphOf(`int x; BOOT { int n[2]; n[0] = 1; x = n[0] | ${mask}; } TASK(t) { x = 2; } NEVER(n, x > 9);`)
      .memory.objects.length;
  for (let bit = 12; bit < 20; bit++) expect(local(1 << bit)).toBe(1);
});

test('a search can leave lanes out; words stay the same', () => {
  const program = checked('int x; int y; TASK(t) { x = 1; } NEVER(n, x > 1); LANE(y, y);');
  const [with_, without] = [true, false].map((lanes) => lowerProgram(program, { ledger: false, lanes }));
  if (!with_?.ok || !without?.ok) throw new Error('not lowered');
  expect(without.value).toEqual({ ...with_.value, lanes: [] });
  expect(with_.value.lanes.length).toBe(1);
});

test('steps are named by function, line in it and ordinal, and carry the calls that lead there', () => {
  const graph = graphOf(
    'int x; int y;\n\nstatic void twice(int by)\n{\n\tx += by;\n\ty = x;\n}\n\nTASK(t)\n{\n\ttwice(1);\n\tx = 2;\n}\n',
  );
  expect(sitesOf(graph).map(printSite)).toEqual([
    'twice+2 read x += by',
    'twice+2.2 write x += by',
    'twice+3 read x',
    'twice+3.2 write y = x',
    't+3 write x = 2',
  ]);
  expect(sitesOf(graph)[0]?.calls.map((call) => call.function)).toEqual(['twice']);
});

test('names of steps do not depend on what stands above the function', () => {
  const body = 'static void f(void)\n{\n\tx = 1;\n}\nTASK(t) { f(); }\n';
  const names = (text: string): readonly string[] => sitesOf(graphOf(text)).map(printSite);
  expect(names(`int x;\n\n\n/* more */\n${body}`)).toEqual(names(`int x;\n${body}`));
});

test('never is negated, when is folded in, at is checked where its event is raised', () => {
  const graph = graphOf(`
    int x; int l; EVENT(done, int value);
    TASK(t) { x = 1; ghost raise done(x); }
    NEVER(n, x > 3) WHEN(l == 0);
    AT(a, done(value), value == 1);
    FINALLY(f, x == 1);
  `);
  expect(printGraph(graph)).toMatchInlineSnapshot(`
    "boot:
    0:
      end

    task t on cpu 0:
    0:
      -> 1
    1: step t+0 write x = 1
      store [x] = 1 plain
      r0 = load [x] pure
      check property 1: (r0 == 1)
      end

    never n:
    0:
      r0 = load [l] pure
      (r0 == 0) ? -> 2 : -> 1
    1:
      return 1
    2:
      r1 = load [x] pure
      return (r1 <= 3)

    at a: where its event is raised

    finally f:
    0:
      r0 = load [x] pure
      return (r0 == 1)
    "
  `);
});

test('lanes: one for each page, shown by type', () => {
  const graph = graphOf(`${pages}
    enum where { nowhere, on_list };
    __pure enum where lookup(struct page *page) { return page->lru.next ? on_list : nowhere; }
    TASK(t) { p->flags = 1; }
    LANE(where, page, lookup(page)); LANE(refs, page, page->_refcount.counter); LANE(young, p->young);
  `);
  expect(graph.lanes.map(({ name, page, display }) => ({ name, page, display }))).toEqual([
    { name: 'where', page: 0, display: 'enum' },
    { name: 'where', page: 1, display: 'enum' },
    { name: 'refs', page: 0, display: 'number' },
    { name: 'refs', page: 1, display: 'number' },
    { name: 'young', page: undefined, display: 'bool' },
  ]);
});

test('the ledger is kept only on demand, and adds no step', () => {
  const text = `${pages}
    enum ref_holder { REF_TASK };
    TASK(t) { atomic_inc(&p->_refcount); ghost ref_taken(p, REF_TASK, 1); p->flags = 2; }`;
  const [without, withLedger] = [graphOf(text), graphOf(text, true)];
  expect(printRoutine(withLedger.tasks[0]!)).toContain('ledger 0x10000 holder 0 by 1');
  expect(printRoutine(without.tasks[0]!)).not.toContain('ledger');
  expect(sitesOf(withLedger)).toEqual(sitesOf(without));
});

test('division by zero is checked before it happens', () => {
  const graph = graphOf(labDoing('z = x / y; z = x % 4;'));
  expect(graph.bugs.map((bug) => bug.text)).toEqual(['division by zero']);
});

test('a constant that is known reaches into the functions that are called', () => {
  const more = 'static void f(int debug) { if (debug && x) y = 1; z = 1; }\n';
  const text = printRoutine(graphOf(labDoing('f(0);', more)).tasks[0]!);
  expect(text).toContain('store [0x');
  expect(text.match(/step/g)).toHaveLength(1);
});

test('the same text gives the same graph', () => {
  const text = `${pages} TASK(t) { int a = 0; while (p->flags) a++; q->flags = a; } NEVER(n, p->young);`;
  expect(graphOf(text)).toEqual(graphOf(text));
});

test('bounds are refused by name', () => {
  expect(refusal('int a[8192], b[8192], c[8192]; TASK(t) { a[0] = b[0] = c[0]; }')).toBe('too-much-memory');
  const doubling = Array.from(
    { length: 20 },
    (_, at) => `static void f${at + 1}(void) { f${at}(); f${at}(); }`,
  );
  expect(refusal(`int x; static void f0(void) { x = 1; }\n${doubling.join('\n')}\nTASK(t) { f20(); }`)).toBe(
    'too-many-steps',
  );
});

test('the outline counts steps and says where things are', () => {
  const text = `int x;\nTASK(a) { x = 1; }\nDAEMON(d, .cpu = 2) { x += 1; }\nNEVER(n, x > 5);\n`;
  const program = checked(text);
  const outline = outlineOf(program, graphOf(text));
  expect(outline.tasks).toEqual([
    { name: 'a', kind: 'task', cpu: 0, steps: 1, path: 't.lab.c', line: 2 },
    { name: 'd', kind: 'daemon', cpu: 2, steps: 2, path: 't.lab.c', line: 3 },
  ]);
  expect(outline.properties).toEqual([{ name: 'n', path: 't.lab.c', line: 4 }]);
});
