import { describe, expect, it } from 'vitest';
import { bytes, count, duration, plural } from './numbers.ts';

describe('numbers', () => {
  it('have thin spaces between thousands', () => {
    expect(count(1234567)).toBe('1\u2009234\u2009567');
    expect(plural(1, 'state')).toBe('1 state');
    expect(plural(2000, 'state')).toBe('2\u2009000 states');
  });

  it('have units that a person reads', () => {
    expect(bytes(2 * 1024 ** 3)).toBe('2 GiB');
    expect(bytes(1.5 * 1024 ** 2)).toBe('1.5 MiB');
    expect(bytes(512)).toBe('512 B');
    expect(duration(12)).toBe('12 ms');
    expect(duration(60_000)).toBe('1:00');
    expect(duration(4200)).toBe('4.2 s');
  });
});
