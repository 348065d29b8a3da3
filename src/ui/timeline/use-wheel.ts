// The wheel over an element. React's own wheel listeners are passive: they could not keep the page from zooming.

import { type RefObject, useEffect, useRef } from 'react';

/** `onWheel` says whether it has used the event; if not, the wheel scrolls as ever. */
export function useWheel(
  element: RefObject<HTMLElement | null>,
  onWheel: (event: WheelEvent) => boolean,
): void {
  const latest = useRef(onWheel);
  useEffect(() => {
    latest.current = onWheel;
  });
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    const listener = (event: WheelEvent) => {
      if (latest.current(event)) event.preventDefault();
    };
    target.addEventListener('wheel', listener, { passive: false });
    return () => target.removeEventListener('wheel', listener);
  }, [element]);
}
