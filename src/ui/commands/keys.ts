// Keys as text: `Ctrl+Shift+Enter`, `F10`, `?`. Reads a keyboard event into the same form, and shows it the platform's way.
//
// On macOS Ctrl in the table means Cmd. Letters are compared by the character, so that layouts other than QWERTY work.

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The event in the table's form; a shifted symbol (`?`) is written without Shift, as it is typed. */
export function keyOf(press: KeyPress, mac: boolean): string {
  const main = press.key.length === 1 ? press.key.toUpperCase() : (longNames[press.key] ?? press.key);
  const symbol =
    press.key.length === 1 && press.key.toLowerCase() === press.key.toUpperCase() && !/\d/.test(press.key);
  const parts = [
    (mac ? press.metaKey : press.ctrlKey) ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    press.shiftKey && !symbol ? 'Shift' : '',
    main,
  ];
  return parts.filter((part) => part !== '').join('+');
}

const longNames: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ' ': 'Space',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

export function showKey(key: string, mac: boolean): string {
  if (!mac) return key;
  return key.replace('Ctrl+', '⌘').replace('Alt+', '⌥').replace('Shift+', '⇧');
}
