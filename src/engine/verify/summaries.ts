/** What a closed form rests on beyond its law: values that must be finite, and the laws of combine functions. */
import * as T from '../term';
import type { Term } from '../term';
import type { Equation, Summary } from '../symbolic/denotation';
import { equalInAllCases } from '../synthesis/algebra';
import { indexVariables, rangesOf } from './accesses';
import type { Closed, Normalise } from './closed';
import { Definedness } from './definedness';
import { Facts } from './facts';
import { isFinite } from './finite';
import type { Prover } from './prover';
import { holdsForCounts, type Element } from './weights';

const NOT_FINITE = 'the running maximum is not shown to be finite after each iteration';

/** Why the closed form is not shown; empty when it is. */
export function problemOf(summary: Summary, closed: Closed, prover: Prover, normalise: Normalise): string {
  if (summary.open !== '') {
    return summary.open;
  }
  const equations = summary.combination?.equations ?? [];
  const isArithmetic = equations.some(e => !comparesOnly(e.left) || !comparesOnly(e.right));
  const elements: Element[] = [];
  for (const f of summary.finite) {
    const probe = { buffer: '', address: T.ZERO, guard: f.guard, shape: f.shape, span: summary.span, order: 0, loops: f.counters, programs: f.programs };
    const facts = closed.facts.with(...closed.contract.statements, ...rangesOf(indexVariables(probe)), f.guard);
    const [undefinedWhere] = f.need === 'defined' ? new Definedness(normalise, facts).conditions(f.term) : [];
    if (undefinedWhere) {
      return `each iteration is not shown to be defined: ${undefinedWhere.reason}`;
    }
    if (f.need === 'element') {
      elements.push({ term: f.term, facts });
    }
    const mustBeFinite = f.need === 'finite' || (f.need === 'element' && isArithmetic && f.term.sort === 'Real');
    if (mustBeFinite && !isFinite(normalise(f.term, facts), facts)) {
      return f.need === 'element' ? 'what is combined is not shown to be finite' : NOT_FINITE;
    }
  }
  const unproved = equations.filter(e => !holds(e, prover, normalise));
  if (unproved.length === 0 || (summary.combination && holdsForCounts(summary.combination, unproved, elements, prover, normalise))) {
    return '';
  }
  return `the combine function is not shown to be ${unproved[0].law}`;
}

/** Only choices between operands: what holds of all real numbers then holds of infinite ones too, since they are ordered alike. */
const comparesOnly = (t: Term): boolean => !T.some(t, u => u.kind === 'apply' && (u.sort === 'Real' || u.op === 'trunc') && !['select', 'max2', 'min2'].includes(u.op));

/** ∀ a, b, c. left = right, and both are defined. */
function holds({ left, right }: Equation, prover: Prover, normalise: Normalise): boolean {
  const nothing = new Facts(prover, []);
  const defined = [left, right].every(t => new Definedness(normalise, nothing).conditions(t).length === 0);
  return defined && (equalInAllCases(left, right) || prover.prove([], T.eq(left, right)).proved);
}
