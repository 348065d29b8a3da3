// One step in words: who, where, what, and what it changed. For tooltips, the text twin and screen readers.

import type { Field } from '../../../core/language/lower/graph.ts';
import { changesAt } from '../../../core/trace/changes.ts';
import { fieldName, hex, pointerName } from '../../../core/trace/names.ts';
import type { Run, RunSite } from '../../../core/trace/run.ts';
import { actorName } from './actor.ts';
import { chainOf } from './calls.ts';
import { bitChanges, bitNames } from './lane-text.ts';

/** The place of step `cursor`; undefined at the start. */
export function siteAt(run: Run, cursor: number): RunSite | undefined {
  return cursor < 1 ? undefined : run.head.sites[run.steps.site[cursor - 1] ?? 0];
}

/** `gup_pin › pin_page_for_dma › isolate_lru_page`; the task's name in its own body. */
export function chainText(run: Run, site: RunSite): string {
  if (run.head.tasks[site.task]?.kind === 'buffer') return actorName(run, site.task);
  const task = run.head.tasks[site.task]?.name ?? '';
  const names = chainOf(site, task).map((call) => call.function);
  return names.length === 0 ? `${task} (its own body)` : names.join(' › ');
}

/** `p->_refcount 3 → 4`, `p->flags −lru`; the words of a union that changed along with the one written stay out. */
export function changeTexts(run: Run, cursor: number): readonly string[] {
  const seen = new Set<number>();
  const texts: string[] = [];
  for (const change of preferred(run, cursor)) {
    if (seen.has(change.field.address)) continue;
    seen.add(change.field.address);
    texts.push(`${fieldName(change)} ${changeText(run, change.field, change.before, change.after)}`);
  }
  return texts;
}

export function changeText(run: Run, field: Field, before: number, after: number): string {
  if (field.display === 'bits') return bitChanges(field, before, after);
  return `${valueText(run, field, before)} → ${valueText(run, field, after)}`;
}

export function valueText(run: Run, field: Field, value: number): string {
  switch (field.display) {
    case 'pointer':
      return pointerName(run.head.objects, value);
    case 'bool':
      return value === 0 ? 'false' : 'true';
    case 'enum':
      return field.names.find((name) => name.value === value)?.name ?? String(value);
    case 'lock':
      return value === 0 ? 'free' : `held by ${run.head.tasks[value - 1]?.name ?? `task ${value}`}`;
    case 'bits':
      return bitNames(field, value).join(' ') || 'no flag';
    case 'hex':
      return hex(value);
    case 'number':
      return String(value);
  }
}

/** Whether the text of a step names a member: `atomic_inc(&page->_refcount)` names `_refcount`, `next->prev = x` names `lru.prev`. */
export function mentions(text: string, field: Field): boolean {
  const path = field.path.replace(/\.counter$/, '');
  const last = path.slice(path.lastIndexOf('.') + 1);
  return (
    last !== '' &&
    new RegExp(`(^|[^A-Za-z0-9_])${last.replace(/[^A-Za-z0-9_]/g, '\\$&')}($|[^A-Za-z0-9_])`).test(text)
  );
}

/** Changes with the arm of a union that the step's own text names before the others. */
function preferred(run: Run, cursor: number) {
  const text = siteAt(run, cursor)?.text ?? '';
  return [...changesAt(run, cursor)].sort(
    (a, b) => Number(mentions(text, b.field)) - Number(mentions(text, a.field)),
  );
}
