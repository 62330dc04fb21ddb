/**
 * Tensors of offsets (CSR's `indptr`, `cu_seqlens`): n segments have n + 1 ends. One element more than the kernel names is what
 * such a tensor has; for any other it would hide an index that is off by one.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Access } from '../symbolic/denotation';
import type { AnalysedAccess } from './accesses';
import type { TensorShape } from './tensors';

/**
 * Whether a tensor's contents delimit segments: some guard keeps an index between content i and content i + 1, i runs from 0, and
 * nothing reads past them. Only then is an extent n + 1 along that axis what the kernel says, and not a guess of ours.
 */
export function delimitsSegments(tensor: TensorShape, accesses: readonly AnalysedAccess<Access>[]): boolean {
  if (tensor.sort !== 'Int' || tensor.dimensions.length !== 1) {
    return false;
  }
  const own = accesses.filter(a => a.access.buffer === tensor.name);
  if (own.some(a => 'value' in a.access || a.problem !== '' || a.whole !== null || a.base !== T.ZERO || a.dimensions.length !== 1)) {
    return false;
  }
  const starts = own.filter(a => a.dimensions[0].offset === T.ZERO).map(a => a.dimensions[0].index);
  const ends = own.filter(a => a.dimensions[0].offset === T.ONE).map(a => a.dimensions[0].index);
  const paired = starts.length > 0 && ends.length > 0 && starts.length + ends.length === own.length && ends.every(index => starts.includes(index));
  const [{ stride }] = tensor.dimensions;
  return paired && accesses.some(a => T.conjuncts(a.access.guard).some(c => liesBetween(c, tensor.name, stride)));
}

/**
 * Whether an extent e + 1 is what the kernel itself counts: a loop runs so often, its counter is the index, and nothing speaks of e
 * but as e + 1 (the coefficients of a polynomial of a degree). Where e has a meaning of its own, one more is a mistake.
 */
export function countedByLoop(tensor: TensorShape, extent: Term, accesses: readonly AnalysedAccess<Access>[]): boolean {
  const counted = T.fresh('counted', 'Int');
  const alone = (t: Term): boolean => {
    const rest = T.substitute(t, new Map<Term, Term>([[extent, counted]]));
    return [...T.freeVariables(extent)].every(v => !T.occurs(v, rest));
  };
  const own = accesses.filter(a => a.access.buffer === tensor.name);
  const byCounter = (a: AnalysedAccess<Access>): boolean =>
    a.problem === '' && a.whole === null && a.dimensions.every(d => d.bound !== extent || a.access.loops.some(l => l.variable === d.index && d.offset === T.ZERO));
  return own.every(byCounter) && accesses.every(a => [a.access.address, a.access.guard, ...a.access.shape, ...('value' in a.access ? [a.access.value as Term] : [])].every(alone));
}

/** content(a) + … < content(a + stride) */
function liesBetween(condition: Term, buffer: string, stride: Term): boolean {
  if (!T.isApply(condition, 'lt') || condition.args[0].sort !== 'Int') {
    return false;
  }
  const reads = (sign: bigint): T.ReadTerm[] =>
    T.monomials(T.sub(condition.args[1], condition.args[0])).flatMap(m => {
      const [atom] = m.atoms;
      return m.atoms.length === 1 && m.coefficient === sign && atom.kind === 'read' && atom.buffer === buffer ? [atom] : [];
    });
  return reads(1n).some(end => reads(-1n).some(start => T.sub(end.address, start.address) === stride));
}
