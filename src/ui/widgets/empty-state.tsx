// What a view says when it has nothing to show: what would be here, and what to do for it to appear.

import type { ReactNode } from 'react';
import './empty-state.css';

export interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="pl-empty">
      <p className="pl-empty__title">{title}</p>
      {children !== undefined && <p className="pl-empty__text">{children}</p>}
      {action !== undefined && <div>{action}</div>}
    </div>
  );
}
