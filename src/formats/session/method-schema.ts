// How a search goes about it, and what a verdict says was done, as validators for a session file.

import { z } from 'zod';
import { reductionNames } from '../../core/check/search-method.ts';

const reductions = z.array(z.enum(reductionNames)).max(reductionNames.length);
const workers = z.int().min(1).max(1024);
const runs = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const seed = z.int().min(0).max(0xffff_ffff);
const few = z.int().min(0).max(1_000_000);

export const methodSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('auto'), workers: workers.optional(), reductions: reductions.optional() }),
  z.strictObject({ kind: z.literal('exact') }),
  z.strictObject({ kind: z.literal('sweep'), reductions, workers }),
  z.strictObject({ kind: z.literal('preemption-bounded'), preemptions: few }),
  z.strictObject({ kind: z.literal('random'), runs, seed }),
  z.strictObject({ kind: z.literal('pct'), runs, seed, depth: few }),
  z.strictObject({ kind: z.literal('spin') }),
]);

export const searchedSchema = z.strictObject({
  kind: z.enum(['exact', 'sweep', 'preemption-bounded', 'random', 'pct', 'spin']),
  reductions,
  workers,
  collisionRisk: z.number().min(0),
  runs: runs.optional(),
  seed: seed.optional(),
  preemptions: few.optional(),
  depth: few.optional(),
});
