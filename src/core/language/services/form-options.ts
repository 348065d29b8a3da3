// Which options the forms have, and which texts they take; the members of `struct page_setup` are those of `PAGE`.

import { memoryModels } from '../check/design.ts';
import { POLICY_AXES, POLICY_OPTIONS } from '../check/policy.ts';
import { PRESET_OPTIONS } from '../check/preset-form.ts';
import { STRATEGY_OPTIONS } from '../check/strategy.ts';

export const OPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['STRATEGY', STRATEGY_OPTIONS],
  ['POLICY', POLICY_OPTIONS],
  ['PRESET', PRESET_OPTIONS],
  ['LANE', ['bits']],
  ['TASK', ['cpu']],
  ['DAEMON', ['cpu']],
  ['INTERRUPT', ['cpu']],
]);
/** Options whose text is one of a few. */
export const CHOICES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['POLICY.axis', POLICY_AXES],
  ['PRESET.memory', memoryModels],
]);
