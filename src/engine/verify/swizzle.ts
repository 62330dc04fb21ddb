/**
 * Grouped program ids, as matrix products order them: programs run down groups of G rows of tiles, the last group may have fewer.
 *
 *     g = v div (G · Q),  s = min(P − g · G, G),  row = g · G + (v mod (G · Q)) mod s,  column = (v mod (G · Q)) div s
 *
 * is a bijection of [0, P · Q) and [0, P) × [0, Q) (proved in the test suite, lemma by lemma), and so it is with v mod s in the row. So programs are numbered by row and column
 * from here on: a re-indexing of the launch, after which nothing of the swizzle is left in addresses and values.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { LoopCounter } from '../symbolic/denotation';
import { isIndexVariable } from './accesses';
import type { Normalise } from './closed';
import type { Facts } from './facts';
import { isGiven } from './launch-premises';
import { splitBy } from './layout';
import type { Renumber } from './renumber';

type Swizzle = { readonly flat: Term; readonly rows: Term; readonly columns: Term; readonly group: Term; readonly inGroup: Term; readonly height: Term };

const isQuotient = (t: Term): t is T.ApplyTerm => T.isApply(t, 'floordiv') || T.isApply(t, 'truncdiv');
const isRemainder = (t: Term): t is T.ApplyTerm => T.isApply(t, 'mod') || T.isApply(t, 'truncmod');
const isFixed = (t: Term): boolean => ![...T.freeVariables(t)].some(isIndexVariable);

/** The groups of which `(v mod W) div s` or `(v mod W) mod s` speaks; null where s is not the height of a group. */
function swizzleOf(t: Term): Swizzle | null {
  if (!(isQuotient(t) || isRemainder(t)) || !isRemainder(t.args[0])) {
    return null;
  }
  const [inner, height] = t.args;
  const [flat, inGroup] = (inner as T.ApplyTerm).args;
  if (!isFixed(inGroup) || isFixed(flat)) {
    return null;
  }
  const numbers = [T.apply('floordiv', [flat, inGroup]), T.apply('truncdiv', [flat, inGroup])];
  for (const { group, rows } of heightsOf(height, numbers)) {
    const { quotient, rest } = splitBy(inGroup, group);
    if (isFixed(group) && isFixed(rows) && rest === T.ZERO) {
      return { flat, rows, columns: quotient, group, inGroup, height };
    }
  }
  return null;
}

/** min(P − g · G, G), or P mod G for a last group that is cut and G for the others, as pairs of G and P. */
function heightsOf(height: Term, groupNumbers: readonly Term[]): { group: Term; rows: Term }[] {
  if (T.isApply(height, 'min2')) {
    return height.args.length > 2 ? [] : height.args.flatMap((group, k) => groupNumbers.map(g => ({ group, rows: T.add(height.args[1 - k], T.mul(g, group)) })));
  }
  if (T.isApply(height, 'select') && isRemainder(height.args[1])) {
    const [condition, last, group] = height.args;
    const [rows, divisor] = (last as T.ApplyTerm).args;
    const isLast = groupNumbers.some(g => condition === T.lt(rows, T.add(T.mul(g, group), group)));
    return divisor === group && isLast ? [{ group, rows }] : [];
  }
  return [];
}

/** The programs that a flat number runs over once each, and how many it counts; null: it does not. */
function countOf(flat: Term, programs: readonly LoopCounter[]): { axes: readonly T.VariableTerm[]; count: Term } | null {
  for (const a of programs) {
    if (flat === a.variable) {
      return { axes: [a.variable], count: a.trips };
    }
    for (const b of programs) {
      if (a !== b && flat === T.add(T.mul(a.variable, b.trips), b.variable)) {
        return { axes: [a.variable, b.variable], count: T.mul(a.trips, b.trips) };
      }
    }
  }
  return null;
}

/**
 * The swizzle that some terms make of program ids; null where there is none, or where the sizes are not seen to be positive.
 *
 * @param base that sizes are positive.
 */
export function swizzleIn(seen: ReadonlySet<Term>, programs: readonly LoopCounter[], base: Facts, normalise: Normalise): Renumber | null {
  const found = [...seen].map(swizzleOf).find(s => s !== null);
  const counted = found ? countOf(found.flat, programs) : null;
  if (!found || !counted) {
    return null;
  }
  const { flat, group, inGroup, height } = found;
  const [rows, columns] = [normalise(found.rows, base), normalise(found.columns, base)];
  if (![rows, columns, group].every(t => base.holds(T.lt(T.ZERO, t)))) {
    return null;
  }
  const row = T.fresh('row', 'Int');
  const column = T.fresh('column', 'Int');
  const replacement = new Map<Term, Term>();
  const rowsOf = new Set<'of the program' | 'in its group'>();
  for (const t of seen) {
    if (isRemainder(t) && t.args[0] === flat && t.args[1] === height) {
      const quotient = T.isApply(t, 'mod') ? 'floordiv' : 'truncdiv';
      rowsOf.add('of the program');
      replacement.set(t, T.sub(row, T.mul(T.apply(quotient, [flat, inGroup]), group)));
      continue;
    }
    const own = swizzleOf(t);
    if (own && own.flat === flat && own.inGroup === inGroup && own.height === height) {
      const apply = t as T.ApplyTerm;
      const quotient = T.isApply(apply.args[0], 'mod') ? 'floordiv' : 'truncdiv';
      if (isRemainder(t)) {
        rowsOf.add('in its group');
      }
      replacement.set(t, isQuotient(t) ? column : T.sub(row, T.mul(T.apply(quotient, [flat, inGroup]), group)));
    }
  }
  // v mod s and (v mod W) mod s are rows of two different orders.
  if (rowsOf.size > 1) {
    return null;
  }
  const isExact = normalise(counted.count, base) === T.mul(rows, columns);
  if (!isExact && (counted.axes.length > 1 || !isGiven(counted.count))) {
    return null;
  }
  return {
    map: t => T.substitute(t, replacement),
    replaced: counted.axes,
    parts: [
      { variable: row, trips: rows },
      { variable: column, trips: columns }
    ],
    needs: isExact ? [] : [{ kind: 'exact', programs: counted.count, rows, columns }]
  };
}
