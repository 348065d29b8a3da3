// A row of controls with groups, separators and room that stretches.

import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import './toolbar.css';

export interface ToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Toolbar({ label, children, className }: ToolbarProps) {
  return (
    <div role="toolbar" aria-label={label} className={classNames('pl-toolbar', className)}>
      {children}
    </div>
  );
}

export function ToolbarSeparator() {
  return <span aria-hidden="true" className="pl-toolbar__separator" />;
}

export function ToolbarSpace() {
  return <span aria-hidden="true" className="pl-toolbar__space" />;
}
