// The instructions of WebAssembly that this room uses, by the numbers of the core specification (2.0 with vectors, and threads).

export const type = { i32: 0x7f, i64: 0x7e, v128: 0x7b } as const;
export type ValueType = (typeof type)[keyof typeof type];

/** Instructions without an operand in the text. */
export const op = {
  unreachable: 0x00,
  return: 0x0f,
  drop: 0x1a,
  select: 0x1b,
  eqz: 0x45,
  eq: 0x46,
  ne: 0x47,
  ltS: 0x48,
  ltU: 0x49,
  gtS: 0x4a,
  gtU: 0x4b,
  leS: 0x4c,
  leU: 0x4d,
  geS: 0x4e,
  geU: 0x4f,
  eqz64: 0x50,
  eq64: 0x51,
  ne64: 0x52,
  ctz: 0x68,
  popcnt: 0x69,
  add: 0x6a,
  sub: 0x6b,
  mul: 0x6c,
  divS: 0x6d,
  divU: 0x6e,
  remS: 0x6f,
  remU: 0x70,
  and: 0x71,
  or: 0x72,
  xor: 0x73,
  shl: 0x74,
  shrS: 0x75,
  shrU: 0x76,
  add64: 0x7c,
  sub64: 0x7d,
  mul64: 0x7e,
  and64: 0x83,
  or64: 0x84,
  xor64: 0x85,
  shl64: 0x86,
  shrU64: 0x88,
  wrap: 0xa7,
  extendU: 0xad,
  extend8: 0xc0,
  extend16: 0xc1,
} as const;

/** Loads and stores: their number, and how many bytes (as a power of two) they are told to be aligned to. */
export const access = {
  load: [0x28, 2],
  load64: [0x29, 3],
  load8S: [0x2c, 0],
  load8U: [0x2d, 0],
  load16S: [0x2e, 1],
  load16U: [0x2f, 1],
  store: [0x36, 2],
  store64: [0x37, 3],
  store8: [0x3a, 0],
  store16: [0x3b, 1],
} as const;
export type AccessName = keyof typeof access;

export const control = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  call: 0x10,
  callIndirect: 0x11,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  const32: 0x41,
  const64: 0x42,
  prefixMemory: 0xfc,
  prefixVector: 0xfd,
  prefixAtomic: 0xfe,
} as const;

/** Behind `prefixAtomic`. */
export const atomic = { load: 0x10, load64: 0x11, compareExchange64: 0x49 } as const;
/** Behind `prefixVector`: two numbers of 64 bits at once. */
export const vector = { load: 0x00, splat64: 0x12, bitmask64: 0xc4, eq64: 0xd6 } as const;
export const memoryCopy = 0x0a;
export const memoryFill = 0x0b;
