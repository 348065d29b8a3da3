// A part of the library that folds.

import type { ReactNode } from 'react';
import { Icon } from '../widgets/icon.tsx';

export function Section({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details className="library__section" open={open}>
      <summary>
        <Icon name="chevron-right" size={12} />
        {title}
      </summary>
      <ul>{children}</ul>
    </details>
  );
}
