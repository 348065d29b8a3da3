import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDifference } from './agree.ts';
import { reachedByInterpreter, reachedByMachine } from './every-schedule.ts';
import { prepare } from './prepare.ts';
import { randomLab, tinyLab } from './random-program.ts';

/** Programs per run: the same few hundred in every `npm test`; as many new ones as asked for otherwise. */
const asked = process.env.PINLAB_AGREEMENT;
const programs = Number(asked ?? 400);
const always = asked === undefined ? { seed: 20_180_702 } : {};
const schedulesEach = 3;
const patience = 60_000 + programs * 200;

test(
  'machine and interpreter agree, schedule by schedule',
  () => {
    fc.assert(
      fc.property(randomLab, fc.integer(), (lab, seed) => {
        const both = prepare(lab);
        for (let schedule = 0; schedule < schedulesEach; schedule += 1) {
          expect(firstDifference(both, seed + schedule, 400)).toBeUndefined();
        }
      }),
      { numRuns: programs, ...always },
    );
  },
  patience,
);

test(
  'over all schedules of tiny programs they meet the same memories, findings and shortest violation',
  () => {
    let compared = 0;
    fc.assert(
      fc.property(tinyLab, (lab) => {
        const both = prepare(lab);
        const reached = reachedByInterpreter(both, 1500);
        if (!reached) return;
        compared += 1;
        expect(reachedByMachine(both)).toEqual(reached);
      }),
      { numRuns: Math.ceil(programs / 2), ...always },
    );
    expect(compared).toBeGreaterThan(programs / 8);
  },
  patience,
);
