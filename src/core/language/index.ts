// The language room's front door: from texts to a checked program and to the micro-step graph.

export type { Program } from './check/program.ts';
export type { Graph } from './lower/graph.ts';
export { type LowerOptions, lowerProgram } from './lower/lower.ts';
export { type Outline, outlineOf } from './lower/outline.ts';
export { printGraph } from './lower/print.ts';
export type { Diagnostic, PlacedDiagnostic } from './source/diagnostic.ts';
export type { SourceFile, SourceRole, Span } from './source/source-file.ts';
