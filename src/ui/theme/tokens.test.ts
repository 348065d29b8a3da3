// Measures the palette: contrast of text and marks in both themes, and task hues under colour-vision deficiency
// (Machado, Oliveira and Fernandes 2009, full severity; distances in OKLab).

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Triple = readonly [number, number, number];

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const themes = { light: tokensOf(':root {'), dark: tokensOf(':root[data-theme="dark"] {') };
const tasks = [1, 2, 3, 4, 5, 6, 7, 8];

function tokensOf(opening: string): Map<string, Triple> {
  const start = css.indexOf(opening);
  const block = css.slice(start, css.indexOf('\n}', start));
  const found = new Map<string, Triple>();
  for (const match of block.matchAll(/(--[a-z0-9-]+): #([0-9a-f]{6});/g)) {
    const value = Number.parseInt(match[2]!, 16);
    found.set(match[1]!, [value >> 16, (value >> 8) & 255, value & 255]);
  }
  return found;
}

function linear(color: Triple): Triple {
  const one = (c: number) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  return [one(color[0]), one(color[1]), one(color[2])];
}

function luminance(color: Triple): number {
  const [r, g, b] = linear(color);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Triple, b: Triple): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const vision: Record<string, readonly [Triple, Triple, Triple]> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(color: Triple, matrix: readonly [Triple, Triple, Triple]): Triple {
  const [r0, g0, b0] = linear(color);
  const at = (m: Triple) => Math.min(1, Math.max(0, m[0] * r0 + m[1] * g0 + m[2] * b0));
  const [r, g, b] = [at(matrix[0]), at(matrix[1]), at(matrix[2])];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const text = ['--text', '--text-muted', '--link', '--error', '--warning', '--success', '--info'];
const onOwnGround: readonly (readonly [string, string])[] = [
  ['--accent-text', '--accent'],
  ['--accent-text', '--accent-hover'],
  ['--text-selected', '--bg-selected'],
  ['--verdict-bad', '--verdict-bad-bg'],
  ['--verdict-good', '--verdict-good-bg'],
  ['--verdict-unknown', '--verdict-unknown-bg'],
  ['--verdict-none', '--verdict-none-bg'],
  ['--changed', '--changed-bg'],
  ['--stale', '--stale-bg'],
  ['--cursor-text', '--cursor'],
  ['--text', '--bg-hover'],
  ['--text', '--bg-active'],
  ['--text', '--value-fill'],
  ['--text', '--lane-band'],
  ['--text-muted', '--lane-band-alt'],
  ['--text-muted', '--lane-ruler'],
];
const code = ['keyword', 'type', 'function', 'macro', 'string', 'number', 'comment', 'ghost', 'constant'];

describe.each(Object.entries(themes))('%s theme', (_, tokens) => {
  const token = (name: string) => tokens.get(name) ?? expect.fail(`${name} is missing`);

  it('has readable text on every surface', () => {
    for (const name of text)
      for (const ground of ['--bg-app', '--bg-panel', '--bg-raised', '--bg-inset', '--bg-overlay'])
        expect(contrast(token(name), token(ground)), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    for (const [name, ground] of onOwnGround)
      expect(contrast(token(name), token(ground)), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it('has readable code, also on the line of the step', () => {
    for (const name of code)
      for (const ground of ['--bg-panel', '--code-line'])
        expect(
          contrast(token(`--code-${name}`), token(ground)),
          `${name} on ${ground}`,
        ).toBeGreaterThanOrEqual(4.5);
  });

  it('has visible marks', () => {
    for (const name of [
      '--control-border',
      '--focus',
      '--cursor',
      '--value-line',
      '--hover-line',
      '--changed-border',
    ])
      expect(contrast(token(name), token('--bg-panel')), name).toBeGreaterThanOrEqual(3);
  });

  it('gives each task a mark, a text and a fill that can be read', () => {
    for (const n of tasks) {
      expect(contrast(token(`--task-${n}`), token('--bg-panel')), `mark ${n}`).toBeGreaterThanOrEqual(3);
      expect(contrast(token(`--task-${n}-text`), token('--bg-panel')), `text ${n}`).toBeGreaterThanOrEqual(
        4.5,
      );
      expect(
        contrast(token('--lane-box-text'), token(`--task-${n}-fill`)),
        `fill ${n}`,
      ).toBeGreaterThanOrEqual(7);
    }
  });

  it.each(Object.entries(vision))('keeps the eight task hues apart with %s', (_name, matrix) => {
    for (const a of tasks)
      for (const b of tasks.filter((n) => n > a)) {
        const [x, y] = [seen(token(`--task-${a}`), matrix), seen(token(`--task-${b}`), matrix)];
        const distance = Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
        expect(distance, `tasks ${a} and ${b}`).toBeGreaterThan(0.08);
      }
  });
});
