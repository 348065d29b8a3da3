// The words of lab C that the parser must know before names have a meaning.

/** Words that make up a built-in type; several may stand together. */
export const TYPE_WORDS: ReadonlySet<string> = new Set([
  'void',
  'bool',
  '_Bool',
  'char',
  'short',
  'int',
  'long',
  'signed',
  'unsigned',
]);

/** Types the compiler knows by a single name. */
export const TYPE_NAMES: readonly string[] = [
  'u8',
  'u16',
  'u32',
  'u64',
  's8',
  's16',
  's32',
  's64',
  '__u8',
  '__u16',
  '__u32',
  '__u64',
  '__s8',
  '__s16',
  '__s32',
  '__s64',
  'uint8_t',
  'uint16_t',
  'uint32_t',
  'uint64_t',
  'int8_t',
  'int16_t',
  'int32_t',
  'int64_t',
  'size_t',
  'ssize_t',
  'uintptr_t',
  'intptr_t',
  'atomic_t',
  'atomic_long_t',
  'spinlock_t',
];

/** Read and dropped wherever a specifier or an attribute may stand. */
export const IGNORED_WORDS: ReadonlySet<string> = new Set([
  'const',
  'volatile',
  'restrict',
  '__restrict',
  'register',
  'auto',
  'inline',
  '__inline',
  '__inline__',
  '__always_inline',
  'noinline',
  '__maybe_unused',
  '__always_unused',
  '__used',
  '__must_check',
  '__init',
  '__user',
  '__iomem',
  '__force',
  '__sched',
  '__cold',
  '__read_mostly',
  'notrace',
  'asmlinkage',
  '__noreturn',
  '_Noreturn',
  '__const',
  '__bitwise',
  '__volatile__',
]);

export const FLOAT_WORDS: ReadonlySet<string> = new Set([
  'float',
  'double',
  '_Complex',
  '__float128',
  '_Float16',
]);

/** Top-level forms that are a word, arguments and, for some, a body or `WHEN`. */
export const FORMS: ReadonlySet<string> = new Set([
  'PAGE',
  'TASK',
  'DAEMON',
  'INTERRUPT',
  'BOOT',
  'QUIESCE',
  'NEEDS',
  'NEVER',
  'ALWAYS',
  'FINALLY',
  'AT',
  'CAN_STILL',
  'OVERRIDE',
  'EVENT',
  'LANE',
  'STRATEGY',
  'POLICY',
  'PRESET',
  'COMPARE',
  'COST',
]);

export const FORMS_WITH_BODY: ReadonlySet<string> = new Set([
  'TASK',
  'DAEMON',
  'INTERRUPT',
  'BOOT',
  'QUIESCE',
]);

export const LIST_LOOPS: ReadonlySet<string> = new Set([
  'list_for_each',
  'list_for_each_prev',
  'list_for_each_safe',
  'list_for_each_entry',
  'list_for_each_entry_reverse',
  'list_for_each_entry_safe',
  'list_for_each_entry_safe_reverse',
]);

/** C's own statements. */
export const CONTROL_WORDS = [
  'if',
  'else',
  'while',
  'do',
  'for',
  'switch',
  'case',
  'default',
  'break',
  'continue',
  'goto',
  'return',
] as const;

export const STATEMENT_WORDS: ReadonlySet<string> = new Set([...CONTROL_WORDS, 'atomic', 'ghost']);

/** Words that can never be a name. */
export const RESERVED: ReadonlySet<string> = new Set([
  ...TYPE_WORDS,
  ...FLOAT_WORDS,
  ...CONTROL_WORDS,
  'struct',
  'union',
  'enum',
  'typedef',
  'static',
  'extern',
  'sizeof',
  'const',
  'volatile',
  'inline',
  'ghost',
  'asm',
  '__asm__',
  'typeof',
  '__typeof__',
]);
