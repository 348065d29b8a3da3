// A button with text, and one with an icon alone. A disabled button stays focusable when it has a reason to give:
// people should be able to find out why something cannot be done.

import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';
import './button.css';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'title'>;

export interface ButtonProps extends Native {
  readonly children: ReactNode;
  readonly icon?: IconName | undefined;
  /** `primary` once per view at most; `quiet` has no box until it is pointed at. */
  readonly look?: 'normal' | 'primary' | 'quiet' | 'danger' | undefined;
  readonly disabled?: boolean | undefined;
  /** Shown as a tooltip; for a disabled button, why it is so. */
  readonly hint?: string | undefined;
  /** As shown to people: `Ctrl+Enter`. */
  readonly shortcut?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

export function Button({
  children,
  icon,
  look = 'normal',
  disabled,
  hint,
  shortcut,
  pressed,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const explains = disabled === true && hint !== undefined;
  const button = (
    <button
      type="button"
      {...rest}
      className={classNames('pl-button', `pl-button--${look}`, className)}
      disabled={disabled === true && !explains}
      aria-disabled={explains || undefined}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut === undefined ? undefined : ariaKeys(shortcut)}
      onClick={explains ? swallow : onClick}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span className="pl-button__label">{children}</span>
    </button>
  );
  if (hint === undefined && shortcut === undefined) return button;
  return (
    <Tooltip text={hint} shortcut={shortcut}>
      {button}
    </Tooltip>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'look' | 'aria-label'> {
  readonly icon: IconName;
  /** What it does; becomes name and tooltip. */
  readonly label: string;
}

export function IconButton({
  icon,
  label,
  hint,
  shortcut,
  disabled,
  pressed,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const explains = disabled === true && hint !== undefined;
  return (
    <Tooltip text={hint ?? label} shortcut={shortcut}>
      <button
        type="button"
        {...rest}
        className={classNames('pl-button', 'pl-button--icon', className)}
        aria-label={label}
        disabled={disabled === true && !explains}
        aria-disabled={explains || undefined}
        aria-pressed={pressed}
        aria-keyshortcuts={shortcut === undefined ? undefined : ariaKeys(shortcut)}
        onClick={explains ? swallow : onClick}
      >
        <Icon name={icon} />
      </button>
    </Tooltip>
  );
}

function swallow(event: MouseEvent): void {
  event.preventDefault();
}

function ariaKeys(shortcut: string): string {
  return shortcut.replaceAll('Ctrl', 'Control');
}
