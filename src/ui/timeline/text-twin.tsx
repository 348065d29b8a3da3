// The timeline as a read-only text around the cursor, for whoever listens or copies. Arrow keys move the cursor.

import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Run } from '../../core/trace/run.ts';
import { twinLines } from './model/twin.ts';

export interface TextTwinProps {
  readonly run: Run;
  readonly cursor: number;
  onCursor(k: number): void;
  onClose(): void;
}

const around = 60;

export function TextTwin({ run, cursor, onCursor, onClose }: TextTwinProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = twinLines(run, cursor, around, around);
  const text = lines.map((line) => line.text).join('\n');
  const own = lines.findIndex((line) => line.cursor === cursor);
  const start = lines.slice(0, own).reduce((length, line) => length + line.text.length + 1, 0);
  const end = start + (lines[own]?.text.length ?? 0);

  useEffect(() => area.current?.focus(), []);
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.setSelectionRange(start, end);
    const lineHeight = element.scrollHeight / Math.max(1, text.split('\n').length);
    element.scrollTop = own * lineHeight - element.clientHeight / 2;
  }, [text, start, end, own]);

  const onKeyDown = (event: KeyboardEvent) => {
    const last = run.steps.length;
    const to: Record<string, number> = { ArrowUp: cursor - 1, ArrowDown: cursor + 1, Home: 0, End: last };
    const next = to[event.key];
    if ((event.key === 'F2' && event.altKey) || event.key === 'Escape') onClose();
    else if (next !== undefined && !event.ctrlKey && !event.shiftKey)
      onCursor(Math.max(0, Math.min(last, next)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <textarea
      ref={area}
      readOnly
      spellCheck={false}
      wrap="off"
      className="tl-twin mono"
      data-testid="timeline-text"
      aria-label="The timeline as text: one line a step; Up and Down move the cursor, Escape goes back"
      value={text}
      onKeyDown={onKeyDown}
    />
  );
}
