// How much one request may bring. The limits are far above honest use and far below what could hurt.

export const limits = {
  /** Characters of one text; docs/language.md says the same. */
  textLength: 256 * 1024,
  /** Texts of one design: kernel files that are forked. */
  texts: 64,
  /** Policies of one design. */
  policies: 16,
  /** Labs and designs of one matrix, and its cells. */
  labs: 256,
  designs: 128,
  cells: 16_384,
  pathLength: 512,
  /** A schedule of the longest run, in text form. */
  scheduleLength: 4 * 1024 * 1024,
  sessionLength: 8 * 1024 * 1024,
  runSteps: 1_000_000,
  states: 1_000_000_000,
  /** Runs of a random search, threads, preemptions, changes of priority. */
  runs: 1_000_000_000,
  workers: 64,
  preemptions: 250,
  depth: 64,
  /** Bytes that a search may ask for. */
  memory: 16 * 1024 ** 3,
  milliseconds: 24 * 60 * 60 * 1000,
  stepsPerSecond: 1000,
  /** Bytes of one message from a window to the lab. */
  messageBytes: 32 * 1024 * 1024,
  /** Jobs that one window may have under way. */
  jobs: 8,
  /** Calls that one window may have open. */
  calls: 256,
} as const;
