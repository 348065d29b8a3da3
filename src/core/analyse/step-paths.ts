// Tries everything that can happen from the beginning of a step to its end, with what is known of registers and words.
//
// Promises: ends: a block that is come to again and again is from then on done once for all ways that lead to it.

import { assert, assertNever } from '../base/assert.ts';
import type { Exit, Instruction } from '../language/lower/graph.ts';
import { linkOfSet, load, rmw, splitAtAddress, store } from './access.ts';
import { Touch } from './analysis.ts';
import { exhausted } from './effort.ts';
import { evaluate } from './evaluate.ts';
import { narrow } from './narrow.ts';
import type { Path } from './path.ts';
import type { StepContext } from './step-context.ts';
import { contains, listed, single } from './values.ts';

/** Blocks of one step that are done way by way; then ways that meet are joined much sooner. */
const mostApart = 60;
/** Joined ways through one block before what still grows loses its bounds. */
const mostJoins = 24;
/** A block that is come to more often in one step may be in a loop without end. */
const mostRounds = 40;

export function tryStep(from: Path, context: StepContext): void {
  const open: Path[] = [from];
  const visits = new Map<number, number>();
  const joined = new Map<number, Path>();
  const split = { ways: 1 };
  let done = 0;
  const most = () => (done < mostApart ? 24 : 3);
  for (;;) {
    const path = done < mostApart ? open.pop() : foremost(open);
    if (path === undefined || exhausted(context.effort)) return;
    if (path.at >= 0) {
      advance(path, open, split, context);
      continue;
    }
    const times = (visits.get(path.block) ?? 0) + 1;
    visits.set(path.block, times);
    let way = path;
    if (times > most()) {
      const alive = context.alive[path.block] ?? [];
      const all = joined.get(path.block);
      if (all === undefined) joined.set(path.block, path.only(alive));
      else if (!all.absorb(path, alive, context.own, times > most() + mostJoins)) continue;
      way = (joined.get(path.block) as Path).clone();
    }
    if (times > mostRounds) context.site.mayFail = true;
    context.code.reached[path.block] = 1;
    context.effort.spent += 1;
    done += 1;
    way.at = 0;
    advance(way, open, split, context);
  }
}

/** Takes out the way that stands first in the text, so that others can come up to it and be joined. */
function foremost(open: Path[]): Path | undefined {
  let first = 0;
  open.forEach((path, at) => {
    if (path.block < (open[first] as Path).block) first = at;
  });
  return open.splice(first, 1)[0];
}

/** To the end of the block, or to where the way splits up. */
function advance(path: Path, open: Path[], split: { ways: number }, context: StepContext): void {
  const block = context.blocks[path.block];
  assert(block !== undefined, 'control goes to blocks');
  for (; path.at < block.code.length; path.at++) {
    const instruction = block.code[path.at] as Instruction;
    if (instruction.kind === 'load' || instruction.kind === 'store' || instruction.kind === 'rmw') {
      const ways = splitAtAddress(path, instruction.address, split.ways, context);
      if (ways !== undefined) {
        split.ways += ways.length - 1;
        open.push(...ways);
        return;
      }
    }
    if (!perform(path, instruction, context)) return;
  }
  leave(path, block.exit, open, context);
}

/** False where the way ends here. */
function perform(path: Path, instruction: Instruction, context: StepContext): boolean {
  const { site, table } = context;
  switch (instruction.kind) {
    case 'set': {
      const { register, value } = instruction;
      path.set(register, evaluate(value, path, table), linkOfSet(path, value));
      return true;
    }
    case 'load':
      return load(path, instruction, context);
    case 'store':
      return store(path, instruction, context);
    case 'rmw':
      return rmw(path, instruction, context);
    case 'guard':
      if (contains(evaluate(instruction.test, path, table), 0)) site.mayBlock = true;
      return narrow(instruction.test, true, path, table);
    case 'prune':
      if (contains(evaluate(instruction.test, path, table), 0)) site.mayPrune = true;
      return narrow(instruction.test, true, path, table);
    case 'choose': {
      site.alternatives = Math.max(site.alternatives, instruction.count);
      path.set(
        instruction.register,
        listed(Array.from({ length: instruction.count }, (_, at) => at)),
        undefined,
      );
      return true;
    }
    case 'check':
      return check(path, instruction, context);
    case 'cpu-control':
      if (context.cpuSlot >= 0) site.touch(context.cpuSlot, Touch.read | Touch.write);
      return true;
    case 'ledger':
    case 'fence':
      return true;
    default:
      return assertNever(instruction);
  }
}

function check(
  path: Path,
  { of, index, test }: Instruction & { readonly kind: 'check' },
  context: StepContext,
): boolean {
  const { graph, site, table } = context;
  if (of === 'property' && graph.properties[index]?.skipped !== undefined) return true;
  const mayFail = contains(evaluate(test, path, table), 0);
  if (of === 'property') context.asked(index, mayFail);
  if (!mayFail) return true;
  if (of === 'bug' && graph.bugs[index]?.severity === 'warn') {
    site.mayWarn = true;
    return true;
  }
  site.mayFail = true;
  return narrow(test, true, path, table);
}

function leave(path: Path, exit: Exit, open: Path[], context: StepContext): void {
  switch (exit.kind) {
    case 'goto':
      goTo(path, exit.target, open, context);
      return;
    case 'branch': {
      const test = evaluate(exit.test, path, context.table);
      if (single(test) === 0 || !contains(test, 0)) {
        const side = single(test) === 0 ? 'else' : 'then';
        context.code.take(path.block, side);
        goTo(path, exit[side], open, context);
        return;
      }
      const other = path.clone();
      const from = path.block;
      if (narrow(exit.test, false, other, context.table)) {
        context.code.take(from, 'else');
        goTo(other, exit.else, open, context);
      }
      if (narrow(exit.test, true, path, context.table)) {
        context.code.take(from, 'then');
        goTo(path, exit.then, open, context);
      }
      return;
    }
    case 'end':
      context.arrive(path, undefined);
      return;
    case 'return':
      context.give(evaluate(exit.value, path, context.table));
      return;
    default:
      assertNever(exit);
  }
}

function goTo(path: Path, target: number, open: Path[], context: StepContext): void {
  if (context.blocks[target]?.step !== undefined) {
    context.arrive(path, target);
    return;
  }
  path.block = target;
  path.at = -1;
  open.push(path);
}
