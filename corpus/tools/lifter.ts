/** A process that lifts one entry of the corpus after the other, so that a lift that hangs can be ended from outside. */
import { performance } from 'node:perf_hooks';
import type { LiftResult } from '../../src/engine/result';
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

async function answer({ entry, twice }: { entry: Entry; twice: boolean }): Promise<void> {
  const context = { solver: await loadNodeSolver(), now: () => performance.now() };
  const start = performance.now();
  const first = liftEntry(entry, context);
  const cold = performance.now() - start;
  const again = performance.now();
  const results = twice ? liftEntry(entry, context) : first;
  const warm = twice ? performance.now() - again : cold;
  process.send!({ results, cold, warm } satisfies LiftedEntry);
}

process.on('message', message => void answer(message as { entry: Entry; twice: boolean }));
process.on('disconnect', () => process.exit());
