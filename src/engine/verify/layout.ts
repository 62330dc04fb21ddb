/**
 * Delinearisation: a flat address as Σ index · stride. An index is an affine term over what varies (lanes, programs, output
 * indices, bound indices); a stride is a polynomial in arguments. Tiles (`pid · B + lane` with lane < B) become one index.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Facts } from './facts';

/** A varying variable's range is [0, extent); null where it is not known. */
export type Extents = (t: Term) => Term | null;
export type Varies = (v: T.VariableTerm) => boolean;

/** outer · size + inner, inner in [0, size). */
export type Tile = { readonly outer: Term; readonly size: Term; readonly inner: Term };

export type IndexedDimension = {
  readonly index: Term;
  /** Added to the index; free of what varies. */
  readonly offset: Term;
  readonly stride: Term;
  /** How the index was put together, outermost split first; empty for a plain index. */
  readonly tiles: readonly Tile[];
};

export type Layout = {
  readonly dimensions: readonly IndexedDimension[];
  /** What no dimension's stride divides, as in `2 · j + 1`; ZERO almost always. */
  readonly base: Term;
};

/** Whether a term changes with what varies, or with the contents that it reads. */
export const varying = (t: Term, varies: Varies): boolean => [...T.freeVariables(t)].some(varies) || T.some(t, u => u.kind === 'read');

/** Extent of an index atom: of a variable, of a remainder, of a quotient of something bounded. */
export function extentOf(t: Term, extents: Extents): Term | null {
  const known = extents(t);
  if (known) {
    return known;
  }
  if (T.isApply(t, 'mod')) {
    return t.args[1];
  }
  if (T.isApply(t, 'floordiv')) {
    const inner = supremum(t.args[0], extents);
    return inner && T.add(T.apply('floordiv', [T.sub(inner, T.ONE), t.args[1]]), T.ONE);
  }
  if (T.isApply(t, 'select')) {
    const [, then, otherwise] = t.args;
    const parts = (wrapsAround(t) ? [otherwise] : [then, otherwise]).filter(x => x !== T.ZERO).map(x => supremum(x, extents));
    return parts.length > 0 && parts.every(p => p !== null && p === parts[0]) ? parts[0] : null;
  }
  const isFixed = (a: Term): boolean => !T.some(a, u => u.kind === 'read' || extents(u) !== null);
  if (T.isApply(t, 'min2')) {
    const fixed = t.args.find(isFixed);
    return fixed ? T.add(fixed, T.ONE) : (t.args.map(a => extentOf(a, extents)).find(e => e !== null) ?? null);
  }
  if (T.isApply(t, 'max2') && t.args.length === 2 && t.args.includes(T.ZERO)) {
    return extentOf(t.args.find(a => a !== T.ZERO)!, extents);
  }
  return null;
}

/** An index that counts from the end where it is negative: `i < 0 ? i + n : i`. */
export function wrapsAround(t: Term): boolean {
  if (!T.isApply(t, 'select')) {
    return false;
  }
  const [condition, , otherwise] = t.args;
  return T.some(condition, u => T.isApply(u, 'lt') && u.args[1] === T.ZERO && T.some(otherwise, w => w === u.args[0]));
}

/** One more than the greatest value of an affine term with non-negative coefficients; null when not known. */
export function supremum(t: Term, extents: Extents): Term | null {
  const known = extents(t);
  if (known) {
    return known;
  }
  let total: Term = T.ONE;
  for (const m of T.monomials(t)) {
    const atoms = m.atoms.map(a => ({ atom: a, extent: extentOf(a, extents) }));
    const bounded = atoms.filter(a => a.extent !== null);
    if (bounded.length === 0) {
      total = T.add(total, T.fromMonomials([m]));
      continue;
    }
    if (bounded.length > 1 || m.coefficient < 0n) {
      return null;
    }
    const rest = T.fromMonomials([{ coefficient: m.coefficient, atoms: atoms.filter(a => a.extent === null).map(a => a.atom) }]);
    total = T.add(total, T.mul(rest, T.sub(bounded[0].extent!, T.ONE)));
  }
  return total;
}

/**
 * @param merges whether an index may be put together from these two parts; called only where the sizes fit. The choices are made in
 * turn: what the first one accepts is put together before the second one is asked.
 */
export function delinearise(address: Term, varies: Varies, extents: Extents, merges: readonly ((tile: Tile) => boolean)[]): Layout | null {
  const strides = new Map<Term, Term>();
  let constant: Term = T.ZERO;
  for (const m of T.monomials(address)) {
    const moving = m.atoms.filter(a => varying(a, varies));
    const fixed = m.atoms.filter(a => !varying(a, varies));
    const coefficient = T.fromMonomials([{ coefficient: m.coefficient, atoms: fixed }]);
    if (moving.length === 0) {
      constant = T.add(constant, coefficient);
    } else {
      const atom = T.fromMonomials([{ coefficient: 1n, atoms: moving }]);
      strides.set(atom, T.add(strides.get(atom) ?? T.ZERO, coefficient));
    }
  }
  type Item = { index: Term; stride: Term; extent: Term | null; tiles: Tile[] };
  let items: Item[] = [...strides].map(([index, stride]) => ({ index, stride, extent: extentOf(index, extents), tiles: [] }));
  for (const merge of merges) {
    for (let merged = true; merged;) {
      merged = false;
      search: for (const outer of items) {
        for (const inner of items) {
          if (outer === inner || !inner.extent || T.mul(inner.extent, inner.stride) !== outer.stride) {
            continue;
          }
          const tile = { outer: outer.index, size: inner.extent, inner: inner.index };
          if (!merge(tile)) {
            continue;
          }
          const joined: Item = {
            index: recombine(T.add(T.mul(outer.index, inner.extent), inner.index)),
            stride: inner.stride,
            extent: outer.extent && T.mul(outer.extent, inner.extent),
            tiles: [tile, ...outer.tiles, ...inner.tiles]
          };
          items = [...items.filter(i => i !== outer && i !== inner), joined];
          merged = true;
          break search;
        }
      }
    }
  }
  const sums: Item[] = [];
  for (const item of items) {
    const same = sums.findIndex(s => s.stride === item.stride);
    if (same >= 0) {
      sums[same] = { index: T.add(sums[same].index, item.index), stride: item.stride, extent: null, tiles: [] };
    } else {
      sums.push(item);
    }
  }
  sums.sort(largerStrideFirst);
  const dimensions: IndexedDimension[] = [];
  for (const s of sums) {
    const { quotient, rest } = T.monomials(s.stride).length === 1 ? splitBy(constant, s.stride) : { quotient: T.ZERO, rest: constant };
    constant = rest;
    dimensions.push({ index: s.index, offset: quotient, stride: s.stride, tiles: s.tiles });
  }
  return { dimensions, base: constant };
}

/** `i · (M + 1)`, alone in an address, runs along a diagonal: i · M + i · 1 are two dimensions with one index. */
export function alongDiagonal(layout: Layout): Layout {
  const [d] = layout.dimensions;
  const parts = layout.dimensions.length === 1 ? T.monomials(d.stride) : [];
  if (parts.length < 2 || parts.some(m => m.coefficient < 0n)) {
    return layout;
  }
  let constant = T.add(layout.base, T.mul(d.offset, d.stride));
  const strides = parts.map(m => T.fromMonomials([m])).sort((a, b) => largerStrideFirst({ stride: a }, { stride: b }));
  const dimensions = strides.map(stride => {
    const { quotient, rest } = splitBy(constant, stride);
    constant = rest;
    return { ...d, stride, offset: quotient };
  });
  return { dimensions, base: constant };
}

const weight = (stride: Term): number => T.monomials(stride).reduce((w, m) => Math.max(w, m.atoms.length * 1e6 + Number(m.coefficient)), 0);

/** Order of dimensions: more factors first, then larger constants, stride 1 last. */
export const largerStrideFirst = (a: { readonly stride: Term }, b: { readonly stride: Term }): number =>
  weight(b.stride) - weight(a.stride) || a.stride.id - b.stride.id;

/** f · (v div c) · c + f · (v mod c) = f · v. */
export function recombine(t: Term): Term {
  const size = T.monomials(t).length;
  for (const m of T.monomials(t)) {
    for (const [at, a] of m.atoms.entries()) {
      if (!T.isApply(a, 'mod')) {
        continue;
      }
      const factor = T.fromMonomials([{ coefficient: m.coefficient, atoms: m.atoms.filter((_, k) => k !== at) }]);
      const parts = T.mul(factor, T.add(T.mul(T.apply('floordiv', a.args), a.args[1]), a));
      const rest = T.sub(t, parts);
      if (T.monomials(rest).length + T.monomials(parts).length === size) {
        return recombine(T.add(rest, T.mul(factor, a.args[0])));
      }
    }
  }
  return t;
}

/** Splits an Int into divisor · quotient + rest, monomial by monomial. The divisor is a single monomial; otherwise everything is rest. */
export function splitBy(t: Term, divisor: Term): { quotient: Term; rest: Term } {
  const factors = T.monomials(divisor);
  const lead = factors.length === 1 ? factors[0] : null;
  const quotient: T.Monomial[] = [];
  const rest: T.Monomial[] = [];
  for (const m of T.monomials(t)) {
    const atoms = [...m.atoms];
    const divides =
      lead !== null &&
      m.coefficient % lead.coefficient === 0n &&
      lead.atoms.every(a => {
        const at = atoms.indexOf(a);
        if (at >= 0) {
          atoms.splice(at, 1);
        }
        return at >= 0;
      });
    if (divides) {
      quotient.push({ coefficient: m.coefficient / lead!.coefficient, atoms });
    } else {
      rest.push(m);
    }
  }
  return { quotient: T.fromMonomials(quotient), rest: T.fromMonomials(rest) };
}

/** Upper bounds u, free of what varies, such that a conjunct of the guard says index < u. */
export const guardBounds = (index: Term, guard: Term, varies: Varies): { bound: Term; conjunct: Term }[] => boundsAmong(index, T.conjuncts(guard), varies);

/** The same over conditions that need not hold together. That a quotient ⌊index / d⌋ is below b says that the index is below d · b. */
export function boundsAmong(index: Term, conjuncts: Iterable<Term>, varies: Varies): { bound: Term; conjunct: Term }[] {
  const found: { bound: Term; conjunct: Term }[] = [];
  for (const c of conjuncts) {
    if (!T.isApply(c, 'lt') || c.args[0].sort !== 'Int') {
      continue;
    }
    const bound = T.add(T.sub(c.args[1], c.args[0]), index);
    if (!varying(bound, varies)) {
      found.push({ bound, conjunct: c });
      continue;
    }
    const quotient = [...T.subterms(c)].find((t): t is T.ApplyTerm => T.isApply(t, 'floordiv') && t.args[0] === index && !varying(t.args[1], varies));
    if (quotient) {
      found.push(...boundsAmong(quotient, [c], varies).map(b => ({ ...b, bound: T.mul(b.bound, quotient.args[1]) })));
    }
  }
  return found;
}

/** The least of some bounds as far as the facts order them; the first one otherwise. */
export function leastBound<B extends { readonly bound: Term }>(bounds: readonly B[], facts: Facts): B | null {
  return bounds.find(b => bounds.every(o => o === b || facts.holds(T.le(b.bound, o.bound)))) ?? bounds[0] ?? null;
}
