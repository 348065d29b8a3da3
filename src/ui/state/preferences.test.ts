import { describe, expect, it } from 'vitest';
import { readPreferences, rememberPreferences } from './preferences.ts';
import { createStore } from './store.ts';
import { initialView } from './view.ts';

function storageWith(initial: Record<string, string> = {}): Storage {
  const held = new Map(Object.entries(initial));
  return {
    get length() {
      return held.size;
    },
    clear: () => held.clear(),
    getItem: (key) => held.get(key) ?? null,
    key: () => null,
    removeItem: (key) => void held.delete(key),
    setItem: (key, value) => void held.set(key, value),
  };
}

describe('preferences', () => {
  it('come back', () => {
    const storage = storageWith();
    const view = createStore(initialView);
    rememberPreferences(view, storage);
    view.set({ theme: 'dark', collapsed: ['library'], dismissed: ['second-half'], cursor: 3 });
    expect(readPreferences(storage)).toEqual({
      theme: 'dark',
      collapsed: ['library'],
      dismissed: ['second-half'],
    });
  });

  it('are the defaults where they are broken or foreign', () => {
    expect(readPreferences(storageWith({ 'pinlab.preferences': '{' }))).toEqual({});
    expect(readPreferences(storageWith({ 'pinlab.preferences': 'null' }))).toEqual({});
    expect(
      readPreferences(
        storageWith({ 'pinlab.preferences': '{"theme":"pink","collapsed":["roof"],"dismissed":[1]}' }),
      ),
    ).toEqual({ collapsed: [], dismissed: [] });
  });
});
