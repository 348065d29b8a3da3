import { expect, it } from 'vitest';
import { seededRandom } from '../base/random.ts';
import { Body } from './body.ts';
import { ModuleWriter } from './encode.ts';
import { lineLook } from './line.ts';
import { op, type } from './opcodes.ts';
import { emitNextEntry } from './table.ts';

const tableAt = 1024;
const mask = 31;

/** Both answer (home, fingerprint): address * 2, and 1 more where it was found. */
function looks(memory: WebAssembly.Memory) {
  const module = new ModuleWriter('space');
  const signature = module.signature([type.i32, type.i64], [type.i32]);
  const [home, wanted] = [0, 1];

  const atOnce = new Body(2);
  const table = { at: atOnce.local(), mask: atOnce.local() };
  const [found, address] = [atOnce.local(), atOnce.local()];
  atOnce.number(tableAt).set(table.at).number(mask).set(table.mask);
  lineLook(atOnce, table)({ home, wanted, found, address });
  atOnce.get(address).number(1).op(op.shl).get(found).number(0).op(op.ne).op(op.or);
  module.export('atOnce', module.add(signature, atOnce));

  // Word by word, as far as the next line.
  const each = new Body(2);
  const [at, left] = [each.local(), each.local()];
  each.get(home).set(at);
  const again = each.loop();
  each.get(at).memory('load64', 0).get(wanted).op(op.eq64).if();
  each.get(at).number(1).op(op.shl).number(1).op(op.or).op(op.return).end();
  each.get(at).memory('load64', 0).op(op.eqz64).if();
  each.get(at).number(1).op(op.shl).op(op.return).end();
  emitNextEntry(
    each,
    at,
    home,
    () => each.number(tableAt),
    () => each.number(mask),
  );
  each.get(left).number(1).op(op.add).tee(left).number(8).op(op.ltU).brIf(again);
  each.end().get(at).number(1).op(op.shl);
  module.export('each', module.add(signature, each));

  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { space: { memory } });
  return exports as Record<'atOnce' | 'each', (home: number, wanted: bigint) => number>;
}

it('sees what the search for an entry comes to, in lines however full', () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
  const { atOnce, each } = looks(memory);
  const table = new BigUint64Array(memory.buffer, tableAt, mask + 1);
  const indexOf = (answer: number) => ((answer >> 1) - tableAt) / 8;
  const random = seededRandom(7);
  const outcomes = new Set<string>();
  for (let round = 0; round < 500; round++) {
    table.fill(0n);
    // Their homes are in the last two lines, so that these get full and the first is the next.
    const states = Array.from({ length: 20 }, (_, at) => ({
      home: tableAt + 8 * (mask - random.below(16)),
      wanted: BigInt(at + 1) << 31n,
    }));
    for (const { home, wanted } of states.slice(0, random.below(20))) {
      const to = each(home, wanted);
      if (table[indexOf(to)] === 0n) table[indexOf(to)] = wanted;
    }
    for (const { home, wanted } of states) {
      const seen = atOnce(home, wanted);
      expect(seen).toBe(each(home, wanted));
      outcomes.add((seen & 1) === 1 ? 'found' : table[indexOf(seen)] === 0n ? 'empty' : 'full');
    }
  }
  expect([...outcomes].sort()).toEqual(['empty', 'found', 'full']);
});
