// What a real 6.1 kernel was seen to do, row by row of docs/ground-truth.md, and which property of which lab says the same.
// What is not modelled says why.

import type { Row } from './row.ts';
import { rowsOfPins } from './rows-of-pins.ts';
import { rowsOfTheKernel } from './rows-of-the-kernel.ts';

export const rows: readonly Row[] = [...rowsOfPins, ...rowsOfTheKernel];

/** The kernel that was booted, as a preset; and the one that it began as. */
export const booted = 'v6.1.192';
export const released = 'v6.1';
