/** The one interface to an SMT solver. Two transports implement it: a web worker's wasm and Node's. */

export type SolverAnswer =
  | { readonly kind: 'unsat' }
  | { readonly kind: 'sat'; readonly model: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The text itself was refused: a bug of ours, never an answer. */
  | { readonly kind: 'failure'; readonly message: string };

export interface Solver {
  /**
   * Decides one SMT-LIB script of declarations and assertions (no check-sat, no options), in a fresh context.
   * Synchronous: the engine runs where blocking is allowed (a worker, Node). `rlimit` bounds the work, in the solver's own units.
   */
  check(script: string, options?: { readonly rlimit?: number; readonly model?: boolean }): SolverAnswer;
  /** Name and version, for the reproduction panel. */
  readonly name: string;
}
