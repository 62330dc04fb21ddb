/** When two accesses of one tensor touch the same element. */
import * as T from '../term';
import type { Term } from '../term';
import type { Access } from '../symbolic/denotation';
import { indexVariables, type AnalysedAccess } from './accesses';
import { indicesAlong, type TensorShape } from './tensors';

type Indices = ReadonlyMap<Term, Term>;

/**
 * The index of an access along each stride of its tensor; null where it has no such indices. That each lies within the tensor is
 * what the in-bounds obligations say.
 */
function indicesIn(a: AnalysedAccess<Access>, tensor: TensorShape): Indices | null {
  const own = new Set(indexVariables(a.access).map(v => v.variable));
  if (a.problem !== '' || a.whole || tensor.problem !== '' || !a.variables.every(v => own.has(v.variable))) {
    return null;
  }
  const indices = indicesAlong(a);
  const known = new Set(tensor.dimensions.map(d => d.stride));
  return [...indices.keys()].every(stride => known.has(stride)) ? indices : null;
}

/** Two accesses along different strides are more likely of one axis than of two. */
const oneCoversOther = (a: Indices, b: Indices): boolean => [...a.keys()].every(s => b.has(s)) || [...b.keys()].every(s => a.has(s));

/**
 * That two accesses meet, `moved` renaming what the second varies over: equal indices where the elements of the tensor do not overlap
 * (a premise, or seen from its strides), else equal addresses.
 */
export function meeting(a: AnalysedAccess<Access>, b: AnalysedAccess<Access>, moved: ReadonlyMap<Term, Term>, tensor: TensorShape | undefined): Term {
  const first = tensor && indicesIn(a, tensor);
  const second = tensor && indicesIn(b, tensor);
  if (first && second && oneCoversOther(first, second)) {
    return T.and(...tensor.dimensions.map(({ stride }) => T.eq(first.get(stride) ?? T.ZERO, T.substitute(second.get(stride) ?? T.ZERO, moved))));
  }
  return T.eq(a.access.address, T.substitute(b.access.address, moved));
}
