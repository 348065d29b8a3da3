// The native menu: the window's commands by their ids, the system's own roles, recent files.
//
// Keys are shown here and handled by the window, which knows what has the focus; only macOS registers them itself. The
// ids are those of src/ui/commands; a test compares them.

export interface MenuItem {
  readonly label?: string;
  readonly role?: Role;
  readonly type?: 'separator';
  readonly accelerator?: string;
  readonly registerAccelerator?: false;
  readonly enabled?: boolean;
  readonly submenu?: MenuItem[];
  readonly click?: () => void;
}

type Role =
  | 'about'
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'quit'
  | 'close'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'minimize'
  | 'windowMenu';

export interface MenuActions {
  /** Sends the command to the window. */
  command(id: string): void;
  openRecent(path: string): void;
  clearRecent(): void;
}

const separator: MenuItem = { type: 'separator' };

export function menuTemplate(mac: boolean, recent: readonly string[], actions: MenuActions): MenuItem[] {
  const item = (id: string, label: string, accelerator?: string): MenuItem => ({
    label,
    ...(accelerator !== undefined && { accelerator, registerAccelerator: false as const }),
    click: () => actions.command(id),
  });
  const recentMenu: MenuItem = {
    label: 'Open &Recent',
    enabled: recent.length > 0,
    submenu: [
      ...recent.map(
        (path): MenuItem => ({ label: path.replaceAll('&', '&&'), click: () => actions.openRecent(path) }),
      ),
      separator,
      { label: 'Clear List', click: () => actions.clearRecent() },
    ],
  };
  const application: MenuItem = {
    label: 'pinlab',
    submenu: [
      { role: 'about' },
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  return [
    ...(mac ? [application] : []),
    {
      label: '&File',
      submenu: [
        item('file.new', '&New Lab…', 'CmdOrCtrl+N'),
        item('file.open', '&Open…', 'CmdOrCtrl+O'),
        item('palette.files', 'Open by Name…', 'CmdOrCtrl+P'),
        recentMenu,
        separator,
        item('file.save', '&Save', 'CmdOrCtrl+S'),
        item('file.saveAs', 'Save Lab &As…', 'CmdOrCtrl+Shift+S'),
        item('file.saveSession', 'Save S&ession As…', 'CmdOrCtrl+Alt+S'),
        item('file.saveStrategy', 'Save Strategy Text As…'),
        item('file.exportPromela', 'Export as &Promela…'),
        item('file.exportTla', 'Export as &TLA+…'),
        separator,
        item('file.fork', '&Fork the Text in the Editor'),
        separator,
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        separator,
        { role: 'selectAll' },
        separator,
        item('file.difference', 'Show the &Difference from the Built-in Text'),
        item('file.revert', 'Re&vert to the Built-in Text'),
      ],
    },
    {
      label: '&Run',
      submenu: [
        item('run.start', '&Run Once', 'CmdOrCtrl+Enter'),
        item('run.stepwise', 'Start Step by Step', 'CmdOrCtrl+F10'),
        item('run.continue', '&Continue from the Cursor', 'F5'),
        separator,
        item('run.step', '&Step', 'F10'),
        item('run.stepBack', 'Step &Back', 'Shift+F10'),
        item('run.branch', 'Branch Here'),
        separator,
        item('run.stop', 'S&top', 'Shift+F5'),
      ],
    },
    {
      label: 'E&xplore',
      submenu: [
        item('explore.start', '&Explore Every Order', 'CmdOrCtrl+Shift+Enter'),
        item('explore.matrix', 'Fill the &Matrix', 'CmdOrCtrl+Alt+Enter'),
        item('explore.pause', '&Pause or Continue the Search', 'CmdOrCtrl+Alt+P'),
        item('explore.bounds', '&Method and Bounds…'),
        item('design.choose', 'Choose the &Design…', 'CmdOrCtrl+Alt+D'),
        separator,
        item('explore.costs', 'C&osts of the Strategies'),
        item('explore.loadBearing', 'Is This Line &Load-Bearing?', 'CmdOrCtrl+Alt+L'),
        separator,
        item('explore.showShortest', 'Show the &Shortest Counterexample'),
        item('explore.showFewest', 'Show the One with &Fewest Switches'),
        item('explore.showOther', 'Show One of &Another Kind'),
        item('explore.showPassing', 'Show the Nearest Passing &Run'),
        item('finding.next', '&Next Violation', 'F8'),
        item('finding.previous', '&Previous Violation', 'Shift+F8'),
        item('departure.next', 'Next De&parture from the Truth', 'F9'),
        separator,
        item('counterexample.copy', '&Copy for Mail', 'CmdOrCtrl+Shift+C'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('region.toggleLibrary', '&Library', 'CmdOrCtrl+B'),
        item('region.toggleDrawer', '&Drawer', 'CmdOrCtrl+J'),
        item('drawer.large', 'Drawer over the &Whole Window', 'CmdOrCtrl+Shift+J'),
        item('region.toggleInspector', '&Inspector', 'CmdOrCtrl+Alt+B'),
        separator,
        {
          label: '&Theme',
          submenu: [
            item('theme.system', 'As the System'),
            item('theme.light', 'Light'),
            item('theme.dark', 'Dark'),
          ],
        },
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    ...(mac ? [{ role: 'windowMenu' } satisfies MenuItem] : []),
    {
      label: '&Help',
      submenu: [
        item('palette.commands', '&Command Palette', 'CmdOrCtrl+Shift+P'),
        item('help.keys', 'All Commands and &Keys'),
        item('help.welcome', '&Welcome'),
        ...(mac ? [] : [separator, { role: 'about' } satisfies MenuItem]),
      ],
    },
  ];
}
