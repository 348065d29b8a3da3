// Half of the labs; see reduced-cells.ts.

import { testReducedCells } from './reduced-cells.ts';

testReducedCells(0, 2);
