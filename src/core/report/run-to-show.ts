// Which counterexample to show first: a shortest one, and of several that are as short the one with the fewest switches.
//
// Verdicts name the shortest run by steps, ties broken by task order, so that output is stable; a person reads the race
// sooner in the run that switches less.

interface Steps {
  readonly steps: number | { readonly length: number };
}

/** Of those that are there. */
export function runToShow<R extends Steps>(found: {
  readonly shortest?: R | undefined;
  readonly fewest?: R | undefined;
}): R | undefined {
  const { shortest, fewest } = found;
  if (shortest === undefined || fewest === undefined) return shortest ?? fewest;
  return lengthOf(fewest) === lengthOf(shortest) ? fewest : shortest;
}

function lengthOf({ steps }: Steps): number {
  return typeof steps === 'number' ? steps : steps.length;
}
