// Hover and definition: what the name at an offset is, and where it comes from.

import type { CheckOutcome } from '../check/check.ts';
import { findMember } from '../types/layout.ts';
import { declarationText, typeText } from '../types/show.ts';
import { besideIt, type Description, describeName, describeTag } from './describe.ts';
import { OPTION_NOTES } from './form-notes.ts';
import { OPTIONS } from './form-options.ts';
import { bodyAt, isInComment, placeInText, type TextPlace, typeBefore } from './place-in-text.ts';
import type { Definition, Hover } from './service-types.ts';

export function hoverAt(outcome: CheckOutcome, path: string, offset: number): Hover | undefined {
  const place = placeInText(outcome, path, offset);
  const token = place?.tokens[place.index];
  if (place === undefined || token?.kind !== 'name' || offset < token.start) return undefined;
  const found = descriptionOf(place);
  return found === undefined
    ? undefined
    : { start: token.start, end: token.end, code: found.code, notes: found.notes };
}

export function definitionAt(outcome: CheckOutcome, path: string, offset: number): Definition | undefined {
  const place = placeInText(outcome, path, offset);
  const token = place?.tokens[place.index];
  if (place === undefined || token === undefined || offset < token.start) return undefined;
  const { files } = place.analysis.outcome;
  if (token.kind === 'string') {
    const header = files.find((file) => file.path === `kernel/include/${token.text.slice(1, -1)}`);
    return header === undefined ? undefined : { path: header.path, start: 0, end: 0 };
  }
  const span = token.kind === 'name' ? descriptionOf(place)?.span : undefined;
  const file = span === undefined ? undefined : files[span.file];
  return span === undefined || file === undefined
    ? undefined
    : { path: file.path, start: span.start, end: span.end };
}

function descriptionOf(place: TextPlace): Description | undefined {
  if (isInComment(place)) return undefined;
  const { analysis, tokens, index } = place;
  const name = tokens[index]?.text ?? '';
  const before = tokens[index - 1]?.text;
  if (before === 'struct' || before === 'union' || before === 'enum')
    return describeTag(analysis, before, name);
  if (before === '->' || before === '.') return describeMember(place, name) ?? describeOption(place, name);
  return describeName(analysis, bodyAt(place), name);
}

function describeMember(place: TextPlace, name: string): Description | undefined {
  const type = typeBefore(place, place.index - 1);
  const record = type?.kind === 'pointer' ? type.to : type;
  if (record?.kind !== 'struct' && record?.kind !== 'union') return undefined;
  return memberDescription(place, record, name);
}

function memberDescription(
  { analysis }: TextPlace,
  type: Parameters<typeof findMember>[0],
  name: string,
): Description | undefined {
  analysis.unit.types.complete(type);
  const found = findMember(type, name);
  if (found === undefined) return undefined;
  const { member, offset } = found;
  const notes = [`Member of \`${typeText(type)}\`, ${offset} bytes from its start.`];
  if (member.extension) notes.push('Added at an extension point.');
  notes.push(...besideIt(analysis, member.span));
  return { code: declarationText(member.type, name), notes, span: member.span };
}

/** `.kind` in `PAGE(p, .kind = …)`, `.axis` in `POLICY("…", .axis = …)`. */
function describeOption(place: TextPlace, name: string): Description | undefined {
  if (place.item?.kind !== 'form') return undefined;
  const { form } = place.item;
  const note = OPTIONS.get(form)?.includes(name) === true ? OPTION_NOTES.get(name) : undefined;
  if (note !== undefined) return { code: `${form}(…, .${name} = …)`, notes: [note], span: undefined };
  if (form !== 'PAGE') return undefined;
  const setup = place.analysis.unit.types.findRecord('struct', 'page_setup');
  return setup === undefined ? undefined : memberDescription(place, setup, name);
}
