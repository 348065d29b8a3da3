// What the expect files say of a cell, for whoever wants to save a search.
//
// Promises: only of cells whose texts are all the built-in ones. A cell that is out of date is found by the tests.

import type { NamedDesign, TextInput } from '../contract/table.ts';
import type { LoadedLibrary } from './library.ts';

/** States of a cell that holds, -1 of one that does not, undefined where nothing is known. */
export function knownCells({
  texts,
  expected,
}: LoadedLibrary): (lab: TextInput, design: NamedDesign) => number | undefined {
  const built = new Map(texts.map(({ path, text }) => [path, text]));
  const isBuiltIn = ({ path, text }: TextInput) => built.get(path) === text;
  return (lab, { id, strategy, policies, kernel }) => {
    if (kernel.length > 0 || ![lab, strategy, ...policies].every(isBuiltIn)) return undefined;
    const cell = expected.get(lab.path)?.cells[id];
    return cell && (cell.verdict === 'holds' ? cell.states : -1);
  };
}
