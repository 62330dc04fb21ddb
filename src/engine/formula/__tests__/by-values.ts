/** The generated Python of lifted kernels against the evaluator of terms, on the same arguments: one process runs them all. */
import { torchSource } from '..';
import type { Lifted } from '../../symbolic/lifted';
import { expectedStorage, isClose } from './expected';
import { runAll, type Run } from './run-python';

/** A test for each row: what the kernel leaves in `y`. */
export function testByValues(rows: readonly (readonly [title: string, kernel: Lifted, args: Run['args']])[], grid: readonly number[]): void {
  const runs = rows.map(([, kernel, args]): Run => ({ source: torchSource(kernel), args, grid }));
  let outcomes: ReturnType<typeof runAll>;
  beforeAll(() => {
    outcomes = runAll(runs);
  }, 120_000);

  test.each(rows.map(([title], k) => [title, k] as const))('%s', (_, k) => {
    const outcome = outcomes[k];
    expect(outcome.error && `${outcome.error}\n${runs[k].source}`).toBeNull();
    const actual = outcome.error === null ? outcome.outputs.y.storage : [];
    const wanted = expectedStorage(rows[k][1], runs[k].args, grid);
    wanted.forEach((w, at) => {
      expect(isClose(actual[at], w) ? w : { source: runs[k].source, at, wanted: w, actual: actual[at] }).toBe(w);
    });
  });
}
