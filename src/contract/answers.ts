// What a face accepts from the lab: enough of each shape that the window can trust what it reads.
//
// Looser than requests: unknown members pass, so that a newer lab can say more. A failed check is our own defect and
// is shown as one, never drawn.

import { reductionSchema } from './method-schema.ts';
import { runChunkSchema, runSchema } from './run-schemas.ts';
import type { CallName, JobName, ShellEvents } from './table.ts';
import { z } from './zod.ts';

const count = z.number().min(0);
const placed = z.looseObject({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  path: z.string(),
  line: z.int(),
  column: z.int(),
  endLine: z.int(),
  endColumn: z.int(),
  message: z.string(),
  remedy: z.string(),
});
const finding = z.looseObject({ kind: z.string(), name: z.string(), message: z.string() });
const counterexample = z.looseObject({ finding, steps: count, switches: count, schedule: z.string() });
const searched = z.looseObject({
  kind: z.enum(['exact', 'sweep', 'preemption-bounded', 'random', 'pct', 'spin']),
  reductions: z.array(reductionSchema),
  workers: count,
  collisionRisk: count,
  runs: count.optional(),
  seed: count.optional(),
  preemptions: count.optional(),
  depth: count.optional(),
});
const stepMark = z.looseObject({ task: z.string(), step: count.optional(), text: z.string() });
const race = z.looseObject({ field: z.string().optional(), before: stepMark, after: stepMark });
const verdict = z.looseObject({
  lab: z.string(),
  design: z.string(),
  strategy: z.string(),
  policies: z.array(z.string()),
  memory: z.string(),
  verdict: z.enum(['holds', 'violated', 'incomplete', 'does-not-apply']),
  property: z.string().optional(),
  alsoFound: z.array(finding),
  costs: z.array(z.string()),
  states: count,
  transitions: count,
  ms: count,
  searched: searched.optional(),
  tasks: count,
  pages: count,
  bounds: z.looseObject({ maxStates: count, maxMemory: count, maxMilliseconds: count, maxDepth: count }),
  properties: z.array(z.looseObject({ name: z.string(), skipped: z.string().optional() })),
  shortest: counterexample.optional(),
  fewest: counterexample.optional(),
  otherKinds: z.array(z.looseObject({ counterexample, why: z.string(), race: race.optional() })).optional(),
  nearestPassing: z
    .looseObject({ steps: count, schedule: z.string(), differsAt: count, race, sentence: z.string() })
    .optional(),
  noReturn: z.looseObject({ step: z.int().min(-1), sentence: z.string() }).optional(),
});
const opened = z.looseObject({ token: z.string(), name: z.string(), text: z.string() });

export const failureSchema = z.looseObject({
  code: z.enum(['bad-request', 'diagnostics', 'too-large', 'not-found', 'io', 'cancelled', 'crashed']),
  message: z.string(),
  remedy: z.string(),
  diagnostics: z.array(placed).optional(),
});

const cellOutcome = [
  z.looseObject({ kind: z.literal('done'), verdict }),
  z.looseObject({ kind: z.literal('failed'), failure: failureSchema }),
] as const;
const documented = z.looseObject({
  strategy: z.string(),
  outcome: z.string(),
  grade: z.string(),
  source: z.string(),
});
const ledger = z.looseObject({
  bytesPerPage: count,
  pageExtBytes: count,
  pageExtFlags: count,
  pageFlags: count,
  nodeBytes: count,
  callers: z.string(),
  maxPins: z.string(),
  note: z.string(),
});
const operationCosts = z.looseObject({
  locks: count,
  atomics: count,
  barriers: count,
  reads: count,
  writes: count,
  cacheLines: count,
});
const pairCosts = z.looseObject({ pin: operationCosts, unpin: operationCosts });
const loadBearingLine = z.looseObject({
  file: z.string(),
  line: z.int(),
  text: z.string(),
  kind: z.enum(['lock', 'barrier', 're-check', 'flag test']),
  removed: z.string(),
  edits: z.array(z.looseObject({ start: count, end: count, replacement: z.string() })),
  reds: z.array(z.looseObject({ lab: z.string(), design: z.string(), property: z.string() })),
  searched: count,
  note: z.string().optional(),
});

export const answerSchemas: { readonly [N in CallName | JobName]: z.ZodType } = {
  'face.describe': z.looseObject({
    kind: z.enum(['electron', 'browser']),
    version: z.string(),
    files: z.boolean(),
    platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  }),
  'library.read': z.looseObject({
    labs: z.array(
      z.looseObject({
        id: z.string(),
        path: z.string(),
        title: z.string(),
        group: z.string(),
        compare: z.array(z.string()),
        problem: z.string().optional(),
        documented: z.array(documented),
      }),
    ),
    strategies: z.array(
      z.looseObject({ id: z.string(), path: z.string(), title: z.string(), cost: z.string(), ledger }),
    ),
    policies: z.array(
      z.looseObject({
        id: z.string(),
        path: z.string(),
        axis: z.enum(['cow', 'gup-fast', 'writeback']),
        title: z.string(),
        cites: z.array(z.string()),
      }),
    ),
    presets: z.array(
      z.looseObject({
        id: z.string(),
        path: z.string(),
        title: z.string(),
        cites: z.array(z.string()),
        strategy: z.string(),
        policies: z.array(z.string()),
        memory: z.string(),
        problem: z.string().optional(),
      }),
    ),
    texts: z.array(
      z.looseObject({
        path: z.string(),
        role: z.enum(['lab', 'strategy', 'policy', 'kernel', 'preset']),
        text: z.string(),
      }),
    ),
    engineVersion: z.string(),
  }),
  'lab.check': z.looseObject({
    diagnostics: z.array(placed),
    outline: z
      .looseObject({
        tasks: z.array(
          z.looseObject({
            name: z.string(),
            kind: z.string(),
            cpu: z.int(),
            steps: count,
            path: z.string(),
            line: z.int(),
          }),
        ),
        pages: z.array(z.string()),
        properties: z.array(
          z.looseObject({
            name: z.string(),
            skipped: z.string().optional(),
            path: z.string(),
            line: z.int(),
          }),
        ),
        strategy: z.string(),
        missing: z.array(z.string()),
      })
      .optional(),
  }),
  'lab.run': runSchema,
  'lab.explore': z.looseObject({
    verdict,
    shortest: runSchema.optional(),
    fewest: runSchema.optional(),
    otherKinds: z.array(runSchema).optional(),
    nearestPassing: runSchema.optional(),
    continuation: runSchema.optional(),
    notices: z.array(z.string()).optional(),
  }),
  'lab.matrix': z.array(z.discriminatedUnion('kind', cellOutcome)),
  'lab.choices': z.looseObject({
    reductions: z.array(z.looseObject({ reduction: reductionSchema, refused: z.string().optional() })),
    noSpin: z.string().optional(),
  }),
  'lab.export': z.looseObject({ name: z.string(), text: z.string(), notes: z.array(z.string()) }),
  'lab.costs': z.array(
    z.looseObject({
      id: z.string(),
      slow: pairCosts.optional(),
      fast: pairCosts.optional(),
      failure: failureSchema.optional(),
    }),
  ),
  'lab.loadBearing': z.looseObject({ lines: z.array(loadBearingLine), holding: count }),
  'files.open': opened.optional(),
  'files.save': z.looseObject({ token: z.string(), name: z.string() }).optional(),
  'backup.write': z.undefined(),
  'backup.read': z.string().optional(),
  'window.describe': z.undefined(),
};

export const progressSchemas: { readonly [N in JobName]: z.ZodType } = {
  'lab.run': runChunkSchema,
  'lab.explore': z.looseObject({
    runs: count.optional(),
    states: count,
    transitions: count,
    depth: count,
    frontier: count,
    memory: count,
    ms: count,
  }),
  'lab.matrix': z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('started'), cell: count }),
    cellOutcome[0].extend({ cell: count }),
    cellOutcome[1].extend({ cell: count }),
  ]),
  'lab.loadBearing': z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('lines'), total: count }),
    z.looseObject({ kind: z.literal('line'), line: loadBearingLine }),
  ]),
};

export const eventSchemas: { readonly [E in keyof ShellEvents]: z.ZodType } = {
  command: z.looseObject({ id: z.string() }),
  'open-file': opened,
};
