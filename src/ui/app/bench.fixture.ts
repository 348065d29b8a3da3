// A workbench over the canned lab, for tests of flows.

import type { Run } from '../../core/trace/run.ts';
import { initialRuns } from '../state/runs.ts';
import { createStore } from '../state/store.ts';
import { initialView } from '../state/view.ts';
import { sampleRun } from '../timeline/sample-run.fixture.ts';
import { firstDocument } from '../welcome/first-steps.ts';
import { cannedLibrary, fakeClient } from './fake-client.fixture.ts';
import type { Workbench } from './workbench.ts';

/** The sample run as a lab would end it. */
function endedRun(): Run {
  const run = sampleRun();
  return { ...run, end: { ...run.end, digest: '0123456789abcdef' } };
}

export function testBench(run = endedRun()): Workbench {
  const document = firstDocument(cannedLibrary);
  return {
    client: fakeClient(run),
    face: { kind: 'browser', version: '0.0.0', files: false, platform: 'linux' },
    library: cannedLibrary,
    document: createStore(document),
    view: createStore({ ...initialView, activeText: document.lab.path }),
    runs: createStore(initialRuns),
  };
}
