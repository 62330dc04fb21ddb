/** Sizes for which the elements of a tensor lie apart. Strides that nest are made, not searched for: the solver is slow at finding them. */
import * as T from '../term';
import type { Term } from '../term';
import { compile } from '../term/evaluate';
import type { TensorDimension } from '../symbolic/lifted';
import { Random } from './random';
import { isRefutedBySample } from './sampling';
import { nestings } from './tensors';

const TRIES = 80;
const MAX_ORDERS = 120;

/**
 * Whether some numbers fulfil the hypotheses and let no two elements share an address. A stride that is an argument is taken as small as
 * what lies inside of it allows.
 */
export function canLieApart(dimensions: readonly TensorDimension[], hypotheses: readonly Term[], apart: Term): boolean {
  if (isRefutedBySample([...hypotheses, apart], T.FALSE)) {
    return true;
  }
  const conditions = [...hypotheses, apart];
  if (conditions.some(c => T.some(c, u => u.kind === 'read' || u.kind === 'reduce' || u.kind === 'recur'))) {
    return false;
  }
  const claims = conditions.map(compile);
  const parts = new Map(dimensions.map(d => [d, { stride: compile(d.stride), extent: compile(d.extent) }]));
  const names = [...new Set(conditions.flatMap(c => [...T.freeVariables(c)].map(v => v.name)))];
  const random = new Random(names.length);
  for (const order of nestings(dimensions).slice(0, MAX_ORDERS)) {
    for (let k = 0; k < TRIES; k++) {
      const variables = new Map(names.map(name => [name, 1 + random.below(4)]));
      const env = { variables, read: () => 0 };
      let span = 1;
      for (const d of [...order].reverse()) {
        if (d.stride.kind === 'variable') {
          variables.set(d.stride.name, span);
        }
        const { stride, extent } = parts.get(d)!;
        span += stride(env) * (extent(env) - 1);
      }
      if (claims.every(holds => holds(env) === 1)) {
        return true;
      }
    }
  }
  return false;
}
