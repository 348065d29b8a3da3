// The lab's end of a channel: judges every request, runs it, sends answers and progress, waits for a slow face.
//
// Promises: nothing that arrives can make it throw; a message that is no message closes the channel; when the channel
// closes, its jobs are cancelled. A job that has `maxUntaken` progress messages unacknowledged waits.
// Does not: know what a call does (that is `LabService`) or who may connect (that is the transport).

import type { Channel } from './channel.ts';
import { decodeMessage, encodeMessage } from './codec.ts';
import { limits } from './limits.ts';
import { type FaceMessage, faceMessage, type LabMessage } from './messages.ts';
import { failure, firstIssue } from './problems.ts';
import { isCallOrJob, isJob, requestSchemas } from './requests.ts';
import type { CallName, Contract, Job, JobName, Outcome, ShellEvents } from './table.ts';

/** What stands behind the contract. `taken` of a progress resolves when the face has taken it in. */
export interface LabService {
  readonly calls: {
    readonly [N in CallName]: (request: Contract[N]['request']) => Promise<Outcome<Contract[N]['response']>>;
  };
  readonly jobs: {
    readonly [N in JobName]: (
      request: Contract[N]['request'],
      progress: (progress: Contract[N]['progress']) => Promise<void>,
    ) => Job<Contract[N]['response']>;
  };
}

export interface ServedChannel {
  raise<E extends keyof ShellEvents>(event: E, payload: ShellEvents[E]): void;
}

const maxUntaken = 4;

interface OpenJob {
  cancel: (cell: number | undefined) => void;
  pause: ((paused: boolean) => void) | undefined;
  untaken: number;
  waiting: (() => void)[];
}

export function serveChannel(service: LabService, channel: Channel): ServedChannel {
  const jobs = new Map<number, OpenJob>();
  let calls = 0;
  let closed = false;
  const send = (message: LabMessage) => {
    if (!closed) channel.send(encodeMessage(message));
  };
  const answer = (id: number, outcome: Outcome<unknown>) => send({ kind: 'answer', id, outcome });

  const call = async (id: number, name: CallName, request: unknown) => {
    calls += 1;
    // The request has passed the schema of this very name.
    const run = service.calls[name] as (request: unknown) => Promise<Outcome<unknown>>;
    try {
      answer(id, await run(request));
    } catch (error) {
      answer(id, broken(name, error));
    } finally {
      calls -= 1;
    }
  };

  const start = async (id: number, name: JobName, request: unknown) => {
    const run = service.jobs[name] as (
      request: unknown,
      progress: (progress: unknown) => Promise<void>,
    ) => Job<unknown>;
    const entry: OpenJob = {
      cancel: () => undefined,
      pause: undefined,
      untaken: 0,
      waiting: [],
    };
    jobs.set(id, entry);
    try {
      const job = run(request, (progress) => deliver(id, progress));
      entry.cancel = job.cancel;
      entry.pause = job.pause;
      answer(id, await job.done);
    } catch (error) {
      answer(id, broken(name, error));
    } finally {
      release(entry);
      jobs.delete(id);
    }
  };

  const deliver = (id: number, progress: unknown): Promise<void> => {
    const job = jobs.get(id);
    if (job === undefined || closed) return Promise.resolve();
    job.untaken += 1;
    send({ kind: 'progress', id, progress });
    if (job.untaken < maxUntaken) return Promise.resolve();
    return new Promise((resolve) => job.waiting.push(resolve));
  };

  const receive = (message: FaceMessage) => {
    switch (message.kind) {
      case 'cancel':
        jobs.get(message.id)?.cancel(message.cell);
        return;
      case 'pause':
        jobs.get(message.id)?.pause?.(message.paused);
        return;
      case 'taken': {
        const job = jobs.get(message.id);
        if (job !== undefined) {
          job.untaken = Math.max(0, job.untaken - 1);
          release(job);
        }
        return;
      }
      default: {
        const judged = judgeRequest(message, calls, jobs);
        if (!judged.ok) answer(message.id, judged);
        else if (isJob(judged.value.name)) void start(message.id, judged.value.name, judged.value.request);
        else void call(message.id, judged.value.name, judged.value.request);
      }
    }
  };

  channel.onClose(() => {
    closed = true;
    for (const job of jobs.values()) {
      job.cancel(undefined);
      release(job);
    }
  });
  channel.onMessage((bytes) => {
    if (closed) return;
    const decoded = decodeMessage(bytes);
    const parsed = decoded.ok ? faceMessage.safeParse(decoded.value) : undefined;
    if (parsed?.success) receive(parsed.data);
    else channel.close();
  });
  return { raise: (name, payload) => send({ kind: 'event', name, payload }) };
}

function release(job: OpenJob): void {
  for (const go of job.waiting.splice(0)) go();
}

type Asking = Extract<FaceMessage, { kind: 'call' | 'start' }>;

function judgeRequest(
  { kind, id, name, request }: Asking,
  calls: number,
  jobs: ReadonlyMap<number, OpenJob>,
): Outcome<{ readonly name: CallName | JobName; readonly request: unknown }> {
  if (!isCallOrJob(name) || isJob(name) !== (kind === 'start') || jobs.has(id)) {
    return failure(
      'bad-request',
      `The lab knows no such ${kind === 'start' ? 'job' : 'call'}.`,
      'Reload the window.',
    );
  }
  if (calls >= limits.calls || jobs.size >= limits.jobs) {
    return failure(
      'bad-request',
      'Too much is under way already.',
      'Stop a search or a run, or wait until it ends.',
    );
  }
  const parsed = requestSchemas[name].safeParse(request);
  if (!parsed.success) {
    const tooBig = parsed.error.issues[0]?.code === 'too_big';
    return failure(
      tooBig ? 'too-large' : 'bad-request',
      `The request ${name} was refused: ${firstIssue(parsed.error)}.`,
      tooBig
        ? `A text may have ${limits.textLength / 1024} KiB and a request ${limits.texts} texts; make it smaller.`
        : 'Reload the window; if it stays, report it as a defect of pinlab.',
    );
  }
  return { ok: true, value: { name, request: parsed.data } };
}

function broken(name: CallName | JobName, error: unknown): Outcome<never> {
  const why = error instanceof Error ? error.message : String(error);
  return failure(
    'crashed',
    `${name} failed in a way that it should not: ${why}`,
    'This is a defect of pinlab. Save your text and report it with the text.',
  );
}
