// `COMPARE(…)` of a lab: the designs that it asks to be compared under.
//
// Promises: the order as written; strings are well-formed designs. Does not know which strategies, policies and presets
// there are: who has the library says whether a design exists.

import { nearest } from '../source/did-you-mean.ts';
import type { ExprSyntax } from '../syntax/tree.ts';
import { memoryModels, parseDesign } from './design.ts';
import { wrongForm } from './form-args.ts';
import type { CompareItem, PolicyAxis } from './program.ts';
import type { Unit } from './unit.ts';

const AXIS_WORDS: ReadonlyMap<string, PolicyAxis> = new Map([
  ['cow', 'cow'],
  ['gup_fast', 'gup-fast'],
  ['writeback', 'writeback'],
]);
export const COMPARE_WORDS = ['strategies', 'presets', ...AXIS_WORDS.keys()];

export function checkCompare(unit: Unit): CompareItem[] {
  const forms = unit.forms.filter(
    (form) => form.form === 'COMPARE' && unit.files[form.word.file]?.role === 'lab',
  );
  if (forms.length === 0) {
    const lab = unit.files.findIndex(({ role }) => role === 'lab');
    return [{ kind: 'strategies', span: { file: Math.max(0, lab), start: 0, end: 0 } }];
  }
  return forms.flatMap((form) => {
    if (form.args.length === 0) wrongForm(unit, form, 'it names nothing to compare');
    return form.args.flatMap((arg) => {
      if (arg.kind === 'value') return itemOf(unit, arg.value) ?? [];
      return wrongForm(unit, form, 'it takes designs and no options') ?? [];
    });
  });
}

function itemOf(unit: Unit, node: ExprSyntax): CompareItem | undefined {
  const { span } = node;
  if (node.kind === 'string') {
    if (parseDesign(node.text) !== undefined) return { kind: 'design', id: node.text, span };
    unit.reporter.error(
      'form-arguments',
      span,
      `\`${node.text}\` is no design`,
      `write \`"strategy+policy@model"\`, where policies and the model (${memoryModels.join(', ')}) may be left out`,
    );
    return undefined;
  }
  if (node.kind === 'error') return undefined;
  const word = node.kind === 'name' ? node.text : '';
  if (word === 'strategies' || word === 'presets') return { kind: word, span };
  const axis = AXIS_WORDS.get(word);
  if (axis !== undefined) return { kind: 'policies', axis, span };
  const near = nearest(word, COMPARE_WORDS) ?? COMPARE_WORDS.find((each) => isBeginning(word, each));
  unit.reporter.error(
    'form-arguments',
    span,
    `\`COMPARE\` takes ${COMPARE_WORDS.map((each) => `\`${each}\``).join(', ')} and designs between quotes`,
    near === undefined
      ? 'write `COMPARE(strategies);` or `COMPARE("refcount-bias");`'
      : `did you mean \`${near}\`?`,
  );
  return undefined;
}

/** `strategy` for `strategies`. */
function isBeginning(word: string, of: string): boolean {
  return word.length >= 4 && of.startsWith(word.slice(0, 4));
}
