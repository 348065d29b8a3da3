// The checker, with a last resort: declarations that lean on each other too deeply for the stack are bad input too.
//
// Promises: never throws for a text. Does not: find the place; the stack has no room left to tell it.

import { type CheckOutcome, checkProgram, type ProgramTexts } from '../core/language/check/check.ts';

export function checked(texts: ProgramTexts): CheckOutcome {
  try {
    return checkProgram(texts);
  } catch (error) {
    // What JavaScript throws when the stack is full; everything else is a defect of ours.
    if (!(error instanceof RangeError)) throw error;
    return {
      program: undefined,
      files: [texts.lab],
      diagnostics: [
        {
          severity: 'error',
          code: 'too-deep',
          span: { file: 0, start: 0, end: 0 },
          message: 'types or functions of these texts lean on each other in a chain that is too long',
          remedy:
            'shorten the chain of typedefs, of structs in structs, or of functions that call each other',
        },
      ],
    };
  }
}
