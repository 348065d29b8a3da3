// The bounds of a search, from flags; what is not given is the default.

import { type Bounds, defaultBounds } from '../core/check/verdict.ts';
import type { Arguments, Flags } from './arguments.ts';

export const boundFlags = {
  'max-states': { kind: 'count', value: 'N', about: 'distinct states (20M)' },
  'max-memory': { kind: 'bytes', value: 'SIZE', about: 'for states and frontier (2G)' },
  'max-seconds': { kind: 'seconds', value: 'N', about: 'time for one search (60)' },
  'max-steps': { kind: 'count', value: 'N', about: 'length of one run (100k)' },
  plain: { kind: 'switch', about: 'exact search: every state whole, no reduction, one thread' },
} as const satisfies Flags;

export function boundsOf(args: Arguments): Bounds {
  return {
    maxStates: args.number('max-states') ?? defaultBounds.maxStates,
    maxMemory: args.number('max-memory') ?? defaultBounds.maxMemory,
    maxMilliseconds: (args.number('max-seconds') ?? defaultBounds.maxMilliseconds / 1000) * 1000,
    maxDepth: args.number('max-steps') ?? defaultBounds.maxDepth,
  };
}
