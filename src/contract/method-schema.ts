// How a search may be asked to go about it, judged at the door; its mirror for files is formats/session/method-schema.ts.

import { limits } from './limits.ts';
import { z } from './zod.ts';

// The names stand here once more because this room takes only types from core; requests.ts compares them.
export const reductionSchema = z.enum(['partial-order', 'symmetry', 'dead-words', 'private-steps']);
const reductions = z.array(reductionSchema).max(reductionSchema.options.length);
const workers = z.int().min(1).max(limits.workers);
const tried = {
  runs: z.int().min(1).max(limits.runs),
  seed: z.int().min(0).max(0xffff_ffff),
};

export const methodSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('auto'),
    workers: workers.optional(),
    reductions: reductions.optional(),
  }),
  z.strictObject({ kind: z.literal('exact') }),
  z.strictObject({ kind: z.literal('sweep'), reductions, workers }),
  z.strictObject({
    kind: z.literal('preemption-bounded'),
    preemptions: z.int().min(0).max(limits.preemptions),
  }),
  z.strictObject({ kind: z.literal('random'), ...tried }),
  z.strictObject({ kind: z.literal('pct'), ...tried, depth: z.int().min(1).max(limits.depth) }),
  z.strictObject({ kind: z.literal('spin') }),
]);
