// `NAME.expect.json`: what the record says of a lab ("documented") and what pinlab finds ("cells"), by design.
//
// Promises: read, then written, is the same text for a file that pinlab wrote; members that it does not know are refused.
// Does not: compare (compare-expect.ts) or say how to obtain verdicts.

import { fail, ok, type Result } from '../core/base/result.ts';
import type { Verdict, VerdictKind } from '../core/check/verdict.ts';

export interface DocumentedOutcome {
  /** A design's id, or a preset's name. */
  readonly strategy: string;
  /** `X` violated, `.` holds, `~` holds at a cost, `-` does not apply. */
  readonly outcome: string;
  readonly grade: string;
  readonly source: string;
}

export interface ExpectedPath {
  readonly steps: number;
  readonly switches: number;
  readonly schedule: string;
}

export interface ExpectedCell {
  readonly verdict: VerdictKind;
  readonly property?: string;
  /** Only where there are some. */
  readonly costs?: readonly string[];
  readonly states: number;
  readonly shortest?: ExpectedPath;
  readonly fewest?: ExpectedPath;
}

export interface ExpectFile {
  readonly documented: readonly DocumentedOutcome[];
  readonly cells: Readonly<Record<string, ExpectedCell>>;
}

const verdicts: readonly VerdictKind[] = ['holds', 'violated', 'incomplete', 'does-not-apply'];

export function parseExpectFile(text: string): Result<ExpectFile, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail(`not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  if (!isRecord(value)) return fail('not an object');
  const { documented = [], cells = {} } = value;
  if (!Array.isArray(documented) || !documented.every(isDocumented)) {
    return fail('"documented" is a list of {strategy, outcome, grade, source}');
  }
  if (!isRecord(cells)) return fail('"cells" is an object of designs');
  for (const [strategy, cell] of Object.entries(cells)) {
    if (!isCell(cell)) return fail(`"cells" → "${strategy}" needs a verdict and a number of states`);
  }
  return ok({ documented, cells: cells as Record<string, ExpectedCell> });
}

/** What a verdict leaves in the file: the numbers that must not change without somebody noticing. */
export function cellOf(verdict: Verdict): ExpectedCell {
  const path = (from: Verdict['shortest']): ExpectedPath | undefined =>
    from && { steps: from.steps, switches: from.switches, schedule: from.schedule };
  const shortest = path(verdict.shortest);
  const fewest = path(verdict.fewest);
  return {
    verdict: verdict.verdict,
    ...(verdict.property !== undefined && { property: verdict.property }),
    ...(verdict.costs.length > 0 && { costs: verdict.costs }),
    states: verdict.states,
    ...(shortest && { shortest }),
    ...(fewest && { fewest }),
  };
}

export function formatExpectFile({ documented, cells }: ExpectFile): string {
  return `${JSON.stringify({ documented, cells }, undefined, 2)}\n`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDocumented(value: unknown): value is DocumentedOutcome {
  return (
    isRecord(value) &&
    [value.strategy, value.outcome, value.grade, value.source].every((member) => typeof member === 'string')
  );
}

function isCell(value: unknown): value is ExpectedCell {
  return (
    isRecord(value) &&
    verdicts.some((verdict) => verdict === value.verdict) &&
    typeof value.states === 'number' &&
    (value.costs === undefined || Array.isArray(value.costs)) &&
    [value.shortest, value.fewest].every((path) => path === undefined || isPath(path))
  );
}

function isPath(value: unknown): value is ExpectedPath {
  return (
    isRecord(value) &&
    typeof value.steps === 'number' &&
    typeof value.switches === 'number' &&
    typeof value.schedule === 'string'
  );
}
