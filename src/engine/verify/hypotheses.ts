/** What may be assumed at an access: the contract, the ranges of programs, lanes and counters, the guard, the contents read. */
import type { Term } from '../term';
import type { Access } from '../symbolic/denotation';
import { indexVariables, rangesOf } from './accesses';
import type { Closed } from './closed';

export const hypotheses = (access: Access, closed: Closed, ...more: readonly Term[]): Term[] => {
  const facts = closed.facts.with(...closed.contract.statements, ...rangesOf(indexVariables(access)), access.guard, ...more);
  return [...facts.with(...closed.contract.contentsOf([access.address, access.guard, ...more])).hypotheses];
};
