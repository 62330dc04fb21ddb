/** What an assignment makes of a value. */
import type { Span } from '../span';
import type { Value } from './domain';
import { toTensor } from './operators';
import type { Run } from './run';
import { isPythonNumber, tensor, tuple } from './values';

/** `x = 3` makes a runtime scalar of 3; only `x: tl.constexpr = 3` keeps a constant. */
export function runtimeValue<T>(run: Run<T>, value: Value<T>, span: Span): Value<T> {
  if (value.kind === 'tuple') {
    return tuple(value.items.map(item => runtimeValue(run, item, span)));
  }
  if (isPythonNumber(value)) {
    return tensor(toTensor(run.domain, value, span));
  }
  return value.kind === 'tensor' ? tensor(value.tensor) : value;
}
