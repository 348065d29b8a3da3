// A session as a value: everything that rebuilds what a person had in front of them, and nothing that can be rebuilt.
//
// Texts that are not built in are held whole; built-in ones by path and hash, so that a reader can say "this has
// changed since". What the file claims (verdict, digest) is a claim until it is run again: see `Session.verdict`.

import type { SearchMethod } from '../../core/check/search-method.ts';
import type { Bounds, MemoryModel, Verdict } from '../../core/check/verdict.ts';
import type { SchedulePolicy } from '../../core/schedule/schedule.ts';

/** The version that `writeSession` writes. Raise it with an entry in docs/formats.md and a kept fixture. */
export const sessionVersion = 3;

export type SessionText =
  | { readonly kind: 'own'; readonly path: string; readonly text: string }
  /** Part of pinlab; `hash` is `textHash` of the text that was used. */
  | { readonly kind: 'built-in'; readonly path: string; readonly hash: string };

export interface Session {
  /** Version of pinlab that wrote the file. */
  readonly engine: string;
  readonly lab: SessionText;
  readonly strategy: SessionText;
  /** In the order of the design. */
  readonly policies: readonly SessionText[];
  /** Forked kernel library texts; each replaces the built-in one with its path. */
  readonly kernel: readonly { readonly path: string; readonly text: string }[];
  /** Every other built-in text that took part. */
  readonly builtIn: readonly { readonly path: string; readonly hash: string }[];
  readonly options: {
    readonly memory: MemoryModel;
    readonly bounds: Bounds;
    /** How to search; undefined: as Explore does by itself. */
    readonly method: SearchMethod | undefined;
  };
  /** How the run on the screen was made. */
  readonly policy: SchedulePolicy;
  readonly run: RecordedRun | undefined;
  /** As recorded. Show it as "recorded in this file, not explored here" until it has been explored again. */
  readonly verdict: Verdict | undefined;
  readonly view: SessionView;
  readonly notes: readonly SessionNote[];
  /** The counterexample as text, for people who read the file without pinlab. */
  readonly diagram: string | undefined;
}

export interface RecordedRun {
  readonly steps: number;
  readonly schedule: string;
  readonly digest: string;
}

export interface SessionView {
  /** 0 … steps of the run. */
  readonly cursor: number;
  /** Index of the page in the inspector. */
  readonly page: number;
  readonly drawer?:
    | 'verdict'
    | 'counterexample'
    | 'matrix'
    | 'problems'
    | 'log'
    | 'inspector'
    | 'costs'
    | 'load-bearing';
  readonly editor?: 'lab' | 'strategy';
  /** Lanes that the person took off the timeline, by name. */
  readonly hiddenLanes?: readonly string[];
  /** First and last step in sight. */
  readonly range?: readonly [number, number];
}

/** A remark at a cursor position of the run. */
export interface SessionNote {
  readonly cursor: number;
  readonly text: string;
}
