/** The value of a variable after a runtime `if`. */
import type { Span } from '../span';
import type { BlockPointer, Domain, Value } from './domain';
import { cast, same, toDtype, toTensor, unify } from './operators';
import { sameDtype } from './dtype';
import { Unsupported } from './unsupported';
import { describe, isPythonNumber, tensor, tuple } from './values';

/** The value that is `then` where the condition held. `what` names it in messages. */
export function mergeValues<T>(domain: Domain<T>, condition: T, then: Value<T>, otherwise: Value<T>, what: string, span: Span): Value<T> {
  const bothTuples = then.kind === 'tuple' && otherwise.kind === 'tuple';
  if (then === otherwise || (!bothTuples && then.kind === otherwise.kind && same(then, otherwise))) {
    return then;
  }
  if (bothTuples && then.items.length === otherwise.items.length) {
    return tuple(then.items.map((item, i) => mergeValues(domain, condition, item, otherwise.items[i], what, span)));
  }
  if (then.kind === 'block-pointer' && otherwise.kind === 'block-pointer') {
    return mergeWindows(domain, condition, then, otherwise, span);
  }
  const numeric = (value: Value<T>): boolean => value.kind === 'tensor' || isPythonNumber(value);
  if (!numeric(then) || !numeric(otherwise)) {
    throw new Unsupported('runtime if', span, `${what} would be ${describe(then, domain)} or ${describe(otherwise, domain)}, depending on a runtime condition`);
  }
  const [left, right] = commonTensors(domain, then, otherwise, span);
  return tensor(domain.merge(condition, left, right, span));
}

/** Windows of one shape, part by part. */
function mergeWindows<T>(domain: Domain<T>, condition: T, a: BlockPointer<T>, b: BlockPointer<T>, span: Span): BlockPointer<T> {
  const pick = (x: T, y: T): T => (x === y ? x : domain.merge(condition, x, y, span));
  const each = (x: readonly T[], y: readonly T[]): T[] => x.map((item, i) => pick(item, y[i]));
  const offsets = a.offsets && b.offsets ? each(a.offsets, b.offsets) : null;
  return { ...a, base: pick(a.base, b.base), shape: each(a.shape, b.shape), strides: each(a.strides, b.strides), offsets };
}

/** Both as tensors of one dtype. Triton insists on equal dtypes; where pointers' dtypes are only assumed, promotion keeps the value. */
function commonTensors<T>(domain: Domain<T>, a: Value<T>, b: Value<T>, span: Span): readonly [T, T] {
  if (isPythonNumber(a) && b.kind === 'tensor' && domain.dtype(b.tensor).kind === 'scalar') {
    return [toDtype(domain, a, domain.dtype(b.tensor), span), b.tensor];
  }
  if (isPythonNumber(b) && a.kind === 'tensor' && domain.dtype(a.tensor).kind === 'scalar') {
    return [a.tensor, toDtype(domain, b, domain.dtype(a.tensor), span)];
  }
  const [x, y] = [toTensor(domain, a, span), toTensor(domain, b, span)];
  if (sameDtype(domain.dtype(x), domain.dtype(y))) {
    return [x, y];
  }
  const { left, right, dtype } = unify(domain, tensor(x), tensor(y), {}, span);
  return [cast(domain, left, dtype, span), cast(domain, right, dtype, span)];
}
