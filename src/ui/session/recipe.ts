// The window's state as a session, and a session as a document: what is kept, what is rebuilt.

import type { Library, TextInput } from '../../contract/table.ts';
import { fail, ok, type Result } from '../../core/base/result.ts';
import { mailDiagram } from '../../core/report/mail.ts';
import { scriptedPolicy } from '../../core/schedule/policy.ts';
import type { SchedulePolicy } from '../../core/schedule/schedule.ts';
import type { Run } from '../../core/trace/run.ts';
import type { Session, SessionText } from '../../formats/session/session.ts';
import { changedTexts, textHash } from '../../formats/session/text-hash.ts';
import { writeSession } from '../../formats/session/write.ts';
import { documentAround } from '../app/flows/texts.ts';
import { currentInput, type Workbench } from '../app/workbench.ts';
import { isAutomatic } from '../search/method-form.ts';
import { choiceOfPreset } from '../state/design-name.ts';
import {
  type DesignChoice,
  type DocumentFile,
  type DocumentState,
  policiesOf,
  type ScheduleChoice,
  sameDesign,
  sameInput,
  savedFormOf,
  strategyOf,
} from '../state/document.ts';
import { currentEntry } from '../state/runs.ts';
import { verdictOf } from '../verdict/copy-for-mail.ts';

/** Characters; a session as a whole has at most eight times as many. */
const longestSchedule = 1024 * 1024;

export function sessionText(bench: Workbench): string {
  return writeSession(sessionOf(bench));
}

export function sessionOf(bench: Workbench): Session {
  const document = bench.document.get();
  const view = bench.view.get();
  const runs = bench.runs.get();
  const { library } = bench;
  const input = currentInput(bench);
  const entry = currentEntry(runs);
  const run = entry && sameInput(entry.input, input) ? entry.run : undefined;
  // A run that is still growing has no digest yet and cannot be recorded.
  // One of hundreds of thousands of switches would make a file that nobody can mail, or read back.
  const ended = run?.end.digest && run.end.schedule.length <= longestSchedule ? run : undefined;
  const explored = runs.explored && sameInput(runs.explored.input, input) ? runs.explored : undefined;
  const verdict = explored?.result.verdict ?? runs.recorded?.verdict;
  const forked = new Set(document.kernel.map((text) => text.path));
  const drawn = run && verdictOf(runs, run);
  return {
    engine: library.engineVersion,
    lab: sourceOf(library, document.lab),
    strategy: sourceOf(library, strategyOf(document, library)),
    policies: policiesOf(document, library).map((text) => sourceOf(library, text)),
    kernel: document.kernel,
    builtIn: library.texts
      .filter((text) => text.role === 'kernel' && !forked.has(text.path))
      .map((text) => ({ path: text.path, hash: textHash(text.text) })),
    options: {
      memory: document.memory,
      bounds: document.bounds,
      method: isAutomatic(document.method) ? undefined : document.method,
    },
    policy: schedulePolicyOf(document, ended),
    run: ended && { steps: ended.steps.length, schedule: ended.end.schedule, digest: ended.end.digest },
    verdict,
    view: {
      cursor: run ? Math.min(view.cursor, run.steps.length) : 0,
      page: view.selectedPage,
      drawer: view.drawerTab,
      editor: view.activeText === document.strategyPath ? 'strategy' : 'lab',
    },
    notes: document.notes,
    diagram: run && drawn ? mailDiagram(run, drawn) : undefined,
  };
}

export interface OpenedSession {
  readonly document: DocumentState;
  /** Built-in texts that are not what the session was made with. */
  readonly changed: readonly string[];
}

/** Fails, and changes nothing, when the session needs a built-in text that this pinlab does not have. */
export function documentOf(
  session: Session,
  library: Library,
  file: DocumentFile | undefined,
): Result<OpenedSession, string> {
  const lab = textOf(library, session.lab);
  if (!lab) return fail(session.lab.path);
  const parts = [session.strategy, ...session.policies];
  const texts: TextInput[] = [];
  for (const part of parts) {
    const text = textOf(library, part);
    if (!text) return fail(part.path);
    texts.push(text);
  }
  const [strategy, ...policies] = texts;
  const builtIn = [...session.builtIn, session.lab, ...parts].flatMap((text) =>
    'hash' in text ? [{ path: text.path, hash: text.hash }] : [],
  );
  const design = namedAgain(library, {
    strategyPath: strategy?.path ?? '',
    policyPaths: policies.map((policy) => policy.path),
    memory: session.options.memory,
    preset: undefined,
  });
  const document = documentAround(lab, design, {
    own: texts.filter((_, at) => parts[at]?.kind === 'own'),
    kernel: session.kernel,
    schedule: scheduleOf(session.policy),
    seed: session.policy.kind === 'random' ? session.policy.seed : 1,
    bounds: session.options.bounds,
    method: session.options.method ?? { kind: 'auto' },
    notes: session.notes,
    file,
  });
  return ok({ document, changed: changedTexts(builtIn, library.texts) });
}

/** A design of several parts that are those of a preset is that preset again. */
function namedAgain(library: Library, design: DesignChoice): DesignChoice {
  if (design.policyPaths.length === 0) return design;
  const preset = library.presets.find((known) => {
    const parts = choiceOfPreset(library, known);
    return parts !== undefined && sameDesign(parts, design);
  });
  return { ...design, preset: preset?.id };
}

/** A document from a backup: what was never saved counts as unsaved again. */
export function recoveredDocument(opened: OpenedSession, library: Library): DocumentState {
  const { document } = opened;
  const builtIn = library.texts.find((text) => text.path === document.lab.path)?.text ?? '';
  return {
    ...document,
    file: undefined,
    recovered: true,
    saved: { ...savedFormOf(document), lab: builtIn, own: [], kernel: [] },
  };
}

function sourceOf(library: Library, text: TextInput): SessionText {
  const builtIn = library.texts.find((known) => known.path === text.path)?.text;
  return builtIn === text.text
    ? { kind: 'built-in', path: text.path, hash: textHash(text.text) }
    : { kind: 'own', path: text.path, text: text.text };
}

function textOf(library: Library, text: SessionText): TextInput | undefined {
  if (text.kind === 'own') return { path: text.path, text: text.text };
  const found = library.texts.find((known) => known.path === text.path);
  return found && { path: found.path, text: found.text };
}

function schedulePolicyOf(document: DocumentState, run: Run | undefined): SchedulePolicy {
  switch (document.schedule.kind) {
    case 'random':
      return { kind: 'random', seed: document.seed };
    case 'stepwise':
      return scriptedPolicy(run?.end.schedule ?? '', 'stop');
    default:
      return { kind: 'round-robin' };
  }
}

function scheduleOf(policy: SchedulePolicy): ScheduleChoice {
  return policy.kind === 'scripted' ? { kind: 'stepwise' } : { kind: policy.kind };
}
