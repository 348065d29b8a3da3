// Opening: a lab, a strategy, a policy or a session, from a dialog, an upload, a drop or the shell. A file that cannot be used gets
// a message and changes nothing; unsaved work is asked about first.

import type { OpenedFile, Outcome } from '../../contract/table.ts';
import { verdictSentence } from '../../core/report/verdict-sentence.ts';
import { scriptedPolicy } from '../../core/schedule/policy.ts';
import { readSession } from '../../formats/session/read.ts';
import type { Session } from '../../formats/session/session.ts';
import { stillWanted } from '../app/flows/jobs.ts';
import { builtInChoice } from '../app/flows/origin.ts';
import { run } from '../app/flows/running.ts';
import { documentAround, openText, showDocument } from '../app/flows/texts.ts';
import { log, notify, tell, type Workbench } from '../app/workbench.ts';
import { type DocumentFile, designOf, isPolicy, isStrategy } from '../state/document.ts';
import { pickFile } from './files.ts';
import { documentOf, type OpenedSession } from './recipe.ts';
import { mayDiscard } from './unsaved.ts';

/** docs/language.md, bounds: one text. */
const longestText = 256 * 1024;

export async function openFromFile(bench: Workbench): Promise<void> {
  openPicked(bench, await pickFile(bench));
}

export function openPicked(bench: Workbench, picked: Outcome<OpenedFile | undefined>): void {
  if (!picked.ok) tell(bench, 'The file was not opened', picked.error.message, picked.error.remedy);
  else if (picked.value) void openFile(bench, picked.value);
}

export async function openFile(bench: Workbench, file: OpenedFile): Promise<void> {
  if (/\.pinlab$/i.test(file.name) || /^\ufeff?\s*\{/.test(file.text)) return openSession(bench, file);
  const refusal = whyNotText(file.text);
  if (refusal)
    return tell(
      bench,
      `${file.name} was not opened`,
      refusal,
      'Open a lab (.lab.c), a strategy (.strategy.c), a policy (.policy.c) or a session (.pinlab).',
    );
  if (isStrategy(file.name) || isPolicy(file.name)) return addOwn(bench, file);
  if (!(await mayDiscard(bench))) return;
  const document = bench.document.get();
  const { schedule, seed, bounds } = document;
  const design = builtInChoice(bench.library, designOf(document));
  const lab = { path: file.name, text: file.text };
  showDocument(
    bench,
    documentAround(lab, design, {
      schedule,
      seed,
      bounds,
      file: { kind: 'lab', name: file.name, token: file.token === '' ? undefined : file.token },
    }),
  );
  log(bench, `opened ${file.name}`);
}

function whyNotText(text: string): string | undefined {
  if (text.length > longestText)
    return `It has ${text.length} characters; a text has at most ${longestText}.`;
  if (text.includes('\0')) return 'It is not a text.';
  return undefined;
}

/** A strategy or a policy of the person's own joins the document and comes into use. */
function addOwn(bench: Workbench, file: OpenedFile): void {
  const { own, policyPaths } = bench.document.get();
  const text = { path: file.name, text: file.text };
  const strategy = isStrategy(text.path);
  bench.document.set({
    own: [...own.filter((known) => known.path !== text.path), text],
    ...(strategy
      ? { strategyPath: text.path }
      : { policyPaths: [...policyPaths.filter((path) => path !== text.path), text.path] }),
  });
  openText(bench, text.path);
  notify(
    bench,
    'plain',
    strategy ? `${file.name} is the strategy now.` : `The policy ${file.name} is in use now.`,
  );
}

async function openSession(bench: Workbench, file: OpenedFile): Promise<void> {
  const read = readSession(file.text);
  if (!read.ok) return tell(bench, `${file.name} was not opened`, read.error.message, read.error.remedy);
  const session = read.value;
  const from: DocumentFile = {
    kind: 'session',
    name: file.name,
    token: file.token === '' ? undefined : file.token,
  };
  const opened = documentOf(session, bench.library, from);
  if (!opened.ok) {
    const message = `It uses ${opened.error}, which is not part of this pinlab.`;
    return tell(
      bench,
      `${file.name} was not opened`,
      message,
      `It was written by pinlab ${session.engine}; open it there.`,
    );
  }
  if (!(await mayDiscard(bench))) return;
  showDocument(bench, opened.value.document);
  log(bench, `opened ${file.name}, written by pinlab ${session.engine}`);
  await restoreResults(bench, session, opened.value);
}

/** Shows what the file claims, then replays its run and says whether it is the same. */
export async function restoreResults(
  bench: Workbench,
  session: Session,
  { document, changed }: OpenedSession,
): Promise<void> {
  const { verdict, view } = session;
  if (verdict) {
    bench.runs.set({
      recorded: {
        verdict,
        sentence: verdictSentence(verdict),
        digest: session.run ? 'not-checked' : 'no-run',
        explanation: session.run ? 'Replaying the recorded run…' : 'The file holds no run to replay.',
      },
    });
  }
  bench.view.set({
    drawerTab: view.drawer ?? 'verdict',
    selectedPage: view.page,
    activeText: view.editor === 'strategy' ? document.strategyPath : document.lab.path,
  });
  if (!session.run) return;
  const policy = scriptedPolicy(session.run.schedule, 'stop');
  const wanted = stillWanted(bench);
  const replayed = await run(bench, policy, { label: 'replayed from the session' });
  if (!wanted()) return;
  if (replayed) {
    const first = session.notes[0]?.cursor ?? view.cursor;
    bench.view.set({ cursor: Math.min(first, replayed.steps.length), follow: false });
  }
  const same = replayed?.end.digest === session.run.digest;
  const explanation = same
    ? `Replayed: all ${session.run.steps} steps are the same as recorded.`
    : whyDifferent(session, replayed?.steps.length, changed);
  log(bench, explanation);
  bench.runs.update((runs) =>
    runs.recorded
      ? { ...runs, recorded: { ...runs.recorded, digest: same ? 'same' : 'different', explanation } }
      : runs,
  );
  if (!verdict || !same) notify(bench, same ? 'good' : 'bad', explanation);
}

function whyDifferent(session: Session, steps: number | undefined, changed: readonly string[]): string {
  const made = `This run was made with pinlab ${session.engine}`;
  const because =
    changed.length > 0
      ? ` Changed since: ${changed.slice(0, 4).join(', ')}${changed.length > 4 ? ' …' : ''}.`
      : '';
  if (steps === undefined) return `${made} and could not be replayed here; see Problems.${because}`;
  if (session.run && steps < session.run.steps)
    return `${made}; the replay can follow it for ${steps} of ${session.run.steps} steps.${because}`;
  return `${made}; the replay has the same steps but other values, so the digest differs.${because}`;
}
