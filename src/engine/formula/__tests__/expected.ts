/** What the pieces of a lifted kernel leave in a tensor, by the evaluator of terms. */
import { TRUE, type Term } from '../../term';
import { evaluate } from '../../term/evaluate';
import * as random from '../../interpret/philox';
import type { Lifted } from '../../symbolic/lifted';
import type { Run, TensorArgument } from './run-python';

/** The storage of `y` after the run. */
export function expectedStorage(kernel: Lifted, values: Run['args'], grid: readonly number[]): number[] {
  const storage = (name: string) => (values[name] as TensorArgument).data;
  const after = [...storage('y')];
  const variables = new Map<string, number>([['grid[0]', grid[0]], ['grid[1]', grid[1]], ['grid[2]', grid[2]]]);
  kernel.arguments.filter(g => g.kind !== 'pointer').forEach(g => variables.set(g.name, Number(values[g.name])));
  const number = (t: Term) =>
    evaluate(t, {
      variables,
      read: (name, at) => storage(name)[at] ?? NaN,
      random: (f, seed, offset) => random[f](BigInt(seed), BigInt(offset))
    });
  for (const piece of kernel.pieces) {
    const visit = (depth: number): void => {
      if (depth === piece.indices.length) {
        if (piece.where === TRUE || number(piece.where) !== 0) {
          after[number(piece.address)] = number(piece.value);
        }
        return;
      }
      const count = number(piece.indices[depth].extent);
      for (let k = 0; k < count; k++) {
        variables.set(piece.indices[depth].variable.name, k);
        visit(depth + 1);
      }
    };
    visit(0);
  }
  return after;
}

/** Whether a number is the wanted one, not-a-number and infinities included. */
export const isClose = (actual: number, wanted: number): boolean =>
  Object.is(actual, wanted) || actual === wanted || (Number.isNaN(wanted) && Number.isNaN(actual)) || Math.abs(actual - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted));
