// Go, View and Help: where the cursor is, what is visible, how it looks.

import { departurePositions, goToDeparture, goToFinding } from '../app/flows/stepping.ts';
import { focusRegion, nextRegion, toggleRegion } from '../app/regions.ts';
import { moveCursor, type Workbench } from '../app/workbench.ts';
import { currentRun } from '../state/runs.ts';
import type { DrawerTab, RegionName, ThemeSetting } from '../state/view.ts';
import type { Category, Command } from './command.ts';

const noRun = (bench: Workbench) => (currentRun(bench.runs.get()) ? undefined : 'no run yet');
const noFinding = (bench: Workbench) =>
  noRun(bench) ?? (currentRun(bench.runs.get())?.findings.length ? undefined : 'this run has no finding');

const noDeparture = (bench: Workbench) =>
  noRun(bench) ??
  (departurePositions(bench).length > 0 ? undefined : 'the strategy knows the truth all along');

function command(
  id: string,
  title: string,
  category: Category,
  keys: readonly string[],
  run: (bench: Workbench) => void,
  rest: Partial<Command> = {},
): Command {
  return { id, title, category, keys, run, scope: 'everywhere', ...rest };
}

const focus = (name: RegionName, title: string, digit: number) =>
  command(`region.${name}`, `Focus ${title}`, 'Go', [`Ctrl+${digit}`, `Alt+Shift+${digit}`], (bench) =>
    focusRegion(bench, name),
  );
const drawer = (tab: DrawerTab, title: string, id: string = tab) =>
  command(`drawer.${id}`, `Show ${title}`, 'View', [], (bench) => bench.view.set({ drawerTab: tab }));
const theme = (setting: ThemeSetting, title: string) =>
  command(`theme.${setting}`, `Theme: ${title}`, 'View', [], (bench) => bench.view.set({ theme: setting }));

export const viewCommands: readonly Command[] = [
  command('finding.next', 'Next violation', 'Go', ['F8'], (bench) => goToFinding(bench, 1), {
    unavailable: noFinding,
  }),
  command('finding.previous', 'Previous violation', 'Go', ['Shift+F8'], (bench) => goToFinding(bench, -1), {
    unavailable: noFinding,
  }),
  command('cursor.first', 'Start of the run', 'Go', ['Alt+Home'], (bench) => moveCursor(bench, 0), {
    unavailable: noRun,
  }),
  command(
    'cursor.last',
    'End of the run',
    'Go',
    ['Alt+End'],
    (bench) => moveCursor(bench, currentRun(bench.runs.get())?.steps.length ?? 0),
    { unavailable: noRun },
  ),
  command(
    'cursor.goTo',
    'Go to step…',
    'Go',
    ['G'],
    (bench) => bench.view.set({ overlay: { kind: 'go-to-step' } }),
    {
      scope: 'views',
      unavailable: noRun,
    },
  ),
  command('region.next', 'Next region', 'Go', ['F6'], (bench) => nextRegion(bench, 1)),
  command('region.previous', 'Previous region', 'Go', ['Shift+F6'], (bench) => nextRegion(bench, -1)),
  focus('library', 'library', 1),
  focus('editor', 'editor', 2),
  focus('timeline', 'timeline', 3),
  focus('inspector', 'inspector', 4),
  focus('drawer', 'drawer', 5),
  command('region.toggleLibrary', 'Show or hide the library', 'View', ['Ctrl+B'], (bench) =>
    toggleRegion(bench, 'library'),
  ),
  command('region.toggleDrawer', 'Show or hide the drawer', 'View', ['Ctrl+J'], (bench) =>
    toggleRegion(bench, 'drawer'),
  ),
  command('region.toggleInspector', 'Show or hide the inspector', 'View', ['Ctrl+Alt+B'], (bench) =>
    toggleRegion(bench, 'inspector'),
  ),
  drawer('verdict', 'verdict'),
  drawer('counterexample', 'counterexample'),
  drawer('matrix', 'matrix'),
  drawer('costs', 'cost ledger'),
  drawer('load-bearing', 'load-bearing lines', 'loadBearing'),
  drawer('problems', 'problems'),
  drawer('log', 'log'),
  command(
    'drawer.large',
    'Give the results the whole window, or their place again',
    'View',
    ['Ctrl+Shift+J'],
    (bench) => bench.view.update((view) => ({ ...view, large: !view.large })),
  ),
  command('departure.next', 'Go to where the strategy departs from the truth', 'Go', ['F9'], goToDeparture, {
    unavailable: noDeparture,
  }),
  theme('system', 'as the system'),
  theme('light', 'light'),
  theme('dark', 'dark'),
  command('palette.commands', 'Command palette', 'Help', ['Ctrl+Shift+P', 'F1'], (bench) =>
    bench.view.set({ overlay: { kind: 'palette', start: '>' } }),
  ),
  command('palette.files', 'Open lab, strategy or run by name…', 'File', ['Ctrl+P', 'Alt+P'], (bench) =>
    bench.view.set({ overlay: { kind: 'palette', start: '' } }),
  ),
  command(
    'help.keys',
    'All commands and keys',
    'Help',
    ['?'],
    (bench) => bench.view.set({ overlay: { kind: 'help' } }),
    { scope: 'views' },
  ),
  command('help.welcome', 'Welcome page', 'Help', [], (bench) => bench.view.set({ welcome: true })),
];
