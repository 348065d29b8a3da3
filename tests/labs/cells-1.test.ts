// The first quarter of the labs; see test-cells.ts.

import { testCells } from './test-cells.ts';

testCells(0, 4);
