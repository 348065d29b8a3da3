import { describe, expect, it } from 'vitest';
import { cannedLibrary as library } from '../app/fake-client.fixture.ts';
import { firstDocument } from '../welcome/first-steps.ts';
import { documentName, inputOf, isDirty, isTextUnsaved, sameInput, strategyOf } from './document.ts';

const first = firstDocument(library);
const edited = { ...first, lab: { ...first.lab, text: 'TASK(a) { }' } };

describe('a document', () => {
  it('opens on S01 under the strategy of July 2018, with nothing unsaved', () => {
    expect(first.lab.path).toBe('labs/s01-get-pin-put-early-unpin.lab.c');
    expect(strategyOf(first, library).path).toBe('strategies/lru-overlay-2018-07.strategy.c');
    expect(isDirty(first)).toBe(false);
  });

  it('is dirty once a text differs from what the file holds, and clean again when it does not', () => {
    expect(isDirty(edited)).toBe(true);
    expect(isDirty({ ...edited, lab: { ...first.lab } })).toBe(false);
    expect(isDirty({ ...first, kernel: [{ path: 'kernel/mm/swap.c', text: '' }] })).toBe(true);
  });

  it('knows which of its texts is unsaved', () => {
    const fork = { path: 'mine.strategy.c', text: 'x' };
    const forked = { ...edited, own: [fork] };
    expect(isTextUnsaved(forked, first.lab.path)).toBe(true);
    expect(isTextUnsaved(forked, fork.path)).toBe(true);
    expect(isTextUnsaved({ ...forked, saved: { ...first.saved, own: [fork] } }, fork.path)).toBe(false);
    expect(isTextUnsaved(forked, first.strategyPath)).toBe(false);
  });

  it('counts another design as a change only where the file is a session', () => {
    const other = { ...first, strategyPath: 'strategies/get-only.strategy.c' };
    expect(isDirty(other)).toBe(false);
    expect(
      isDirty({ ...first, memory: 'relaxed', file: { kind: 'session', name: 'a.pinlab', token: undefined } }),
    ).toBe(true);
    expect(isDirty({ ...other, file: { kind: 'session', name: 'a.pinlab', token: undefined } })).toBe(true);
  });

  it('gives the same input while nothing that decides a result changes', () => {
    const input = inputOf(first, library);
    expect(inputOf({ ...first, seed: 9 }, library)).toBe(input);
    expect(sameInput(inputOf(edited, library), input)).toBe(false);
    expect(
      sameInput(inputOf({ ...first, strategyPath: 'strategies/get-only.strategy.c' }, library), input),
    ).toBe(false);
  });

  it('is called by its file, else by its lab', () => {
    expect(documentName(first)).toBe('s01-get-pin-put-early-unpin.lab.c');
    expect(documentName({ ...first, file: { kind: 'lab', name: 'mine.lab.c', token: 't' } })).toBe(
      'mine.lab.c',
    );
  });
});
