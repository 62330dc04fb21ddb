/** Integer sums of products as plain maps: for arithmetic that need not make terms. */
import * as T from '../term';
import type { Term } from '../term';

export type Product = { readonly coefficient: bigint; readonly atoms: readonly Term[] };
/** By the ids of the atoms, in order; the constant under ''. */
export type Polynomial = ReadonlyMap<string, Product>;

const cache = new WeakMap<Term, Polynomial>();
const keyOf = (atoms: readonly Term[]): string => atoms.map(a => a.id).join(' ');

export function polynomial(t: Term): Polynomial {
  let found = cache.get(t);
  if (!found) {
    const own = new Map<string, Product>();
    for (const m of T.monomials(t)) {
      const atoms = [...m.atoms].sort((a, b) => a.id - b.id);
      own.set(keyOf(atoms), { coefficient: m.coefficient, atoms });
    }
    found = own;
    cache.set(t, found);
  }
  return found;
}

/** p + factor · q */
export function plus(p: Polynomial, q: Polynomial, factor = 1n): Polynomial {
  const sum = new Map(p);
  for (const [key, { coefficient, atoms }] of q) {
    const total = (sum.get(key)?.coefficient ?? 0n) + factor * coefficient;
    if (total === 0n) {
      sum.delete(key);
    } else {
      sum.set(key, { coefficient: total, atoms });
    }
  }
  return sum;
}

export const constant = (value: bigint): Polynomial => new Map(value === 0n ? [] : [['', { coefficient: value, atoms: [] }]]);

export function times(p: Polynomial, q: Polynomial): Polynomial {
  let result: Polynomial = new Map();
  for (const a of p.values()) {
    const part = new Map<string, Product>();
    for (const b of q.values()) {
      const atoms = [...a.atoms, ...b.atoms].sort((x, y) => x.id - y.id);
      part.set(keyOf(atoms), { coefficient: a.coefficient * b.coefficient, atoms });
    }
    result = plus(result, part);
  }
  return result;
}
