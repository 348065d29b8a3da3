// The window's entry: connects to the lab and shows the window, or says why it cannot.

import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { assert } from '../core/base/assert.ts';
import { App } from './app/app.tsx';
import { connect } from './app/connect.ts';
import { startWorkbench } from './app/start.ts';
import { StartFailure } from './app/start-failure.tsx';
import { WorkbenchContext } from './app/workbench.ts';
import { readPreferences } from './state/preferences.ts';
import { applyTheme } from './theme/theme.ts';

async function start(root: Root): Promise<void> {
  const outcome = await startWorkbench(connect());
  root.render(
    <StrictMode>
      {outcome.ok ? (
        <WorkbenchContext value={outcome.value}>
          <App />
        </WorkbenchContext>
      ) : (
        <StartFailure failure={outcome.error} onRetry={() => void start(root)} />
      )}
    </StrictMode>,
  );
}

applyTheme(readPreferences(localStorage).theme ?? 'system');
const element = document.getElementById('root');
assert(element !== null, 'index.html has the root element');
void start(createRoot(element));
