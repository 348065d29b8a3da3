// What changed between an expect file and what was found now, one plain sentence for each number.

import type { ExpectedCell, ExpectedPath } from './expect-file.ts';

/** Empty when both say the same. */
export function explainChange(before: ExpectedCell | undefined, now: ExpectedCell): readonly string[] {
  if (before === undefined) return [`is new: ${now.verdict}, ${now.states} states`];
  const changes: string[] = [];
  if (before.verdict !== now.verdict) {
    changes.push(`verdict was ${before.verdict}, is ${now.verdict}: somebody's model changed its mind`);
  }
  if (before.property !== now.property) {
    changes.push(`property was ${before.property ?? 'none'}, is ${now.property ?? 'none'}`);
  }
  if (before.states !== now.states) {
    const difference = now.states - before.states;
    changes.push(
      `states were ${before.states}, are ${now.states} (${difference > 0 ? '+' : ''}${difference}): ` +
        `${difference > 0 ? 'more' : 'fewer'} steps, or steps that ${difference > 0 ? 'no longer ' : ''}touch the same words`,
    );
  }
  const costs = (cell: ExpectedCell) => (cell.costs ?? []).join(', ') || 'none';
  if (costs(before) !== costs(now)) changes.push(`costs were ${costs(before)}, are ${costs(now)}`);
  return [
    ...changes,
    ...explainPath('shortest', before.shortest, now.shortest),
    ...explainPath('fewest switches', before.fewest, now.fewest),
  ];
}

function explainPath(
  which: string,
  before: ExpectedPath | undefined,
  now: ExpectedPath | undefined,
): readonly string[] {
  if (before === undefined && now === undefined) return [];
  if (before === undefined)
    return [`${which} counterexample is new: ${now?.steps} steps, ${now?.switches} switches`];
  if (now === undefined) return [`${which} counterexample is gone; it had ${before.steps} steps`];
  if (before.steps !== now.steps || before.switches !== now.switches) {
    return [
      `${which} counterexample had ${before.steps} steps and ${before.switches} switches, ` +
        `has ${now.steps} and ${now.switches}`,
    ];
  }
  if (before.schedule !== now.schedule) {
    return [`${which} counterexample has the same length but takes another way: ${now.schedule}`];
  }
  return [];
}
