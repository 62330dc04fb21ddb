/** Division of Int polynomials that comes out even. */
import * as T from '../term';
import type { Term } from '../term';

const MAX_STEPS = 64;

const ordered = (atoms: readonly Term[]): readonly Term[] => [...atoms].sort((a, b) => a.id - b.id);

/** By degree, then by atoms: an order that products keep. */
function compare(a: T.Monomial, b: T.Monomial): number {
  if (a.atoms.length !== b.atoms.length) {
    return a.atoms.length - b.atoms.length;
  }
  const [left, right] = [ordered(a.atoms), ordered(b.atoms)];
  const at = left.findIndex((x, k) => x !== right[k]);
  return at < 0 ? 0 : right[at].id - left[at].id;
}

const leading = (t: Term): T.Monomial | null => T.monomials(t).reduce<T.Monomial | null>((best, m) => (best === null || compare(m, best) > 0 ? m : best), null);

/** m / divisor; null where it is none. */
function monomialQuotient(m: T.Monomial, divisor: T.Monomial): T.Monomial | null {
  const atoms = [...m.atoms];
  const divides = divisor.atoms.every(a => {
    const at = atoms.indexOf(a);
    return at >= 0 && atoms.splice(at, 1).length === 1;
  });
  return divides && m.coefficient % divisor.coefficient === 0n ? { coefficient: m.coefficient / divisor.coefficient, atoms } : null;
}

/** The q with t = q · divisor as polynomials, by long division; null where it leaves a rest. */
export function exactQuotient(t: Term, divisor: Term): Term | null {
  const lead = leading(divisor);
  let rest = t;
  let quotient: Term = T.ZERO;
  for (let step = 0; rest !== T.ZERO; step++) {
    const greatest = leading(rest);
    const part = greatest && lead && step < MAX_STEPS ? monomialQuotient(greatest, lead) : null;
    if (!part) {
      return null;
    }
    const summand = T.fromMonomials([part]);
    quotient = T.add(quotient, summand);
    rest = T.sub(rest, T.mul(summand, divisor));
  }
  return quotient;
}
