// `pinlab export`: a lab under a design as a model for another checker, with what a person must know of it.
//
// Promises: a text that the exporter cannot say is a Failure with a remedy. Runs nothing.

import { failure } from '../contract/problems.ts';
import type { ExportedModel, ExportFormat, Outcome } from '../contract/table.ts';
import { whyNotApplicable } from '../core/check/assemble.ts';
import { exportPromela, type PromelaModel } from '../core/export/promela/promela.ts';
import { exportTla } from '../core/export/tla/tla.ts';
import { namesOf, type Prepared, prepare, type Subject } from './engine.ts';

export function exportModel(asked: Subject, to: ExportFormat): Outcome<ExportedModel> {
  const prepared = prepareModel(asked);
  if (!prepared.ok) return prepared;
  if (to === 'tla') return tlaOf(asked, prepared.value);
  const made = promelaOf(asked, prepared.value);
  if (!made.ok) return made;
  const { lab, design } = namesOf(asked, prepared.value.program);
  return {
    ok: true,
    value: { name: `${lab}-${design}.pml`, text: made.value.text, notes: made.value.notes },
  };
}

/** A program as exporters take it; a lab that does not apply to its design has no model. */
export function prepareModel(asked: Subject): Outcome<Prepared> {
  const prepared = prepare(asked.texts, { ledger: false, lanes: false });
  if (!prepared.ok) return prepared;
  const { program, graph } = prepared.value;
  const why = whyNotApplicable(graph, program.missing);
  if (why === undefined) return prepared;
  return failure('bad-request', `The lab does not apply to this design: ${why}.`, 'Choose another design.');
}

export function promelaOf(asked: Subject, { program, graph }: Prepared): Outcome<PromelaModel> {
  const { lab, design } = namesOf(asked, program);
  const title = `${lab} under ${design}`;
  const made = exportPromela(graph, { title, files: program.files, memory: asked.memory });
  return made.ok ? made : failure('bad-request', made.error.message, made.error.remedy);
}

/** TLC wants a configuration beside the module: its lines stand below it, where TLC does not read. */
function tlaOf(asked: Subject, { program, graph }: Prepared): Outcome<ExportedModel> {
  const { lab, design } = namesOf(asked, program);
  const made = exportTla(graph, {
    title: `${lab} under ${design}`,
    name: `${lab}_${design}`,
    files: program.files,
    memory: asked.memory,
  });
  if (!made.ok) return failure('bad-request', made.error.message, made.error.remedy);
  const { name, text, notes } = made.value;
  const config = `TLC reads ${name}.cfg beside ${name}.tla: copy its lines from the end of the module.`;
  return { ok: true, value: { name: `${name}.tla`, text, notes: [...notes, config] } };
}
