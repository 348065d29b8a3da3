// Names that a model cannot give to a word: Promela's, C's, and those that Spin's verifier or this exporter uses.

import type { Reserved } from '../names.ts';

const promela =
  'active assert atomic bit bool break byte chan d_step do else empty enabled end eval false fi full get_priority goto ' +
  'hidden if in init inline int len local ltl mtype nempty never nfull notrace np_ od of pc_value pid print printf printm ' +
  'priority proctype provided return run select set_priority short show skip timeout trace true typedef unless unsigned ' +
  'xr xs c_code c_decl c_expr c_state c_track D_proctype always eventually next until release weakuntil stronguntil';

const c =
  'auto break case char const continue default do double else enum extern float for goto if int long register return ' +
  'short signed sizeof static struct switch typedef union unsigned void volatile while main';

const verifier =
  'now depth errors trpt trail state stack this _this uchar ushort uint ulong Global Local State Trans H_el hash stdin ' +
  'stdout stderr memcpy memset strlen exit abort abs div index time signal read write open close _pid _last _nr_pr';

/** Of the models themselves. */
const own = 'over left rounds alive waits nothing bad watch finish word_at';

export const reserved: Reserved = new Set([promela, c, verifier, own].flatMap((list) => list.split(' ')));
