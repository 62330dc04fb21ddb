/**
 * Entailment of integer inequalities without a solver. A goal `d < 0` follows from hypotheses `e < 0` when d − e, or d − e − f for two of
 * them, is seen not to be positive: by its constant, and by the signs of its atoms. Where that fails, a variable of d is replaced by a
 * bound of it (Horner: j · B + l < T · B from j < T and l < B), a few levels deep.
 */
import * as T from '../term';
import type { Term } from '../term';

const MAX_DEPTH = 3;
/** Sums longer than this are left to the solver. */
const MAX_MONOMIALS = 40;

/** The difference d of an Int comparison `d < 0`, where the term is one. */
function negativeDifference(t: Term): Term | null {
  return T.isApply(t, 'lt') && t.args[0].sort === 'Int' ? T.sub(t.args[0], t.args[1]) : null;
}

/** Atoms known to be at least 0 or at least 1. */
class Signs {
  private readonly least = new Map<Term, 0 | 1>();

  constructor(known: readonly Term[]) {
    for (const e of known) {
      // c − v < 0: v > c.
      const list = T.monomials(e);
      const variable = list.find(m => m.atoms.length > 0);
      const constant = list.find(m => m.atoms.length === 0)?.coefficient ?? 0n;
      if (variable && list.every(m => m === variable || m.atoms.length === 0) && variable.coefficient === -1n && variable.atoms.length === 1 && constant >= -1n) {
        const [v] = variable.atoms;
        this.least.set(v, constant >= 0n || this.least.get(v) === 1 ? 1 : 0);
      }
    }
  }

  /** 1: at least 1, 0: at least 0, null: not known. */
  of(atom: Term): 0 | 1 | null {
    const known = this.least.get(atom);
    if (known !== undefined) {
      return known;
    }
    if (atom.kind === 'apply') {
      const [a, b] = atom.args;
      if (atom.op === 'mod' && this.ofSum(b) === 1) {
        return 0;
      }
      if (atom.op === 'floordiv' && this.ofSum(b) === 1 && this.ofSum(a) !== null) {
        return 0;
      }
      if (atom.op === 'intabs') {
        return 0;
      }
    }
    return null;
  }

  ofSum(t: Term): 0 | 1 | null {
    let least = 0n;
    for (const m of T.monomials(t)) {
      const sign = this.ofProduct(m.atoms);
      if (m.atoms.length === 0) {
        least += m.coefficient;
      } else if (sign === null || m.coefficient < 0n) {
        return null;
      } else {
        least += sign === 1 ? m.coefficient : 0n;
      }
    }
    return least >= 1n ? 1 : least >= 0n ? 0 : null;
  }

  ofProduct(atoms: readonly Term[]): 0 | 1 | null {
    let sign: 0 | 1 = 1;
    for (const a of atoms) {
      const own = this.of(a);
      if (own === null) {
        return null;
      }
      sign = own === 0 ? 0 : sign;
    }
    return sign;
  }

  isNonPositive(t: Term): boolean {
    if (T.isNumber(t)) {
      return t.value.numerator <= 0n;
    }
    return T.monomials(t).length <= MAX_MONOMIALS && this.ofSum(T.neg(t)) !== null;
  }
}

type Bound = { readonly variable: Term; readonly value: Term; readonly isUpper: boolean };

/** Bounds `v ≤ value` and `value ≤ v` of variables that hypotheses give directly. */
function boundsOf(known: readonly Term[]): Bound[] {
  return known.flatMap(e =>
    T.monomials(e).flatMap((m): Bound[] => {
      const [v] = m.atoms;
      if (m.atoms.length !== 1 || v.kind !== 'variable' || (m.coefficient !== 1n && m.coefficient !== -1n)) {
        return [];
      }
      const isUpper = m.coefficient === 1n;
      // v + r < 0: v ≤ −r − 1. −v + r < 0: r + 1 ≤ v.
      const rest = T.sub(e, T.fromMonomials([m]));
      const value = isUpper ? T.sub(T.neg(rest), T.ONE) : T.add(rest, T.ONE);
      return T.occurs(v, value) ? [] : [{ variable: v, value, isUpper }];
    })
  );
}

/** The polynomial that multiplies a variable in a sum that is linear in it; null where it is not. */
function coefficientOf(v: Term, t: Term): Term | null {
  const own = T.monomials(t).filter(m => m.atoms.some(a => T.some(a, u => u === v)));
  if (own.length === 0 || own.some(m => m.atoms.filter(a => T.some(a, u => u === v)).length !== 1 || !m.atoms.includes(v))) {
    return null;
  }
  return T.fromMonomials(own.map(m => ({ coefficient: m.coefficient, atoms: m.atoms.filter(a => a !== v) })));
}

type Known = { readonly differences: readonly Term[]; readonly signs: Signs; readonly bounds: readonly Bound[] };
/** Facts keep their list of hypotheses, so what it says is worked out once. */
const knownOf = new WeakMap<readonly Term[], Known>();

function known(hypotheses: readonly Term[]): Known {
  let found = knownOf.get(hypotheses);
  if (!found) {
    const differences = hypotheses.map(negativeDifference).filter((h): h is Term => h !== null);
    found = { differences, signs: new Signs(differences), bounds: boundsOf(differences) };
    knownOf.set(hypotheses, found);
  }
  return found;
}

/** Whether the hypotheses imply the goal, as far as this method sees. `false` says nothing. */
export function followsLinearly(hypotheses: readonly Term[], goal: Term): boolean {
  const d = negativeDifference(goal);
  if (!d) {
    return false;
  }
  const { differences, signs, bounds } = known(hypotheses);
  // d < 0 from itself: d ≤ −1.
  if (signs.isNonPositive(T.add(d, T.ONE))) {
    return true;
  }
  const gaps = differences.map(e => T.sub(d, e));
  if (gaps.some(g => signs.isNonPositive(g))) {
    return true;
  }
  if (gaps.some((g, a) => differences.some((f, b) => b > a && signs.isNonPositive(T.sub(T.sub(g, f), T.ONE))))) {
    return true;
  }
  return byBounds(d, bounds, signs, MAX_DEPTH);
}

/** Whether d < 0, by bounds put in the place of variables: each makes d larger, never smaller. */
function byBounds(d: Term, bounds: readonly Bound[], signs: Signs, depth: number): boolean {
  if (signs.isNonPositive(T.add(d, T.ONE))) {
    return true;
  }
  if (depth === 0 || T.monomials(d).length > MAX_MONOMIALS) {
    return false;
  }
  for (const { variable, value, isUpper } of bounds) {
    const factor = coefficientOf(variable, d);
    if (!factor || signs.ofSum(isUpper ? factor : T.neg(factor)) === null) {
      continue;
    }
    const larger = T.add(d, T.mul(factor, T.sub(value, variable)));
    if (byBounds(larger, bounds, signs, depth - 1)) {
      return true;
    }
  }
  return false;
}
