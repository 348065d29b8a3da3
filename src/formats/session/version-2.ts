// Version 2 of a `.pinlab` file, which knew one way to search and did not name it; read for ever, written no more.
//
// Promises: `fromVersion2` gives what the same session is in version 3: the verdict is one of an exact search.

import { z } from 'zod';
import { type SessionFile, sessionSchema, verdictSchema } from './schema.ts';

export const sessionSchema2 = sessionSchema.extend({
  version: z.literal(2),
  options: sessionSchema.shape.options.omit({ method: true }),
  verdict: verdictSchema.omit({ searched: true }).optional(),
});

export type SessionFile2 = z.infer<typeof sessionSchema2>;

export function fromVersion2(file: SessionFile2): SessionFile {
  return { ...file, version: 3 };
}
