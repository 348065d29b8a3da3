// Choosing a design: a preset, a strategy, policies one by one, a memory model. What was shown in the editor of a part
// that is exchanged makes room for the new one.

import type { LibraryPreset } from '../../../contract/table.ts';
import type { MemoryModel } from '../../../core/check/verdict.ts';
import { choiceOfPreset } from '../../state/design-name.ts';
import { isStrategy } from '../../state/document.ts';
import type { Workbench } from '../workbench.ts';

export function choosePreset(bench: Workbench, preset: LibraryPreset): void {
  const choice = choiceOfPreset(bench.library, preset);
  if (!choice) return;
  const { strategyPath, policyPaths } = bench.document.get();
  bench.document.set(choice);
  makeRoom(bench, [strategyPath, ...policyPaths]);
}

export function chooseStrategy(bench: Workbench, path: string): void {
  const { strategyPath } = bench.document.get();
  if (path === strategyPath) return;
  bench.document.set({ strategyPath: path });
  makeRoom(bench, [strategyPath]);
}

/** A policy that joins gets a tab, to be read. */
export function togglePolicy(bench: Workbench, path: string): void {
  const { policyPaths } = bench.document.get();
  if (policyPaths.includes(path)) {
    bench.document.set({ policyPaths: policyPaths.filter((known) => known !== path) });
    makeRoom(bench, [path]);
    return;
  }
  bench.document.set({ policyPaths: [...policyPaths, path] });
  bench.view.update((view) => ({
    ...view,
    openTexts: [...view.openTexts.filter((open) => open !== path), path],
  }));
}

export function chooseMemory(bench: Workbench, memory: MemoryModel): void {
  bench.document.set({ memory });
}

/** Tabs of texts that have gone out of use close; what was shown makes room for the strategy, or the lab. */
function makeRoom(bench: Workbench, gone: readonly string[]): void {
  const { lab, strategyPath, policyPaths } = bench.document.get();
  const { activeText, openTexts } = bench.view.get();
  const closed = gone.filter((path) => path !== strategyPath && !policyPaths.includes(path));
  bench.view.set({ openTexts: openTexts.filter((path) => path !== strategyPath && !closed.includes(path)) });
  if (closed.includes(activeText))
    bench.view.set({ activeText: isStrategy(activeText) ? strategyPath : lab.path });
}
