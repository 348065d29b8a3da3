// Reads a part of a store in a component. The selector must give back something that stays the same while nothing that
// concerns the component changed: a member, or a function that remembers its last answer.

import { useSyncExternalStore } from 'react';
import type { Store } from './store.ts';

export function useStore<T, S>(store: Store<T>, select: (state: T) => S): S {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
