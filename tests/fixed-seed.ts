// Before every test file: random tests draw the same programs in every run, so that a failure is a change and not a draw.
//
// PINLAB_SEED=random draws others each time, PINLAB_SEED=N those of N: for hunting, together with the runs that each suite asks of
// the environment.

import fc from 'fast-check';

const asked = process.env.PINLAB_SEED;

if (asked !== 'random') fc.configureGlobal({ seed: asked === undefined ? 20_180_702 : Number(asked) });
