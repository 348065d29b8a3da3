// A store: one immutable record, replaced as a whole, with listeners. The window has three of them (document, view,
// runs); React reads them through `useStore`, commands write them.
//
// Promises: listeners hear of every replacement, after it happened; setting the same record is silent.
// Does not: derive, persist, or undo anything.

export interface Store<T> {
  get(): T;
  /** Replaces the named members. */
  set(change: Partial<T>): void;
  update(change: (now: T) => T): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T extends object>(initial: T): Store<T> {
  let now = initial;
  const listeners = new Set<() => void>();
  const update = (change: (now: T) => T) => {
    const next = change(now);
    if (next === now) return;
    now = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => now,
    set: (change) => update((before) => ({ ...before, ...change })),
    update,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
