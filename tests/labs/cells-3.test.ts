// The third quarter of the labs; see test-cells.ts.

import { testCells } from './test-cells.ts';

testCells(2, 4);
