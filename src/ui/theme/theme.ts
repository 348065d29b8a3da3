// Which of the two themes is on, and where its colours can be read by those that cannot use CSS (canvas, Monaco).
//
// Promises: `data-theme` on the root element is always `light` or `dark` after applyTheme; subscribers hear of every
// change, also of the system's own (dark mode, more contrast, forced colours).
// Does not store the setting: the window's view state does.

import './tokens.css';
import './base.css';

export type ThemeSetting = 'system' | 'light' | 'dark';
export type Theme = 'light' | 'dark';

const listeners = new Set<(theme: Theme) => void>();
let setting: ThemeSetting = 'system';
let watching = false;

const systemQueries = [
  '(prefers-color-scheme: dark)',
  '(prefers-contrast: more)',
  '(forced-colors: active)',
] as const;

/** What the setting means right now. */
export function currentTheme(): Theme {
  if (setting !== 'system') return setting;
  return window.matchMedia(systemQueries[0]).matches ? 'dark' : 'light';
}

export function applyTheme(next: ThemeSetting): void {
  setting = next;
  watchSystem();
  publish();
}

/** Calls back after each change; gives the function that ends it. */
export function subscribe(listener: (theme: Theme) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The resolved colour of a token, such as `rgb(28, 31, 36)`: system colours and nested variables are worked out. */
export function readColor(token: `--${string}`): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  probe.style.display = 'none';
  probe.style.setProperty('forced-color-adjust', 'none');
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}

/** The marks, text and fill of a task by its index; hues repeat after eight, patterns do not repeat in step with them. */
export function taskTokens(task: number): {
  readonly mark: `--${string}`;
  readonly text: `--${string}`;
  readonly fill: `--${string}`;
} {
  const n = (task % 8) + 1;
  return { mark: `--task-${n}`, text: `--task-${n}-text`, fill: `--task-${n}-fill` };
}

function watchSystem(): void {
  if (watching) return;
  watching = true;
  for (const query of systemQueries) window.matchMedia(query).addEventListener('change', publish);
}

function publish(): void {
  const theme = currentTheme();
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener(theme);
}
