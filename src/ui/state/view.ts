// How the window looks at the moment: the one cursor, tabs, regions, what is being asked. Never makes the document dirty.
//
// Promises: `cursor` is the only position in time; editor line, lanes, inspector and table derive from it. The lasting
// part (theme, regions, dismissed hints) is remembered by preferences.ts.

export type ThemeSetting = 'system' | 'light' | 'dark';
export type DrawerTab =
  | 'verdict'
  | 'counterexample'
  | 'matrix'
  | 'costs'
  | 'load-bearing'
  | 'problems'
  | 'log'
  | 'inspector';
export type Speed = 'full' | 'slow';
export type RegionName = 'library' | 'editor' | 'timeline' | 'inspector' | 'drawer';

export interface Notice {
  readonly id: number;
  readonly tone: 'good' | 'bad' | 'plain';
  readonly text: string;
}

/** Exactly one thing can be asked or shown above the window. */
export type Overlay =
  | { readonly kind: 'palette'; readonly start: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'bounds' }
  | { readonly kind: 'design' }
  | { readonly kind: 'new' }
  | { readonly kind: 'go-to-step' }
  | {
      readonly kind: 'message';
      readonly title: string;
      readonly text: string;
      readonly remedy: string;
    }
  | {
      readonly kind: 'confirm';
      readonly title: string;
      readonly text: string;
      /** What the button that does it says. */
      readonly action: string;
      readonly run: () => void;
    }
  | {
      readonly kind: 'unsaved';
      readonly name: string;
      readonly answer: (answer: 'save' | 'discard' | 'cancel') => void;
    };

/** A place in a text that the editor should show; a new object each time, so that asking twice shows it twice. */
export interface Reveal {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly focus: boolean;
}

/** What of the matrix is shown. */
export interface MatrixFilter {
  readonly only: 'all' | 'red' | 'differs';
  /** Name of a group of labs; undefined for all. */
  readonly group: string | undefined;
}

export interface ViewState {
  readonly cursor: number;
  readonly follow: boolean;
  readonly selectedPage: number;
  readonly theme: ThemeSetting;
  readonly speed: Speed;
  /** Paths of open editor tabs; the lab and the strategy in use always come first and are not listed. */
  readonly openTexts: readonly string[];
  readonly activeText: string;
  /** Path of the text that is shown beside the built-in one that it is a copy of. */
  readonly difference: string | undefined;
  readonly drawerTab: DrawerTab;
  readonly collapsed: readonly RegionName[];
  /** The results have the place of editor, timeline and inspector. */
  readonly large: boolean;
  readonly matrixFilter: MatrixFilter;
  readonly overlay: Overlay | undefined;
  readonly reveal: Reveal | undefined;
  readonly notices: readonly Notice[];
  readonly dismissed: readonly string[];
  readonly welcome: boolean;
}

export const initialView: ViewState = {
  cursor: 0,
  follow: true,
  selectedPage: 0,
  theme: 'system',
  speed: 'full',
  openTexts: [],
  activeText: '',
  difference: undefined,
  drawerTab: 'verdict',
  collapsed: [],
  large: false,
  matrixFilter: { only: 'all', group: undefined },
  overlay: undefined,
  reveal: undefined,
  notices: [],
  dismissed: [],
  welcome: false,
};
