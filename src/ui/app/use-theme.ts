// The theme that is on now, for canvas and Monaco.

import { useSyncExternalStore } from 'react';
import { currentTheme, subscribe, type Theme } from '../theme/theme.ts';

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}
