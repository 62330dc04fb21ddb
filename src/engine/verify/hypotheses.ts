/** What may be assumed at an access: the contract, the ranges of programs, lanes and counters, the guard, the contents read. */
import type { Term } from '../term';
import type { Access } from '../symbolic/denotation';
import { indexVariables, rangesOf } from './accesses';
import type { Closed } from './closed';
import { roundedFacts } from './rounded';

export const hypotheses = (access: Access, closed: Closed, ...more: readonly Term[]): Term[] => {
  const facts = closed.facts.with(...closed.contract.statements, ...rangesOf(indexVariables(access)), access.guard, ...more);
  const contents = closed.contract.contentsOf([access.address, access.guard, ...more]);
  return [...facts.with(...contents, ...roundedFacts([access.address, access.guard], facts)).hypotheses];
};
