/**
 * Sizes that nothing else shows to be positive, without which a formula has no value: the window of an attention, the length of a
 * slice. Of no element, a maximum is −∞ and a sum of weights is 0.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Span } from '../span';
import { isIndexVariable } from './accesses';
import type { Normalise } from './closed';
import { premise, type Premise } from './contract';
import { Definedness } from './definedness';
import type { Facts } from './facts';

/** Int arguments in the ranges of real folds that are not known to be positive. */
function candidates(value: Term, facts: Facts): T.VariableTerm[] {
  const folds = [...T.subterms(value)].filter((t): t is T.ReduceTerm => t.kind === 'reduce' && t.sort === 'Real');
  const ranges = folds.flatMap(f => [f.guard, ...f.binders.map(b => b.extent)]);
  const named = new Set(ranges.flatMap(t => [...T.freeVariables(t)]));
  return [...named].filter(v => v.sort === 'Int' && !isIndexVariable(v) && !v.name.startsWith('max(') && !facts.holds(T.lt(T.ZERO, v)));
}

/** The sizes whose being positive is all that the value lacks to be defined in one place or more. */
export function neededSizes(value: Term, facts: Facts, normalise: Normalise, span: Span): Premise[] {
  const lacking = (given: Facts): number => new Definedness(normalise, given).conditions(value).length;
  const sizes = candidates(value, facts);
  const before = sizes.length === 0 ? 0 : lacking(facts);
  return sizes.filter(v => before > 0 && lacking(facts.with(T.lt(T.ZERO, v))) < before).map(term => premise({ kind: 'positive', term }, 'a fold over nothing has no value', false, span));
}
