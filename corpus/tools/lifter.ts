/** A process that lifts one entry of the corpus after the other, so that a lift that hangs can be ended from outside. */
import { performance } from 'node:perf_hooks';
import type { LiftResult, SynthesisOptions } from '../../src/engine/result';
import { loadNodeSolver } from '../../src/engine/verify/z3/node';
import type { Entry } from './corpus';
import { liftEntry } from './lift-entry';

export type LiftedEntry = {
  /** A sentence where there is no result at all. */
  readonly results: readonly LiftResult[] | string;
  /** Milliseconds of the first lift, and of a second one in the same process. */
  readonly cold: number;
  readonly warm: number;
};

/** What to lift and how. */
export type LiftJob = {
  readonly entry: Entry;
  /** Lift a second time, to time it, where the first took less than this. */
  readonly againBelowMs: number;
  readonly synthesis?: SynthesisOptions;
};

async function answer({ entry, againBelowMs, synthesis }: LiftJob): Promise<void> {
  const context = { solver: await loadNodeSolver(), now: () => performance.now() };
  const start = performance.now();
  const first = liftEntry(entry, context, synthesis);
  const cold = performance.now() - start;
  const twice = cold < againBelowMs;
  const again = performance.now();
  const results = twice ? liftEntry(entry, context, synthesis) : first;
  const warm = twice ? performance.now() - again : cold;
  process.send!({ results, cold, warm } satisfies LiftedEntry);
}

process.on('message', message => void answer(message as LiftJob));
process.on('disconnect', () => process.exit());
