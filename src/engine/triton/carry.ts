/** What a loop carries from one iteration to the next: values as lists of tensors, and values rebuilt from such lists. */
import type { Span } from '../span';
import type { BlockPointer, Dimension, Domain, Value } from './domain';
import { classOf, isBool, isFloat, sameDtype, type Dtype } from './dtype';
import { cast, same, toTensor } from './operators';
import { wrong } from './run';
import { describe, dtypeName, isPythonNumber, tensor, tuple } from './values';

/** One tensor inside a carried value: `acc`, `pair[1]`, `window.offsets[0]`. */
export type Leaf<T> = { readonly name: string; readonly tensor: T };

/** The parts of a window that are tensors. */
const windowParts = <T>(window: BlockPointer<T>): readonly (readonly [string, T])[] => [
  ['base', window.base],
  ...window.shape.map((extent, k) => [`shape[${k}]`, extent] as const),
  ...window.strides.map((stride, k) => [`strides[${k}]`, stride] as const),
  ...(window.offsets ?? []).map((offset, k) => [`offsets[${k}]`, offset] as const)
];

/** The tensors of a value, in order. Values of other kinds (None, strings, functions) have none: they must stay as they are. */
export function leavesOf<T>(domain: Domain<T>, name: string, value: Value<T>, span: Span): Leaf<T>[] {
  switch (value.kind) {
    case 'tuple':
      return value.items.flatMap((item, k) => leavesOf(domain, `${name}[${k}]`, item, span));
    case 'block-pointer':
      return windowParts(value).map(([part, t]) => ({ name: `${name}.${part}`, tensor: t }));
    default:
      return value.kind === 'tensor' || isPythonNumber(value) ? [{ name, tensor: toTensor(domain, value, span) }] : [];
  }
}

/** The value with other tensors in the places of its own, taken in the order of `leavesOf`. */
export function rebuild<T>(value: Value<T>, next: () => T): Value<T> {
  switch (value.kind) {
    case 'tuple':
      return tuple(value.items.map(item => rebuild(item, next)));
    case 'block-pointer': {
      const base = next();
      const shape = value.shape.map(next);
      const strides = value.strides.map(next);
      return { ...value, base, shape, strides, offsets: value.offsets && value.offsets.map(next) };
    }
    default:
      return value.kind === 'tensor' || isPythonNumber(value) ? tensor(next()) : value;
  }
}

/** An iteration leaves a wider class of numbers than there was at first: the loop starts again with the wider one. */
export class Widened extends Error {
  constructor(
    readonly leaf: number,
    readonly dtype: Dtype
  ) {
    super('a carried value is widened');
  }
}

/**
 * The tensors of a value after an iteration, one for each leaf that it had before. Loops keep types: Triton insists on equal
 * ones. The dtypes of pointers and scalar arguments are only assumed here, so widths may differ, and a number that comes from an
 * argument may turn out to be a real one.
 */
export function leavesAfter<T>(domain: Domain<T>, name: string, before: Value<T>, after: Value<T>, first: number, span: Span): T[] {
  const mismatch = () => wrong(span, `'${name}' is ${describe(before, domain)} before this loop and ${describe(after, domain)} after an iteration: a loop keeps types`);
  if (before.kind === 'tuple') {
    if (after.kind !== 'tuple' || after.items.length !== before.items.length) {
      throw mismatch();
    }
    const result: T[] = [];
    before.items.forEach((item, k) => result.push(...leavesAfter(domain, `${name}[${k}]`, item, after.items[k], first + result.length, span)));
    return result;
  }
  if (before.kind === 'block-pointer') {
    if (after.kind !== 'block-pointer' || !sameWindowKind(domain, before, after, span)) {
      throw mismatch();
    }
    return windowParts(after).map(([, t]) => t);
  }
  const numeric = (v: Value<T>): boolean => v.kind === 'tensor' || isPythonNumber(v);
  if (!numeric(before)) {
    if (!same(before, after)) {
      throw mismatch();
    }
    return [];
  }
  if (!numeric(after)) {
    throw mismatch();
  }
  return [asBefore(domain, name, toTensor(domain, before, span), toTensor(domain, after, span), first, span)];
}

/** bool < integer < float. */
const rank = (dtype: Dtype): number => (isBool(dtype) ? 0 : isFloat(dtype) ? 2 : 1);

function asBefore<T>(domain: Domain<T>, name: string, before: T, after: T, leaf: number, span: Span): T {
  const [from, to] = [domain.dtype(after), domain.dtype(before)];
  if (sameDtype(from, to)) {
    return after;
  }
  if (classOf(from) === 'void' || classOf(to) === 'void') {
    throw wrong(span, `'${name}' is a ${dtypeName(to)} before this loop and a ${dtypeName(from)} after an iteration`);
  }
  if (rank(from) > rank(to)) {
    if (domain.isConstexpr(before)) {
      throw wrong(span, `'${name}' has the type ${dtypeName(to)} before this loop and ${dtypeName(from)} after an iteration: Triton insists on one type`);
    }
    throw new Widened(leaf, from);
  }
  return cast(domain, after, to, span);
}

function sameWindowKind<T>(domain: Domain<T>, a: BlockPointer<T>, b: BlockPointer<T>, span: Span): boolean {
  const sameBlock = a.blockShape.length === b.blockShape.length && a.blockShape.every((d, k) => sameDimension(domain, d, b.blockShape[k], span));
  return sameBlock && a.padding === b.padding && (a.offsets === null) === (b.offsets === null) && sameDtype(domain.dtype(a.base), domain.dtype(b.base));
}

/** Whether two dimensions are seen to be one number. */
export function sameDimension<T>(domain: Domain<T>, a: Dimension<T>, b: Dimension<T>, span: Span): boolean {
  if (a.kind === 'int' || b.kind === 'int') {
    return a.kind === 'int' && b.kind === 'int' && a.value === b.value;
  }
  return a.tensor === b.tensor || domain.integer(domain.elementwise('sub', [a.tensor, b.tensor], domain.dtype(a.tensor), span)) === 0n;
}
