// One half of the labs through the real Spin; see test-labs.ts.

import { testLabs } from './test-labs.ts';

testLabs(0, 2);
