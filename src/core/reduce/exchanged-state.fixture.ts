// A state under other names: what an exchange makes of it, word by word.

import type { Exchange } from './plan.ts';

export function exchanged(state: Int32Array, { from, values }: Exchange): Int32Array {
  const image = state.slice();
  from.forEach((source, slot) => {
    const value = state[source] as number;
    image[slot] = values.get(source)?.find(([old]) => old === value)?.[1] ?? value;
  });
  return image;
}
