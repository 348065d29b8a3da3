// The shape of a `.pinlab` file, version 3, as a validator. Texts are arrays of lines and schedules arrays of
// segments, so that files diff and mail well.
//
// Promises: what passes has no unknown keys, bounded sizes, and paths that name nothing outside a library.

import { z } from 'zod';
import { methodSchema, searchedSchema } from './method-schema.ts';

// The window's policy forbids generated code; without this the validator would try it, and be reported.
z.config({ jitless: true });

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const step = z.int().min(0).max(100_000_000);
const short = z.string().max(4_000);
const hash = z.string().regex(/^[0-9a-f]{16}$/, 'expected 16 hexadecimal digits');

export const maxTextLength = 256 * 1024;
const maxPolicies = 16;

const path = z
  .string()
  .min(1)
  .max(300)
  .refine((value) => isRelative(value), 'expected a relative path with forward slashes and without `..`');

const text = z
  .array(z.string().max(maxTextLength))
  .max(100_000)
  .refine(
    (lines) => lines.reduce((sum, line) => sum + line.length + 1, 0) <= maxTextLength + 1,
    `expected at most ${maxTextLength} characters`,
  );

const schedule = z.array(z.string().max(1_000)).max(1_000_000);

const source = z.union([z.strictObject({ path, text }), z.strictObject({ path, builtIn: hash })]);

const bounds = {
  maxStates: count,
  maxMemory: count,
  maxMilliseconds: count,
  maxDepth: count,
};

const policy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('round-robin') }),
  z.strictObject({ kind: z.literal('random'), seed: z.int() }),
  z.strictObject({ kind: z.literal('scripted'), schedule, atItsEnd: z.enum(['stop', 'round-robin']) }),
]);

const finding = z.strictObject({
  kind: z.enum([
    'property',
    'bug',
    'warn',
    'wild-access',
    'null-access',
    'misaligned-access',
    'deadlock',
    'blocked-at-end',
    'division-by-zero',
    'fuel',
  ]),
  name: short,
  message: short,
});

const example = z.strictObject({ finding, steps: step, switches: step, schedule });

const memory = z.enum(['SC', 'x86-TSO', 'relaxed']);

export const verdictSchema = z.strictObject({
  lab: short,
  design: short,
  strategy: short,
  policies: z.array(short).max(maxPolicies),
  memory,
  verdict: z.enum(['holds', 'violated', 'incomplete', 'does-not-apply']),
  property: short.optional(),
  alsoFound: z.array(finding).max(1_000),
  costs: z.array(short).max(100),
  states: count,
  transitions: count,
  ms: z.number().min(0),
  searched: searchedSchema.optional(),
  tasks: count,
  pages: count,
  bounds: z.strictObject({
    ...bounds,
    hit: z.enum(['states', 'memory', 'time', 'depth', 'cancelled', 'preemptions', 'runs']).optional(),
  }),
  properties: z.array(z.strictObject({ name: short, skipped: short.optional() })).max(1_000),
  shortest: example.optional(),
  fewest: example.optional(),
  costRuns: z.array(example).max(100).optional(),
  buffers: z.strictObject({ entries: count, full: z.boolean() }).optional(),
});

const view = z.strictObject({
  cursor: step,
  page: z.int().min(0).max(255),
  drawer: z
    .enum(['verdict', 'counterexample', 'matrix', 'problems', 'log', 'inspector', 'costs', 'load-bearing'])
    .optional(),
  editor: z.enum(['lab', 'strategy']).optional(),
  hiddenLanes: z.array(short).max(1_000).optional(),
  range: z.tuple([step, step]).optional(),
});

export const sessionSchema = z.strictObject({
  format: z.literal('pinlab-session'),
  version: z.literal(3),
  engine: z.string().max(100),
  lab: source,
  strategy: source,
  policies: z.array(source).max(maxPolicies),
  kernel: z.array(z.strictObject({ path, text })).max(64),
  builtIn: z.array(z.strictObject({ path, hash })).max(1_000),
  options: z.strictObject({ memory, bounds: z.strictObject(bounds), method: methodSchema.optional() }),
  policy,
  run: z.strictObject({ steps: step, schedule, digest: hash }).optional(),
  verdict: verdictSchema.optional(),
  view,
  notes: z.array(z.strictObject({ cursor: step, text: z.array(short).max(1_000) })).max(1_000),
  diagram: z.array(z.string().max(200)).max(100_000).optional(),
});

export type SessionFile = z.infer<typeof sessionSchema>;

function isRelative(value: string): boolean {
  if (value.startsWith('/') || value.includes('\\') || /^[A-Za-z]:/.test(value)) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  if (/[\u0000-\u001f\u007f]/.test(value)) return false;
  return value.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
