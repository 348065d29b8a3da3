// The whole window: toolbar, five regions, status bar, and what lies above them. It ties the views to the stores: one
// run, one cursor, one selected page.

import { lazy, Suspense, useEffect, useRef } from 'react';
import { listen } from '../commands/dispatch.ts';
import { Inspector } from '../inspector/inspector.tsx';
import { LibraryTree } from '../library/library-tree.tsx';
import { useDrop } from '../session/use-drop.ts';
import { currentRun } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import { applyTheme } from '../theme/theme.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { MainToolbar } from '../toolbar/main-toolbar.tsx';
import { Stepper } from '../toolbar/stepper.tsx';
import { Drawer } from '../verdict/drawer.tsx';
import { Welcome } from '../welcome/welcome.tsx';
import { openText } from './flows/texts.ts';
import { RegionLayout } from './layout.tsx';
import { LiveRegion } from './live-region.tsx';
import { Notices } from './notices.tsx';
import { Overlays } from './overlays.tsx';
import { StatusBar } from './status-bar.tsx';
import { useMedia } from './use-media.ts';
import { useTheme } from './use-theme.ts';
import { moveCursor, useWorkbench } from './workbench.ts';
import './app.css';

/** Monaco is most of the window's weight: everything else is there before it. */
const EditorRegion = lazy(async () => ({
  default: (await import('../editor/editor-region.tsx')).EditorRegion,
}));

export function App() {
  const bench = useWorkbench();
  const collapsed = useStore(bench.view, (view) => view.collapsed);
  const themeSetting = useStore(bench.view, (view) => view.theme);
  const welcome = useStore(bench.view, (view) => view.welcome);
  const large = useStore(bench.view, (view) => view.large);
  const wide = useMedia('(min-width: 1100px)');
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => listen(bench), [bench]);
  useEffect(() => applyTheme(themeSetting), [themeSetting]);
  useDrop(bench, frame);
  return (
    <div className="app" ref={frame}>
      <MainToolbar />
      <main className="app-main">
        <RegionLayout
          collapsed={collapsed}
          wide={wide}
          large={large}
          library={<LibraryTree />}
          editor={
            welcome ? (
              <Welcome />
            ) : (
              <Suspense fallback={<p className="app-loading">Loading the editor…</p>}>
                <EditorRegion />
              </Suspense>
            )
          }
          timeline={
            <div className="app-stack">
              <Stepper />
              <div className="app-stack__rest">
                <TimelineRegion />
              </div>
            </div>
          }
          inspector={<InspectorRegion />}
          drawer={<Drawer inspector={wide ? undefined : <InspectorRegion />} />}
        />
      </main>
      <StatusBar />
      <Overlays />
      <Notices />
      <LiveRegion />
    </div>
  );
}

function TimelineRegion() {
  const bench = useWorkbench();
  const run = useStore(bench.runs, currentRun);
  const cursor = useStore(bench.view, (view) => view.cursor);
  const selectedPage = useStore(bench.view, (view) => view.selectedPage);
  const follow = useStore(bench.view, (view) => view.follow);
  return (
    <Timeline
      run={run}
      cursor={cursor}
      onCursor={(next) => moveCursor(bench, next)}
      selectedPage={selectedPage}
      follow={follow}
      onFollow={(on) =>
        bench.view.set({
          follow: on,
          ...(on ? { cursor: currentRun(bench.runs.get())?.steps.length ?? 0 } : {}),
        })
      }
      colorTheme={useTheme()}
    />
  );
}

function InspectorRegion() {
  const bench = useWorkbench();
  const run = useStore(bench.runs, currentRun);
  const cursor = useStore(bench.view, (view) => view.cursor);
  const selectedPage = useStore(bench.view, (view) => view.selectedPage);
  return (
    <Inspector
      run={run}
      cursor={cursor}
      onCursor={(next) => moveCursor(bench, next)}
      selectedPage={selectedPage}
      onSelectPage={(page) => bench.view.set({ selectedPage: page })}
      onShowSource={(file, line) => {
        const path = run?.head.files[file];
        if (path === undefined) return;
        openText(bench, path);
        bench.view.set({ reveal: { path, line, column: 1, focus: true } });
      }}
    />
  );
}
