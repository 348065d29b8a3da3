// What lies under the pointer, in words, beside the pointer. Pictures for the eye only: cursor and text twin say the
// same to everybody.

import { useLayoutEffect, useRef } from 'react';
import type { HitText } from './model/hit.ts';

export interface HoverTipProps {
  readonly text: HitText;
  /** In the window's coordinates. */
  readonly x: number;
  readonly y: number;
}

const offset = 14;

export function HoverTip({ text, x, y }: HoverTipProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { width, height } = element.getBoundingClientRect();
    const left = x + offset + width > window.innerWidth ? x - offset - width : x + offset;
    const top = y + offset + height > window.innerHeight ? y - offset - height : y + offset;
    element.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
  });
  return (
    <div ref={box} className="tl-tip" aria-hidden="true">
      <p className="tl-tip__title mono">{text.title}</p>
      {text.lines.map((line) => (
        <p key={line} className="mono">
          {line}
        </p>
      ))}
    </div>
  );
}
