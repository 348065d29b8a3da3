// Monaco's colours from the window's tokens, so that the editor looks like the panels around it in both themes.

import { readColor, type Theme } from '../theme/theme.ts';
import { monaco } from './monaco.ts';

type Token = `--${string}`;

const rules: readonly { readonly token: string; readonly color: Token; readonly fontStyle?: string }[] = [
  { token: 'keyword', color: '--code-keyword' },
  { token: 'form', color: '--code-macro', fontStyle: 'bold' },
  { token: 'macro', color: '--code-macro' },
  { token: 'type', color: '--code-type' },
  { token: 'intrinsic', color: '--code-keyword' },
  { token: 'directive', color: '--code-macro' },
  { token: 'member', color: '--text' },
  { token: 'name', color: '--text' },
  { token: 'function', color: '--code-function' },
  { token: 'string', color: '--code-string' },
  { token: 'number', color: '--code-number' },
  { token: 'constant', color: '--code-constant' },
  { token: 'comment', color: '--code-comment', fontStyle: 'italic' },
  { token: 'ghost', color: '--code-ghost', fontStyle: 'italic' },
  { token: 'identifier', color: '--text' },
  { token: 'operator', color: '--text' },
];

const colors: Readonly<Record<string, Token>> = {
  'editor.background': '--bg-panel',
  'editor.foreground': '--text',
  'editorGutter.background': '--bg-panel',
  'editorLineNumber.foreground': '--text-muted',
  'editorLineNumber.activeForeground': '--text',
  'editor.lineHighlightBorder': '--border',
  'editorCursor.foreground': '--accent',
  'editor.selectionBackground': '--bg-selected',
  'editorIndentGuide.background1': '--border',
  'editorIndentGuide.activeBackground1': '--border-strong',
  'editorWidget.background': '--bg-overlay',
  'editorWidget.foreground': '--text',
  'editorWidget.border': '--border-strong',
  'editorHoverWidget.background': '--bg-overlay',
  'editorHoverWidget.border': '--border-strong',
  'editorSuggestWidget.background': '--bg-overlay',
  'editorSuggestWidget.foreground': '--text',
  'editorSuggestWidget.selectedBackground': '--bg-selected',
  'editorSuggestWidget.selectedForeground': '--text-selected',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorSuggestWidget.focusHighlightForeground': '--accent',
  'editorError.foreground': '--error',
  'editorWarning.foreground': '--warning',
  'input.background': '--control-bg',
  'input.foreground': '--text',
  'input.border': '--control-border',
  'editorBracketHighlight.foreground1': '--text',
  'editorBracketHighlight.foreground2': '--text',
  'editorBracketHighlight.foreground3': '--text',
  'editorBracketHighlight.foreground4': '--text',
  'editorBracketHighlight.foreground5': '--text',
  'editorBracketHighlight.foreground6': '--text',
  'scrollbarSlider.background': '--border',
  'scrollbarSlider.hoverBackground': '--border-strong',
  'scrollbarSlider.activeBackground': '--border-strong',
  focusBorder: '--focus',
};

/** Defines the theme anew (the tokens may have changed with the system's contrast) and turns it on. */
export function applyMonacoTheme(theme: Theme): void {
  const name = `pinlab-${theme}`;
  monaco.editor.defineTheme(name, {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: rules.map(({ token, color, fontStyle }) => ({
      token,
      foreground: hexColor(color).slice(1),
      ...(fontStyle ? { fontStyle } : {}),
    })),
    colors: Object.fromEntries(Object.entries(colors).map(([key, token]) => [key, hexColor(token)])),
  });
  monaco.editor.setTheme(name);
}

/** `rgb(28, 31, 36)` -> `#1c1f24`; Monaco reads no other form. */
function hexColor(token: Token): string {
  const parts = readColor(token).match(/[\d.]+/g) ?? [];
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts.map(Number);
  const channels = alpha < 1 ? [red, green, blue, alpha * 255] : [red, green, blue];
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}
