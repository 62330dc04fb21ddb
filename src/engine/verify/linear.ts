/**
 * Entailment of integer inequalities without a solver. A goal `d < 0` follows from hypotheses `e < 0` when d − e, or d − e − f for two of
 * them, is seen not to be positive: by its constant, and by the signs of its atoms. Where that fails, a variable of d is replaced by a
 * bound of it (Horner: j · B + l < T · B from j < T and l < B), a few levels deep.
 */
import * as T from '../term';
import type { Term } from '../term';
import { constant, plus, polynomial, times, type Polynomial, type Product } from './polynomial';

const MAX_DEPTH = 3;
/** Sums longer than this are left to the solver. */
const MAX_PRODUCTS = 40;
const ONE = constant(1n);

/** The difference d of an Int comparison `d < 0`, where the term is one. */
function negativeDifference(t: Term): Polynomial | null {
  return T.isApply(t, 'lt') && t.args[0].sort === 'Int' ? plus(polynomial(t.args[0]), polynomial(t.args[1]), -1n) : null;
}

/** What a hypothesis says, as differences below 0: an equation says two of them. */
function differencesOf(t: Term): Polynomial[] {
  if (T.isApply(t, 'eq') && t.args[0].sort === 'Int') {
    const d = plus(polynomial(t.args[0]), polynomial(t.args[1]), -1n);
    return [plus(d, ONE, -1n), plus(plus(new Map(), d, -1n), ONE, -1n)];
  }
  const d = negativeDifference(t);
  return d ? [d] : [];
}

/** 1: at least 1, 0: at least 0, null: not known. */
type Least = 0 | 1 | null;

/** What is known of the signs of atoms. */
class Signs {
  private readonly least = new Map<Term, Least>();
  private readonly products = new Map<string, Least>();

  constructor(known: readonly Polynomial[]) {
    for (const e of known) {
      // c − v < 0: v > c.
      const moving = [...e.values()].filter(p => p.atoms.length > 0);
      const bound = e.get('')?.coefficient ?? 0n;
      if (moving.length === 1 && moving[0].coefficient === -1n && moving[0].atoms.length === 1 && bound >= -1n) {
        const [v] = moving[0].atoms;
        this.least.set(v, bound >= 0n || this.least.get(v) === 1 ? 1 : 0);
      }
    }
  }

  private of(atom: Term): Least {
    const known = this.least.get(atom);
    if (known !== undefined) {
      return known;
    }
    const own = this.ofApplication(atom);
    this.least.set(atom, own);
    return own;
  }

  private ofApplication(atom: Term): Least {
    if (T.isApply(atom, 'intabs')) {
      return 0;
    }
    if (!T.isApply(atom, 'mod') && !T.isApply(atom, 'floordiv')) {
      return null;
    }
    const [a, b] = atom.args.map(polynomial);
    const isNatural = this.ofSum(b) === 1 && (atom.op === 'mod' || this.ofSum(a) !== null);
    return isNatural ? 0 : null;
  }

  ofProduct(key: string, { atoms }: Product): Least {
    let sign = this.products.get(key);
    if (sign === undefined) {
      const all = atoms.map(a => this.of(a));
      sign = all.includes(null) ? null : all.includes(0) ? 0 : 1;
      this.products.set(key, sign);
    }
    return sign;
  }

  ofSum(p: Polynomial): Least {
    let least = 0n;
    for (const [key, product] of p) {
      if (key === '') {
        least += product.coefficient;
        continue;
      }
      const sign = product.coefficient < 0n ? null : this.ofProduct(key, product);
      if (sign === null) {
        return null;
      }
      least += sign === 1 ? product.coefficient : 0n;
    }
    return least >= 1n ? 1 : least >= 0n ? 0 : null;
  }

  /** Products that keep a sum from being seen not to be positive. */
  obstacles(p: Polynomial): string[] {
    return [...p].filter(([key, x]) => key !== '' && (x.coefficient > 0n || this.ofProduct(key, x) === null)).map(([key]) => key);
  }

  isNonPositive(p: Polynomial): boolean {
    let most = 0n;
    for (const [key, product] of p) {
      if (key === '') {
        most += product.coefficient;
        continue;
      }
      const sign = product.coefficient > 0n ? null : this.ofProduct(key, product);
      if (sign === null) {
        return false;
      }
      most += sign === 1 ? product.coefficient : 0n;
    }
    return most <= 0n;
  }
}

/** v ≤ value, or value ≤ v. */
type Bound = { readonly variable: Term; readonly key: string; readonly value: Polynomial; readonly isUpper: boolean };

const occursIn = (v: Term, p: Polynomial): boolean => [...p.values()].some(x => x.atoms.some(a => a === v || T.occurs(v as T.VariableTerm, a)));

/** Bounds of variables that hypotheses give directly. */
function boundsOf(known: readonly Polynomial[]): Bound[] {
  return known.flatMap(e =>
    [...e].flatMap(([key, x]): Bound[] => {
      const [v] = x.atoms;
      if (x.atoms.length !== 1 || v.kind !== 'variable' || (x.coefficient !== 1n && x.coefficient !== -1n)) {
        return [];
      }
      const isUpper = x.coefficient === 1n;
      const rest = new Map(e);
      rest.delete(key);
      // v + r < 0: v ≤ −r − 1. −v + r < 0: r + 1 ≤ v.
      const value = isUpper ? plus(plus(new Map(), rest, -1n), ONE, -1n) : plus(rest, ONE);
      return occursIn(v, value) ? [] : [{ variable: v, key, value, isUpper }];
    })
  );
}

/** The polynomial that multiplies a variable in a sum that is linear in it; null where it is not. */
function coefficientOf(v: Term, p: Polynomial): Polynomial | null {
  let factor: Polynomial = new Map();
  let found = false;
  for (const x of p.values()) {
    const own = x.atoms.filter(a => a === v || T.occurs(v as T.VariableTerm, a));
    if (own.length === 0) {
      continue;
    }
    if (own.length > 1 || own[0] !== v) {
      return null;
    }
    found = true;
    const atoms = x.atoms.filter(a => a !== v);
    factor = plus(factor, new Map([[atoms.map(a => a.id).join(' '), { coefficient: x.coefficient, atoms }]]));
  }
  return found ? factor : null;
}

type Known = { readonly differences: readonly Polynomial[]; readonly signs: Signs; readonly bounds: readonly Bound[] };
/** Facts keep their list of hypotheses, so what it says is worked out once. */
const knownOf = new WeakMap<readonly Term[], Known>();

function known(hypotheses: readonly Term[]): Known {
  let found = knownOf.get(hypotheses);
  if (!found) {
    const differences = hypotheses.flatMap(differencesOf);
    found = { differences, signs: new Signs(differences), bounds: boundsOf(differences) };
    knownOf.set(hypotheses, found);
  }
  return found;
}

/** a − b < b · (a div b) ≤ a and 0 ≤ a mod b < b, for the quotients and remainders in a sum whose divisor is positive. */
function divisionFacts(p: Polynomial, signs: Signs): Polynomial[] {
  const atoms = new Set([...p.values()].flatMap(x => x.atoms.filter(a => T.isApply(a, 'floordiv') || T.isApply(a, 'mod'))));
  return [...atoms].flatMap(atom => {
    const [a, b] = (atom as T.ApplyTerm).args.map(polynomial);
    if (signs.ofSum(b) !== 1) {
      return [];
    }
    const own = polynomial(atom);
    if (T.isApply(atom, 'mod')) {
      return [plus(own, b, -1n)];
    }
    const whole = times(own, b);
    return [plus(plus(whole, a, -1n), ONE, -1n), plus(plus(a, b, -1n), whole, -1n)];
  });
}

/** Whether the hypotheses imply the goal, as far as this method sees. `false` says nothing. */
export function followsLinearly(hypotheses: readonly Term[], goal: Term): boolean {
  if (T.isApply(goal, 'and')) {
    return goal.args.every(g => followsLinearly(hypotheses, g));
  }
  const d = negativeDifference(goal);
  if (!d) {
    return false;
  }
  const given = known(hypotheses);
  const { signs } = given;
  const division = divisionFacts(d, signs);
  const differences = division.length > 0 ? [...given.differences, ...division] : given.differences;
  const bounds = given.bounds;
  // d < 0 from itself: d ≤ −1.
  if (signs.isNonPositive(plus(d, ONE))) {
    return true;
  }
  const own = signs.obstacles(d);
  const helps = (e: Polynomial, obstacles: readonly string[]): boolean => obstacles.length === 0 || obstacles.some(key => e.has(key));
  for (const [a, e] of differences.entries()) {
    if (!helps(e, own)) {
      continue;
    }
    const gap = plus(d, e, -1n);
    if (signs.isNonPositive(gap)) {
      return true;
    }
    const left = signs.obstacles(gap);
    const meets = (f: Polynomial): boolean => left.every(key => f.has(key));
    if (differences.some((f, b) => b !== a && meets(f) && signs.isNonPositive(plus(plus(gap, f, -1n), ONE, -1n)))) {
      return true;
    }
  }
  return byBounds(d, bounds, signs, MAX_DEPTH);
}

/** Whether d < 0, by bounds put in the place of variables: each makes d larger, never smaller. */
function byBounds(d: Polynomial, bounds: readonly Bound[], signs: Signs, depth: number): boolean {
  if (signs.isNonPositive(plus(d, ONE))) {
    return true;
  }
  if (depth === 0 || d.size > MAX_PRODUCTS) {
    return false;
  }
  const obstacles = signs.obstacles(d);
  for (const { variable, value, isUpper } of bounds) {
    const touches = obstacles.length === 0 || obstacles.some(key => d.get(key)!.atoms.includes(variable));
    const factor = touches ? coefficientOf(variable, d) : null;
    if (!factor || signs.ofSum(isUpper ? factor : plus(new Map(), factor, -1n)) === null) {
      continue;
    }
    const change = plus(value, polynomial(variable), -1n);
    if (byBounds(plus(d, times(factor, change)), bounds, signs, depth - 1)) {
      return true;
    }
  }
  return false;
}
