/** The parts of an operator with a name as they are shown: those that commute in an order that no spelling decides. */
import { partsOf } from '../simplify/textbook/named';
import { findOperator } from '../simplify/textbook/operators';
import type { NamedTerm, Term } from '../term';
import { inOperandOrder } from './order';
import type { Display } from './view';

/** `functions`: those of the term, with its indices opened. `display`: of the place where the operator stands. */
export function operandsOf(term: NamedTerm, functions: readonly Term[], display: Display): ReturnType<typeof partsOf> {
  const parts = partsOf(term, functions);
  const names = findOperator(term.operator)?.commutes ?? [];
  const sorted = inOperandOrder(parts.filter(p => names.includes(p.name)).map(p => p.term), display);
  let next = 0;
  return parts.map(p => (names.includes(p.name) ? { ...p, term: sorted[next++] } : p));
}
