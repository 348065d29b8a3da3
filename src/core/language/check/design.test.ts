// Designs: ids, policies in a program, presets, what a lab is compared under, and headers read from one text alone.

import { describe, expect, it } from 'vitest';
import { completionsAt, hoverAt, symbolsOf } from '../services/index.ts';
import type { SourceFile, SourceRole } from '../source/source-file.ts';
import { checkProgram } from './check.ts';
import { designText, parseDesign } from './design.ts';
import { readHeader } from './header.ts';
import { checkLab, complaintsOf, miniKernel, miniStrategy, strategyText } from './mini-kernel.fixture.ts';
import { checkPreset } from './preset.ts';
import { showStmt } from './show-expr.fixture.ts';

const named = (path: string, role: SourceRole, text: string): SourceFile => ({ path, role, text });
const policy = (id: string, text: string, more = ''): SourceFile =>
  named(
    `policies/${id}.policy.c`,
    'policy',
    `#include <lab.h>\nPOLICY("${id}", .axis = "writeback", .title = "T", .cites = { "M" }${more});\n${text}`,
  );
const labOf = (text: string) => named('x.lab.c', 'lab', `#include <lab.h>\n${text}`);
const under = (lab: string, policies: readonly SourceFile[], strategy = miniStrategy) =>
  checkProgram({ lab: labOf(lab), strategy, policies, kernel: miniKernel });

describe('an id of a design', () => {
  it.each([
    ['refcount-bias', 'refcount-bias', [], 'SC'],
    ['refcount-bias+wb-bounce', 'refcount-bias', ['wb-bounce'], 'SC'],
    ['a+b+c@x86-TSO', 'a', ['b', 'c'], 'x86-TSO'],
    ['v5.10', 'v5.10', [], 'SC'],
    ['v5.10@relaxed', 'v5.10', [], 'relaxed'],
  ] as const)('%s', (id, strategy, policies, memory) => {
    expect(parseDesign(id)).toEqual({ strategy, policies, memory });
    expect(designText({ strategy, policies, memory })).toBe(id);
  });

  it('is not written with SC', () => {
    const design = parseDesign('a@SC');
    expect(design && designText(design)).toBe('a');
  });

  it.each(['', '+a', 'a+', 'a++b', 'a@', 'a@tso', 'a@SC@SC', 'a b', '../a'])('not: %s', (id) => {
    expect(parseDesign(id)).toBeUndefined();
  });
});

describe('policies', () => {
  it('replace weak functions, and boot between the strategy and the pages', () => {
    const outcome = under(
      'PAGE(p); TASK(a) { put_page(p); } BOOT { order = 4; }',
      [policy('wb-one', 'void put_page(struct page *page) { order = 1; }\nBOOT { order = 3; }')],
      strategyText(
        '#include <lab.h>\nSTRATEGY("s", .provides = { recogniser });\nint order;\nBOOT { order = 2; }',
      ),
    );
    const { program } = outcome;
    expect(complaintsOf(outcome)).toEqual([]);
    if (program === undefined) throw new Error('no program');
    expect(program.policies.map(({ id, axis, title, cites }) => [id, axis, title, cites])).toEqual([
      ['wb-one', 'writeback', 'T', ['M']],
    ]);
    expect(program.boot.map((stmt) => showStmt(program, stmt))).toEqual([
      '{ (= &order 2) }',
      '{ (= &order 3) }',
      'local0',
      'setup_page(&page0, &local0)',
      '{ (= &order 4) }',
    ]);
    expect(program.functions.map(({ name }) => name)).toContain('__weak_put_page');
  });

  it('provide and need, as a strategy and a lab do', () => {
    const provides = policy('wb-two', '', ', .provides = { bounce }');
    expect(under('NEEDS(bounce); TASK(a) { }', [provides]).program?.missing).toEqual([]);
    const needs = policy('wb-three', '', ', .needs = { recogniser, exact_count }');
    expect(under('NEEDS(bounce); TASK(a) { }', [needs]).program?.missing).toEqual([
      'bounce',
      'exact_count (asked by wb-three)',
    ]);
  });

  it('that ask the strategy for a function that it lacks make the cell not apply', () => {
    const asks = policy(
      'wb-asks',
      'void put_page(struct page *page) { if (page_dma_pinned(page)) get_page(page); }',
    );
    const outcome = under('PAGE(p); TASK(a) { put_page(p); } TASK(b) { get_page(p); }', [asks]);
    expect(complaintsOf(outcome)).toEqual([]);
    expect(outcome.program?.missing).toEqual(['page_dma_pinned (asked by wb-asks)']);
    const unasked = under('PAGE(p); TASK(b) { get_page(p); }', [asks]);
    expect(unasked.program?.missing).toEqual([]);
    const both = under('PAGE(p); TASK(a) { put_page(p); page_dma_pinned(p); }', [asks]);
    expect(complaintsOf(both)).toEqual([
      '2:33 missing-function: `page_dma_pinned` is called, and mini does not define it',
    ]);
  });

  it('may not replace the same function', () => {
    const text = 'void put_page(struct page *page) { }';
    expect(complaintsOf(under('TASK(a) { }', [policy('wb-a', text), policy('wb-b', text)]))).toEqual([
      expect.stringContaining('in policies/wb-b.policy.c and in policies/wb-a.policy.c'),
    ]);
  });
});

describe('COMPARE', () => {
  const compared = (text: string) =>
    under(text, []).program?.compare.map((item) =>
      item.kind === 'design' ? item.id : item.kind === 'policies' ? item.axis : item.kind,
    );

  it('takes words and designs in any mixture, and is every strategy where it is not said', () => {
    expect(compared('TASK(a) { }')).toEqual(['strategies']);
    expect(compared('COMPARE("a+b@relaxed", presets, gup_fast); COMPARE(cow, writeback, "v6.1");')).toEqual([
      'a+b@relaxed',
      'presets',
      'gup-fast',
      'cow',
      'writeback',
      'v6.1',
    ]);
  });
});

describe('COST', () => {
  it('is a property of its own kind', () => {
    const { program } = checkLab('PAGE(p); COST(waits, page_count(p) > 1) WHEN(p->flags);');
    expect(program?.properties.map(({ name, kind, when }) => [name, kind, when !== undefined])).toEqual([
      ['waits', 'cost', true],
    ]);
  });
});

describe('a preset', () => {
  const text =
    'PRESET("v5.10", .title = "Kernel 5.10", .cites = { "M" }, .strategy = "refcount-bias",\n\t.policies = { "cow-refcount", "wb-x" }, .memory = "relaxed");\n';
  const file = named('presets/v5.10.preset.c', 'preset', `/* A comment. */\n${text}`);

  it('names a strategy, policies and a memory model', () => {
    const { preset, diagnostics } = checkPreset(file);
    expect(diagnostics).toEqual([]);
    expect(preset).toMatchObject({
      id: 'v5.10',
      title: 'Kernel 5.10',
      cites: ['M'],
      strategy: 'refcount-bias',
      policies: ['cow-refcount', 'wb-x'],
      memory: 'relaxed',
    });
    expect(checkPreset({ ...file, text: 'PRESET("a", .strategy = "b");' }).preset).toMatchObject({
      policies: [],
      memory: 'SC',
    });
  });

  it('has the services of an editor', () => {
    const { outcome } = checkPreset(file);
    expect(symbolsOf(outcome, file.path).map(({ name }) => name)).toEqual(['v5.10']);
    expect(hoverAt(outcome, file.path, file.text.indexOf('memory'))?.notes[0]).toMatch(/^The memory model/);
    const model = file.text.indexOf('relaxed');
    expect(completionsAt(outcome, file.path, model).map(({ label }) => label)).toContain('x86-TSO');
  });
});

describe('what one text says of itself', () => {
  it('is read without the library', () => {
    const lab = readHeader(labOf('NEEDS(recogniser); COMPARE(presets); PAGE(p); TASK(a) { unknown(p, ; }'));
    expect(lab.needs).toEqual(['recogniser']);
    expect(lab.compare.map(({ kind }) => kind)).toEqual(['presets']);
    const { strategy } = readHeader(
      strategyText(
        '#include <lab.h>\nSTRATEGY("s", .title = "T", .page_ext_bytes = 4, .page_ext_flags = 1, .node_bytes = 2 * 4,\n' +
          '\t.callers = "all", .max_pins = "many");\nvoid get_page(struct page *page) { }',
      ),
    );
    expect(strategy?.cost).toEqual({
      bytesPerPage: 0,
      pageExtBytes: 4,
      pageExtFlags: 1,
      pageFlags: 0,
      nodeBytes: 8,
      callers: 'all',
      maxPins: 'many',
      note: '',
    });
    expect(readHeader(policy('wb-x', 'int x;')).policy?.id).toBe('wb-x');
    expect(readHeader(named('p.preset.c', 'preset', 'PRESET("a", .strategy = "b");')).preset?.id).toBe('a');
  });

  it('of a broken or an empty text is nothing', () => {
    for (const text of ['', '}}}}', 'STRATEGY(', 'POLICY("a", .axis = "b");', '"'.repeat(9), '#if']) {
      for (const role of ['lab', 'strategy', 'policy', 'preset'] as const) {
        const { strategy, policy: said, preset } = readHeader(named('x.c', role, text));
        expect([strategy, said, preset]).toEqual([undefined, undefined, undefined]);
      }
    }
  });
});
