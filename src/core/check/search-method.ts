// How a search goes about it: what a person can ask for, and what the verdict says was done.
//
// `auto` is what Explore does: exact and unreduced while the lab is small (every state is kept whole, the counts are
// regression numbers); what outgrows that goes on as a sweep with every sound reduction and several workers.

/** Each can be switched off by itself; docs/reductions.md says when each is sound. */
export const reductionNames = ['partial-order', 'symmetry', 'dead-words', 'private-steps'] as const;
export type Reduction = (typeof reductionNames)[number];

export type SearchMethod =
  | { readonly kind: 'auto'; readonly workers?: number; readonly reductions?: readonly Reduction[] }
  /** Every state whole, breadth first, one thread, no reduction: the reference (`--plain`). */
  | { readonly kind: 'exact' }
  /** States as 64-bit fingerprints, layer by layer, `workers` threads over one visited set. */
  | { readonly kind: 'sweep'; readonly reductions: readonly Reduction[]; readonly workers: number }
  /** Every run with at most so many preemptions (Musuvathi and Qadeer, PLDI 2007). */
  | { readonly kind: 'preemption-bounded'; readonly preemptions: number }
  | { readonly kind: 'random'; readonly runs: number; readonly seed: number }
  /** Probabilistic concurrency testing (Burckhardt et al., ASPLOS 2010): bugs of depth `depth`. */
  | { readonly kind: 'pct'; readonly runs: number; readonly seed: number; readonly depth: number }
  /** Debian's Spin on the exported model; its trail comes back as our schedule. */
  | { readonly kind: 'spin' };

/** What a finished search says of itself; it travels with the verdict. */
export interface Searched {
  readonly kind: Exclude<SearchMethod['kind'], 'auto'>;
  /** Those that were in force: asked for, and sound for this lab and these properties. */
  readonly reductions: readonly Reduction[];
  readonly workers: number;
  /** Upper bound of the probability that two different states were taken for one, n²/2^65; 0 where states are kept whole. */
  readonly collisionRisk: number;
  /** Of searches that try runs and not states. */
  readonly runs?: number;
  readonly seed?: number;
  /** Of `preemption-bounded`. */
  readonly preemptions?: number;
  /** Of `pct`. */
  readonly depth?: number;
}

/** One sweep lies in one linear memory of 32-bit addresses. More than 10^8 states fit; a larger bound changes nothing. */
export const mostSweepMemory = 4 * 1024 ** 3;

/** Of core/explore. */
export const searchedExactly: Searched = { kind: 'exact', reductions: [], workers: 1, collisionRisk: 0 };
