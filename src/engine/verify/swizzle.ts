/**
 * Grouped program ids, as matrix products order them: programs run down groups of G rows of tiles, the last group may have fewer.
 *
 *     g = v div (G · Q),  s = min(P − g · G, G),  row = g · G + (v mod (G · Q)) mod s,  column = (v mod (G · Q)) div s
 *
 * is a bijection of [0, P · Q) and [0, P) × [0, Q) (proved in the test suite, lemma by lemma). So programs are numbered by row and column
 * from here on: a re-indexing of the launch, after which nothing of the swizzle is left in addresses and values.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Span } from '../span';
import { PROGRAM, type Denotation, type Effect, type Load, type LoopCounter } from '../symbolic/denotation';
import { GRID } from '../symbolic/lifted';
import type { Normalise } from './closed';
import type { Facts } from './facts';
import { splitBy } from './layout';

type Swizzle = { readonly flat: Term; readonly rows: Term; readonly columns: Term; readonly group: Term; readonly inGroup: Term; readonly height: Term };

const isQuotient = (t: Term): t is T.ApplyTerm => T.isApply(t, 'floordiv') || T.isApply(t, 'truncdiv');
const isRemainder = (t: Term): t is T.ApplyTerm => T.isApply(t, 'mod') || T.isApply(t, 'truncmod');
const programsIn = (t: Term): T.VariableTerm[] => PROGRAM.filter(p => T.occurs(p, t));
const isFixed = (t: Term): boolean => programsIn(t).length === 0;

/** The groups of which `(v mod W) div s` or `(v mod W) mod s` speaks; null where s is not the height of a group. */
function swizzleOf(t: Term): Swizzle | null {
  if (!(isQuotient(t) || isRemainder(t)) || !isRemainder(t.args[0])) {
    return null;
  }
  const [inner, height] = t.args;
  const [flat, inGroup] = (inner as T.ApplyTerm).args;
  if (!isFixed(inGroup) || isFixed(flat) || [...T.freeVariables(flat)].some(v => v.name.includes('%') || v.name.startsWith('lane'))) {
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
    return height.args.flatMap((group, k) => groupNumbers.map(g => ({ group, rows: T.add(height.args[1 - k], T.mul(g, group)) })));
  }
  if (T.isApply(height, 'select') && isRemainder(height.args[1])) {
    const [condition, last, group] = height.args;
    const [rows, divisor] = (last as T.ApplyTerm).args;
    const isLast = groupNumbers.some(g => condition === T.lt(rows, T.add(T.mul(g, group), group)));
    return divisor === group && isLast ? [{ group, rows }] : [];
  }
  return [];
}

/** The program ids that a flat number runs over once each, and how many it counts; null: it does not. */
function countOf(flat: Term): { axes: readonly number[]; count: Term } | null {
  const grid = GRID.map(g => T.variable(g, 'Int'));
  for (const a of [0, 1, 2]) {
    if (flat === PROGRAM[a]) {
      return { axes: [a], count: grid[a] };
    }
    for (const b of [0, 1, 2]) {
      if (a !== b && flat === T.add(T.mul(PROGRAM[a], grid[b]), PROGRAM[b])) {
        return { axes: [a, b], count: T.mul(grid[a], grid[b]) };
      }
    }
  }
  return null;
}

const termsOf = (a: Load | Effect): Term[] => [a.address, a.guard, ...a.loops.map(l => l.trips), ...('value' in a ? [a.value] : [])];

/**
 * Numbers programs by row and column, where a swizzle is all that the kernel makes of some program ids.
 *
 * @param base that sizes are positive.
 */
export function renumberPrograms(denotation: Denotation, base: Facts, normalise: Normalise): Denotation {
  const accesses = [...denotation.effects, ...denotation.loads];
  const seen = new Set<Term>();
  accesses.forEach(a => termsOf(a).forEach(t => T.subterms(t, seen)));
  const found = [...seen].map(swizzleOf).find(s => s !== null);
  const counted = found ? countOf(found.flat) : null;
  if (!found || !counted) {
    return denotation;
  }
  const { flat, group, inGroup, height } = found;
  const [rows, columns] = [normalise(found.rows, base), normalise(found.columns, base)];
  if (![rows, columns, group].every(t => base.holds(T.lt(T.ZERO, t)))) {
    return denotation;
  }
  const row = T.fresh('row', 'Int');
  const column = T.fresh('column', 'Int');
  const replacement = new Map<Term, Term>();
  for (const t of seen) {
    const own = swizzleOf(t);
    if (own && own.flat === flat && own.inGroup === inGroup && own.height === height) {
      const apply = t as T.ApplyTerm;
      const quotient = T.isApply(apply.args[0], 'mod') ? 'floordiv' : 'truncdiv';
      replacement.set(t, isQuotient(t) ? column : T.sub(row, T.mul(T.apply(quotient, [flat, inGroup]), group)));
    }
  }
  const map = (t: Term): Term => T.substitute(t, replacement);
  const replaced = counted.axes.map(a => PROGRAM[a]);
  const count = T.mul(rows, columns);
  const isExact = counted.count === count;
  if ((!isExact && counted.axes.length > 1) || accesses.some(a => termsOf(a).some(t => replaced.some(p => T.occurs(p, map(t)))))) {
    return denotation;
  }
  const others = PROGRAM.map((variable, axis) => ({ variable, trips: T.variable(GRID[axis], 'Int') as Term })).filter(p => !replaced.includes(p.variable));
  const programs = [{ variable: row, trips: rows }, { variable: column, trips: columns }, ...others];
  return {
    ...mapDenotation(denotation, map, programs),
    renumbering: { programs, replaced: new Set(replaced.map(p => p.name)), exactGrid: isExact ? null : { programs: counted.count, rows, columns } }
  };
}

function mapDenotation(d: Denotation, map: (t: Term) => Term, programs: readonly LoopCounter[]): Denotation {
  const access = <A extends Load | Effect>(a: A): A => ({
    ...a,
    address: map(a.address),
    guard: map(a.guard),
    loops: a.loops.map(l => ({ ...l, trips: map(l.trips) })),
    programs,
    ...('value' in a ? { value: map(a.value) } : {})
  });
  const spans = new Map<Term, Span[]>();
  d.spans.forEach((list, t) => spans.set(map(t), [...(spans.get(map(t)) ?? []), ...list]));
  return {
    ...d,
    effects: d.effects.map(access),
    loads: d.loads.map(access),
    claims: d.claims.map(c => ({ ...c, statement: map(c.statement), guard: map(c.guard) })),
    barriers: d.barriers.map(b => ({ ...b, guard: map(b.guard) })),
    products: d.products.map(p => ({ ...p, value: map(p.value), guard: map(p.guard) })),
    summaries: d.summaries.map(s => ({ ...s, value: map(s.value), finite: s.finite.map(f => ({ ...f, term: map(f.term), guard: map(f.guard) })) })),
    spans
  };
}
