// A hint that appears beside its one child when that is pointed at for a moment or focused by keyboard, and goes
// with Escape. It hangs in the top layer, so panels never cut it off. It describes; it never carries a control.

import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import './tooltip.css';

const pause = 450;
const gap = 6;

export interface TooltipProps {
  readonly children: ReactNode;
  readonly text?: string | undefined;
  readonly shortcut?: string | undefined;
}

export function Tooltip({ children, text, shortcut }: TooltipProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const cancel = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  const soon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(true), pause);
  };

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const tip = bubble.current;
    const target = anchor.current?.firstElementChild;
    if (!open || tip === null || target === null || target === undefined) return;
    tip.showPopover();
    place(tip, target.getBoundingClientRect());
    target.setAttribute('aria-describedby', id);
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      target.removeAttribute('aria-describedby');
    };
  }, [open, id]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the child is the control, this only watches for pointing
    <span
      ref={anchor}
      className="pl-tooltip-anchor"
      onPointerEnter={soon}
      onPointerLeave={cancel}
      onPointerDown={cancel}
      onFocus={(event) => event.target.matches(':focus-visible') && soon()}
      onBlur={cancel}
    >
      {children}
      {open && (
        <span ref={bubble} id={id} role="tooltip" popover="manual" className="pl-tooltip">
          {text}
          {shortcut !== undefined && <kbd className="pl-kbd">{shortcut}</kbd>}
        </span>
      )}
    </span>
  );
}

function place(tip: HTMLElement, target: DOMRect): void {
  const { width, height } = tip.getBoundingClientRect();
  const below = target.bottom + gap + height <= window.innerHeight;
  const left = target.left + target.width / 2 - width / 2;
  tip.style.top = `${below ? target.bottom + gap : target.top - gap - height}px`;
  tip.style.left = `${Math.max(gap, Math.min(left, window.innerWidth - width - gap))}px`;
}
