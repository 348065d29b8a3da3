// The five regions: which has the focus, which is next, which is folded away. F6 goes round, as in other desktop programs.

import type { RegionName } from '../state/view.ts';
import type { Workbench } from './workbench.ts';

export const regionOrder: readonly RegionName[] = ['library', 'editor', 'timeline', 'inspector', 'drawer'];

export const regionTitles: Readonly<Record<RegionName, string>> = {
  library: 'Library',
  editor: 'Editor',
  timeline: 'Timeline',
  inspector: 'Inspector',
  drawer: 'Results',
};

export function regionId(name: RegionName): string {
  return `region-${name}`;
}

export function focusRegion(bench: Workbench, name: RegionName): void {
  if (name === 'inspector' && !document.getElementById(regionId('inspector'))) {
    bench.view.update((view) => ({ ...unfolded(view, 'drawer'), drawerTab: 'inspector' }));
    requestAnimationFrame(() => focusInside('drawer'));
    return;
  }
  bench.view.update((view) => unfolded(view, name));
  if (document.getElementById(regionId(name))) focusInside(name);
  else requestAnimationFrame(() => focusInside(name));
}

export function nextRegion(bench: Workbench, direction: 1 | -1): void {
  const present = regionOrder.filter((name) => {
    const element = document.getElementById(regionId(name));
    return (
      element !== null && element.offsetParent !== null && element.offsetWidth > 0 && element.offsetHeight > 0
    );
  });
  const at = present.findIndex((name) =>
    document.getElementById(regionId(name))?.contains(document.activeElement),
  );
  const next = present[(at + direction + present.length) % present.length];
  if (next) focusRegion(bench, next);
}

export function toggleRegion(bench: Workbench, name: RegionName): void {
  bench.view.update((view) =>
    view.collapsed.includes(name) ? unfolded(view, name) : { ...view, collapsed: [...view.collapsed, name] },
  );
}

function unfolded<T extends { readonly collapsed: readonly RegionName[] }>(view: T, name: RegionName): T {
  return view.collapsed.includes(name)
    ? { ...view, collapsed: view.collapsed.filter((folded) => folded !== name) }
    : view;
}

/** Where the focus belongs in each region; the first that is there. */
const bestPlaces: Readonly<Record<RegionName, readonly string[]>> = {
  library: ['.library__entry[aria-current="true"]', '.library__filter'],
  editor: ['.monaco-editor .native-edit-context', '.monaco-editor textarea', 'button'],
  timeline: ['.stepper button', '[role="option"][tabindex="0"]', '[tabindex="0"]'],
  inspector: ['[role="tab"][tabindex="0"]', '[tabindex="0"]', 'button:not([disabled])'],
  drawer: ['[role="tab"][aria-selected="true"]'],
};

function focusInside(name: RegionName): void {
  const region = document.getElementById(regionId(name));
  for (const place of bestPlaces[name]) {
    const found = region?.querySelector<HTMLElement>(place);
    if (!found) continue;
    found.focus();
    if (region?.contains(document.activeElement)) return;
  }
  region?.focus();
}
