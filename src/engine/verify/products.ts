/** 32-bit products of runtime integers: the sizes up to which they do not overflow. */
import * as T from '../term';
import type { Term } from '../term';
import { GRID } from '../symbolic/lifted';
import { lane, PROGRAM, type Denotation } from '../symbolic/denotation';
import { extentsUnder, isIndexVariable } from './accesses';
import type { Closed } from './close';
import { premise, type Premise } from './contract';
import { supremum } from './layout';

/** One premise for each product that is not bounded by a larger one already. */
export function int32Premises(denotation: Denotation, closed: Closed): Premise[] {
  const bounds = new Map<Term, Premise>();
  for (const p of denotation.products) {
    const rank = p.shape.length;
    const variables = [
      ...PROGRAM.map((variable, axis) => ({ variable, extent: T.variable(GRID[axis], 'Int') as Term })),
      ...p.loops.map(l => ({ variable: l.variable, extent: l.trips })),
      ...p.shape.map((extent, k) => ({ variable: lane(rank - 1 - k), extent }))
    ];
    const known = new Map<Term, Term>(variables.map(v => [v.variable, v.extent]));
    const guarded = extentsUnder(variables, p.guard, closed.facts);
    const reach = supremum(p.value, t => guarded(t) ?? known.get(t) ?? null);
    if (reach && !T.isNumber(reach) && ![...T.freeVariables(reach)].some(isIndexVariable)) {
      const greatest = T.sub(reach, T.ONE);
      bounds.set(greatest, premise({ kind: 'int32', bound: greatest }, 'a product of 32-bit integers must not overflow', false, p.span));
    }
  }
  return [...bounds.values()];
}
