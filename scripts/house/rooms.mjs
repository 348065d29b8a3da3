// Who may import whom. What is not listed is forbidden; imports inside one room are always allowed.
//
// The most specific room (longest prefix) owns a file. `types: true` allows `import type` only. Packages are listed by
// name; `node:` stands for Node's own modules. Known debt would stand at the bottom, each line with its reason: none.

/** @typedef {{ room: string, may: readonly string[], mayTypes?: readonly string[], packages?: readonly string[] }} Room */

const core = (name) => `src/core/${name}`;

/** @type {readonly Room[]} */
export const rooms = [
  { room: core('base'), may: [] },
  { room: core('language'), may: [core('base')] },
  { room: core('schedule'), may: [core('base'), core('language')] },
  { room: core('check'), may: [core('base'), core('language')] },
  {
    room: core('machine'),
    may: [core('base'), core('language'), core('schedule'), core('check'), core('trace')],
  },
  {
    room: core('explore'),
    may: [core('base'), core('language'), core('schedule'), core('check'), core('machine')],
  },
  {
    room: core('trace'),
    may: [core('base'), core('language'), core('schedule'), core('check')],
  },
  {
    room: core('replay'),
    may: [
      core('base'),
      core('language'),
      core('schedule'),
      core('check'),
      core('machine'),
      core('explore'),
      core('trace'),
    ],
  },
  // What can be said of a graph without running it: values, reach, footprints.
  { room: core('analyse'), may: ['base', 'language', 'check', 'machine'].map(core) },
  { room: core('reduce'), may: ['base', 'language', 'check', 'machine', 'analyse'].map(core) },
  {
    room: core('wasm'),
    may: ['base', 'language', 'check', 'schedule', 'machine', 'explore'].map(core),
    mayTypes: [core('reduce')],
  },
  {
    room: core('sweep'),
    may: ['base', 'language', 'check', 'machine', 'schedule', 'explore', 'analyse', 'reduce', 'wasm'].map(
      core,
    ),
  },
  {
    room: core('sample'),
    may: ['base', 'language', 'check', 'machine', 'schedule', 'explore'].map(core),
  },
  // What a person asks of a violation: what decides it, what else there is, from where on it is too late.
  {
    room: core('explain'),
    may: ['base', 'language', 'check', 'machine', 'schedule', 'explore', 'trace'].map(core),
  },
  {
    room: core('export'),
    may: ['base', 'language', 'check', 'machine', 'schedule', 'analyse'].map(core),
  },
  {
    room: core('report'),
    may: [core('base'), core('check'), core('schedule'), core('trace')],
    mayTypes: [core('language')],
  },
  // The second opinion: it reads the typed tree and shares nothing with lowering or the machine.
  {
    room: core('interpret'),
    may: [
      core('base'),
      core('language/check'),
      core('language/types'),
      core('language/source'),
      core('check'),
      core('schedule'),
    ],
  },
  { room: 'src/formats', may: ['src/core'], packages: ['zod'] },
  { room: 'src/contract', may: [core('base')], mayTypes: ['src/core'], packages: ['zod'] },
  { room: 'src/lab', may: ['src/core', 'src/formats', 'src/contract'], packages: ['node:'] },
  {
    room: 'src/cli',
    may: ['src/lab', 'src/core', 'src/formats', 'src/contract', 'src/server'],
    packages: ['node:'],
  },
  { room: 'src/server', may: ['src/lab', 'src/contract', core('base')], packages: ['node:', 'ws'] },
  {
    room: 'src/ui',
    may: [
      'src/contract',
      'src/formats',
      core('base'),
      core('language'),
      core('check'),
      core('schedule'),
      core('trace'),
      core('report'),
    ],
    mayTypes: ['src/core'],
    packages: ['react', 'react-dom', 'monaco-editor', 'react-resizable-panels'],
  },
  { room: 'electron', may: ['src/contract', 'src/lab', core('base')], packages: ['electron', 'node:'] },
];

/** Rooms whose files may not be imported by the window at run time, said once more because it matters most. */
export const neverInTheWindow = [
  'machine',
  'explore',
  'interpret',
  'analyse',
  'reduce',
  'wasm',
  'sweep',
  'sample',
  'explain',
  'export',
].map(core);

/** Lines a file may have; counted without trailing blank lines. Tests and lab C are measured too. */
export const sizeBudget = { ceiling: 500, medianAtMost: 150 };
