// The impossible: a broken promise of our own code. Never used for input that a person wrote.

export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

export function assert(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new BrokenPromise(promise);
}

/** Ends a switch over a discriminated union: the compiler proves that no case is left. */
export function assertNever(value: never): never {
  throw new BrokenPromise(`unexpected case: ${JSON.stringify(value)}`);
}
