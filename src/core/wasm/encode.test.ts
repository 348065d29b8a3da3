import { describe, expect, it } from 'vitest';
import { Body } from './body.ts';
import { Bytes } from './bytes.ts';
import { ModuleWriter } from './encode.ts';
import { op, type } from './opcodes.ts';

/** All exported functions of a module over a fresh memory. */
function open(module: ModuleWriter, globals: Record<string, number> = {}) {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), {
    space: { memory, ...globals },
  });
  return { memory, call: instance.exports as Record<string, (...values: unknown[]) => unknown> };
}

describe('numbers in LEB128', () => {
  const bytesOf = (write: (to: Bytes) => void) => {
    const to = new Bytes();
    write(to);
    return [...to.taken()];
  };

  it('are those of the specification', () => {
    expect(bytesOf((to) => to.unsigned(624485))).toEqual([0xe5, 0x8e, 0x26]);
    expect(bytesOf((to) => to.unsigned(0xffffffff))).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f]);
    expect(bytesOf((to) => to.signed(-123456))).toEqual([0xc0, 0xbb, 0x78]);
    expect(bytesOf((to) => to.signed(64))).toEqual([0xc0, 0x00]);
  });

  it.each([0, 1, -1, 63, 64, -64, -65, 127, 128, 0x7fffffff, -0x80000000, 0x12345678])(
    '%d comes back',
    (value) => {
      const module = new ModuleWriter('space');
      module.export('small', module.add(module.signature([], [type.i32]), new Body(0).number(value)));
      const long = BigInt(value) * 0x1234567n;
      module.export('large', module.add(module.signature([], [type.i64]), new Body(0).long(long)));
      const { call } = open(module);
      expect(call.small?.()).toBe(value);
      expect(call.large?.()).toBe(long);
    },
  );
});

describe('a module', () => {
  it('has parameters, locals of both types, loops and branches out of nested blocks', () => {
    const module = new ModuleWriter('space');
    // The sum 1 + … + n, but no more than 1000.
    const body = new Body(1);
    const sum = body.local(type.i64);
    const at = body.local();
    const done = body.block();
    const each = body.loop();
    body.get(at).get(0).op(op.geS).brIf(done);
    body.get(at).number(1).op(op.add).tee(at).op(op.extendU).get(sum).op(op.add64).set(sum);
    body.get(sum).op(op.wrap).number(1000).op(op.gtS).if();
    body.long(1000n).set(sum).br(done);
    body.end();
    body.br(each).end().end();
    body.get(sum);
    module.export('sum', module.add(module.signature([type.i32], [type.i64]), body));
    const { call } = open(module);
    expect(call.sum?.(10)).toBe(55n);
    expect(call.sum?.(0)).toBe(0n);
    expect(call.sum?.(100)).toBe(1000n);
  });

  it('calls through its table, reads what it imports and what memory holds at the start', () => {
    const module = new ModuleWriter('space');
    const at = module.importGlobal('at');
    const count = module.global(type.i32);
    const signature = module.signature([type.i32], [type.i32]);
    const twice = module.add(signature, new Body(1).get(0).number(2).op(op.mul));
    const next = module.add(signature, new Body(1).get(0).number(1).op(op.add));
    const first = module.tabulate(twice);
    module.tabulate(next);
    module.content(400, Uint8Array.of(7, 0, 0, 0, 255));
    const body = new Body(1);
    body.global(count).number(1).op(op.add).setGlobal(count);
    body.global(at).memory('load', 0).get(0).number(first).op(op.add).callIndirect(signature);
    body.global(at).memory('load8S', 4).op(op.add).global(count).op(op.add);
    module.export('go', module.add(signature, body));
    const { call } = open(module, { at: 400 });
    expect(call.go?.(0)).toBe(2 * 7 - 1 + 1);
    expect(call.go?.(1)).toBe(7 + 1 - 1 + 2);
  });

  it('jumps by a table and compares and exchanges', () => {
    const module = new ModuleWriter('space');
    const body = new Body(1);
    const outer = body.block();
    const inner = body.block();
    body.get(0).brTable([inner, outer]);
    body.end();
    body.number(10).op(op.return);
    body.end();
    body.number(20);
    module.export('pick', module.add(module.signature([type.i32], [type.i32]), body));
    const swap = new Body(2).number(64).get(0).get(1).atomic('compareExchange64', 0);
    module.export('swap', module.add(module.signature([type.i64, type.i64], [type.i64]), swap));
    const { call } = open(module);
    expect([0, 1, 2, -1].map((index) => call.pick?.(index))).toEqual([10, 20, 20, 20]);
    expect(call.swap?.(0n, 5n)).toBe(0n);
    expect(call.swap?.(0n, 6n)).toBe(5n);
    expect(call.swap?.(5n, 6n)).toBe(5n);
  });
});
