import { describe, expect, it } from 'vitest';
import { testBench } from '../app/bench.fixture.ts';
import { changeText } from '../app/flows/texts.ts';
import { followDocument } from './follow-document.ts';

function model(text: string) {
  let now = text;
  return {
    resets: 0,
    getValue: () => now,
    setValue(next: string) {
      this.resets += 1;
      now = next;
    },
  };
}

describe('a model of the editor', () => {
  it('is left alone when a key was pressed after what is drawn', () => {
    const bench = testBench();
    const { path, text } = bench.document.get().lab;
    const shown = model(`${text}ab`);
    changeText(bench, path, `${text}a`);
    changeText(bench, path, `${text}ab`);
    followDocument(bench, path, shown);
    expect(shown).toMatchObject({ resets: 0 });
    expect(shown.getValue()).toBe(`${text}ab`);
  });

  it('follows a change that was made elsewhere', () => {
    const bench = testBench();
    const { path, text } = bench.document.get().lab;
    const shown = model(text);
    changeText(bench, path, 'reverted');
    followDocument(bench, path, shown);
    expect(shown.getValue()).toBe('reverted');
  });
});
