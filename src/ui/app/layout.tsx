// The five regions and the splitters between them. Sizes are the person's own and are remembered; below 1100 px the
// inspector moves into the drawer.

import type { ReactNode } from 'react';
import {
  Group,
  type Layout,
  type LayoutChangedMeta,
  Panel,
  Separator,
  useDefaultLayout,
} from 'react-resizable-panels';
import type { RegionName } from '../state/view.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { regionId, regionTitles } from './regions.ts';

export interface LayoutProps {
  readonly library: ReactNode;
  readonly editor: ReactNode;
  readonly timeline: ReactNode;
  readonly inspector: ReactNode;
  readonly drawer: ReactNode;
  readonly collapsed: readonly RegionName[];
  readonly wide: boolean;
  /** The drawer has the place of editor, timeline and inspector. */
  readonly large: boolean;
}

/** The inspector has the whole height: words, references and the step belong in one look. */
export function RegionLayout(props: LayoutProps) {
  const showLibrary = !props.collapsed.includes('library');
  const showInspector = props.wide && !props.large && !props.collapsed.includes('inspector');
  const showDrawer = !props.collapsed.includes('drawer');
  const columns = [
    ...(showLibrary ? ['library-panel'] : []),
    'main-panel',
    ...(showInspector ? ['inspector-panel'] : []),
  ];
  return (
    <Remembered id="columns" panels={columns} orientation="horizontal">
      {showLibrary && (
        <>
          <Panel id="library-panel" defaultSize={232} minSize={150} groupResizeBehavior="preserve-pixel-size">
            <Region name="library">{props.library}</Region>
          </Panel>
          <Separator className="app-splitter" aria-label="Width of the library" />
        </>
      )}
      <Panel id="main-panel" minSize={320}>
        {props.large ? (
          <Region name="drawer">{props.drawer}</Region>
        ) : (
          <Rows {...props} showDrawer={showDrawer} />
        )}
      </Panel>
      {showInspector && (
        <>
          <Separator className="app-splitter" aria-label="Width of the inspector" />
          <Panel
            id="inspector-panel"
            defaultSize={324}
            minSize={220}
            groupResizeBehavior="preserve-pixel-size"
          >
            <Region name="inspector">{props.inspector}</Region>
          </Panel>
        </>
      )}
    </Remembered>
  );
}

function Rows({
  editor,
  timeline,
  drawer,
  showDrawer,
}: Pick<LayoutProps, 'editor' | 'timeline' | 'drawer'> & { readonly showDrawer: boolean }) {
  return (
    <Remembered
      id="rows"
      panels={showDrawer ? ['upper-panel', 'drawer-panel'] : ['upper-panel']}
      orientation="vertical"
    >
      <Panel id="upper-panel" minSize={200}>
        <Remembered id="centre-rows" panels={['editor-panel', 'timeline-panel']} orientation="vertical">
          <Panel id="editor-panel" minSize={80}>
            <Region name="editor">{editor}</Region>
          </Panel>
          <Separator className="app-splitter" aria-label="Height of the editor" />
          <Panel id="timeline-panel" defaultSize={isLow() ? '58%' : '48%'} minSize={80}>
            <Region name="timeline">{timeline}</Region>
          </Panel>
        </Remembered>
      </Panel>
      {showDrawer && (
        <>
          <Separator className="app-splitter" aria-label="Height of the results" />
          <Panel
            id="drawer-panel"
            defaultSize={firstDrawerHeight()}
            minSize={90}
            groupResizeBehavior="preserve-pixel-size"
          >
            <Region name="drawer">{drawer}</Region>
          </Panel>
        </>
      )}
    </Remembered>
  );
}

/** Room for the verdict and its buttons, or for a few rows of the table, in a small window too. */
function firstDrawerHeight(): number {
  return Math.max(176, Math.round(window.innerHeight * 0.27));
}

/** A low window gives the lanes the larger share: they say more in a line than the text does. */
function isLow(): boolean {
  return window.innerHeight < 720;
}

function Region({ name, children }: { readonly name: RegionName; readonly children: ReactNode }) {
  return (
    <section id={regionId(name)} className="app-region" aria-label={regionTitles[name]} tabIndex={-1}>
      <ErrorBoundary part={`The ${regionTitles[name].toLowerCase()} region`}>{children}</ErrorBoundary>
    </section>
  );
}

interface RememberedProps {
  readonly id: string;
  /** Which panels are there now: each combination has sizes of its own. */
  readonly panels: readonly string[];
  readonly orientation: 'horizontal' | 'vertical';
  readonly children: ReactNode;
}

function Remembered({ id, panels, orientation, children }: RememberedProps) {
  const kept: {
    defaultLayout: Layout | undefined;
    onLayoutChanged: (layout: Layout, meta: LayoutChangedMeta) => void;
  } = useDefaultLayout({
    id: `pinlab.${id}`,
    panelIds: [...panels],
    storage: localStorage,
    onlySaveAfterUserInteractions: true,
  });
  return (
    <Group id={id} orientation={orientation} className="app-group" {...kept}>
      {children}
    </Group>
  );
}
