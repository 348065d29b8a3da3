import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SearchMethod } from '../../core/check/search-method.ts';
import type { Verdict } from '../../core/check/verdict.ts';
import { scriptedPolicy } from '../../core/schedule/policy.ts';
import { maxSessionLength, readSession } from './read.ts';
import type { Session } from './session.ts';
import { changedTexts, textHash } from './text-hash.ts';
import { writeSession } from './write.ts';

const finding = {
  kind: 'property',
  name: 'unpinned_under_dma',
  message: '`unpinned_under_dma` does not hold.',
  span: undefined,
} as const;
const example = {
  finding,
  steps: 15,
  switches: 2,
  schedule: 'pinner/pin_page_for_dma+9#1 random_process/put_page+4#1',
};

const bounds = {
  maxStates: 20_000_000,
  maxMemory: 2_147_483_648,
  maxMilliseconds: 60_000,
  maxDepth: 100_000,
};

const verdict: Verdict = {
  lab: 's01-get-pin-put-early-unpin',
  design: 'lru-overlay-2018-07+wb-bounce@x86-TSO',
  strategy: 'lru-overlay-2018-07',
  policies: ['wb-bounce'],
  memory: 'x86-TSO',
  verdict: 'violated',
  property: 'unpinned_under_dma',
  alsoFound: [],
  costs: [],
  states: 119,
  transitions: 206,
  ms: 3.5,
  tasks: 2,
  pages: 1,
  bounds,
  properties: [{ name: 'unpinned_under_dma' }, { name: 'exact', skipped: 'no count' }],
  shortest: example,
  fewest: example,
  costRuns: [example],
  buffers: { entries: 4, full: true },
  searched: {
    kind: 'sweep',
    reductions: ['partial-order', 'private-steps'],
    workers: 4,
    collisionRisk: 1e-9,
  },
};

const methods: readonly SearchMethod[] = [
  { kind: 'auto' },
  { kind: 'auto', workers: 2, reductions: ['symmetry'] },
  { kind: 'exact' },
  { kind: 'sweep', reductions: [], workers: 1 },
  { kind: 'preemption-bounded', preemptions: 2 },
  { kind: 'random', runs: 1000, seed: 7 },
  { kind: 'pct', runs: 1000, seed: 7, depth: 3 },
  { kind: 'spin' },
];

const session: Session = {
  engine: '0.1.0',
  lab: { kind: 'own', path: 'my-race.lab.c', text: '#include <lab.h>\r\n\nTASK(a) {}\n' },
  strategy: { kind: 'built-in', path: 'strategies/lru-overlay-2018-07.strategy.c', hash: textHash('July') },
  policies: [
    { kind: 'built-in', path: 'policies/wb-bounce.policy.c', hash: textHash('bounce') },
    { kind: 'own', path: 'mine.policy.c', text: 'POLICY("mine", .axis = "cow");\n' },
  ],
  kernel: [{ path: 'kernel/mm/swap.c', text: 'void put_page(struct page *page)\n{\n}\n' }],
  builtIn: [{ path: 'kernel/include/lab.h', hash: textHash('lab') }],
  options: { memory: 'x86-TSO', bounds, method: methods[1] },
  policy: scriptedPolicy(example.schedule, 'stop'),
  run: { steps: 15, schedule: example.schedule, digest: '0123456789abcdef' },
  verdict,
  view: { cursor: 15, page: 0, drawer: 'counterexample', hiddenLanes: ['flags'], range: [0, 15] },
  notes: [{ cursor: 9, text: 'Here the pin\nis lost.' }],
  diagram: 'CPU0 pinner\n',
};

const broken = (change: (file: Record<string, unknown>) => void): string => {
  const file: Record<string, unknown> = JSON.parse(writeSession(session));
  change(file);
  return JSON.stringify(file);
};

function problemOf(text: string): { code: string; message: string; remedy: string } {
  const result = readSession(text);
  if (result.ok) throw new Error('it was read');
  return result.error;
}

describe('round trip', () => {
  test('read gives what was written, and writing it again gives the same bytes', () => {
    const text = writeSession(session);
    const result = readSession(text);
    expect(result).toEqual({ ok: true, value: session });
    expect(result.ok && writeSession(result.value)).toBe(text);
  });

  test('any texts, notes and optional parts', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const name = fc.stringMatching(/^[A-Za-z][\w -]{0,20}\.c$/);
    const source = fc.oneof(
      fc.record({ kind: fc.constant('own' as const), path: name, text }),
      fc.record({ kind: fc.constant('built-in' as const), path: name, hash: text.map(textHash) }),
    );
    const any = fc.record({
      lab: source,
      strategy: source,
      run: fc.option(fc.constant(session.run), { nil: undefined }),
      verdict: fc.option(fc.constant(verdict), { nil: undefined }),
      diagram: fc.option(fc.constant('a\nb'), { nil: undefined }),
      notes: fc.array(fc.record({ cursor: fc.nat(20), text }), { maxLength: 3 }),
      policy: fc.oneof(
        fc.constant({ kind: 'round-robin' as const }),
        fc.record({ kind: fc.constant('random' as const), seed: fc.integer() }),
      ),
    });
    fc.assert(
      fc.property(any, (part) => {
        const value: Session = { ...session, ...part };
        expect(readSession(writeSession(value))).toEqual({ ok: true, value });
      }),
    );
  });

  test('a byte order mark and windows line ends do no harm', () => {
    const text = `\ufeff${writeSession(session).replaceAll('\n', '\r\n')}`;
    expect(readSession(text)).toEqual({ ok: true, value: session });
  });

  test('version 1 opens for ever: one strategy, no policies, SC', () => {
    const text = readFileSync(new URL('./fixtures/version-1.pinlab', import.meta.url), 'utf8');
    const { costRuns: _, buffers: _buffers, searched: _searched, ...rest } = verdict;
    const old: Verdict = { ...rest, design: rest.strategy, policies: [], memory: 'SC' };
    const value = {
      ...session,
      policies: [],
      options: { memory: 'SC', bounds, method: undefined },
      verdict: old,
    };
    expect(readSession(text)).toEqual({ ok: true, value });
  });

  test('version 2 opens for ever', () => {
    const text = readFileSync(new URL('./fixtures/version-2.pinlab', import.meta.url), 'utf8');
    const { searched: _, ...old } = verdict;
    const options = { ...session.options, method: undefined };
    expect(readSession(text)).toEqual({ ok: true, value: { ...session, options, verdict: old } });
  });

  test('version 3 opens for ever, and version 2 knew no methods', () => {
    const text = readFileSync(new URL('./fixtures/version-3.pinlab', import.meta.url), 'utf8');
    expect(readSession(text)).toEqual({ ok: true, value: session });
    expect(problemOf(text.replace('"version": 3', '"version": 2')).message).toMatch(/method/);
  });

  test.each(methods)('the method $kind comes back', (method) => {
    const value: Session = { ...session, options: { ...session.options, method } };
    expect(readSession(writeSession(value))).toEqual({ ok: true, value });
  });

  test('version 1 knew no policies and no other memory model', () => {
    const text = readFileSync(new URL('./fixtures/version-1.pinlab', import.meta.url), 'utf8');
    const policies = text.replace('"kernel"', '"policies": [], "kernel"');
    expect(problemOf(policies).message).toMatch(/policies/);
    expect(problemOf(text.replaceAll('"SC"', '"x86-TSO"')).message).toMatch(/memory/);
  });
});

describe('what is refused, and how', () => {
  test.each<[string, string, RegExp]>([
    ['', 'not-a-session', /not JSON/],
    ['hello', 'not-a-session', /not JSON/],
    ['[]', 'not-a-session', /not a pinlab session/],
    ['null', 'not-a-session', /not a pinlab session/],
    ['{"format":"other"}', 'not-a-session', /not a pinlab session/],
    ['['.repeat(100_000), 'not-a-session', /deeper/],
    [`{"a":${'['.repeat(20)}${']'.repeat(20)}}`, 'not-a-session', /deeper/],
    ['x'.repeat(maxSessionLength + 1), 'too-large', /at most 8/],
    [
      broken((file) => {
        file.version = 7;
        file.engine = '3.0.0';
      }),
      'too-new',
      /pinlab 3\.0\.0 in format 7.*up to 3/,
    ],
    [
      broken((file) => {
        file.version = 0;
      }),
      'wrong-shape',
      /`version`/,
    ],
    [
      broken((file) => {
        file.extra = 1;
      }),
      'wrong-shape',
      /extra/,
    ],
    [
      broken((file) => {
        delete file.lab;
      }),
      'wrong-shape',
      /`lab/,
    ],
    [
      broken((file) => {
        file.view = { cursor: -1, page: 0 };
      }),
      'wrong-shape',
      /`view\.cursor`/,
    ],
    [
      broken((file) => {
        file.lab = { path: '../../etc/passwd', text: [] };
      }),
      'wrong-shape',
      /`lab/,
    ],
    [
      broken((file) => {
        file.kernel = [{ path: '/etc/passwd', text: [] }];
      }),
      'wrong-shape',
      /`kernel\.0\.path`.*relative/,
    ],
    [
      broken((file) => {
        file.kernel = [{ path: 'a.c', text: ['x'.repeat(300 * 1024)] }];
      }),
      'wrong-shape',
      /`kernel\.0/,
    ],
    [
      broken((file) => {
        file.notes = Array.from({ length: 2000 }, () => ({ cursor: 0, text: [] }));
      }),
      'wrong-shape',
      /`notes`/,
    ],
    [
      writeSession(session).replace('"format"', '"__proto__": {"a": 1}, "format"'),
      'wrong-shape',
      /__proto__/,
    ],
    [
      writeSession(session).replace('"cursor"', '"constructor": {"prototype": {}}, "cursor"'),
      'wrong-shape',
      /constructor/,
    ],
  ])('%.40s is %s', (text, code, message) => {
    const problem = problemOf(text);
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(message);
    expect(problem.remedy).not.toBe('');
  });

  test('a file cut anywhere is called truncated', () => {
    const text = writeSession(session).trimEnd();
    for (let length = 1; length < text.length; length += 7) {
      expect(problemOf(text.slice(0, length)).code).toBe('truncated');
    }
  });

  test('whatever JSON it is, it is refused or read, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('view', 'verdict', 'run', 'policy', 'notes', 'options'),
        (value, key) => {
          readSession(JSON.stringify(value));
          const result = readSession(
            broken((file) => {
              file[key] = value;
            }),
          );
          expect(result.ok ? '' : result.error.message.length).not.toBe(0);
        },
      ),
    );
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
  });
});

test('built-in texts that changed are named', () => {
  const used = [
    { path: 'a.c', hash: textHash('one') },
    { path: 'b.c', hash: textHash('two') },
    { path: 'c.c', hash: textHash('three') },
  ];
  const current = [
    { path: 'a.c', text: 'one' },
    { path: 'b.c', text: 'two!' },
  ];
  expect(changedTexts(used, current)).toEqual(['b.c', 'c.c']);
});
