/** Casts of symbolic tensors, and the assumptions that they make. */
import * as T from '../term';
import type { Term } from '../term';
import { bitsOf, classOf, dtypes, isFloat, isInteger, sameDtype, type Dtype } from '../triton/dtype';
import type { Span } from '../span';
import { Unsupported } from '../triton/unsupported';
import type { Recording } from './recording';
import { argumentsOf, sortOf, type SymbolicTensor } from './tensor';

type Tensor = SymbolicTensor;

/** The value as another dtype. `from`: what the element is, where it is not what the tensor says. */
export function cast(record: Recording, t: Tensor, to: Dtype, span: Span, from: Dtype = t.dtype): Tensor {
  if (to.kind === 'pointer' || from.kind === 'pointer') {
    if (to.kind === 'pointer' && from.kind === 'pointer' && sameDtype(to, from)) {
      return t;
    }
    if (to.kind === 'pointer' && from.kind === 'pointer' && classOf(to.element) === classOf(from.element)) {
      record.assumptions.add(`the pointer ${t.base} is cast to another element type of the same width`);
      if (bitsOf(to.element) === bitsOf(from.element)) {
        return { ...t, dtype: to };
      }
    }
    throw new Unsupported('pointer cast', span, 'casts between pointers and other types are not supported');
  }
  if (isInteger(from) && sameDtype(from, to) && t.element.kind === 'apply') {
    argumentsOf(t.element).forEach(name => record.recast.add(name));
  }
  const source = t.element.sort;
  const target = sortOf(to);
  const make = (element: Term): Tensor => ({ ...t, dtype: to, element });
  if (isFloat(from) && isFloat(to) && bitsOf(to) < bitsOf(from)) {
    record.assumptions.add(`rounding to ${dtypes[to.name].torch} is not modelled`);
  }
  if (isInteger(from) && isInteger(to) && bitsOf(to) < bitsOf(from)) {
    if (bitsOf(to) < 32) {
      return make(wrapped(t.element, bitsOf(to), classOf(to) === 'signed'));
    }
    record.assumptions.add(`integers cast to ${dtypes[to.name].torch} fit it`);
  }
  if (source === target) {
    return make(t.element);
  }
  if (target === 'Bool') {
    return make(T.ne(t.element, T.number(0, source as 'Int' | 'Real')));
  }
  if (source === 'Bool') {
    const sort = target as 'Int' | 'Real';
    return make(T.select(t.element, T.number(1, sort), T.number(0, sort)));
  }
  if (target === 'Real') {
    return make(overBranches(t.element, e => T.apply('toreal', [e])));
  }
  record.assumptions.add(`numbers cast to ${dtypes[to.name].torch} fit it`);
  record.narrowest = Math.min(record.narrowest, bitsOf(to));
  return make(overBranches(t.element, e => T.apply('trunc', [e])));
}

/** The value of an integer kept in so many bits. */
function wrapped(t: Term, bits: number, signed: boolean): Term {
  const size = T.int(1n << BigInt(bits));
  const half = signed ? T.int(1n << BigInt(bits - 1)) : T.ZERO;
  return T.sub(T.apply('mod', [T.add(t, half), size]), half);
}

/** Applies a conversion inside the branches of a select, where it keeps integers recognisable. */
const overBranches = (value: Term, convert: (t: Term) => Term): Term =>
  T.memoised<Term>((t, again) => (T.isApply(t, 'select') ? T.select(t.args[0], again(t.args[1]), again(t.args[2])) : convert(t.kind === 'special' ? T.special(t.value, 'Real') : t)))(value);
