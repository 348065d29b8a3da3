// Half of the labs; see reduced-cells.ts.

import { testReducedCells } from './reduced-cells.ts';

testReducedCells(1, 2);
