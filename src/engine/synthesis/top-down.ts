/**
 * Top-down: the specification, one term for each of the first trip counts, is taken apart by its root operators. What varies from
 * trip to trip is generalised: numbers to a function of the count, growing sums and products to folds over the iterations before.
 * What cannot be taken apart further is a hole.
 */
import * as T from '../term';
import type { Term } from '../term';
import { Algebra } from './algebra';
import { TRIPS } from './specification';

/** Fills a hole: a term in the counter with these values after 1, 2 and 3 iterations. */
export type FillHole = (unrolled: readonly Term[]) => Term | null;

const MAX_DEPTH = 3;

/** A term in the counter that has the values given, as far as they go; null where a hole stays open. */
export function decompose(unrolled: readonly Term[], counter: T.VariableTerm, fill: FillHole, depth = 0): Term | null {
  if (unrolled.every(t => t === unrolled[0])) {
    return unrolled[0];
  }
  if (unrolled.every(T.isNumber)) {
    return ofNumbers(unrolled.map(t => t.value), counter);
  }
  const inner = (parts: readonly Term[]): Term | null => (depth < MAX_DEPTH ? decompose(parts, counter, fill, depth + 1) : null);
  return growing(unrolled, counter) ?? scaled(unrolled, counter, inner) ?? quotients(unrolled, inner) ?? fill(unrolled);
}

/** c, a · k + b or 1 / (a · k + b). */
function ofNumbers(values: readonly T.Q.Rational[], counter: T.VariableTerm): Term | null {
  const linear = line(values, counter);
  if (linear || values.some(v => v.numerator === 0n)) {
    return linear;
  }
  const below = line(values.map(v => T.Q.divide(T.Q.rational(1), v)), counter);
  return below && T.apply('div', [T.real(1), below]);
}

function line(values: readonly T.Q.Rational[], counter: T.VariableTerm): Term | null {
  const minus = (a: T.Q.Rational, b: T.Q.Rational) => T.Q.add(a, T.Q.multiply(T.Q.rational(-1), b));
  const slope = minus(values[1], values[0]);
  if (!values.every((v, k) => k === 0 || T.Q.equals(minus(v, values[k - 1]), slope))) {
    return null;
  }
  const offset = minus(values[0], T.Q.multiply(slope, T.Q.rational(TRIPS[0])));
  return T.add(T.mul(T.real(slope), T.apply('toreal', [counter])), T.real(offset));
}

/** Σ_{j < k} g(j), where each value has one summand more than the one before. */
function growing(unrolled: readonly Term[], counter: T.VariableTerm): Term | null {
  const steps = unrolled.map((t, k) => new Algebra().canonical(k === 0 ? t : T.sub(t, unrolled[k - 1])));
  const j = T.fresh('j', 'Int');
  const g = generalise(steps, j);
  return g && T.reduce('sum', [{ variable: j, extent: counter }], T.TRUE, g);
}

/** A common number in front of each value, and the rest. */
function scaled(unrolled: readonly Term[], counter: T.VariableTerm, inner: (parts: readonly Term[]) => Term | null): Term | null {
  const contents = unrolled.map(contentOf);
  if (contents.some(c => c === null) || contents.every(c => T.Q.equals(c!, contents[0]!))) {
    return null;
  }
  const factor = ofNumbers(contents as T.Q.Rational[], counter);
  const rest = factor && inner(unrolled.map((t, k) => new Algebra().canonical(T.mul(T.real(T.Q.divide(T.Q.rational(1), contents[k]!)), t))));
  return rest && T.mul(factor, rest);
}

/** The coefficient that all summands share in size; null where they differ. */
function contentOf(t: Term): T.Q.Rational | null {
  const coefficients = (T.isApply(t, 'add') ? t.args : [t]).map(s => (T.isNumber(s) ? s.value : T.isApply(s, 'mul') ? (s.args.find(T.isNumber)?.value ?? T.Q.rational(1)) : T.Q.rational(1)));
  const size = (q: T.Q.Rational): T.Q.Rational => (q.numerator < 0n ? T.Q.multiply(q, T.Q.rational(-1)) : q);
  return coefficients.every(c => T.Q.equals(size(c), size(coefficients[0]))) && coefficients[0].numerator !== 0n ? size(coefficients[0]) : null;
}

/** Quotients: above and below apart. */
function quotients(unrolled: readonly Term[], inner: (parts: readonly Term[]) => Term | null): Term | null {
  if (!unrolled.every((t): t is T.ApplyTerm & { readonly op: 'div' } => T.isApply(t, 'div'))) {
    return null;
  }
  const [above, below] = [inner(unrolled.map(t => t.args[0])), inner(unrolled.map(t => t.args[1]))];
  return above && below && T.apply('div', [above, below]);
}

/** The term in j of which the terms given are those at j = 0, 1, 2; null where there is none. */
function generalise(terms: readonly Term[], j: T.VariableTerm): Term | null {
  const [first, second] = terms;
  if (terms.every(t => t === first)) {
    return first;
  }
  if (terms.every(t => t.sort === 'Int')) {
    const step = T.sub(second, first);
    if (terms.every((t, k) => k === 0 || T.sub(t, terms[k - 1]) === step)) {
      return T.add(first, T.mul(step, j));
    }
  }
  const inside = (parts: readonly (readonly Term[])[]): Term[] | null => {
    const found = parts.map(p => generalise(p, j));
    return found.every(p => p !== null) ? (found as Term[]) : null;
  };
  if (first.kind === 'read' && terms.every((t): t is T.ReadTerm => t.kind === 'read' && t.buffer === first.buffer && t.sort === first.sort)) {
    const address = generalise(terms.map(t => t.address), j);
    return address && T.read(first.buffer, address, first.sort);
  }
  if (first.kind === 'apply' && terms.every((t): t is T.ApplyTerm => t.kind === 'apply' && t.op === first.op && t.args.length === first.args.length)) {
    const args = inside(first.args.map((_, k) => terms.map(t => t.args[k])));
    return args && T.apply(first.op, args);
  }
  return null;
}
