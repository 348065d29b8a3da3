// A lab that no test waits for: many states, none of them violated.

import type { TextInput } from '../contract/table.ts';

/** So many tasks, each with 2 `pairs` + 1 places: as many states as that to the power of the tasks. */
export function readersLab(tasks: number, pairs = 3): TextInput {
  const reader = (number: number) => `TASK(reader_${number})
{
${'\tget_page(p);\n'.repeat(pairs)}${'\tput_page(p);\n'.repeat(pairs)}}
`;
  const text = `/* Many readers. */
#include <lab.h>

PAGE(p, .kind = PAGE_FILE, .mapped = 1);

${Array.from({ length: tasks }, (_, index) => reader(index + 1)).join('\n')}
NEVER(freed, page_count(p) == 0);
`;
  return { path: 'readers.lab.c', text };
}
