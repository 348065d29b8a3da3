// What the palette offers for a query: letters in order, whole-word starts first.

import { showKey } from '../commands/keys.ts';
import { commands, perform } from '../commands/table.ts';
import { openLibraryLab } from '../library/open-lab.ts';
import { idOfPath } from '../state/design-name.ts';
import { isPolicy, isStrategy } from '../state/document.ts';
import { currentRun } from '../state/runs.ts';
import { choosePreset, chooseStrategy, togglePolicy } from './flows/design.ts';
import { violatingPosition } from './flows/shown-runs.ts';
import { openText } from './flows/texts.ts';
import { moveCursor, type Workbench } from './workbench.ts';

export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly key?: string | undefined;
  /** Why it is not possible now. */
  readonly reason?: string | undefined;
  readonly run: () => void;
}

const most = 60;

export function choicesFor(bench: Workbench, query: string): readonly Choice[] {
  if (query.startsWith(':')) return stepChoice(bench, query.slice(1).trim());
  const inCommands = query.startsWith('>');
  const wanted = (inCommands ? query.slice(1) : query).trim();
  return (inCommands ? commandChoices(bench) : textChoices(bench))
    .map((choice) => ({ choice, score: matchScore(choice.title, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ choice }) => choice);
}

/** 0: no match. Letters of `wanted` must appear in order; starts of words and unbroken stretches count more. */
export function matchScore(title: string, wanted: string): number {
  if (wanted === '') return 1;
  const text = title.toLowerCase();
  const letters = wanted.toLowerCase();
  const whole = text.indexOf(letters);
  if (whole >= 0) return 1000 - whole + (whole === 0 || !/\w/.test(text[whole - 1] ?? '') ? 500 : 0);
  let at = -1;
  let score = 1;
  for (const letter of letters) {
    if (letter === ' ') continue;
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return 0;
    score += next === at + 1 ? 3 : /\W/.test(text[next - 1] ?? ' ') ? 2 : 0;
    at = next;
  }
  return score;
}

function commandChoices(bench: Workbench): readonly Choice[] {
  const mac = bench.face.platform === 'darwin';
  return commands.map((command) => ({
    id: command.id,
    title: command.title,
    kind: command.category,
    key: command.keys[0] === undefined ? undefined : showKey(command.keys[0], mac),
    reason: command.unavailable?.(bench),
    run: () => void perform(bench, command),
  }));
}

function textChoices(bench: Workbench): readonly Choice[] {
  const { library } = bench;
  const { own, policyPaths } = bench.document.get();
  const mine = own.map((text) => text.path);
  const strategies = [
    ...library.strategies.map((strategy) => strategy.path),
    ...mine.filter((path) => isStrategy(path)),
  ];
  const policies = [
    ...library.policies.map((policy) => policy.path),
    ...mine.filter((path) => isPolicy(path)),
  ];
  return [
    ...library.labs.map((lab) => ({
      id: lab.path,
      title: lab.id,
      kind: 'lab',
      run: () => void openLibraryLab(bench, lab),
    })),
    ...strategies.map((path) => ({
      id: path,
      title: idOfPath(path),
      kind: 'strategy',
      run: () => chooseStrategy(bench, path),
    })),
    ...policies.map((path) => ({
      id: path,
      title: idOfPath(path),
      kind: policyPaths.includes(path) ? 'policy in use: leave it out' : 'policy',
      run: () => togglePolicy(bench, path),
    })),
    ...library.presets.map((preset) => ({
      id: preset.path,
      title: preset.id,
      kind: 'kernel preset',
      reason: preset.problem,
      run: () => choosePreset(bench, preset),
    })),
    ...bench.runs.get().entries.map((entry) => ({
      id: `run ${entry.id}`,
      title: `${entry.id} ${entry.label}`,
      kind: 'run',
      run: () => {
        bench.runs.set({ current: entry.id });
        moveCursor(bench, violatingPosition(entry.run, undefined));
      },
    })),
    ...library.texts
      .filter((text) => text.role === 'kernel')
      .map((text) => ({
        id: text.path,
        title: text.path,
        kind: 'kernel library',
        run: () => openText(bench, text.path),
      })),
  ];
}

function stepChoice(bench: Workbench, wanted: string): readonly Choice[] {
  const run = currentRun(bench.runs.get());
  const step = Number(wanted);
  if (!run || wanted === '' || !Number.isInteger(step)) return [];
  const inside = step >= 0 && step <= run.steps.length;
  return [
    {
      id: 'step',
      title: `Go to step ${step}`,
      kind: 'step',
      reason: inside ? undefined : `this run has ${run.steps.length} steps`,
      run: () => moveCursor(bench, step),
    },
  ];
}
