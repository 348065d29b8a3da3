// Lowers what is asked of a state: properties and lanes as routines, `AT` properties where their event is raised.
//
// Promises: a routine gives 1 where the property is content, whatever its form; outside `WHEN` it is content.

import type { LaneDef, Local, PropertyDef } from '../check/program.ts';
import type { EnumType } from '../types/c-type.ts';
import { bound } from './call.ts';
import type { Frame, JumpFacts, Lowering, Storage } from './context.ts';
import { lowerCondition, lowerValue } from './expression.ts';
import type { LaneGraph, Value } from './graph.ts';
import { namesOf } from './scalars.ts';
import { fitted, negated, one, truth, zero } from './value.ts';

const noFacts: JumpFacts = { assigned: new Set(), jumps: false, backward: new Set() };

/** Ends the routine with 1 where the property is content. */
export function lowerProperty(lowering: Lowering, property: PropertyDef): void {
  const { blocks } = lowering;
  if (property.when !== undefined) {
    const counts = blocks.newBlock();
    const content = blocks.newBlock();
    lowerCondition(lowering, property.when, counts, content);
    blocks.continueIn(content);
    blocks.give(one);
    blocks.continueIn(counts);
  }
  const value = lowerValue(lowering, property.test);
  blocks.give(property.kind === 'never' || property.kind === 'cost' ? negated(value) : truth(value));
}

export function lowerLane(lowering: Lowering, lane: LaneDef, page: number | undefined): void {
  if (lane.page !== undefined && page !== undefined) {
    const address: Value = { kind: 'const', value: lowering.memory.pageAddress(page) };
    lowering.frame = frameWith(lowering.frame, [lane.page], [{ kind: 'value', value: address }]);
  }
  lowering.blocks.give(lowerValue(lowering, lane.value));
}

/** How a lane draws its values: by the type of its expression, or as the bits that it names. */
export function laneDisplay(lane: LaneDef): Pick<LaneGraph, 'display' | 'names'> {
  const { type } = lane.value;
  const named = (display: 'bits' | 'enum', names: EnumType) => ({ display, names: namesOf(names) });
  if (lane.bits !== undefined) return named('bits', lane.bits);
  if (type.kind === 'enum') return named('enum', type);
  if (type.kind === 'pointer') return { display: 'pointer', names: [] };
  return { display: type.kind === 'integer' && type.bool ? 'bool' : 'number', names: [] };
}

/** Every `AT` property on the event is evaluated here, at once, over the event's parameters. */
export function checkEvent(lowering: Lowering, event: number, args: readonly Value[]): void {
  const definition = lowering.program.events[event];
  if (definition === undefined) return;
  const caller = lowering.frame;
  const storages = definition.params.map((param, at) =>
    bound(lowering, fitted(args[at] ?? zero, param.type)),
  );
  lowering.program.properties.forEach((property, index) => {
    if (property.kind !== 'at' || property.event !== event || property.skipped !== undefined) return;
    lowering.frame = frameWith(caller, definition.params, storages);
    const { blocks } = lowering;
    const done = blocks.newBlock();
    if (property.when !== undefined) {
      const counts = blocks.newBlock();
      lowerCondition(lowering, property.when, counts, done);
      blocks.continueIn(counts);
    }
    const test = truth(lowerValue(lowering, property.test));
    blocks.emit({ kind: 'check', of: 'property', index, test });
    blocks.continueIn(done);
  });
  lowering.frame = caller;
}

/** An expression's own frame: it knows the given locals and nothing else. */
function frameWith(around: Frame, locals: readonly Local[], storages: readonly Storage[]): Frame {
  const storage: Frame['storage'] = [];
  locals.forEach((local, at) => {
    storage[local.id] = storages[at];
  });
  return { ...around, locals: new Map(locals.map((local) => [local.id, local])), storage, facts: noFacts };
}
