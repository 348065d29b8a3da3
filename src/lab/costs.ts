// `lab.costs`: one pair of pin and release, slow and fast, counted under each design that is asked for.
//
// Promises: one answer for each design, in order; a design that cannot be counted says why and spoils no other.

import type { LabService } from '../contract/server.ts';
import type {
  DesignCosts,
  Failure,
  Job,
  LabInput,
  NamedDesign,
  PairCosts,
  TextInput,
} from '../contract/table.ts';
import type { LoadedLibrary } from './library.ts';

const labs = { slow: 'costs/slow-pin.lab.c', fast: 'costs/fast-pin.lab.c' } as const;

export function costsOf(
  { texts }: LoadedLibrary,
  count: (input: LabInput) => Job<PairCosts>,
): LabService['calls']['lab.costs'] {
  const one = async ({ id, ...design }: NamedDesign): Promise<DesignCosts> => {
    const [slow, fast] = await Promise.all(
      [labs.slow, labs.fast].map((path) => {
        const lab: TextInput = { path, text: texts.find((text) => text.path === path)?.text ?? '' };
        return count({ ...design, lab }).done;
      }),
    );
    const failure: Failure | undefined = [slow, fast].flatMap((outcome) =>
      outcome === undefined || outcome.ok ? [] : [outcome.error],
    )[0];
    return {
      id,
      ...(slow?.ok && { slow: slow.value }),
      ...(fast?.ok && { fast: fast.value }),
      ...(failure !== undefined && { failure }),
    };
  };
  return async ({ designs }) => ({ ok: true, value: await Promise.all(designs.map(one)) });
}
