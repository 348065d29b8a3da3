// A canvas at the screen's own resolution that calls `paint` when something it depends on has changed, once per frame.

import { useLayoutEffect, useRef } from 'react';
import type { Surface } from './paint/paint-lanes.ts';
import type { Palette } from './paint/palette.ts';

export interface CanvasProps {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly className: string;
  paint(surface: Surface): void;
}

export function Canvas({ width, height, palette, className, paint }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const request = requestAnimationFrame(() => {
      const element = canvas.current;
      const context = element?.getContext('2d', { alpha: false });
      if (element === null || context === null || context === undefined || width <= 0 || height <= 0) return;
      const scale = window.devicePixelRatio;
      const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
      if (element.width !== w) element.width = w;
      if (element.height !== h) element.height = h;
      paint({ context, palette, width, height, scale });
    });
    return () => cancelAnimationFrame(request);
  }, [width, height, palette, paint]);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without tabindex takes no focus
  return <canvas ref={canvas} className={className} style={{ width, height }} aria-hidden="true" />;
}
