// Version 1 of a `.pinlab` file, which knew one strategy, no policies and only SC; read for ever, written no more.
//
// Promises: `fromVersion1` gives what the same session is in version 2: the design is the strategy alone, under SC.

import { z } from 'zod';
import { type SessionFile2, sessionSchema2 } from './version-2.ts';

const sequential = z.literal('SC');
const { options, verdict } = sessionSchema2.shape;

export const sessionSchema1 = sessionSchema2.omit({ policies: true }).extend({
  version: z.literal(1),
  options: options.extend({ memory: sequential }),
  verdict: verdict
    .unwrap()
    .omit({ design: true, policies: true, costRuns: true, buffers: true })
    .extend({ memory: sequential })
    .optional(),
});

export function fromVersion1(file: z.infer<typeof sessionSchema1>): SessionFile2 {
  const { verdict, ...rest } = file;
  return {
    ...rest,
    version: 2,
    policies: [],
    ...(verdict && { verdict: { ...verdict, design: verdict.strategy, policies: [] } }),
  };
}
