// What may be written at an offset: members after `->` and `.`, options of forms, names, and the forms themselves.

import { signatureOf } from '../check/call.ts';
import type { CheckOutcome } from '../check/check.ts';
import { COMPARE_WORDS } from '../check/compare.ts';
import { FORM_SHAPES, listOption } from '../check/form-args.ts';
import { intrinsics } from '../check/intrinsics/table.ts';
import { CONTROL_WORDS, LIST_LOOPS } from '../syntax/words.ts';
import type { CType, RecordType } from '../types/c-type.ts';
import { findMember, memberNames } from '../types/layout.ts';
import { declarationText, typeText } from '../types/show.ts';
import { FORM_NOTES } from './form-notes.ts';
import { CHOICES, OPTIONS } from './form-options.ts';
import { bodyAt, isInComment, placeInText, type TextPlace, typeBefore } from './place-in-text.ts';
import type { Completion, TextRange } from './service-types.ts';

const WORDS = [
  ...CONTROL_WORDS,
  'struct',
  'enum',
  'unsigned',
  'int',
  'long',
  'bool',
  'void',
  'sizeof',
  'ghost',
  'raise',
];
export function completionsAt(outcome: CheckOutcome, path: string, offset: number): readonly Completion[] {
  const place = placeInText(outcome, path, offset);
  if (place === undefined || isInComment(place)) return [];
  const { tokens, index } = place;
  const token = tokens[index];
  const typed = token?.kind === 'name' && token.start < offset && token.end >= offset;
  if (token?.kind === 'string' && token.start < offset && token.end >= offset) return texts(place, token);
  const replace = typed ? { start: token.start, end: offset } : { start: offset, end: offset };
  const last = typed ? index - 1 : lastBefore(place);
  const before = tokens[last]?.text;
  if (before === '->' || before === '.') return afterDot(place, last, replace);
  if (before === 'struct' || before === 'union' || before === 'enum') return tags(place, before, replace);
  if (place.item?.kind === 'form' && place.item.form === 'NEEDS') return features(place, replace);
  if (place.item?.kind === 'form' && place.item.form === 'COMPARE') return compared(replace);
  const inside = place.item?.kind === 'function' || place.item?.kind === 'form';
  return inside ? names(place, replace) : fileScope(place, replace);
}

function tags(
  { analysis }: TextPlace,
  keyword: 'struct' | 'union' | 'enum',
  replace: TextRange,
): Completion[] {
  return analysis.unit.types
    .tagNames(keyword)
    .map((label) => ({ label, kind: 'type', detail: `${keyword} ${label}`, insert: label, replace }));
}

/** What the strategy at hand provides, for `NEEDS`. */
function features({ analysis }: TextPlace, replace: TextRange): Completion[] {
  const form = analysis.unit.forms.find((each) => each.form === 'STRATEGY');
  if (form === undefined) return [];
  const provided = analysis.unit.reporter.quietly(() => listOption(analysis.unit, form, 'provides', 'name'));
  return provided.map((label) => ({
    label,
    kind: 'constant',
    detail: 'provided by this strategy',
    insert: label,
    replace,
  }));
}

/** The last token that ends at or before the offset. */
function lastBefore({ tokens, offset }: TextPlace): number {
  return tokens.findLastIndex((token) => token.end <= offset && token.kind !== 'end');
}

function compared(replace: TextRange): Completion[] {
  return COMPARE_WORDS.map((label) => ({
    label,
    kind: 'constant',
    detail: 'designs to compare under',
    insert: label,
    replace,
  }));
}

/** What may stand between quotes: a header, or one of the few texts that an option takes. */
function texts(place: TextPlace, token: TextRange): Completion[] {
  const { tokens, index, item } = place;
  if (item?.kind !== 'form') return index === 0 ? headers(place, token) : [];
  const choices = CHOICES.get(`${item.form}.${tokens[index - 2]?.text ?? ''}`) ?? [];
  const replace = { start: token.start + 1, end: token.end - 1 };
  return choices.map((label) => ({ label, kind: 'constant', detail: '', insert: label, replace }));
}

function headers({ analysis }: TextPlace, token: TextRange): Completion[] {
  const prefix = 'kernel/include/';
  return analysis.outcome.files
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path }) => {
      const name = path.slice(prefix.length);
      return {
        label: name,
        kind: 'header',
        detail: path,
        insert: name,
        replace: { start: token.start + 1, end: token.end - 1 },
      };
    });
}

function afterDot(place: TextPlace, dot: number, replace: TextRange): Completion[] {
  const type = typeBefore(place, dot);
  const record = type?.kind === 'pointer' ? type.to : type;
  if (record?.kind === 'struct' || record?.kind === 'union') return members(place, record, replace, '');
  if (place.tokens[dot]?.text !== '.' || place.item?.kind !== 'form') return [];
  const { form } = place.item;
  if (form === 'PAGE') {
    const setup = place.analysis.unit.types.findRecord('struct', 'page_setup');
    return setup === undefined ? [] : members(place, setup, replace, ' = ');
  }
  return (OPTIONS.get(form) ?? []).map((label) => ({
    label,
    kind: 'member',
    detail: `option of ${form}`,
    insert: `${label} = `,
    replace,
  }));
}

function members(
  { analysis }: TextPlace,
  record: RecordType,
  replace: TextRange,
  behind: string,
): Completion[] {
  analysis.unit.types.complete(record);
  return memberNames(record).map((label) => {
    const type = findMember(record, label)?.member.type;
    return {
      label,
      kind: 'member',
      detail: type === undefined ? '' : declarationText(type, label),
      insert: label + behind,
      replace,
    };
  });
}

function names(place: TextPlace, replace: TextRange): Completion[] {
  const { unit } = place.analysis;
  const list: Completion[] = [];
  const add = (label: string, kind: Completion['kind'], detail: string, insert = label) => {
    list.push({ label, kind, detail, insert, replace });
  };
  const declared = (type: CType | undefined, label: string) =>
    type === undefined ? '' : declarationText(type, label);
  const body = bodyAt(place);
  for (const label of new Set(body.visibleNames()))
    add(label, 'local', declared(body.find(label)?.type, label));
  for (const label of unit.pages.keys()) add(label, 'page', 'struct page *');
  for (const { name, type, ghost } of unit.globals.values())
    add(name, 'global', `${ghost ? 'ghost ' : ''}${declared(type, name)}`);
  for (const entry of unit.functions.values()) {
    add(
      entry.name,
      'function',
      signatureOf(entry),
      entry.params.length === 0 ? `${entry.name}()` : `${entry.name}($0)`,
    );
  }
  for (const { name, signature, steps } of intrinsics().values())
    add(name, 'intrinsic', `${signature}: ${steps}`, `${name}($0)`);
  for (const label of LIST_LOOPS) add(label, 'intrinsic', `${label}(…) { … }`, `${label}($0)`);
  for (const { name, params } of unit.macros.values()) {
    add(
      name.text,
      'macro',
      params === undefined ? 'constant' : `${name.text}(${params.join(', ')})`,
      params === undefined ? name.text : `${name.text}($0)`,
    );
  }
  for (const label of unit.types.enums.enumerators())
    add(label, 'constant', String(unit.types.enums.value(label) ?? ''));
  for (const [label, { value, type }] of unit.constants) add(label, 'constant', `${typeText(type)} ${value}`);
  for (const label of unit.events.keys()) add(label, 'event', 'event');
  for (const label of WORDS) add(label, 'keyword', '');
  add('atomic', 'keyword', 'one step', 'atomic {\n\t$0\n}');
  return list;
}

function fileScope(place: TextPlace, replace: TextRange): Completion[] {
  const forms = [...FORM_SHAPES].map(([label, shape]): Completion => {
    const insert = shape.endsWith('{ … }')
      ? `${label}${label === 'BOOT' || label === 'QUIESCE' ? '' : '($0)'} {\n}`
      : `${label}($0);`;
    return { label, kind: 'form', detail: FORM_NOTES.get(label) ?? shape, insert, replace };
  });
  const types = [...place.analysis.typeNames].map(
    (label): Completion => ({ label, kind: 'type', detail: 'type', insert: label, replace }),
  );
  const words = ['static', 'struct', 'enum', 'int', 'unsigned', 'void', 'ghost', '__pure', '__weak'];
  return [
    ...forms,
    ...words.map(
      (label): Completion => ({
        label,
        kind: 'keyword',
        detail: FORM_NOTES.get(label) ?? '',
        insert: label,
        replace,
      }),
    ),
    ...types,
  ];
}
