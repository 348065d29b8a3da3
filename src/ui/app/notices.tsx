// Short messages at the window's lower edge; each goes by itself or by its button.

import { useStore } from '../state/use-store.ts';
import { IconButton } from '../widgets/button.tsx';
import { dismissNotice, useWorkbench } from './workbench.ts';

export function Notices() {
  const bench = useWorkbench();
  const notices = useStore(bench.view, (view) => view.notices);
  return (
    <div className="app-notices" role="status" data-testid="notices">
      {notices.map((notice) => (
        <p key={notice.id} className={`app-notice app-notice--${notice.tone}`}>
          <span>{notice.text}</span>
          <IconButton icon="close" label="Dismiss" onClick={() => dismissNotice(bench, notice.id)} />
        </p>
      ))}
    </div>
  );
}
