// What a run runs into besides properties of its states: bad accesses, BUGs, WARNs, checks at events.
//
// Promises: a finding that a property of the lab claims is a violation (claims.ts); any other ends its run, as in the
// machine, and nothing follows it. A WARN that nobody claims is nothing.

import type { SiteAnalysis } from '../../analyse/analysis.ts';
import { claimant } from '../../check/claims.ts';
import { divisionText, nullLimit } from '../../check/finding.ts';
import type { FindingKind } from '../../check/verdict.ts';
import type { Instruction } from '../../language/lower/graph.ts';
import type { Model } from './model.ts';
import { atom, negated, operand, type Phrase, truthOf, validMacro } from './phrase.ts';
import { otherwise, perform, type Statement, when } from './statement.ts';

/** How a run is left where this property, if any, is violated by it. */
type Leave = (property: number | undefined) => readonly Statement[];

export function violation(model: Model, property: number): readonly Statement[] {
  const name = model.graph.properties[property]?.name ?? '';
  return [perform(`printf("violated: ${name}\\n")`), perform('assert(false)')];
}

/** The run is over; `leaving` are the last statements of its step. */
export function endRun(
  model: Model,
  property: number | undefined,
  leaving: readonly Statement[],
): readonly Statement[] {
  if (property !== undefined) return [...violation(model, property), ...leaving];
  model.needs.over = true;
  return [perform('over = 1'), ...leaving];
}

export function faultRun(
  model: Model,
  what: 'access' | 'fuel',
  address: Phrase | undefined,
  leave: Leave,
): readonly Statement[] {
  const claim = (kind: FindingKind) => claimant(model.graph.properties, kind);
  if (what === 'fuel' || address === undefined) return leave(claim('fuel'));
  const [wild, nothing, misaligned] = [
    claim('wild-access'),
    claim('null-access'),
    claim('misaligned-access'),
  ];
  if (wild === nothing && wild === misaligned) return leave(wild);
  const small = `${operand(address)} >= 0 && ${operand(address)} < ${nullLimit}`;
  const exists = atom(`${validMacro('promela', 1)}(${address.text})`);
  return [
    {
      kind: 'if',
      options: [
        { test: small, body: leave(nothing) },
        { test: `!(${small}) && ${exists.text}`, body: leave(misaligned) },
        otherwise(leave(wild)),
      ],
    },
  ];
}

/** A check that fails unless `test` is not 0. */
export function failedCheck(
  model: Model,
  instruction: Instruction & { readonly kind: 'check' },
  site: SiteAnalysis | undefined,
  test: Phrase,
  leave: Leave,
): { readonly statements: readonly Statement[]; readonly left?: true } {
  const { properties, bugs } = model.graph;
  const holds = truthOf(test);
  if (holds.known === 1) return { statements: [] };
  const bug = instruction.of === 'bug' ? bugs[instruction.index] : undefined;
  if (bug?.severity === 'warn') {
    const claim = claimant(properties, 'warn');
    if (claim === undefined || site?.mayWarn === false) return { statements: [] };
    return { statements: [when(negated(holds).text, violation(model, claim))] };
  }
  if (site?.mayFail === false) return { statements: [] };
  let ends: readonly Statement[];
  if (instruction.of === 'property') {
    if (properties[instruction.index]?.skipped !== undefined) return { statements: [] };
    ends = leave(instruction.index);
  } else {
    ends = leave(claimant(properties, bug?.text === divisionText ? 'division-by-zero' : 'bug'));
  }
  return holds.known === 0
    ? { statements: ends, left: true }
    : { statements: [when(negated(holds).text, ends)] };
}
