// What one step did, in names: what it read, what it wrote, which locks are held after it.

import { changesAt } from '../../../core/trace/changes.ts';
import { memoryAt } from '../../../core/trace/memory-at.ts';
import { fieldName, fieldsOfWord, fieldValue, type NamedField, wordName } from '../../../core/trace/names.ts';
import type { Run, RunSite } from '../../../core/trace/run.ts';
import { changeText, mentions, siteAt, valueText } from '../../timeline/model/step-text.ts';

export interface Effect {
  readonly name: string;
  readonly text: string;
  readonly changed: boolean;
}

export interface HeldLock {
  readonly name: string;
  readonly holder: string;
  readonly task: number | undefined;
}

/** The read of the step's access; undefined when it read nothing. */
export function readOf(run: Run, cursor: number): Effect | undefined {
  const address = cursor < 1 ? 0 : (run.steps.readAddress[cursor - 1] ?? 0);
  if (address === 0) return undefined;
  const word = run.steps.readValue[cursor - 1] ?? 0;
  const named = nameFor(run, address & ~3, siteAt(run, cursor));
  if (named === undefined)
    return { name: wordName(run.head.objects, address), text: String(word), changed: false };
  return {
    name: fieldName(named),
    text: valueText(run, named.field, fieldValue(named.field, word)),
    changed: false,
  };
}

/** Everything that the step and the ghost code with it wrote, each word once. */
export function writesOf(run: Run, cursor: number): readonly Effect[] {
  if (cursor < 1) return [];
  const site = siteAt(run, cursor);
  const changes = changesAt(run, cursor);
  const effects: Effect[] = [];
  const seen = new Set<number>();
  const end = run.steps.firstWrite[cursor] ?? 0;
  for (let row = run.steps.firstWrite[cursor - 1] ?? 0; row < end; row += 1) {
    const address = run.writes.address[row] ?? 0;
    if (seen.has(address)) continue;
    seen.add(address);
    const here = changes.filter((change) => (change.field.address & ~3) === address);
    const change = here.find((one) => mentions(site?.text ?? '', one.field)) ?? here[0];
    if (change !== undefined) {
      const text = changeText(run, change.field, change.before, change.after);
      effects.push({ name: fieldName(change), text, changed: true });
      continue;
    }
    const named = nameFor(run, address, site);
    const value = run.writes.after[row] ?? 0;
    const text =
      named === undefined ? String(value) : valueText(run, named.field, fieldValue(named.field, value));
    effects.push({
      name: named === undefined ? wordName(run.head.objects, address) : fieldName(named),
      text: `${text}, as before`,
      changed: false,
    });
  }
  return effects;
}

export function locksHeld(run: Run, cursor: number): readonly HeldLock[] {
  const memory = memoryAt(run, cursor);
  return run.head.objects.flatMap((object) =>
    object.fields
      // A lock that shares its word with other names (the ptl of page-table pages) may not be a lock just now.
      .filter((field) => field.display === 'lock' && field.arms.length === 0 && memory.field(field) !== 0)
      .map((field) => {
        const task = memory.field(field) - 1;
        const name = run.head.tasks[task]?.name;
        return {
          name: fieldName({ object, field }),
          holder: name ?? 'nobody that the run knows',
          task: name === undefined ? undefined : task,
        };
      }),
  );
}

function nameFor(run: Run, address: number, site: RunSite | undefined): NamedField | undefined {
  const fields = fieldsOfWord(run.head.objects, address);
  return fields.find(({ field }) => mentions(site?.text ?? '', field)) ?? fields[0];
}
