// zod as this product uses it: without generated code, which a strict content security policy forbids.
//
// Every schema of this room takes `z` from here, so that the setting stands before the first schema is built.

import { z } from 'zod';

z.config({ jitless: true });

export { z };
