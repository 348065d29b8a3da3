// What becomes of a run when only daemons are left: they go on until they wait, or the same comes again.
//
// True where nothing goes wrong, false where something must, undefined where nobody knows: they could also have gone
// on in another order, or they go on for very long, or for ever while a property asks for their end.

import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { Judgement } from './finish.ts';
import type { Work } from './work.ts';

const longest = 600;

export function settles(
  machine: Machine,
  judgement: Judgement,
  from: Int32Array,
  work: Work,
): boolean | undefined {
  const { actors } = machine;
  const state = from.slice();
  const met = new Set<string>();
  let isOnlyWay = true;
  const bad = () => (isOnlyWay ? false : undefined);
  for (let steps = 0; steps < longest && work.spend(1); steps++) {
    const key = state.subarray(0, machine.layout.identity).join(' ');
    if (met.has(key)) return judgement.asksEnd ? undefined : true;
    met.add(key);
    const able = actors.flatMap(({ kind }, actor) =>
      (kind === 'daemon' || kind === 'buffer') && machine.enabled(state, actor) ? [actor] : [],
    );
    const [actor] = able;
    if (actor === undefined) return judgement.passes(state) ? true : bad();
    isOnlyWay &&= able.length === 1 && machine.alternatives(state, actor) === 1;
    const code = machine.step(state, actor, 0);
    if (code === StepCode.pruned) return undefined;
    if (!judgement.after(code, state)) return bad();
  }
  return undefined;
}
