// Which counterexample to show first: a shortest one, and of several that are as short the one with the fewest switches.
//
// Verdicts name the shortest run by steps, ties broken by task order, so that output is stable; a person reads the race
// sooner in the run that switches less.

interface Steps {
  readonly steps: { readonly length: number };
}

export function runToShow<R extends Steps>(found: {
  readonly shortest?: R;
  readonly fewest?: R;
}): R | undefined {
  const { shortest, fewest } = found;
  return fewest !== undefined && fewest.steps.length === shortest?.steps.length ? fewest : shortest;
}
