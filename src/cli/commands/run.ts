// `pinlab run`: one order of the micro-steps, and what happened in it.

import { limits } from '../../contract/limits.ts';
import { scriptedPolicy } from '../../core/schedule/policy.ts';
import type { SchedulePolicy } from '../../core/schedule/schedule.ts';
import { runLab } from '../../lab/engine.ts';
import type { Arguments, Flags } from '../arguments.ts';
import { designFlags } from '../designs.ts';
import { failureLines } from '../print.ts';
import { exitCode } from '../terminal.ts';
import { complain, readCell, subjectOf } from './cell.ts';
import { type Command, jsonFlag } from './command.ts';
import { showRun } from './show-run.ts';

export const defaultRunSteps = 100_000;

export const runFlags = {
  // A run is held in memory, all of it.
  'max-steps': { kind: 'count', value: 'N', about: 'length of the run (100k)', most: limits.runSteps },
} as const satisfies Flags;

export const run: Command = {
  name: 'run',
  usage: 'LAB DESIGN [--seed N | --schedule TEXT] [--json]',
  about: 'run once: round-robin, in a random order that the seed repeats, or as a schedule says',
  examples: ['pinlab run my.lab.c --strategy get-only --seed 7'],
  flags: {
    ...designFlags,
    seed: { kind: 'count', value: 'N', about: 'choose at random; the same seed gives the same run' },
    schedule: { kind: 'text', value: 'TEXT', about: 'follow this schedule, then go on round-robin' },
    ...runFlags,
    ...jsonFlag,
  },
  maxFiles: 1,
  perform: async (args, terminal, library) => {
    const cell = readCell(args, terminal, library);
    if (!cell.ok) return complain(terminal, cell.error);
    const policy = policyOf(args);
    if (policy === undefined) return complain(terminal, '--seed and --schedule exclude each other.');
    const subject = subjectOf(cell.value.input, cell.value.design, library);
    if (!subject.ok) return complain(terminal, subject.error);
    const outcome = runLab(subject.value, policy, args.number('max-steps') ?? defaultRunSteps);
    if (!outcome.ok) {
      terminal.err(failureLines(outcome.error));
      return exitCode.badInput;
    }
    return showRun(outcome.value, args.has('json'), terminal);
  },
};

function policyOf(args: Arguments): SchedulePolicy | undefined {
  const seed = args.number('seed');
  const schedule = args.text('schedule');
  if (seed !== undefined && schedule !== undefined) return undefined;
  if (seed !== undefined) return { kind: 'random', seed: seed >>> 0 };
  if (schedule !== undefined) return scriptedPolicy(schedule, 'round-robin');
  return { kind: 'round-robin' };
}
