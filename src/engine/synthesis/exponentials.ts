/** Decides scale · f = g for terms built from exponentials, by the law exp x · exp y = exp(x + y) alone. */
import * as T from '../term';
import type { Term } from '../term';

/** A real polynomial over opaque terms: monomial key to coefficient. */
type Polynomial = Map<string, { readonly atoms: readonly Term[]; readonly coefficient: T.Q.Rational }>;

function polynomial(t: Term): Polynomial {
  const result: Polynomial = new Map();
  const put = (atoms: readonly Term[], coefficient: T.Q.Rational) => {
    const sorted = [...atoms].sort((x, y) => x.id - y.id);
    const key = sorted.map(a => a.id).join();
    const sum = T.Q.add(result.get(key)?.coefficient ?? T.Q.rational(0), coefficient);
    if (sum.numerator === 0n) {
      result.delete(key);
    } else {
      result.set(key, { atoms: sorted, coefficient: sum });
    }
  };
  if (T.isNumber(t)) {
    put([], t.value);
  } else if (T.isApply(t, 'add')) {
    t.args.forEach(a => polynomial(a).forEach(m => put(m.atoms, m.coefficient)));
  } else if (T.isApply(t, 'mul')) {
    let product: Polynomial = new Map([['', { atoms: [], coefficient: T.Q.rational(1) }]]);
    for (const a of t.args) {
      const next: Polynomial = new Map();
      for (const x of product.values()) {
        for (const y of polynomial(a).values()) {
          const atoms = [...x.atoms, ...y.atoms].sort((p, q) => p.id - q.id);
          const key = atoms.map(u => u.id).join();
          const sum = T.Q.add(next.get(key)?.coefficient ?? T.Q.rational(0), T.Q.multiply(x.coefficient, y.coefficient));
          next.set(key, { atoms, coefficient: sum });
        }
      }
      product = next;
    }
    product.forEach(m => put(m.atoms, m.coefficient));
  } else {
    put([t], T.Q.rational(1));
  }
  return result;
}

/** The term with products multiplied out and equal monomials collected. Finite operands only. */
export function expanded(t: Term): Term {
  const parts = [...polynomial(t).values()]
    .sort((x, y) => x.atoms.length - y.atoms.length || (x.atoms[0]?.id ?? 0) - (y.atoms[0]?.id ?? 0))
    .map(m => T.mul(T.real(m.coefficient), ...m.atoms));
  return parts.length === 0 ? T.real(0) : T.add(...parts);
}

const EXPONENTIALS = ['exp', 'exp2'] as const;
type Exponential = (typeof EXPONENTIALS)[number];
const isExponential = (t: Term): t is T.ApplyTerm & { op: Exponential } => t.kind === 'apply' && (EXPONENTIALS as readonly string[]).includes(t.op);

/** exp(u) · t with the factor moved into the exponents of t; null when t has a part without an exponential factor. */
function absorb(op: Exponential, u: Term, t: Term): Term | null {
  if (T.isValue(t, 0)) {
    return t;
  }
  if (isExponential(t)) {
    return t.op === op ? T.apply(op, [expanded(T.add(u, t.args[0]))]) : null;
  }
  if (t.kind === 'reduce' && t.op === 'sum') {
    const opened = T.open(t);
    const body = absorb(op, u, opened.body);
    return body && T.reduce('sum', opened.binders, opened.guard, body);
  }
  if (t.kind !== 'apply') {
    return null;
  }
  switch (t.op) {
    case 'select': {
      const [then, otherwise] = [absorb(op, u, t.args[1]), absorb(op, u, t.args[2])];
      return then && otherwise && T.select(t.args[0], then, otherwise);
    }
    case 'add': {
      const parts = t.args.map(a => absorb(op, u, a));
      return parts.every(p => p !== null) ? T.add(...(parts as Term[])) : null;
    }
    case 'mul': {
      for (const a of t.args) {
        const inside = absorb(op, u, a);
        if (inside) {
          return T.mul(inside, ...t.args.filter(x => x !== a));
        }
      }
      return null;
    }
    case 'div': {
      const inside = absorb(op, u, t.args[0]);
      return inside && T.apply('div', [inside, t.args[1]]);
    }
    default:
      return null;
  }
}

/** The same term with every exponent multiplied out. */
function canonicalExponents(t: Term): Term {
  const done = new Map<Term, Term>();
  const visit = (u: Term): Term => {
    const before = done.get(u);
    if (before) {
      return before;
    }
    const rebuilt = T.rebuild(u, visit);
    const result = isExponential(rebuilt) ? T.apply(rebuilt.op, [expanded(rebuilt.args[0])]) : rebuilt;
    done.set(u, result);
    return result;
  };
  return visit(t);
}

/** Whether scale · before = after, by exp x · exp y = exp(x + y) and linear arithmetic in exponents. */
export function scalesTo(scale: Term, before: Term, after: Term): boolean {
  if (!isExponential(scale)) {
    return false;
  }
  const product = absorb(scale.op, scale.args[0], before);
  return product !== null && canonicalExponents(product) === canonicalExponents(after);
}
