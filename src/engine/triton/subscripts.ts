/** `x[...]`: new axes of a block, members of a tuple, characters of a string. */
import type { Span } from '../span';
import type { Value } from './domain';
import { type Run, type Scope, unsupported, wrong } from './run';
import type { Expr } from './syntax';
import { describe, integerOf, string, tensor, tuple } from './values';

type Subscript = Extract<Expr, { kind: 'subscript' }>;

export function subscript<T>(run: Run<T>, object: Value<T>, expr: Subscript, scope: Scope<T>): Value<T> {
  const span = run.at(expr.span);
  switch (object.kind) {
    case 'tensor':
      return tensor(blockIndex(run, object.tensor, expr, scope, span));
    case 'tuple':
    case 'string':
      return sequenceIndex(run, object, expr, scope, span);
    case 'mapping': {
      const key = expr.indices.length === 1 ? run.evaluate(expr.indices[0], scope) : null;
      const entry = key?.kind === 'string' ? object.entries.get(key.value) : undefined;
      if (!entry) {
        throw wrong(span, `the dictionary has no entry for ${key?.kind === 'string' ? `'${key.value}'` : 'this key'}`);
      }
      return entry;
    }
    case 'builtin':
      // `tl.constexpr[int]` and other generic annotations.
      return object;
    default:
      throw wrong(span, `${describe(object, run.domain)} cannot be indexed`);
  }
}

/** `None` inserts an axis and `:` keeps one; elements of a block cannot be addressed. */
function blockIndex<T>(run: Run<T>, block: T, expr: Subscript, scope: Scope<T>, span: Span): T {
  const indices = expr.indices.flatMap(index => (index.kind === 'slice' ? [index] : indexValues(run, index, scope)));
  const ellipsis = indices.indexOf('ellipsis');
  const kept = indices.filter(index => typeof index === 'object').length;
  const rank = run.domain.shape(block).length;
  let result = block;
  let axis = 0;
  for (const [i, index] of indices.entries()) {
    if (index === 'none') {
      result = run.domain.expandDims(result, axis, span);
      axis++;
    } else if (i === ellipsis) {
      axis += rank - kept;
    } else if (typeof index === 'object' && index.lower === null && index.upper === null && index.step === null) {
      axis++;
    } else {
      throw unsupported('block indexing', span, "a block can be indexed with ':' and 'None' only");
    }
  }
  if (ellipsis < 0 && kept > rank) {
    throw wrong(span, `${kept} axes are indexed, but the block has ${rank}`);
  }
  return result;
}

type Slice = Extract<Expr, { kind: 'slice' }>;

function indexValues<T>(run: Run<T>, index: Expr, scope: Scope<T>): (Slice | 'none' | 'ellipsis' | 'element')[] {
  if (index.kind === 'ellipsis') {
    return ['ellipsis'];
  }
  if (index.kind === 'tuple') {
    return index.items.flatMap(item => (item.kind === 'slice' ? [item] : indexValues(run, item, scope)));
  }
  return [run.evaluate(index, scope).kind === 'none' ? 'none' : 'element'];
}

function sequenceIndex<T>(run: Run<T>, object: Extract<Value<T>, { kind: 'tuple' | 'string' }>, expr: Subscript, scope: Scope<T>, span: Span): Value<T> {
  const length = object.kind === 'tuple' ? object.items.length : object.value.length;
  const index = expr.indices[0];
  if (expr.indices.length !== 1) {
    throw wrong(span, 'a tuple takes one index');
  }
  if (index.kind === 'slice') {
    const [from, to] = sliceBounds(run, index, scope, length);
    return object.kind === 'tuple' ? tuple(object.items.slice(from, to)) : string(object.value.slice(from, to));
  }
  const position = knownInteger(run, run.evaluate(index, scope), run.at(index.span));
  const at = position < 0 ? position + length : position;
  if (at < 0 || at >= length) {
    throw wrong(span, `index ${position} is out of range: there are ${length} items`);
  }
  return object.kind === 'tuple' ? object.items[at] : string(object.value[at]);
}

function sliceBounds<T>(run: Run<T>, slice: Slice, scope: Scope<T>, length: number): readonly [number, number] {
  if (slice.step !== null) {
    throw unsupported('slice step', run.at(slice.span), 'a slice with a step is not supported');
  }
  const bound = (expr: Expr | null, absent: number): number => {
    if (expr === null) {
      return absent;
    }
    const value = run.evaluate(expr, scope);
    return value.kind === 'none' ? absent : knownInteger(run, value, run.at(expr.span));
  };
  return [bound(slice.lower, 0), bound(slice.upper, length)];
}

/** The integer that a value is known to be. */
export function knownInteger<T>(run: Run<T>, value: Value<T>, span: Span): number {
  const known = value.kind === 'tensor' ? run.domain.integer(value.tensor) : integerOf(value);
  if (known === null) {
    throw wrong(span, `a constant integer is needed here, not ${describe(value, run.domain)}`);
  }
  return Number(known);
}
