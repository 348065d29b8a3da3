// Code that only asks and is no expression, as a C function inside the model: a property that walks a list, a wait whose
// condition loops.
//
// Promises: the same values as the machine computes; a bad access, or too many rounds, gives `bad`. Words are read by
// `word_at`. Source: G. Holzmann, The SPIN Model Checker, 2003, chapter 17 (embedded C).

import { assertNever } from '../../base/assert.ts';
import type { CodeBlock, Exit, Instruction, Register } from '../../language/lower/graph.ts';
import { definedBy, eachRegister, valueOfExit, valuesIn } from '../../language/lower/read-graph.ts';
import { fuelRounds, type Region, regionFrom } from '../../machine/emit-region.ts';
import { Inexpressible, type Model } from './model.ts';
import { atom, phraseOf, type Scope } from './phrase.ts';

const inC: Scope = { tongue: 'c', register: (register) => atom(`r${register}`) };

export interface CFunction {
  readonly name: string;
  readonly blocks: readonly CodeBlock[];
  readonly entry: number;
  /** Given by the caller, in this order. */
  readonly parameters: readonly Register[];
  /** What it gives where an access is bad. */
  readonly bad: 0 | 1;
}

/** Adds the function to the model's, and gives the condition that calls it. */
export function callInC(model: Model, wanted: CFunction, given: readonly string[]): string {
  const { code } = model.needs;
  code.set('word_at', wordAt(model));
  code.set(wanted.name, functionText(wanted));
  // Spin takes a condition for one about shared state where it sees a call in it.
  return `c_expr { (${wanted.name}(${given.join(', ')}) > 0) }`;
}

function functionText({ name, blocks, entry, parameters, bad }: CFunction): string {
  const region = regionFrom(blocks, entry);
  const locals = registersIn(blocks, region).filter((register) => !parameters.includes(register));
  const declared = ['bad = 0', 'rounds = 0', ...locals.map((register) => `r${register} = 0`)];
  return [
    `static int ${name}(${parameters.map((register) => `int r${register}`).join(', ')})`,
    '{',
    `\tint ${declared.join(', ')};`,
    '\t(void)bad; (void)rounds;',
    ...region.blocks.map((block) => blockText(blocks, region, block, bad)),
    '}',
  ].join('\n');
}

function blockText(blocks: readonly CodeBlock[], region: Region, index: number, bad: number): string {
  const { code, exit } = blocks[index] as CodeBlock;
  const statements: string[] = [];
  let ended = false;
  for (const instruction of code) {
    const text = statementOf(instruction, bad);
    statements.push(text);
    if (instruction.kind === 'store' || instruction.kind === 'rmw' || instruction.kind === 'choose') {
      ended = true;
      break;
    }
  }
  if (!ended) statements.push(...exitText(blocks, region, index, exit, bad));
  return [`b${index}:\t;`, ...statements.filter((text) => text !== '').map((text) => `\t${text};`)].join(
    '\n',
  );
}

function statementOf(instruction: Instruction, bad: number): string {
  const text = (value: Parameters<typeof phraseOf>[1]) => phraseOf(inC, value).text;
  switch (instruction.kind) {
    case 'set':
      return `r${instruction.register} = ${text(instruction.value)}`;
    case 'load': {
      const { size, signed } = instruction;
      const type = size >= 4 ? 'int' : `${signed ? 'signed' : 'unsigned'} ${size === 1 ? 'char' : 'short'}`;
      const read = `r${instruction.register} = (${type})word_at(${text(instruction.address)}, ${size}, &bad)`;
      return `${read}; if (bad) return ${bad}`;
    }
    case 'guard':
      return `if ((${text(instruction.test)}) == 0) return 0`;
    case 'prune':
      return `if ((${text(instruction.test)}) == 0) return 1`;
    case 'check':
      throw new Inexpressible('a BUG or WARN before a wait whose condition loops');
    // From here on the step can be done.
    case 'store':
    case 'rmw':
    case 'choose':
      return 'return 1';
    case 'fence':
    case 'ledger':
    case 'cpu-control':
      return '';
    default:
      return assertNever(instruction);
  }
}

function exitText(
  blocks: readonly CodeBlock[],
  region: Region,
  index: number,
  exit: Exit,
  bad: number,
): readonly string[] {
  const jump = (to: number): string => {
    if (blocks[to]?.step !== undefined) return 'return 1';
    if (!region.backEdges.has(index * blocks.length + to)) return `goto b${to}`;
    return `{ if (++rounds > ${fuelRounds}) return ${bad}; goto b${to}; }`;
  };
  const text = (value: Parameters<typeof phraseOf>[1]) => phraseOf(inC, value).text;
  switch (exit.kind) {
    case 'goto':
      return [jump(exit.target)];
    case 'branch':
      return [`if ((${text(exit.test)}) != 0) ${jump(exit.then)}`, jump(exit.else)];
    case 'return':
      return [`return (${text(exit.value)}) != 0`];
    case 'end':
      return ['return 1'];
    default:
      return assertNever(exit);
  }
}

function registersIn(blocks: readonly CodeBlock[], region: Region): readonly Register[] {
  const found = new Set<Register>();
  const add = (register: Register) => found.add(register);
  for (const index of region.blocks) {
    const block = blocks[index] as CodeBlock;
    for (const instruction of block.code) {
      for (const value of valuesIn(instruction)) eachRegister(value, add);
      const register = definedBy(instruction);
      if (register !== undefined) add(register);
    }
    const value = valueOfExit(block.exit);
    if (value) eachRegister(value, add);
  }
  return [...found].sort((a, b) => a - b);
}

/** The value that lies at an address, shifted down. */
function wordAt({ graph, layout, words }: Model): string {
  const cases = graph.memory.words.flatMap(({ address }, index) => {
    const word = words.word(layout.wordSlots[index] as number);
    if (word.kind === 'constant' && word.value === 0) return [];
    if (word.kind === 'unseen') return [];
    const value = word.kind === 'variable' ? `now.${word.name}` : `${word.value}`;
    return [`\tcase ${address}: word = ${value}; break;`];
  });
  return [
    'static int word_at(int a, int size, int *bad)',
    '{',
    '\tint word = 0;',
    '\tif ((a & (size - 1)) != 0 || !valid_1(a)) { *bad = 1; return 0; }',
    '\tswitch (a & ~3) {',
    ...cases,
    '\t}',
    '\treturn size >= 4 ? word : word >> ((a & 3) * 8);',
    '}',
  ].join('\n');
}
