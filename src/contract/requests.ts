// What the lab accepts from a face: one strict schema for each call and job. Anything else is refused at the door.
//
// Promises: unknown members are refused; every string and list has a limit (`limits.ts`).
// Does not: judge whether a lab is right, or whether a file exists.

import { limits } from './limits.ts';
import { methodSchema } from './method-schema.ts';
import type { CallName, Contract, JobName } from './table.ts';
import { z } from './zod.ts';

/** A type as it looks after JSON: a member that may be undefined may also be absent. */
type Sent<T> = T extends readonly (infer Item)[]
  ? readonly Sent<Item>[]
  : T extends object
    ? { readonly [K in keyof T as undefined extends T[K] ? never : K]: Sent<T[K]> } & {
        readonly [K in keyof T as undefined extends T[K] ? K : never]?: Sent<T[K]> | undefined;
      }
    : T;

const nothing = z.undefined();
const text = z.strictObject({
  path: z.string().min(1).max(limits.pathLength),
  text: z.string().max(limits.textLength),
});
const texts = z.array(text).max(limits.texts);
const design = {
  strategy: text,
  policies: z.array(text).max(limits.policies),
  kernel: texts,
  memory: z.enum(['SC', 'x86-TSO', 'relaxed']),
};
const designId = z.string().min(1).max(limits.pathLength);
const input = z.strictObject({ lab: text, ...design });
const bounds = z.strictObject({
  maxStates: z.int().min(1).max(limits.states),
  maxMemory: z
    .int()
    .min(1024 ** 2)
    .max(limits.memory),
  maxMilliseconds: z.int().min(1).max(limits.milliseconds),
  maxDepth: z.int().min(1).max(limits.runSteps),
});
const matrix = {
  labs: z.array(text).max(limits.labs),
  designs: z.array(z.strictObject({ id: designId, ...design })).max(limits.designs),
  cells: z.array(z.tuple([z.int().min(0), z.int().min(0)])).max(limits.cells),
  bounds,
};
const strayCell = 'a cell names a lab or a design that is not in the request';
function namesItsCells(request: {
  readonly labs: readonly unknown[];
  readonly designs: readonly unknown[];
  readonly cells: readonly (readonly [number, number])[];
}): boolean {
  const { labs, designs, cells } = request;
  return cells.every(([lab, column]) => lab < labs.length && column < designs.length);
}
const policy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('round-robin') }),
  z.strictObject({ kind: z.literal('random'), seed: z.int().min(0).max(0xffff_ffff) }),
  z.strictObject({
    kind: z.literal('scripted'),
    schedule: z.string().max(limits.scheduleLength),
    atItsEnd: z.enum(['stop', 'round-robin']),
  }),
]);

export const requestSchemas = {
  'face.describe': nothing,
  'library.read': nothing,
  'lab.check': input,
  'lab.run': z.strictObject({
    input,
    policy,
    maxSteps: z.int().min(0).max(limits.runSteps),
    stepsPerSecond: z.number().min(0.1).max(limits.stepsPerSecond).optional(),
  }),
  'lab.explore': z.strictObject({
    input,
    bounds,
    design: designId.optional(),
    method: methodSchema.optional(),
  }),
  'lab.matrix': z.strictObject(matrix).refine(namesItsCells, strayCell),
  'lab.choices': input,
  'lab.export': z.strictObject({ input, design: designId.optional(), to: z.enum(['promela', 'tla']) }),
  'lab.costs': z.strictObject({ designs: matrix.designs }),
  'lab.loadBearing': z
    .strictObject({
      ...matrix,
      asked: z.string().min(1).max(limits.pathLength),
      allReds: z.boolean(),
      kinds: z
        .array(z.enum(['lock', 'barrier', 're-check', 'flag test']))
        .max(4)
        .optional(),
    })
    .refine(namesItsCells, strayCell),
  'files.open': z.strictObject({ kinds: z.array(z.enum(['lab', 'strategy', 'policy', 'session'])).max(4) }),
  'files.save': z.strictObject({
    token: z.string().max(64).optional(),
    suggestedName: z.string().min(1).max(255),
    text: z.string().max(limits.sessionLength),
  }),
  'backup.write': z.strictObject({ text: z.string().max(limits.sessionLength).optional() }),
  'backup.read': nothing,
  'window.describe': z.strictObject({ title: z.string().max(1000), dirty: z.boolean() }),
} satisfies { [N in CallName | JobName]: z.ZodType<Sent<Contract[N]['request']>> };

const jobs: { readonly [N in JobName]: true } = {
  'lab.run': true,
  'lab.explore': true,
  'lab.matrix': true,
  'lab.loadBearing': true,
};

export function isJob(name: CallName | JobName): name is JobName {
  return Object.hasOwn(jobs, name);
}

export function isCallOrJob(name: string): name is CallName | JobName {
  return Object.hasOwn(requestSchemas, name);
}
