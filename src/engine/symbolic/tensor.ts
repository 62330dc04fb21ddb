/** A symbolic tensor: a shape and one element term over the lanes of its axes. */
import { children, freeVariables, ONE, substitute, type Sort, type Term } from '../term';
import { classOf, type Dtype } from '../triton/dtype';
import { lane } from './denotation';

export type SymbolicTensor = {
  readonly dtype: Dtype;
  /** Extents, first axis first; axis k of rank r is the lane r − 1 − k. */
  readonly shape: readonly Term[];
  /** The element at the lanes; for a pointer the offset from the argument, in elements. */
  readonly element: Term;
  /** The pointer argument, for pointers. */
  readonly base: string | null;
  readonly constexpr: boolean;
};

export function sortOf(dtype: Dtype): Sort {
  switch (classOf(dtype)) {
    case 'bool':
      return 'Bool';
    case 'float':
      return 'Real';
    default:
      return 'Int';
  }
}

/** The element with each lane of the old axes replaced: `to[k]` is the term for old axis k. */
export function reindex(t: SymbolicTensor, to: readonly Term[]): Term {
  const rank = t.shape.length;
  const map = new Map<Term, Term>();
  to.forEach((term, k) => {
    const old = lane(rank - 1 - k);
    if (old !== term) {
      map.set(old, term);
    }
  });
  return substitute(t.element, map);
}

/** Whether two extents are the same number. */
export const sameExtent = (a: Term, b: Term): boolean => a === b;
export const sameShape = (a: readonly Term[], b: readonly Term[]): boolean => a.length === b.length && a.every((e, k) => e === b[k]);
export const isUnit = (extent: Term): boolean => extent === ONE;

/** The arguments (variables and buffers) that a term depends on. */
export function argumentsOf(t: Term): Set<string> {
  const names = new Set<string>();
  const seen = new Set<Term>();
  const visit = (u: Term): void => {
    if (seen.has(u)) {
      return;
    }
    seen.add(u);
    if (u.kind === 'read') {
      names.add(u.buffer);
    }
    children(u).forEach(visit);
  };
  visit(t);
  freeVariables(t).forEach(v => names.add(v.name));
  return names;
}
