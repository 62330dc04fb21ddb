/**
 * The order in which summands and factors are shown. The engine's own is by age. Names of arguments play no part: renaming them must
 * not rearrange a formula.
 */
import { freeVariables, isApply, isNumber, some, type ApplyTerm, type ReadTerm, type Term } from '../term';
import type { Display } from './view';

/** Compared number by number; a missing one counts as 0. */
type Key = readonly number[];

function compareKeys(a: Key, b: Key): number {
  const at = Array.from({ length: Math.max(a.length, b.length) }, (_, k) => k).find(k => (a[k] ?? 0) !== (b[k] ?? 0));
  return at === undefined ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function sortBy(terms: readonly Term[], keyOf: (t: Term) => Key): Term[] {
  return terms
    .map(term => ({ term, key: keyOf(term) }))
    .sort((s, t) => compareKeys(s.key, t.key))
    .map(({ term }) => term);
}

/** The summands of a sum, regardless of their signs. */
export const inSumOrder = (sum: ApplyTerm, display: Display): Term[] => sortBy(sum.args, t => (sum.sort === 'Int' ? intSummandKey(t) : realSummandKey(t, display)));

/** The factors of a product. */
export const inProductOrder = (factors: readonly Term[], display: Display): Term[] => sortBy(factors, t => factorKey(t, display));

/** Over Int the monomials of high degree come first, as in `i*stride + j`. */
const intSummandKey = (term: Term): Key => [isApply(term, 'mul') ? -term.args.filter(f => !isNumber(f)).length : 0];

/** Over Real what is composed comes first, then reads, their powers, and scalars: `a*x[i] + y[i] + eps`, but `x[i] + 0.04*x[i]^3`. */
function realSummandKey(term: Term, display: Display): Key {
  if (term.kind === 'read') {
    return [1, ...readKey(term, display)];
  }
  if (isApply(term, 'mul') && new Set(term.args.filter(f => !isNumber(f))).size === 1 && term.args.some(f => f.kind === 'read')) {
    return [2];
  }
  return [term.kind === 'variable' || (isApply(term, 'toreal') && term.args[0].kind === 'variable') ? 3 : 0];
}

/** `i*B` for indices, `2*a*x[i]` for the rest: what is plainest comes first. */
function factorKey(factor: Term, display: Display): Key {
  if (factor.kind === 'variable') {
    // The state of a recurrence comes after scalars: `a*s`.
    return display.indices.has(factor) ? (factor.sort === 'Int' ? [0] : [1, 1]) : [1];
  }
  if (factor.kind === 'read') {
    return [2, ...readKey(factor, display)];
  }
  return [isApply(factor, 'toreal') ? 2 : 3];
}

/** Operands that commute: those of earlier indices first, then those that read earlier arguments of the kernel. */
export const inOperandOrder = (operands: readonly Term[], display: Display): Term[] => sortBy(operands, t => [earliestIndex(t, display), earliestArgument(t, display)]);

/** Whether a sum begins with what is subtracted, by the order of the kernel's arguments: what a square of it need not do. */
export function isBackwards(sum: ApplyTerm, display: Display): boolean {
  const [first, second] = sortBy(sum.args, t => [earliestArgument(t, display)]);
  return isNegative(first) && earliestArgument(first, display) < earliestArgument(second, display) && sum.args.some(t => !isNegative(t));
}

const isNegative = (t: Term): boolean => isApply(t, 'mul') && t.args.some(f => isNumber(f) && f.value.numerator < 0n);

const earliestIndex = (t: Term, display: Display): number => {
  const order = [...display.indices.keys()];
  return Math.min(order.length, ...[...freeVariables(t)].map(v => order.indexOf(v)).filter(at => at >= 0));
};

function earliestArgument(t: Term, display: Display): number {
  const names = [...display.reserved];
  const at = names.findIndex(name => some(t, u => (u.kind === 'read' && u.buffer === name) || (u.kind === 'variable' && u.name === name)));
  return at < 0 ? names.length : at;
}

/** Reads of many coordinates come first, then those of earlier indices. */
function readKey(term: ReadTerm, display: Display): Key {
  const coordinates = display.coordinates(term);
  return [-coordinates.length, ...coordinates.map(c => earliestIndex(c, display))];
}
