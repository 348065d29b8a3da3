// A modal dialog on the platform's own: it traps the focus, closes with Escape, gives the focus back to where it
// was. Its buttons stand at the right, the safest first in tab order is the caller's choice.

import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, in the order in which they are drawn. */
  readonly actions?: ReactNode;
  /** Escape, the close button and a click outside (unless `mustAnswer`). */
  onClose(): void;
  /** A question that must be answered: a click outside does nothing. */
  readonly mustAnswer?: boolean;
  readonly size?: 'small' | 'large' | 'wide';
  readonly testId?: string;
}

export function Dialog({
  title,
  children,
  actions,
  onClose,
  mustAnswer,
  size = 'small',
  testId,
}: DialogProps) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    const before = document.activeElement;
    element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way, by the cancel event
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      data-testid={testId}
      className={classNames('pl-dialog', `pl-dialog--${size}`)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget && mustAnswer !== true) onClose();
      }}
    >
      <div className="pl-dialog__frame">
        <header className="pl-dialog__head">
          <h2 id={titleId}>{title}</h2>
          <IconButton icon="close" label="Close" shortcut="Esc" onClick={onClose} />
        </header>
        <div className="pl-dialog__body">{children}</div>
        {actions !== undefined && <footer className="pl-dialog__actions">{actions}</footer>}
      </div>
    </dialog>
  );
}
