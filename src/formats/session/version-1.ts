// Version 1 of a `.pinlab` file, which knew one strategy, no policies and only SC; read for ever, written no more.
//
// Promises: `fromVersion1` gives what the same session is in version 2: the design is the strategy alone, under SC.

import { z } from 'zod';
import { type SessionFile, sessionSchema, verdictSchema } from './schema.ts';

const sequential = z.literal('SC');

export const sessionSchema1 = sessionSchema.omit({ policies: true }).extend({
  version: z.literal(1),
  options: sessionSchema.shape.options.extend({ memory: sequential }),
  verdict: verdictSchema
    .omit({ design: true, policies: true, costRuns: true, buffers: true })
    .extend({ memory: sequential })
    .optional(),
});

export function fromVersion1(file: z.infer<typeof sessionSchema1>): SessionFile {
  const { verdict, ...rest } = file;
  return {
    ...rest,
    version: 2,
    policies: [],
    ...(verdict && { verdict: { ...verdict, design: verdict.strategy, policies: [] } }),
  };
}
