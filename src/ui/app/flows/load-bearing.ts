// "Is this line load-bearing?": the strategy or policy in the editor without each of its locks, barriers, re-checks and
// flag tests in turn, in every cell that it takes part in; and a red of one line opened as a fork.

import type {
  LoadBearingLine,
  LoadBearingProgress,
  MatrixRequest,
  NamedDesign,
  TextInput,
} from '../../../contract/table.ts';
import { without } from '../../../core/language/mutate/removal.ts';
import { mayDiscard } from '../../session/unsaved.ts';
import { builtInDesign, idOfPath, namedDesign } from '../../state/design-name.ts';
import { isPolicy, isStrategy } from '../../state/document.ts';
import type { LoadBearingState } from '../../state/runs.ts';
import { log, notify, textAt, type Workbench } from '../workbench.ts';
import { explore } from './explore.ts';
import { inBackground } from './jobs.ts';
import { originOf } from './origin.ts';
import { documentAround, forkAs, showDocument } from './texts.ts';

/** The text that would be asked about: the one in the editor if it can be, else the strategy in use. */
export function askedText(bench: Workbench): TextInput | undefined {
  const { activeText } = bench.view.get();
  const { strategyPath } = bench.document.get();
  const path = isStrategy(activeText) || isPolicy(activeText) ? activeText : strategyPath;
  const found = textAt(bench, path);
  return found && { path, text: found.text };
}

export function whyNotLoadBearing(bench: Workbench): string | undefined {
  return askedText(bench) ? undefined : 'there is no strategy';
}

/** With `allReds` a line is not answered at its first red: it takes much longer. */
export async function askLoadBearing(
  bench: Workbench,
  allReds = false,
  asked = askedText(bench),
): Promise<void> {
  if (!asked || bench.runs.get().background) return;
  const request = { ...requestFor(bench, asked), asked: asked.path, allReds };
  const { designs } = request;
  bench.runs.set({
    loadBearing: {
      asked,
      allReds,
      designs,
      holding: undefined,
      total: undefined,
      lines: [],
      failure: undefined,
    },
  });
  log(bench, `load-bearing lines of ${asked.path}, ${request.cells.length} cells`);
  const change = (next: (now: LoadBearingState) => Partial<LoadBearingState>) => {
    const now = bench.runs.get().loadBearing;
    if (now?.asked === asked) bench.runs.set({ loadBearing: { ...now, ...next(now) } });
  };
  const onProgress = (progress: LoadBearingProgress) =>
    change((now) =>
      progress.kind === 'lines' ? { total: progress.total } : { lines: [...now.lines, progress.line] },
    );
  const job = bench.client.start('lab.loadBearing', request, onProgress);
  const outcome = await inBackground(bench, 'load-bearing', job);
  if (outcome.ok) change(() => outcome.value);
  else if (outcome.error.code !== 'cancelled') change(() => ({ failure: outcome.error }));
}

/** What turned red, under the text without that line, as a fork that the person can go on with. */
export async function openRed(
  bench: Workbench,
  line: LoadBearingLine,
  red: LoadBearingLine['reds'][number],
): Promise<void> {
  const state = bench.runs.get().loadBearing;
  const lab = bench.library.texts.find((text) => text.path === red.lab);
  const design = state?.designs.find((known) => known.id === red.design);
  if (!state || !design || !lab) return;
  const before = bench.document.get();
  const sameLab = before.lab.path === red.lab;
  if (!sameLab && before.lab.text !== before.saved.lab && !(await mayDiscard(bench))) return;
  const { schedule, seed, bounds, method, own, kernel, file, saved } = before;
  const document = documentAround(
    sameLab ? before.lab : { path: lab.path, text: lab.text },
    {
      strategyPath: design.strategy.path,
      policyPaths: design.policies.map((policy) => policy.path),
      memory: design.memory,
      preset: bench.library.presets.find((preset) => preset.id === design.id)?.id,
    },
    { schedule, seed, bounds, method, own, kernel, ...(sameLab ? { file } : {}) },
  );
  showDocument(bench, {
    ...document,
    saved: {
      ...document.saved,
      own: saved.own,
      kernel: saved.kernel,
      ...(sameLab ? { lab: saved.lab } : {}),
    },
  });
  const fork = forkAs(bench, state.asked.path, without(state.asked.text, line.edits));
  bench.view.set({ reveal: { path: fork, line: line.line, column: 1, focus: false }, large: false });
  notify(bench, 'plain', `${fork}: line ${line.line} without its ${line.kind}.`);
  if (!bench.runs.get().job) await explore(bench);
}

/** Every built-in cell that the text takes part in, with the person's version of it in place of the built-in one. */
function requestFor(bench: Workbench, asked: TextInput): MatrixRequest {
  const { library } = bench;
  const origin = originOf(library, asked.path)?.path;
  const labs: TextInput[] = [];
  const designs = new Map<string, NamedDesign>();
  const wanted: [lab: number, design: string][] = [];
  for (const lab of library.labs) {
    const text = originOf(library, lab.path);
    if (!text) continue;
    const mine = lab.compare.filter((id) => {
      const design = designs.get(id) ?? designWith(bench, id, origin, asked);
      if (design) designs.set(id, design);
      return design !== undefined;
    });
    if (mine.length === 0) continue;
    for (const id of mine) wanted.push([labs.length, id]);
    labs.push(text);
  }
  if (wanted.length === 0) return ownRequest(bench, asked);
  const ids = [...designs.keys()];
  return {
    labs,
    designs: [...designs.values()],
    cells: wanted.map(([lab, id]) => [lab, ids.indexOf(id)] as const),
    bounds: bench.document.get().bounds,
  };
}

/** The built-in design with the asked text in it; undefined where it has no place for it. */
function designWith(
  bench: Workbench,
  id: string,
  origin: string | undefined,
  asked: TextInput,
): NamedDesign | undefined {
  const design = builtInDesign(bench.library, id);
  if (!design || origin === undefined) return undefined;
  const swap = (text: TextInput) => (text.path === origin ? asked : text);
  const changed = { ...design, strategy: swap(design.strategy), policies: design.policies.map(swap) };
  return changed.strategy === asked || changed.policies.includes(asked) ? changed : undefined;
}

/** A text that no built-in design has: the document's own lab under the document's design. */
function ownRequest(bench: Workbench, asked: TextInput): MatrixRequest {
  const document = bench.document.get();
  const design = namedDesign(document, bench.library);
  const { policies } = design;
  const known = policies.some((policy) => policy.path === asked.path);
  return {
    labs: [document.lab],
    designs: [
      isStrategy(asked.path)
        ? { ...design, id: idOfPath(asked.path), strategy: asked }
        : { ...design, policies: known ? policies : [...policies, asked] },
    ],
    cells: [[0, 0]],
    bounds: document.bounds,
  };
}
