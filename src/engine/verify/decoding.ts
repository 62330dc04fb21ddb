/**
 * Numbers that are decoded by `v // D` and `v % D`: v = row · D + column with 0 ≤ column < D is a bijection (division with remainder) of
 * [0, R · D) and [0, R) × [0, D), so rows and columns can take the place of v.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { LoopCounter } from '../symbolic/denotation';
import { isIndexVariable } from './accesses';
import type { Normalise } from './closed';
import { exactQuotient } from './exact-quotient';
import type { Facts } from './facts';

export type Decoding = {
  readonly map: (t: Term) => Term;
  readonly row: T.VariableTerm;
  readonly column: T.VariableTerm;
  /** D, in normal form. */
  readonly columns: Term;
  /** R, where it comes out even. */
  readonly rows: Term | null;
};

const isDecoding = (t: Term): t is T.ApplyTerm => T.isApply(t, 'floordiv') || T.isApply(t, 'truncdiv') || T.isApply(t, 'mod') || T.isApply(t, 'truncmod');
const isQuotient = (t: T.ApplyTerm): boolean => t.op === 'floordiv' || t.op === 'truncdiv';

/** The fixed numbers by which v is decoded in some terms. */
function divisorsOf(v: Term, terms: Iterable<Term>): Set<Term> {
  const found = new Set<Term>();
  for (const t of terms) {
    if (isDecoding(t) && t.args[0] === v && !T.some(t.args[1], u => u.kind === 'read' || (u.kind === 'variable' && isIndexVariable(u)))) {
      found.add(t.args[1]);
    }
  }
  return found;
}

/**
 * The finest decoding of a number: the other divisors are multiples of it.
 *
 * @param addresses say whether the decoding matters: what is used as it stands stays one index.
 * @param seen all terms in which the number occurs.
 */
export function decodingOf({ variable: v, trips }: LoopCounter, addresses: readonly Term[], seen: ReadonlySet<Term>, hints: readonly [string, string], base: Facts, normalise: Normalise): Decoding | null {
  const inAddresses = divisorsOf(v, addresses.flatMap(a => [...T.subterms(a)]));
  if (inAddresses.size === 0) {
    return null;
  }
  const all = [...divisorsOf(v, seen)];
  const divisor = all.find(d => inAddresses.has(d) && all.every(o => exactQuotient(o, d) !== null));
  const columns = divisor && normalise(divisor, base);
  if (!divisor || !columns || !base.holds(T.lt(T.ZERO, columns))) {
    return null;
  }
  const row = T.fresh(hints[0], 'Int');
  const column = T.fresh(hints[1], 'Int');
  const replacement = new Map<Term, Term>();
  for (const t of seen) {
    if (!isDecoding(t) || t.args[0] !== v) {
      continue;
    }
    const quotient = exactQuotient(t.args[1], divisor);
    if (quotient) {
      const outer = quotient === T.ONE;
      const part = outer ? (isQuotient(t) ? row : T.ZERO) : T.apply(t.op, [row, quotient]);
      replacement.set(t, isQuotient(t) ? part : T.add(T.mul(part, divisor), column));
    }
  }
  const bare = new Map<Term, Term>([[v, T.add(T.mul(row, divisor), column)]]);
  const map = (t: Term): Term => T.substitute(T.substitute(t, replacement), bare);
  return { map, row, column, columns, rows: exactQuotient(normalise(trips, base), columns) };
}
