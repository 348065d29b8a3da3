import { expect, it } from 'vitest';
import { timelineAction } from './timeline-keys.ts';

const press = (
  key: string,
  held: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {},
) => timelineAction({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held });

it('steps, steps of the same task, and changes are one key with different modifiers', () => {
  expect(press('ArrowRight')).toBe('step');
  expect(press('ArrowLeft', { shiftKey: true })).toBe('task-step-back');
  expect(press('ArrowRight', { ctrlKey: true })).toBe('next-change');
  expect(press('ArrowLeft', { metaKey: true })).toBe('previous-change');
});

it('letters act alone and leave the rest to the window', () => {
  expect(['w', 's', 'a', 'd', 'f', '.', ',', '/'].map((key) => press(key))).toEqual([
    'zoom-in',
    'zoom-out',
    'pan-left',
    'pan-right',
    'fit',
    'next-change',
    'previous-change',
    'filter',
  ]);
  expect(press('s', { ctrlKey: true })).toBeUndefined();
  expect(press('A', { shiftKey: true })).toBeUndefined();
  expect(press('g')).toBeUndefined();
  expect(press('1')).toBeUndefined();
});

it('opens the text twin with Alt+F2 and leaves other Alt keys alone', () => {
  expect(press('F2', { altKey: true })).toBe('text-twin');
  expect(press('ArrowLeft', { altKey: true })).toBeUndefined();
  expect(press('Home', { altKey: true })).toBeUndefined();
});
