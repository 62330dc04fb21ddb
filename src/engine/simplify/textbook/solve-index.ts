/** Where a read is another read of the same buffer: X[i·s + k] is X[i·s + y] at k = y. */
import * as T from '../../term';
import type { Term, VariableTerm } from '../../term';
import { splitBy } from '../../verify/layout';

/** The term for which the index makes the two reads equal, if the address is linear in it; null where none is found. */
export function solveForIndex(read: Term, index: VariableTerm, other: Term): Term | null {
  if (read.kind !== 'read' || other.kind !== 'read' || read.buffer !== other.buffer) {
    return null;
  }
  const at = (k: Term): Term => T.substitute(read.address, new Map<Term, Term>([[index, k]]));
  const slope = T.sub(at(T.ONE), at(T.ZERO));
  const isLinear = !T.occurs(index, slope) && T.add(at(T.ZERO), T.mul(slope, index)) === read.address;
  if (!isLinear || slope === T.ZERO) {
    return null;
  }
  const { quotient, rest } = splitBy(T.sub(other.address, at(T.ZERO)), slope);
  return rest === T.ZERO && at(quotient) === other.address ? quotient : null;
}
