// The second quarter of the labs; see test-cells.ts.

import { testCells } from './test-cells.ts';

testCells(1, 4);
