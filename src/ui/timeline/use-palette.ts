// The palette of the theme that is on, read anew when the theme or the system's contrast changes.

import { useEffect, useMemo, useState } from 'react';
import { subscribe } from '../theme/theme.ts';
import { type Palette, readPalette } from './paint/palette.ts';

export function usePalette(colorTheme: 'light' | 'dark', tasks: number): Palette {
  const [version, setVersion] = useState(0);
  useEffect(() => subscribe(() => setVersion((before) => before + 1)), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: theme and version say when to read the style sheet again
  return useMemo(() => readPalette(tasks), [tasks, colorTheme, version]);
}
