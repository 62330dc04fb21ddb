/**
 * A program id that is decoded by `pid // D` and `pid % D` numbers rows and columns: pid = row · D + column, 0 ≤ column < D, is a
 * bijection (division with remainder) of [0, R · D) and [0, R) × [0, D). That the launch has whole rows is a premise.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Effect, LoopCounter } from '../symbolic/denotation';
import { isIndexVariable } from './accesses';
import { exactQuotient } from './exact-quotient';
import type { Facts } from './facts';
import { isGiven } from './launch-premises';
import { splitBy } from './layout';
import type { Renumber } from './renumber';

const isDecoding = (t: Term): t is T.ApplyTerm => T.isApply(t, 'floordiv') || T.isApply(t, 'truncdiv') || T.isApply(t, 'mod') || T.isApply(t, 'truncmod');
const isQuotient = (t: T.ApplyTerm): boolean => t.op === 'floordiv' || t.op === 'truncdiv';

/** The numbers by which a program id is decoded in some terms. */
function divisorsOf(program: Term, terms: Iterable<Term>): Set<Term> {
  const found = new Set<Term>();
  for (const t of terms) {
    if (isDecoding(t) && t.args[0] === program && !T.some(t.args[1], u => u.kind === 'read' || (u.kind === 'variable' && isIndexVariable(u)))) {
      found.add(t.args[1]);
    }
  }
  return found;
}

/**
 * @param effects whose addresses say whether the decoding matters: a program id that is used as it stands stays one index.
 * @param seen all terms in which the program id occurs.
 */
export function splitProgram(program: LoopCounter, effects: readonly Effect[], seen: ReadonlySet<Term>, base: Facts, normalise: (t: Term, facts: Facts) => Term): Renumber | null {
  const v = program.variable;
  const inAddresses = divisorsOf(v, effects.flatMap(e => [...T.subterms(e.address)]));
  if (inAddresses.size === 0) {
    return null;
  }
  const all = [...divisorsOf(v, seen)];
  // The finest decoding first: the other divisors are multiples of it.
  const divisor = all.find(d => inAddresses.has(d) && all.every(o => splitBy(o, d).rest === T.ZERO));
  if (!divisor) {
    return null;
  }
  const columns = normalise(divisor, base);
  if (!base.holds(T.lt(T.ZERO, columns))) {
    return null;
  }
  const row = T.fresh('row', 'Int');
  const column = T.fresh('column', 'Int');
  const replacement = new Map<Term, Term>();
  for (const t of seen) {
    if (!isDecoding(t) || t.args[0] !== v) {
      continue;
    }
    const { quotient, rest } = splitBy(t.args[1], divisor);
    if (rest === T.ZERO) {
      const outer = quotient === T.ONE;
      const part = outer ? (isQuotient(t) ? row : T.ZERO) : T.apply(t.op, [row, quotient]);
      replacement.set(t, isQuotient(t) ? part : T.add(T.mul(part, divisor), column));
    }
  }
  const bare = new Map<Term, Term>([[v, T.add(T.mul(row, divisor), column)]]);
  const map = (t: Term): Term => T.substitute(T.substitute(t, replacement), bare);
  const whole = exactQuotient(normalise(program.trips, base), columns);
  if (!whole && !isGiven(program.trips)) {
    return null;
  }
  const rows = whole ?? T.apply('floordiv', [program.trips, columns]);
  return {
    map,
    replaced: [v],
    parts: [
      { variable: row, trips: rows },
      { variable: column, trips: columns }
    ],
    needs: whole ? [] : [{ kind: 'whole-rows', total: program.trips, divisor: columns }]
  };
}
