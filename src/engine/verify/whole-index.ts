/** Parts of an address that a guard bounds as a whole are one index, even where their extents do not make them tiles of one another. */
import * as T from '../term';
import type { Term } from '../term';
import { splitBy, varying, type IndexedDimension, type Layout, type Varies } from './layout';

/** The part of a condition `… < …` that varies, as it is bounded from above; null where nothing varies or the bound does. */
function boundedPart(condition: Term, varies: Varies): Term | null {
  if (!T.isApply(condition, 'lt') || condition.args[0].sort !== 'Int') {
    return null;
  }
  const moving = (m: T.Monomial): boolean => m.atoms.some(a => varying(a, varies));
  const parts = T.monomials(T.sub(condition.args[0], condition.args[1])).filter(moving);
  return parts.length > 1 ? T.fromMonomials(parts) : null;
}

/**
 * Joins dimensions whose indices, weighted by their strides, add up to one stride times a bounded part: `m + p · B + t · B · S < K`
 * makes (t, B · S), (p, B), (m, 1) one index. Loads only: such an index is bounded, but not solved for its parts.
 */
export function joinBoundedWholes(layout: Layout, guard: Term, varies: Varies): Layout {
  const { dimensions } = layout;
  const weighted = (d: IndexedDimension): Term => T.mul(d.index, d.stride);
  for (const condition of T.conjuncts(guard)) {
    const part = boundedPart(condition, varies);
    if (!part || dimensions.some(d => d.index === part)) {
      continue;
    }
    for (const { stride } of dimensions) {
      const target = T.mul(part, stride);
      const wanted = new Set(T.monomials(target).map(m => T.fromMonomials([m])));
      const own = dimensions.filter(d => T.monomials(weighted(d)).every(m => wanted.has(T.fromMonomials([m]))));
      if (own.length < 2 || T.add(...own.map(weighted)) !== target) {
        continue;
      }
      const constant = T.add(layout.base, ...own.map(d => T.mul(d.offset, d.stride)));
      const { quotient, rest } = T.monomials(stride).length === 1 ? splitBy(constant, stride) : { quotient: T.ZERO, rest: constant };
      const joined: IndexedDimension = { index: part, offset: quotient, stride, tiles: [] };
      // In the place of the innermost of its parts, so that larger strides still come first.
      const last = own[own.length - 1];
      return joinBoundedWholes({ dimensions: dimensions.flatMap(d => (d === last ? [joined] : own.includes(d) ? [] : [d])), base: rest }, guard, varies);
    }
  }
  return layout;
}
