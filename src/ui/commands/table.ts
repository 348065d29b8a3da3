// Every command of the window, in the order in which menus and help show them.

import type { Workbench } from '../app/workbench.ts';
import type { Command } from './command.ts';
import { fileCommands } from './file-commands.ts';
import { runCommands } from './run-commands.ts';
import { viewCommands } from './view-commands.ts';

export const commands: readonly Command[] = [...fileCommands, ...runCommands, ...viewCommands];

const byId = new Map(commands.map((command) => [command.id, command]));

export function findCommand(id: string): Command | undefined {
  return byId.get(id);
}

/** Runs the command if it is possible now; gives the reason if it is not. */
export function perform(bench: Workbench, command: Command): string | undefined {
  const reason = command.unavailable?.(bench);
  if (reason !== undefined) return reason;
  void command.run(bench);
  return undefined;
}
