// The menu of the browser face, which has no native one: the same commands from the same table.

import { useWorkbench } from '../app/workbench.ts';
import { showKey } from '../commands/keys.ts';
import { findCommand, perform } from '../commands/table.ts';
import { useStore } from '../state/use-store.ts';
import { Menu, type MenuItem } from '../widgets/menu.tsx';

const groups: readonly (readonly string[])[] = [
  ['file.new', 'file.open', 'file.save', 'file.saveAs', 'file.saveSession', 'file.saveStrategy'],
  ['file.exportPromela', 'file.exportTla'],
  ['design.choose', 'explore.matrix', 'explore.costs', 'explore.loadBearing', 'explore.bounds'],
  ['run.stepwise', 'run.continue', 'run.branch'],
  ['theme.system', 'theme.light', 'theme.dark'],
  ['region.toggleLibrary', 'region.toggleInspector', 'region.toggleDrawer', 'drawer.large'],
  ['palette.commands', 'help.keys', 'help.welcome'],
];

export function WindowMenu() {
  const bench = useWorkbench();
  const theme = useStore(bench.view, (view) => view.theme);
  useStore(bench.runs, (runs) => runs.job);
  useStore(bench.runs, (runs) => runs.background);
  useStore(bench.view, (view) => view.activeText);
  const mac = bench.face.platform === 'darwin';
  const itemOf = (id: string): MenuItem[] => {
    const command = findCommand(id);
    if (!command) return [];
    const key = command.keys[0];
    return [
      {
        id,
        label: command.title,
        disabled: command.unavailable?.(bench) !== undefined,
        ...(id.startsWith('theme.') ? { checked: id === `theme.${theme}` } : {}),
        ...(key === undefined ? {} : { shortcut: showKey(key, mac) }),
      },
    ];
  };
  return (
    <Menu
      label="Menu"
      groups={groups.map((ids) => ids.flatMap(itemOf))}
      onChoose={(id) => {
        const command = findCommand(id);
        if (command) perform(bench, command);
      }}
    />
  );
}
