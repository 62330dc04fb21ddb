/** Stores that a later store of the same program overwrites: that no other program's store comes between. */
import * as T from '../term';
import type { Term } from '../term';
import type { Access, Denotation } from '../symbolic/denotation';
import { isLane } from '../symbolic/denotation';
import { GRID } from '../symbolic/lifted';
import type { Span } from '../span';
import { indexVariables, rangesOf } from './accesses';
import type { Closed } from './closed';
import { premise } from './contract';
import type { Proof, Prover } from './prover';

/** That the grid has one program along each axis that the kernel does not use: two would run the same program twice, side by side. */
export function oneAlongUnusedAxes(closed: Closed, usedAxes: ReadonlySet<string>, span: Span): Term[] {
  return GRID.flatMap((g, axis) => {
    if (usedAxes.has(`pid[${axis}]`)) {
      return [];
    }
    const statement = T.eq(T.variable(g, 'Int'), T.ONE);
    closed.contract.add(premise({ kind: 'claim', statement, text: 'grid axis' }, 'the kernel works in place and does not use this axis of the grid', false, span));
    return [statement];
  });
}

const primed = (access: Access): ReadonlyMap<Term, Term> => new Map(indexVariables(access).map(v => [v.variable, T.variable(`${v.variable.name}'`, 'Int')]));

/** The programs among an access's variables: neither lanes nor counters. */
const programsOf = (access: Access) => indexVariables(access).filter(v => !v.guarded && !isLane(v.variable)).map(v => v.variable);

/**
 * Decides for each overwritten store o and each store e of the tensor: where o's address in one program is e's in another, the two
 * programs are one. Then o's program is the only one to store there, and its last store counts.
 */
export function overwrittenRaces(denotation: Denotation, closed: Closed, prover: Prover, usedAxes: ReadonlySet<string>): { statement: string; span: Span; proof: Proof }[] {
  return (denotation.overwritten ?? []).flatMap(o =>
    closed.effects
      .filter(e => e.effect.buffer === o.buffer)
      .map(({ effect }) => {
        const alone = oneAlongUnusedAxes(closed, usedAxes, o.span);
        const prime = primed(o);
        const other = (t: Term): Term => T.substitute(t, prime);
        const [address, guard] = [other(o.address), other(o.guard)];
        const hypotheses = [
          ...closed.facts.with(...closed.contract.statements, ...closed.contract.contentsOf([effect.address, effect.guard, address, guard])).hypotheses,
          ...alone,
          ...rangesOf(indexVariables(effect)),
          effect.guard,
          ...rangesOf(indexVariables(o)).map(other),
          guard,
          T.eq(effect.address, address)
        ];
        const goal = T.and(...programsOf(effect).map(p => T.eq(p, other(p))));
        return { statement: `a store to ${o.buffer} that is overwritten later is overwritten by its own program alone`, span: o.span, proof: prover.prove(hypotheses, goal) };
      })
  );
}
