// Finds the designs that a person names: a strategy with policies and a memory model, a design's id, a kernel's preset.
//
// Promises: each part is an id or the path of a file; a name that leads nowhere is answered with what exists and what may
// have been meant.

import { resolve } from 'node:path';
import type { LibraryPreset, NamedDesign, TextInput } from '../contract/table.ts';
import { fail, ok, type Result } from '../core/base/result.ts';
import { looksLikePreset } from '../core/check/compare-designs.ts';
import { type Design, formatDesign, noSuch, readMemory, splitDesign } from '../core/check/design.ts';
import { nearest } from '../core/language/source/did-you-mean.ts';
import { idOf, policyEnding, strategyEnding } from '../lab/file-names.ts';
import type { LoadedLibrary } from '../lab/library.ts';
import type { Arguments, Flags } from './arguments.ts';
import { builtInText, isBlank, kindOf, noFile, readText } from './files.ts';
import type { Places } from './terminal.ts';

const about = {
  strategy: 'the way of tracking pins',
  policy: 'a choice of another axis on top of it; repeat it, or separate with commas',
  memory: 'SC (as not given), x86-TSO or relaxed',
  design: 'strategy, policies and memory model in one word: ID+POLICY@MODEL',
  preset: 'the choices of one kernel: v4.4 … v6.5',
} as const;

/** For commands that take one design. */
export const designFlags = {
  strategy: { kind: 'text', value: 'ID|FILE', about: about.strategy },
  policy: { kind: 'many', value: 'ID|FILE', about: about.policy },
  memory: { kind: 'text', value: 'MODEL', about: about.memory },
  design: { kind: 'text', value: 'ID', about: about.design },
  preset: { kind: 'text', value: 'NAME', about: about.preset },
} as const satisfies Flags;

/** For commands that take several; policies and memory model go on top of each. */
export const designsFlags = {
  strategy: { kind: 'many', value: 'ID|FILE', about: 'only these; repeat it, or separate with commas' },
  policy: { kind: 'many', value: 'ID|FILE', about: 'on top of each of them' },
  memory: { kind: 'text', value: 'MODEL', about: `for each of them: ${about.memory}` },
  design: { kind: 'many', value: 'ID', about: about.design },
  preset: { kind: 'many', value: 'NAME', about: about.preset },
} as const satisfies Flags;

const naming = ['strategy', 'design', 'preset'] as const;

/** The one design that the arguments name. */
export function readDesign(
  args: Arguments,
  places: Places,
  library: LoadedLibrary,
): Result<NamedDesign, string> {
  const given = naming.filter((flag) => args.has(flag));
  const [flag, other] = given;
  if (flag !== undefined && other !== undefined) {
    return fail(`--${flag} and --${other} exclude each other: each names a whole design.`);
  }
  const name = flag === undefined ? undefined : args.text(flag);
  if (flag === undefined || name === undefined) return fail(nameOne(library));
  return designNamed(flag, name, args, places, library);
}

/** Every design that the arguments name; none is an empty list. */
export function readDesigns(
  args: Arguments,
  places: Places,
  library: LoadedLibrary,
): Result<readonly NamedDesign[], string> {
  const designs: NamedDesign[] = [];
  for (const flag of naming) {
    for (const name of namesOf(args, flag)) {
      const design = designNamed(flag, name, args, places, library);
      if (!design.ok) return design;
      if (!designs.some(({ id }) => id === design.value.id)) designs.push(design.value);
    }
  }
  const [lone] = ['policy', 'memory'].filter((flag) => args.has(flag));
  if (designs.length === 0 && lone !== undefined) {
    return fail(`--${lone} goes on top of a design: name one with --strategy, --design or --preset.`);
  }
  return ok(designs);
}

/** A design by an id of the library: what a lab's COMPARE names. */
export function designById(id: string, places: Places, library: LoadedLibrary): Result<NamedDesign, string> {
  return designOfId(id, [], undefined, places, library);
}

/** The words that name the same design again. */
export function designWords(args: Arguments): string {
  return Object.keys(designFlags)
    .flatMap((flag) => args.list(flag).map((value) => `--${flag} ${value}`))
    .join(' ');
}

function designNamed(
  flag: (typeof naming)[number],
  name: string,
  args: Arguments,
  places: Places,
  library: LoadedLibrary,
): Result<NamedDesign, string> {
  const added = namesOf(args, 'policy');
  const memory = args.text('memory');
  if (flag === 'strategy') {
    const model = readMemory(memory ?? 'SC');
    if (!model.ok) return fail(`${model.error}.`);
    return withTexts({ strategy: name, policies: added, memory: model.value }, undefined, places, library);
  }
  if (flag === 'preset' && library.presetOf(name) === undefined) {
    const names = library.presets.map(({ id }) => id);
    return fail(`${noSuch(name, 'preset', names)}.`);
  }
  return designOfId(name, added, memory, places, library);
}

function designOfId(
  id: string,
  added: readonly string[],
  memory: string | undefined,
  places: Places,
  library: LoadedLibrary,
): Result<NamedDesign, string> {
  const preset = library.presetOf(id);
  if (preset?.problem !== undefined) return fail(`${preset.id} cannot be used: ${preset.problem}.`);
  if (preset === undefined && looksLikePreset(id)) {
    const names = library.presets.map((one) => one.id);
    const [first = id] = id.split(/[+@]/);
    if (names.includes(first)) {
      return fail(
        `${id}: a preset is whole, and takes no + or @. Say --preset ${first} with --policy and --memory beside it.`,
      );
    }
    return fail(`${noSuch(id, 'preset', names)}.`);
  }
  const base: Result<Design, string> = preset === undefined ? splitDesign(id) : ok(preset);
  if (!base.ok) return fail(`${base.error}.`);
  const model = memory === undefined ? ok(base.value.memory) : readMemory(memory);
  if (!model.ok) return fail(`${model.error}.`);
  const changed = added.length > 0 || model.value !== base.value.memory;
  const design = {
    strategy: base.value.strategy,
    policies: [...base.value.policies, ...added],
    memory: model.value,
  };
  return withTexts(design, changed ? undefined : preset, places, library);
}

/** Each part by id or file; a design that is a preset keeps its name. */
function withTexts(
  { strategy, policies, memory }: Design,
  preset: LibraryPreset | undefined,
  places: Places,
  library: LoadedLibrary,
): Result<NamedDesign, string> {
  const strategyText = readPart('strategy', strategy, places, library);
  if (!strategyText.ok) return strategyText;
  const policyTexts: TextInput[] = [];
  for (const policy of policies) {
    const text = readPart('policy', policy, places, library);
    if (!text.ok) return text;
    policyTexts.push(text.value);
  }
  const ids = {
    strategy: idOf(strategyText.value.path),
    policies: policyTexts.map(({ path }) => idOf(path)),
  };
  return ok({
    id: preset?.id ?? formatDesign({ ...ids, memory }),
    strategy: strategyText.value,
    policies: policyTexts,
    kernel: [],
    memory,
  });
}

const endings = { strategy: strategyEnding, policy: policyEnding } as const;

/** A strategy or a policy, by id or file. */
export function readPart(
  what: 'strategy' | 'policy',
  name: string,
  places: Places,
  library: LoadedLibrary,
): Result<TextInput, string> {
  if (isBlank(name)) return fail(what === 'strategy' ? nameOne(library) : 'Name a policy with --policy.');
  const builtIn = library.texts.find(({ path }) => path.endsWith(endings[what]) && idOf(path) === name);
  if (builtIn !== undefined) return builtInText(builtIn.path, library);
  const path = resolve(places.here, name);
  const kind = kindOf(path);
  if (kind === 'file') return readText(path, places);
  if (kind === 'folder') return fail(`${name} is a folder; name the file of one ${what}.`);
  if (kind === 'other') return fail(noFile(name));
  if (/[/\\]|\.c$/.test(name)) return fail(`There is no file ${name}.`);
  const ids = (what === 'strategy' ? library.strategies : library.policies).map(({ id }) => id);
  const meant = nearest(name, ids);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return fail(
    `There is no ${what} ${name}.${hint} Known: ${ids.join(', ')}; or name a file NAME${endings[what]}.`,
  );
}

function nameOne({ strategies, presets }: LoadedLibrary): string {
  const kernels = presets.length === 0 ? '' : `; or a kernel with --preset: ${listed(presets)}`;
  return `Name a strategy with --strategy: ${listed(strategies)}, or a file${kernels}.`;
}

function listed(named: readonly { readonly id: string }[]): string {
  return named.map(({ id }) => id).join(', ');
}

function namesOf(args: Arguments, flag: string): readonly string[] {
  return args.list(flag).flatMap((name) => name.split(','));
}
