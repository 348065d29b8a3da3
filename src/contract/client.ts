// A face's end of a channel: turns the contract's calls and jobs into messages and judges what comes back.
//
// Promises: every call and job settles exactly once, also when the channel closes or an answer has the wrong shape;
// progress of a job never comes after its answer. Each progress message is acknowledged once the listener returned.

import { answerSchemas, eventSchemas, failureSchema, progressSchemas } from './answers.ts';
import type { Channel } from './channel.ts';
import { decodeMessage, encodeMessage } from './codec.ts';
import { type FaceMessage, labMessage } from './messages.ts';
import { connectionLost, failure, firstIssue } from './problems.ts';
import { isJob } from './requests.ts';
import type { CallName, Contract, JobName, LabClient, Outcome, ShellEvents } from './table.ts';
import { z } from './zod.ts';

interface Open {
  readonly name: CallName | JobName;
  readonly settle: (outcome: Outcome<unknown>) => void;
  readonly progress: (payload: unknown) => void;
}

const outcomeSchema = z.discriminatedUnion('ok', [
  z.looseObject({ ok: z.literal(true), value: z.unknown().optional() }),
  z.looseObject({ ok: z.literal(false), error: failureSchema }),
]);

export function createClient(channel: Channel): LabClient {
  const open = new Map<number, Open>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  let lastId = 0;
  let closed = false;
  const send = (message: FaceMessage) => {
    if (!closed) channel.send(encodeMessage(message));
  };

  const begin = (
    kind: 'call' | 'start',
    name: CallName | JobName,
    request: unknown,
    progress: (payload: unknown) => void,
  ): { id: number; done: Promise<Outcome<unknown>> } => {
    lastId += 1;
    const id = lastId;
    const done = new Promise<Outcome<unknown>>((settle) => {
      if (closed) settle(connectionLost);
      else open.set(id, { name, settle, progress });
    });
    send({ kind, id, name, request });
    return { id, done };
  };

  channel.onClose(() => {
    closed = true;
    for (const { settle } of open.values()) settle(connectionLost);
    open.clear();
  });
  channel.onMessage((bytes) => {
    const decoded = decodeMessage(bytes);
    const parsed = decoded.ok ? labMessage.safeParse(decoded.value) : undefined;
    if (!parsed?.success) return;
    const message = parsed.data;
    if (message.kind === 'event') {
      raise(listeners, message.name, message.payload);
      return;
    }
    const entry = open.get(message.id);
    if (entry === undefined) return;
    if (message.kind === 'answer') {
      open.delete(message.id);
      entry.settle(judgeAnswer(entry.name, message.outcome));
      return;
    }
    try {
      entry.progress(message.progress);
    } finally {
      send({ kind: 'taken', id: message.id });
    }
  });

  // The two casts below rest on the schemas: what reaches them has been judged under the call's own name.
  return {
    async call<N extends CallName>(name: N, request: Contract[N]['request']) {
      const { done } = begin('call', name, request, () => undefined);
      return (await done) as Outcome<Contract[N]['response']>;
    },
    start<N extends JobName>(
      name: N,
      request: Contract[N]['request'],
      onProgress: (progress: Contract[N]['progress']) => void,
    ) {
      const { id, done } = begin('start', name, request, (payload) => {
        const parsed = progressSchemas[name].safeParse(payload);
        if (parsed.success) onProgress(parsed.data as Contract[N]['progress']);
      });
      return {
        done: done as Promise<Outcome<Contract[N]['response']>>,
        cancel: (cell) => send({ kind: 'cancel', id, ...(cell !== undefined && { cell }) }),
        pause: (paused) => send({ kind: 'pause', id, paused }),
      };
    },
    on<E extends keyof ShellEvents>(event: E, listener: (payload: ShellEvents[E]) => void) {
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all);
      const wrapped = (payload: unknown) => listener(payload as ShellEvents[E]);
      all.add(wrapped);
      return () => {
        all.delete(wrapped);
      };
    },
  };
}

function raise(
  listeners: ReadonlyMap<string, ReadonlySet<(payload: unknown) => void>>,
  name: string,
  payload: unknown,
): void {
  if (!Object.hasOwn(eventSchemas, name)) return;
  const parsed = eventSchemas[name as keyof ShellEvents].safeParse(payload);
  if (!parsed.success) return;
  for (const listener of listeners.get(name) ?? []) listener(parsed.data);
}

function judgeAnswer(name: CallName | JobName, outcome: unknown): Outcome<unknown> {
  const parsed = outcomeSchema.safeParse(outcome);
  if (!parsed.success) return misshapen(name, firstIssue(parsed.error));
  if (!parsed.data.ok)
    return { ok: false, error: parsed.data.error as Outcome<never> extends { error: infer E } ? E : never };
  const value = answerSchemas[name].safeParse(parsed.data.value);
  if (!value.success) return misshapen(name, firstIssue(value.error));
  return { ok: true, value: value.data };
}

function misshapen(name: CallName | JobName, why: string): Outcome<never> {
  const what = isJob(name) ? 'result' : 'answer';
  return failure(
    'crashed',
    `The ${what} of ${name} has the wrong shape (${why}).`,
    'This is a defect of pinlab: window and lab may be of different versions. Reload; if it stays, report it.',
  );
}
