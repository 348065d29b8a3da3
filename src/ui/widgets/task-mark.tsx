// The hue and pattern of a task as a small square, to stand before its name. Decoration: the name says the rest.

import { useId } from 'react';
import { taskTokens } from '../theme/theme.ts';
import { patternTile, taskPattern } from './task-patterns.ts';

export function TaskMark({ task, size = 14 }: { readonly task: number; readonly size?: number }) {
  const id = useId();
  const { mark, fill } = taskTokens(task);
  return (
    <svg width={size} height={size} aria-hidden="true" focusable="false" style={{ flex: 'none' }}>
      <defs>
        <pattern id={id} width={patternTile} height={patternTile} patternUnits="userSpaceOnUse">
          <path d={taskPattern(task)} stroke={`var(${mark})`} strokeWidth="1.2" fill="none" />
        </pattern>
      </defs>
      <rect x="1" y="1" width={size - 2} height={size - 2} rx="2" fill={`var(${fill})`} />
      <rect
        x="1"
        y="1"
        width={size - 2}
        height={size - 2}
        rx="2"
        fill={`url(#${id})`}
        stroke={`var(${mark})`}
        strokeWidth="1.5"
      />
    </svg>
  );
}
