// The part of the view that outlives the window: theme, collapsed regions, dismissed hints, kept in localStorage.
//
// Promises: broken or missing preferences mean the defaults; a full or forbidden storage is not an error.

import type { Store } from './store.ts';
import type { RegionName, ThemeSetting, ViewState } from './view.ts';

const key = 'pinlab.preferences';
const regions: readonly RegionName[] = ['library', 'editor', 'timeline', 'inspector', 'drawer'];

type Lasting = Pick<ViewState, 'theme' | 'collapsed' | 'dismissed'>;

export function readPreferences(storage: Storage): Partial<Lasting> {
  try {
    const found: unknown = JSON.parse(storage.getItem(key) ?? '{}');
    if (typeof found !== 'object' || found === null) return {};
    const { theme, collapsed, dismissed } = found as Record<string, unknown>;
    return {
      ...(isTheme(theme) ? { theme } : {}),
      ...(Array.isArray(collapsed) ? { collapsed: regions.filter((name) => collapsed.includes(name)) } : {}),
      ...(Array.isArray(dismissed)
        ? { dismissed: dismissed.filter((id): id is string => typeof id === 'string') }
        : {}),
    };
  } catch {
    return {};
  }
}

/** Writes what changed, whenever it changes. */
export function rememberPreferences(view: Store<ViewState>, storage: Storage): () => void {
  let written = '';
  return view.subscribe(() => {
    const { theme, collapsed, dismissed } = view.get();
    const next = JSON.stringify({ theme, collapsed, dismissed });
    if (next === written) return;
    written = next;
    try {
      storage.setItem(key, next);
    } catch {
      written = '';
    }
  });
}

function isTheme(value: unknown): value is ThemeSetting {
  return value === 'system' || value === 'light' || value === 'dark';
}
