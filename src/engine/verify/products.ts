/** 32-bit products of runtime integers: the sizes up to which they do not overflow. */
import * as T from '../term';
import type { Term } from '../term';
import { lane, launchedPrograms, type Denotation } from '../symbolic/denotation';
import { extentsUnder, isIndexVariable } from './accesses';
import type { Closed, Normalise } from './closed';
import { premise, type Premise } from './contract';
import { supremum } from './layout';

/** One more than the greatest content, where contents are used as indices. */
function contentBound(t: Term, closed: Closed): Term | null {
  const p = t.kind === 'read' ? closed.contract.premises.find(q => q.kind === 'content' && q.buffer === t.buffer) : undefined;
  return p?.kind === 'content' ? T.add(p.max, T.ONE) : null;
}

/** One premise for each product that is not bounded by a larger one already. */
export function int32Premises(denotation: Denotation, closed: Closed, normalise: Normalise): Premise[] {
  const bounds = new Map<Term, Premise>();
  for (const p of denotation.products) {
    const rank = p.shape.length;
    // Outside of a loop that deals work out over the programs, a program has its own number.
    const programs = [...(denotation.renumbering?.programs ?? []), ...launchedPrograms()];
    const variables = [
      ...programs.map(q => ({ variable: q.variable, extent: q.trips })),
      ...p.loops.map(l => ({ variable: l.variable, extent: l.trips })),
      ...p.shape.map((extent, k) => ({ variable: lane(rank - 1 - k), extent }))
    ];
    const known = new Map<Term, Term>(variables.map(v => [v.variable, v.extent]));
    const guarded = extentsUnder(variables, p.guard, closed.facts);
    const value = normalise(p.value, closed.facts.with(p.guard));
    for (const t of [value, belowZero(value, known, closed)]) {
      const reach = supremum(withoutNegatives(t, known), u => guarded(u) ?? known.get(u) ?? contentBound(u, closed));
      if (reach && !T.some(reach, u => u.kind === 'read') && !T.isNumber(reach) && ![...T.freeVariables(reach)].some(isIndexVariable)) {
        const greatest = T.sub(reach, T.ONE);
        bounds.set(greatest, premise({ kind: 'int32', bound: greatest }, 'a product of 32-bit integers must not overflow', false, p.span));
      }
    }
  }
  return [...bounds.values()];
}

/** How far below zero a product goes by a product of arguments: `padding · width` of `(row − padding) · width`; else 0. */
function belowZero(t: Term, indices: ReadonlyMap<Term, Term>, { facts }: Closed): Term {
  const isIndex = (a: Term): boolean => indices.has(a);
  const notNegative = (m: T.Monomial): boolean => m.coefficient > 0n && m.atoms.some(isIndex) && m.atoms.every(a => isIndex(a) || facts.holds(T.le(T.ZERO, a)));
  const taken = T.monomials(t).filter(m => !notNegative(m));
  const isProduct = (m: T.Monomial): boolean => m.coefficient < 0n && m.atoms.length > 1 && !m.atoms.some(isIndex);
  return taken.some(isProduct) ? T.neg(T.fromMonomials(taken)) : T.ZERO;
}

/** Without what is taken away: counters, lanes and programs are not negative, nor are strides, so a sum is at most the rest. */
function withoutNegatives(t: Term, indices: ReadonlyMap<Term, Term>): Term {
  const isTaken = (m: T.Monomial): boolean => m.coefficient < 0n && m.atoms.some(a => indices.has(a));
  return T.fromMonomials(T.monomials(t).filter(m => !isTaken(m)));
}
