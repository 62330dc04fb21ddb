/** Each access as dimensions with extents: where its indices run, by its guard, by the ranges of lanes and programs, by contents. */
import * as T from '../term';
import type { Term } from '../term';
import { lane, launchedPrograms, type Access } from '../symbolic/denotation';
import { premise, type Contract } from './contract';
import { inRange, type Facts } from './facts';
import { alongDiagonal, boundsAmong, delinearise, guardBounds, largerStrideFirst, leastBound, splitBy, supremum, wrapsAround, type Extents, type IndexedDimension, type Tile } from './layout';
import { joinBoundedWholes } from './whole-index';
import { pullSegments, segmentsIn } from './segments';
import { pullWindows } from './windows';

/** A variable over which an access runs, in [0, extent). */
export type IndexVariable = {
  readonly variable: T.VariableTerm;
  readonly extent: Term;
  /** A loop counter: the access's guard says that it is below its extent, in terms that solvers like better. */
  readonly guarded?: boolean;
};

export type AccessDimension = IndexedDimension & {
  /** index + offset < bound; a term over arguments. */
  readonly bound: Term;
  /** The conjunct of the guard that gives the bound; null: the bound is the natural range of the index. */
  readonly conjunct: Term | null;
  /** index = reflected − plain where the address runs backwards; null: index = plain. */
  readonly reflected: Term | null;
  readonly plain: Term;
  /** The greatest index + 1 that lanes and programs reach, whatever the guard; null when not known. */
  readonly natural: Term | null;
};

export type AnalysedAccess<A extends Access = Access> = {
  readonly access: A;
  readonly variables: readonly IndexVariable[];
  readonly dimensions: readonly AccessDimension[];
  /** Added to the address beside the dimensions: the 1 of `2 · j + 1`. */
  readonly base: Term;
  /** The bound that the guard puts on the whole address, where it takes several dimensions to say how it runs; else null. */
  readonly whole: Term | null;
  /** Why the address has no dimensions; empty when it has. */
  readonly problem: string;
};

export const isIndexVariable = (v: T.VariableTerm): boolean => /^(lane|pid)\[|%/.test(v.name);

/** The lanes and program ids of an access, with their extents. */
export function indexVariables(access: Access): IndexVariable[] {
  const rank = access.shape.length;
  const lanes = access.shape.map((extent, k) => ({ variable: lane(rank - 1 - k), extent })).filter(v => v.extent !== T.ONE);
  const programs = (access.programs ?? launchedPrograms()).map(p => ({ variable: p.variable, extent: p.trips }));
  return [...programs, ...access.loops.map(l => ({ variable: l.variable, extent: l.trips, guarded: true })), ...lanes];
}

export const rangesOf = (variables: readonly IndexVariable[]): Term[] => variables.map(v => (v.guarded ? T.le(T.ZERO, v.variable) : inRange(v.variable, v.extent)));

/** Bounds that some access of the kernel puts on an index: an access without one is suspect. */
export class GuardPool {
  private readonly bounded = new Map<string, Term>();
  private readonly conjuncts = new Set<Term>();

  add(guard: Term): void {
    T.conjuncts(guard).forEach(c => this.conjuncts.add(c));
  }

  /** Whether some guard bounds the index as it stands: `s + index < n` bounds it only together with the runtime offset s. */
  bounds(index: Term): boolean {
    const offset = (b: { readonly bound: Term }): boolean => T.monomials(b.bound).some(m => m.coefficient < 0n && m.atoms.length > 0);
    return boundsAmong(index, this.conjuncts, isIndexVariable).some(b => !offset(b));
  }

  /** Whether the outer part counts tiles of the inner one: it is bounded by a number of tiles, cdiv(n, size), not by an extent of its own. */
  countsTiles(tile: Tile): boolean {
    const isQuotient = (u: Term) => (T.isApply(u, 'floordiv') || T.isApply(u, 'truncdiv')) && u.args[1] === tile.size;
    return boundsAmong(tile.outer, this.conjuncts, isIndexVariable).every(b => T.some(b.bound, isQuotient));
  }

  note(index: Term, natural: Term | null, bound: Term): void {
    const key = `${index.id} ${natural?.id}`;
    if (!this.bounded.has(key)) {
      this.bounded.set(key, bound);
    }
  }

  /** The bound that another access puts on the same index over the same range. */
  elsewhere(index: Term, natural: Term | null): Term | null {
    return this.bounded.get(`${index.id} ${natural?.id}`) ?? null;
  }
}

/** Whether a term depends on neither lanes nor programs nor counters. */
const isFixed = (t: Term): boolean => ![...T.freeVariables(t)].some(isIndexVariable);

export type MergeChoice = (tile: Tile) => boolean | null;

/** The extents of index variables and of guarded composites, under one guard. */
export function extentsUnder(variables: readonly IndexVariable[], guard: Term, facts: Facts): Extents {
  const own = new Map<Term, Term>(variables.map(v => [v.variable, v.extent]));
  return t => {
    if (T.isNumber(t)) {
      return null;
    }
    const bound = T.freeVariables(t).size > 0 && [...T.freeVariables(t)].some(isIndexVariable) ? leastBound(guardBounds(t, guard, isIndexVariable), facts) : null;
    return bound?.bound ?? own.get(t) ?? null;
  };
}

export function analyse<A extends Access>(
  access: A,
  variables: readonly IndexVariable[],
  facts: Facts,
  pool: GuardPool,
  contract: Contract,
  choose: MergeChoice
): AnalysedAccess<A> {
  const natural = naturalExtents(variables.map(v => ({ ...v, extent: counterBound(v, access, facts) ?? v.extent })), contract);
  // An index that a guard bounds as a whole is one index; a part that a guard bounds is an index of its own.
  const bounded = (tile: Tile): boolean => pool.bounds(T.add(T.mul(tile.outer, tile.size), tile.inner));
  const unbounded = (tile: Tile): boolean => bounded(tile) || (!pool.bounds(tile.inner) && (!pool.bounds(tile.outer) || pool.countsTiles(tile)) && (choose(tile) ?? true));
  const isLoad = !('value' in access);
  const { found: segments, rest } = pullSegments(access.address, access.guard, isIndexVariable);
  const alongSegments = segments.map(s => ({ index: T.add(s.start, s.place), offset: T.ZERO, stride: s.stride, tiles: tilesOf(s.place, natural) }));
  const windows = isLoad ? pullWindows(rest, outsideSegments(access.guard), isIndexVariable) : { dimensions: [], rest };
  const found = delinearise(windows.rest, isIndexVariable, natural, [bounded, unbounded]);
  const joined = found && isLoad ? joinBoundedWholes(found, access.guard, isIndexVariable) : found;
  const layout = joined && alongDiagonal({ ...joined, dimensions: [...alongSegments, ...windows.dimensions, ...joined.dimensions].sort(largerStrideFirst) });
  if (!layout) {
    return { access, variables, dimensions: [], base: T.ZERO, whole: null, problem: 'the address is not a sum of indices times strides' };
  }
  const guarded = extentsUnder(variables, access.guard, facts);
  const dimensions: AccessDimension[] = [];
  let base = layout.base;
  for (const d of layout.dimensions) {
    // Of bounds that nothing orders, the one that makes a plain extent.
    const size = (b: { readonly bound: Term }): number => T.monomials(T.add(b.bound, d.offset)).length;
    const direct = leastBound(guardBounds(d.index, access.guard, isIndexVariable).sort((a, b) => size(a) - size(b)), facts);
    addContentPremises(d.index, access, contract);
    const naturalBound = supremum(d.index, natural);
    const parts = direct ? null : scaledBound(d.index, access.guard) ?? supremum(d.index, t => guarded(t) ?? natural(t));
    const moving = () => movingBound(d.index, access, natural, facts, contract);
    const inSegment = alongSegments.some(s => s.index === d.index) ? moving() : null;
    const bound = inSegment ?? [direct?.bound, parts, naturalBound].find(b => b && isFixed(b)) ?? moving() ?? guessedBound(d, access, variables, facts);
    if (!bound || !isFixed(d.stride)) {
      return { access, variables, dimensions: [], base: T.ZERO, whole: null, problem: `no bound is known for the index ${T.show(d.index)}` };
    }
    const conjunct = direct?.conjunct ?? null;
    if (direct) {
      pool.note(d.index, naturalBound, direct.bound);
    }
    if (runsBackwards(d.stride)) {
      // index · (−s) = (last − index) · s − last · s
      const last = T.sub(bound, T.ONE);
      const stride = T.neg(d.stride);
      const constant = T.sub(T.mul(d.offset, d.stride), T.mul(last, stride));
      const { quotient, rest } = splitBy(constant, stride);
      base = T.add(base, rest);
      dimensions.push({ ...d, index: T.sub(last, d.index), stride, offset: quotient, bound: T.add(bound, quotient), conjunct, natural: naturalBound, plain: d.index, reflected: last });
    } else {
      dimensions.push({ ...d, bound: T.add(bound, d.offset), conjunct, natural: naturalBound, plain: d.index, reflected: null });
    }
  }
  if (dimensions.some(d => d.reflected !== null)) {
    base = shareConstant(dimensions, base);
  }
  const whole = dimensions.length > 1 ? (leastBound(guardBounds(access.address, access.guard, isIndexVariable), facts)?.bound ?? null) : null;
  return { access, variables, dimensions, base, whole, problem: '' };
}

/** A guard without what it says of places in segments: the end of a segment is no bound of a window. */
function outsideSegments(guard: Term): Term {
  const inside = segmentsIn(guard).map(s => s.conjunct);
  return T.and(...T.conjuncts(guard).filter(c => !inside.includes(c)));
}

/** How a sum that is one index is put together from tiles. */
function tilesOf(index: Term, extents: Extents): readonly Tile[] {
  const layout = delinearise(index, isIndexVariable, extents, [() => true]);
  return layout?.dimensions.length === 1 && layout.dimensions[0].index === index ? layout.dimensions[0].tiles : [];
}

/** The constant part of an address over its dimensions, which are known to run forwards now: as much as divides goes to the first. */
function shareConstant(dimensions: AccessDimension[], base: Term): Term {
  let constant = T.add(base, ...dimensions.map(d => T.mul(d.offset, d.stride)));
  dimensions.forEach((d, k) => {
    const { quotient, rest } = T.monomials(d.stride).length === 1 ? splitBy(constant, d.stride) : { quotient: T.ZERO, rest: constant };
    constant = rest;
    dimensions[k] = { ...d, offset: quotient, bound: T.add(T.sub(d.bound, d.offset), quotient) };
  });
  return constant;
}

/** One more than the greatest content: a length loaded from memory says how far a row goes, and no further. */
const isPastContents = (bound: Term): boolean =>
  [...T.freeVariables(bound)].some(v => v.name.startsWith('max(')) && T.monomials(bound).some(m => m.atoms.length === 0 && m.coefficient > 0n);

/** The least bound that a condition puts on the index by what moves itself: a row's length loaded from memory, the row of a triangle. */
function movingBound(index: Term, access: Access, natural: Extents, facts: Facts, contract: Contract): Term | null {
  const own = T.monomials(index).map(m => T.fromMonomials([{ ...m, coefficient: 1n }]));
  const found: { bound: Term }[] = [];
  for (const c of T.conjuncts(access.guard)) {
    if (!T.isApply(c, 'lt') || c.args[0].sort !== 'Int') {
      continue;
    }
    const limit = T.add(T.sub(c.args[1], c.args[0]), index);
    if (T.monomials(limit).some(m => own.includes(T.fromMonomials([{ ...m, coefficient: 1n }])))) {
      continue;
    }
    addContentPremises(limit, access, contract);
    const greatest = supremum(limit, natural);
    const bound = greatest && T.sub(greatest, T.ONE);
    if (bound && isFixed(bound) && !isPastContents(bound)) {
      found.push({ bound });
    }
  }
  return leastBound(found, facts)?.bound ?? null;
}

/** c · u + k < c · (E − 1) + k + 1, where the guard says u < E: a window that moves in steps of c. */
function scaledBound(index: Term, guard: Term): Term | null {
  const moving = (t: Term): Term => T.fromMonomials(T.monomials(t).filter(m => m.atoms.some(a => !isFixed(a))));
  const part = moving(index);
  const lead = T.monomials(part)[0];
  for (const c of T.conjuncts(guard)) {
    if (!T.isApply(c, 'lt') || c.args[0].sort !== 'Int' || !lead) {
      continue;
    }
    const room = T.sub(c.args[1], c.args[0]);
    const u = T.neg(moving(room));
    const own = T.monomials(u).find(m => m.atoms.length === lead.atoms.length && m.atoms.every((a, k) => a === lead.atoms[k]));
    if (!own || own.coefficient <= 0n || lead.coefficient % own.coefficient !== 0n) {
      continue;
    }
    const factor = T.int(lead.coefficient / own.coefficient);
    if (lead.coefficient > 0n && part === T.mul(factor, u)) {
      return T.add(T.mul(factor, T.sub(T.add(room, u), T.ONE)), T.sub(index, part), T.ONE);
    }
  }
  return null;
}

/** A bound among the sums that an index is made of (`n − 1 − |n − 1 − |i||` stays below n), proved before it is taken. */
function guessedBound(d: IndexedDimension, access: Access, variables: readonly IndexVariable[], facts: Facts): Term | null {
  const backwards = runsBackwards(d.stride);
  const inside = facts.with(...rangesOf(variables), access.guard);
  const fixed = (t: Term): Term => T.fromMonomials(T.monomials(t).filter(m => !m.atoms.some(a => T.some(a, u => u.kind === 'read') || [...T.freeVariables(a)].some(isIndexVariable))));
  const sums = new Set([...T.subterms(d.index)].filter(t => t.sort === 'Int' && !T.isNumber(t)).map(fixed).filter(t => t !== T.ZERO));
  const candidates = [...sums].flatMap(t => [T.neg(t), t, T.sub(T.ONE, t), T.add(t, T.ONE)]);
  return candidates.slice(0, 16).find(c => inside.holds(T.and(backwards ? T.TRUE : T.le(T.ZERO, d.index), T.lt(d.index, c)))) ?? null;
}

/** A loop that counts the elements of a tile: its guard bounds the counter by the tile's size. */
function counterBound(v: IndexVariable, access: Access, facts: Facts): Term | null {
  return v.guarded ? (leastBound(guardBounds(v.variable, access.guard, isIndexVariable), facts)?.bound ?? null) : null;
}

const runsBackwards = (stride: Term): boolean => T.monomials(stride).every(m => m.coefficient < 0n);

function naturalExtents(variables: readonly IndexVariable[], contract: Contract): Extents {
  const own = new Map<Term, Term>(variables.map(v => [v.variable, v.extent]));
  return t => {
    if (t.kind === 'read' && t.sort === 'Int') {
      const p = contract.premises.find(q => q.kind === 'content' && q.buffer === t.buffer);
      return p?.kind === 'content' ? T.add(p.max, T.ONE) : null;
    }
    return own.get(t) ?? null;
  };
}

type IndexRead = { readonly read: T.ReadTerm; readonly path: readonly Term[] };

/** Contents that reach the index as they are, not through a clamp, and the choices on the way. An index that wraps around (`i < 0 ? i + n : i`) counts as it is. */
function unclampedReads(index: Term): IndexRead[] {
  const found: IndexRead[] = [];
  const visit = (t: Term, path: readonly Term[]): void => {
    if (t.kind === 'read') {
      if (t.sort === 'Int') {
        found.push({ read: t, path });
      }
    } else if (T.isApply(t, 'select')) {
      const [condition, then, otherwise] = t.args;
      if (!wrapsAround(t)) {
        visit(then, [...path, condition]);
      }
      visit(otherwise, wrapsAround(t) ? path : [...path, T.not(condition)]);
    } else if (!T.isApply(t, 'min2') && !T.isApply(t, 'max2')) {
      T.children(t).forEach(u => visit(u, path));
    }
  };
  visit(index, []);
  return found;
}

/** An index loaded from memory: its contents are in range wherever the guard lets them be used. */
function addContentPremises(index: Term, access: Access, contract: Contract): void {
  for (const { read: r, path } of unclampedReads(index)) {
    const element = T.variable(`${r.buffer}[...]`, 'Int');
    const onlyThis = (c: Term) => {
      const replaced = T.substitute(c, new Map<Term, Term>([[r, element]]));
      return replaced !== c && ![...T.freeVariables(replaced)].some(isIndexVariable) && !T.some(replaced, u => u.kind === 'read');
    };
    const when = T.and(...[...T.conjuncts(access.guard), ...path.flatMap(T.conjuncts)].filter(onlyThis));
    contract.add(
      premise(
        {
          kind: 'content',
          buffer: r.buffer,
          element,
          when: T.substitute(when, new Map<Term, Term>([[r, element]])),
          max: T.variable(`max(${r.buffer})`, 'Int')
        },
        'its contents are used as indices',
        false,
        access.span
      )
    );
  }
}
