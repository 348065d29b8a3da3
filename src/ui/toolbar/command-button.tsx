// A button of a command: title, key and the reason why it cannot be done all come from the command's record.

import { type ReactNode, useEffect, useRef } from 'react';
import { assert } from '../../core/base/assert.ts';
import { useWorkbench } from '../app/workbench.ts';
import { showKey } from '../commands/keys.ts';
import { findCommand, perform } from '../commands/table.ts';
import { useStore } from '../state/use-store.ts';
import { Button, IconButton } from '../widgets/button.tsx';
import type { IconName } from '../widgets/icon.tsx';

export interface CommandButtonProps {
  readonly id: string;
  readonly icon?: IconName;
  readonly iconOnly?: boolean;
  readonly look?: 'normal' | 'primary' | 'quiet';
  readonly testId?: string;
  /** Takes the focus when the window opens. */
  readonly focusOnStart?: boolean;
  /** Default: the command's title. */
  readonly children?: ReactNode;
}

export function CommandButton({
  id,
  icon,
  iconOnly,
  look,
  testId,
  focusOnStart,
  children,
}: CommandButtonProps) {
  const bench = useWorkbench();
  const command = findCommand(id);
  assert(command !== undefined, `there is a command ${id}`);
  useStore(bench.runs, (runs) => runs);
  useStore(bench.view, (view) => view.cursor);
  const reason = command.unavailable?.(bench);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!focusOnStart) return;
    // Nobody asked for a tooltip yet: the focus event stays here.
    const quietly = (event: Event) => event.stopImmediatePropagation();
    window.addEventListener('focusin', quietly, { capture: true });
    button.current?.focus();
    window.removeEventListener('focusin', quietly, { capture: true });
  }, [focusOnStart]);
  const key = command.keys[0];
  const shared = {
    disabled: reason !== undefined,
    hint: reason === undefined ? command.title : `${command.title}: ${reason}`,
    shortcut: key === undefined ? undefined : showKey(key, bench.face.platform === 'darwin'),
    'data-testid': testId,
    ref: button,
    onClick: () => void perform(bench, command),
  };
  if (iconOnly && icon) return <IconButton {...shared} icon={icon} label={command.title} />;
  return (
    <Button {...shared} icon={icon} look={look}>
      {children ?? command.title}
    </Button>
  );
}
