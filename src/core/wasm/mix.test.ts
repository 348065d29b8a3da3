import { describe, expect, it } from 'vitest';
import { seededRandom } from '../base/random.ts';
import { Body } from './body.ts';
import { ModuleWriter } from './encode.ts';
import { emitMix, emitMixAt, fingerprint, mix } from './mix.ts';
import { type } from './opcodes.ts';

const values = [0, 1, 2, -1, 255, 0x1000, 0x7fffffff, -0x80000000];

describe('mix', () => {
  it('is the same where it is emitted for a known slot, for a computed one, and here', () => {
    const module = new ModuleWriter('space');
    const known = new Body(1);
    known.get(0);
    emitMix(known, 7, known.local(type.i64));
    module.export('known', module.add(module.signature([type.i32], [type.i64]), known));
    const computed = new Body(2);
    computed.get(0);
    emitMixAt(computed, 1, computed.local(type.i64));
    module.export('computed', module.add(module.signature([type.i32, type.i32], [type.i64]), computed));
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), {
      space: { memory },
    });
    const call = exports as Record<string, (...given: number[]) => bigint>;
    for (const value of values) {
      expect(BigInt.asUintN(64, call.known?.(value) ?? 0n)).toBe(mix(7, value));
      expect(BigInt.asUintN(64, call.computed?.(value, 9) ?? 0n)).toBe(mix(9, value));
    }
  });

  it('tells states apart that differ in two small words, as often by chance as 32 random bits would', () => {
    // 2^16 states over four words; of 32 bits of their fingerprints, wherever they are taken, half a pair should be equal.
    const counts = new Uint8Array(4).fill(1);
    for (const shift of [0n, 16n, 32n]) {
      const seen = new Set<bigint>();
      for (let state = 0; state < 1 << 16; state++) {
        const words = Int32Array.of(
          state & 15,
          (state >>> 4) & 15,
          ((state >>> 8) & 15) << 6,
          (state >>> 12) << 24,
        );
        seen.add((fingerprint(words, counts) >> shift) & 0xffffffffn);
      }
      expect((1 << 16) - seen.size).toBeLessThan(6);
    }
  });

  it('changes about half of all bits when one bit of a word changes', () => {
    const random = seededRandom(5);
    let changed = 0;
    const tries = 2000;
    for (let round = 0; round < tries; round++) {
      const slot = random.below(500);
      const value = random.below(0x7fffffff);
      const difference = mix(slot, value) ^ mix(slot, value ^ (1 << random.below(32)));
      changed += difference.toString(2).replaceAll('0', '').length;
    }
    expect(changed / tries).toBeGreaterThan(26);
    expect(changed / tries).toBeLessThan(38);
  });
});
