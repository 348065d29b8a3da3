// The theme's colours for the canvas, read once per theme.

import { readColor, taskTokens } from '../../theme/theme.ts';

const names = {
  lane: '--lane-bg',
  laneAlt: '--lane-alt',
  grid: '--lane-grid',
  border: '--border',
  ruler: '--lane-ruler',
  text: '--text',
  muted: '--text-muted',
  boxText: '--lane-box-text',
  band: '--lane-band',
  bandAlt: '--lane-band-alt',
  line: '--value-line',
  fill: '--value-fill',
  changed: '--changed',
  changedFill: '--changed-bg',
  changedBorder: '--changed-border',
  good: '--verdict-good',
  goodFill: '--verdict-good-bg',
  bad: '--verdict-bad',
  badFill: '--verdict-bad-bg',
  doubt: '--verdict-unknown',
  doubtFill: '--verdict-unknown-bg',
} as const;

export interface TaskColors {
  readonly mark: string;
  readonly fill: string;
}

export type Palette = { readonly [K in keyof typeof names]: string } & {
  readonly tasks: readonly TaskColors[];
  readonly font: string;
  readonly boldFont: string;
  readonly smallFont: string;
};

export function readPalette(tasks: number): Palette {
  const colors = Object.fromEntries(
    Object.entries(names).map(([name, token]) => [name, readColor(token)]),
  ) as { [K in keyof typeof names]: string };
  const mono = getComputedStyle(document.documentElement).getPropertyValue('--font-mono');
  return {
    ...colors,
    tasks: Array.from({ length: tasks }, (_, task) => {
      const { mark, fill } = taskTokens(task);
      return { mark: readColor(mark), fill: readColor(fill) };
    }),
    font: `11px ${mono}`,
    boldFont: `bold 11px ${mono}`,
    smallFont: `10px ${mono}`,
  };
}
