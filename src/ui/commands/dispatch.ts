// Listens for keys on the whole window, before Monaco does, and for the shell's menu; runs the command they stand for.
//
// Promises: while a dialog is open, or a text is typed, only keys that cannot be part of typing are taken. Digits choose
// the next task while an open run waits for it. Esc stops a job unless something nearer wants it.

import { chooseNext, possibleSteps } from '../app/flows/stepping.ts';
import { notify, type Workbench } from '../app/workbench.ts';
import { currentRun } from '../state/runs.ts';
import type { Command } from './command.ts';
import { keyOf } from './keys.ts';
import { commands, findCommand, perform } from './table.ts';

const byKey = new Map<string, Command>(
  commands.flatMap((command) => command.keys.map((key) => [key, command])),
);

/** Keys that the text editor needs for itself; the command still has its other ways. */
const editorsOwn = new Set(['Ctrl+B', 'Alt+C']);

export function listen(bench: Workbench): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || bench.view.get().overlay) return;
    const key = keyOf(event, bench.face.platform === 'darwin');
    const typing = isTyping(event.target);
    if (!typing && chooseByDigit(bench, key)) return take(event);
    const command = byKey.get(key);
    if (!command || (key === 'Esc' && (typing || !bench.runs.get().job))) return;
    if (typing && (command.scope === 'views' || (editorsOwn.has(key) && isInEditor(event.target)))) return;
    take(event);
    report(bench, command);
  };
  window.addEventListener('keydown', onKey, { capture: true });
  const stopMenu = bench.client.on('command', ({ id }) => {
    const command = findCommand(id);
    if (command) report(bench, command);
  });
  return () => {
    window.removeEventListener('keydown', onKey, { capture: true });
    stopMenu();
  };
}

function report(bench: Workbench, command: Command): void {
  const reason = perform(bench, command);
  if (reason !== undefined) notify(bench, 'plain', `${command.title}: ${reason}.`);
}

function chooseByDigit(bench: Workbench, key: string): boolean {
  if (!/^[1-9]$/.test(key)) return false;
  const possible = possibleSteps(currentRun(bench.runs.get()), bench.view.get().cursor);
  if (!possible.some((one) => one.key === Number(key))) return false;
  void chooseNext(bench, Number(key));
  return true;
}

function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A drop-down and a menu take letters too.
  if (target instanceof HTMLSelectElement || target.closest('[role="menu"]')) return true;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || isInEditor(target)) return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  );
}

function isInEditor(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('.monaco-editor') !== null;
}
