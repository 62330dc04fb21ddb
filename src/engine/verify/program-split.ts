/** Program ids that are decoded by `pid // D` and `pid % D`, as rows and columns. That the launch has whole rows is a premise. */
import * as T from '../term';
import type { Term } from '../term';
import type { Effect, LoopCounter } from '../symbolic/denotation';
import type { Normalise } from './closed';
import { decodingOf } from './decoding';
import type { Facts } from './facts';
import { isGiven } from './launch-premises';
import type { Renumber } from './renumber';

/** @param seen all terms in which the program id occurs. */
export function splitProgram(program: LoopCounter, effects: readonly Effect[], seen: ReadonlySet<Term>, base: Facts, normalise: Normalise): Renumber | null {
  const decoding = decodingOf(program, effects.map(e => e.address), seen, ['row', 'column'], base, normalise);
  if (!decoding || (!decoding.rows && !isGiven(program.trips))) {
    return null;
  }
  const { map, row, column, columns, rows } = decoding;
  return {
    map,
    replaced: [program.variable],
    parts: [
      { variable: row, trips: rows ?? T.apply('floordiv', [program.trips, columns]) },
      { variable: column, trips: columns }
    ],
    needs: rows ? [] : [{ kind: 'whole-rows', total: program.trips, divisor: columns }]
  };
}
