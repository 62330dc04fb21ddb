/**
 * Indices that are real numbers rounded towards zero, as `(i * scale).to(int32)` in a resampling kernel. Solvers take a product of
 * reals for an opaque number, so what is known of its sign is said to them.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Access } from '../symbolic/denotation';
import type { Facts } from './facts';
import { signOf } from './finite';

const roundings = (terms: readonly Term[]): T.ApplyTerm[] => {
  const seen = new Set<Term>();
  terms.forEach(t => T.subterms(t, seen));
  return [...seen].filter((t): t is T.ApplyTerm => T.isApply(t, 'trunc'));
};

/** Real scalars that scale the indices of an access. */
export const scalesOf = (access: Access): T.VariableTerm[] =>
  roundings([access.address]).flatMap(t => [...T.freeVariables(t)].filter(v => v.sort === 'Real'));

/** trunc x ≥ 0 for each x in the terms that is seen to be at least 0. */
export const roundedFacts = (terms: readonly Term[], facts: Facts): Term[] =>
  roundings(terms)
    .filter(t => ['positive', 'nonnegative', 'zero'].includes(signOf(t.args[0], facts)))
    .map(t => T.le(T.ZERO, t));
