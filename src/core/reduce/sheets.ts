// Small maps from slots to numbers of which equal ones are the same object, so that a state that keeps one costs no copy
// of it and has a short name for it.
//
// Promises: ascending by slot.

/** Undefined: the slot is there, and can hold anything. */
export type Sheet = ReadonlyMap<number, number | undefined>;

export interface Sheets {
  readonly empty: Sheet;
  /** The sheet with another value for one slot. */
  put(sheet: Sheet, slot: number, value: number | undefined): Sheet;
  drop(sheet: Sheet, slot: number): Sheet;
  only(sheet: Sheet, wanted: (slot: number) => boolean): Sheet;
  nameOf(sheet: Sheet): number;
}

export function createSheets(): Sheets {
  const empty: Sheet = new Map();
  const byText = new Map<string, Sheet>([['', empty]]);
  const names = new Map<Sheet, number>([[empty, 0]]);
  const kept = (made: Sheet): Sheet => {
    const text = [...made].join();
    const known = byText.get(text);
    if (known !== undefined) return known;
    byText.set(text, made);
    names.set(made, names.size);
    return made;
  };
  const only = (sheet: Sheet, wanted: (slot: number) => boolean): Sheet => {
    const entries = [...sheet].filter(([slot]) => wanted(slot));
    return entries.length === sheet.size ? sheet : kept(new Map(entries));
  };
  return {
    empty,
    put(sheet, slot, value) {
      if (sheet.has(slot) && sheet.get(slot) === value) return sheet;
      const entries = [...sheet].filter(([other]) => other !== slot);
      const after = entries.findIndex(([other]) => other > slot);
      entries.splice(after < 0 ? entries.length : after, 0, [slot, value]);
      return kept(new Map(entries));
    },
    drop: (sheet, slot) => (sheet.has(slot) ? only(sheet, (other) => other !== slot) : sheet),
    only,
    nameOf: (sheet) => names.get(sheet) ?? -1,
  };
}
