// The few messages that carry every call, job and event over a channel, and the check of their outer shape.

import { z } from './zod.ts';

const id = z.int().min(1);
const name = z.string().max(64);

/** From a face to the lab. `request` is judged by the call's own schema. */
export const faceMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id, name, request: z.unknown().optional() }),
  z.strictObject({ kind: z.literal('start'), id, name, request: z.unknown().optional() }),
  /** With a cell: only that cell of a matrix. */
  z.strictObject({ kind: z.literal('cancel'), id, cell: z.int().min(0).optional() }),
  /** A search rests, or goes on. */
  z.strictObject({ kind: z.literal('pause'), id, paused: z.boolean() }),
  /** The face has taken in one progress message of this job. */
  z.strictObject({ kind: z.literal('taken'), id }),
]);

/** From the lab to a face. */
export const labMessage = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('answer'), id, outcome: z.unknown() }),
  z.looseObject({ kind: z.literal('progress'), id, progress: z.unknown() }),
  z.looseObject({ kind: z.literal('event'), name, payload: z.unknown() }),
]);

export type FaceMessage = z.infer<typeof faceMessage>;
export type LabMessage = z.infer<typeof labMessage>;
