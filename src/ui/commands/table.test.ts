import { describe, expect, it } from 'vitest';
import { keyOf, showKey } from './keys.ts';
import { commands, findCommand } from './table.ts';

describe('the table of commands', () => {
  it('gives each key to one command', () => {
    const owners = new Map<string, string[]>();
    for (const { id, keys } of commands) {
      for (const key of keys) owners.set(key, [...(owners.get(key) ?? []), id]);
    }
    expect([...owners].filter(([, ids]) => ids.length > 1)).toEqual([]);
  });

  it('has unique ids of the form noun.verb', () => {
    const ids = commands.map((command) => command.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+\.[a-zA-Z]+$/.test(id))).toEqual([]);
  });

  it('writes every key as keyOf reads it', () => {
    const modifiers = /^(Ctrl\+)?(Alt\+)?(Shift\+)?([A-Z0-9]|F\d+|Enter|Esc|Home|End|\?)$/;
    const wrong = commands.flatMap((command) => command.keys).filter((key) => !modifiers.test(key));
    expect(wrong).toEqual([]);
  });

  it('keeps single letters out of texts', () => {
    const loose = commands.filter(
      (command) => command.scope === 'everywhere' && command.keys.some((key) => key.length === 1),
    );
    expect(loose).toEqual([]);
  });

  it('has the commands that the shell and the tests name', () => {
    const named = [
      'file.new',
      'file.open',
      'file.save',
      'run.start',
      'run.step',
      'explore.start',
      'counterexample.copy',
    ];
    expect(named.filter((id) => !findCommand(id))).toEqual([]);
  });
});

describe('keyOf', () => {
  const press = (
    key: string,
    held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
  ) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...held,
  });

  it('reads letters, function keys and symbols', () => {
    expect(keyOf(press('s', { ctrlKey: true }), false)).toBe('Ctrl+S');
    expect(keyOf(press('S', { ctrlKey: true, shiftKey: true }), false)).toBe('Ctrl+Shift+S');
    expect(keyOf(press('F10', { shiftKey: true }), false)).toBe('Shift+F10');
    expect(keyOf(press('?', { shiftKey: true }), false)).toBe('?');
    expect(keyOf(press('1', { altKey: true, shiftKey: true }), false)).toBe('Alt+Shift+1');
  });

  it('takes Cmd for Ctrl on macOS', () => {
    expect(keyOf(press('Enter', { metaKey: true }), true)).toBe('Ctrl+Enter');
    expect(keyOf(press('Enter', { ctrlKey: true }), true)).toBe('Enter');
    expect(showKey('Ctrl+Shift+S', true)).toBe('⌘⇧S');
  });
});
