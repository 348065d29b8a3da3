// The shape of a run and of a chunk of one, as it arrives at a window: columns of the right kind and length.

import { z } from './zod.ts';

const int32 = z.instanceof(Int32Array);
const uint32 = z.instanceof(Uint32Array);
const uint8 = z.instanceof(Uint8Array);
const length = z.int().min(0);

const site = z.looseObject({
  function: z.string(),
  lineInFunction: z.int(),
  ordinal: z.int(),
  file: z.int(),
  line: z.int(),
  column: z.int(),
  endLine: z.int(),
  endColumn: z.int(),
  operation: z.string(),
  text: z.string(),
  calls: z.array(z.looseObject({ function: z.string(), file: z.int(), line: z.int() })),
});

const steps = z
  .looseObject({
    length,
    task: uint8,
    site: uint32,
    alternative: uint8,
    firstWrite: uint32,
    firstLedger: uint32,
    readAddress: int32,
    readValue: int32,
  })
  .refine(
    (columns) =>
      [columns.task, columns.site, columns.alternative, columns.readAddress, columns.readValue].every(
        (column) => column.length === columns.length,
      ) &&
      columns.firstWrite.length === columns.length + 1 &&
      columns.firstLedger.length === columns.length + 1,
    'columns of different lengths',
  );
const writes = z
  .looseObject({ length, address: int32, before: int32, after: int32 })
  .refine(
    (columns) =>
      [columns.address, columns.before, columns.after].every((column) => column.length === columns.length),
    'columns of different lengths',
  );
const ledger = z
  .looseObject({ length, page: uint8, holder: uint8, delta: int32 })
  .refine(
    (columns) =>
      [columns.page, columns.holder, columns.delta].every((column) => column.length === columns.length),
    'columns of different lengths',
  );
const named = z.array(z.looseObject({ value: z.number(), name: z.string() }));
const findings = z.array(
  z.looseObject({
    step: z.int(),
    finding: z.looseObject({ kind: z.string(), name: z.string(), message: z.string() }),
  }),
);
const end = z.looseObject({
  kind: z.string(),
  enabled: z.array(z.looseObject({ task: z.int(), alternatives: z.int(), site })),
  blocked: z.array(z.looseObject({ task: z.int(), site, holder: z.int().optional() })),
  schedule: z.string(),
  digest: z.string(),
});

export const runSchema = z.looseObject({
  head: z.looseObject({
    lab: z.string(),
    design: z.string(),
    strategy: z.string(),
    memory: z.string(),
    tasks: z.array(z.looseObject({ name: z.string(), kind: z.string(), cpu: z.int() })),
    files: z.array(z.string()),
    objects: z.array(
      z.looseObject({
        name: z.string(),
        kind: z.string(),
        address: z.int(),
        size: z.int(),
        fields: z.array(z.looseObject({ path: z.string(), address: z.int(), size: z.int() })),
      }),
    ),
    pages: z.array(z.looseObject({ name: z.string(), address: z.int() })),
    sites: z.array(site),
    holders: named,
    initial: z.looseObject({ address: int32, value: int32 }),
    initialLedger: z.array(z.looseObject({ page: z.int(), holder: z.int(), delta: z.int() })),
  }),
  steps,
  writes,
  ledger,
  lanes: z.array(z.looseObject({ name: z.string(), display: z.string(), names: named, values: int32 })),
  findings,
  end,
});

export const runChunkSchema = z.looseObject({
  start: runSchema.optional(),
  from: length,
  sites: z.array(site),
  steps,
  writes,
  ledger,
  lanes: z.array(int32),
  findings,
  end,
});
