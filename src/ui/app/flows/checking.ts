// Checks the texts while a person types: 150 ms after the last change, newest text only.
//
// Promises: an answer about an older text is dropped; typing never waits for one.

import type { LabInput } from '../../../contract/table.ts';
import { inputOf } from '../../state/document.ts';
import type { Workbench } from '../workbench.ts';

const quietTime = 150;

/** Starts watching the document; gives the function that ends it. */
export function watchDocument(bench: Workbench): () => void {
  let asked: LabInput | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const input = inputOf(bench.document.get(), bench.library);
    if (input === asked) return;
    const first = asked === undefined;
    asked = input;
    clearTimeout(timer);
    timer = setTimeout(() => void check(input), first ? 0 : quietTime);
  };
  const check = async (input: LabInput) => {
    const outcome = await bench.client.call('lab.check', input);
    if (input !== asked) return;
    bench.runs.set({
      check: {
        input,
        report: outcome.ok ? outcome.value : undefined,
        failure: outcome.ok ? undefined : outcome.error,
      },
    });
  };
  look();
  const stop = bench.document.subscribe(look);
  return () => {
    stop();
    clearTimeout(timer);
  };
}
