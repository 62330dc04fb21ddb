/**
 * The term language: hash-consed and immutable, so that equal terms are one object.
 *
 * Int sums and products are polynomials in a normal form (see polynomial.ts); Real terms keep their shape, up to the order of
 * commutative arguments and the folding of finite constants. Bound variables are closed under canonical names (`#level`), so that
 * terms equal up to renaming of binders are one object too.
 */
import { folds, operationRow, operations, type FoldName, type OperationName, type Sort } from './operations';
import * as Q from './rational';
import type { Rational } from './rational';

export type { Sort, OperationName, FoldName };

/** `undefined` is the content of a masked-off lane that was loaded without `other`. */
export type Special = 'inf' | '-inf' | 'undefined';

type Node = {
  /** Unique per term, in order of construction. */
  readonly id: number;
  readonly sort: Sort;
  /** The highest canonical binder level inside; 0 when the term has no fold. */
  readonly level: number;
};

export type NumberTerm = Node & { readonly kind: 'number'; readonly value: Rational };
export type SpecialTerm = Node & { readonly kind: 'special'; readonly value: Special };
export type BooleanTerm = Node & { readonly kind: 'boolean'; readonly value: boolean };
export type VariableTerm = Node & { readonly kind: 'variable'; readonly name: string };
export type ApplyTerm = Node & { readonly kind: 'apply'; readonly op: OperationName; readonly args: readonly Term[] };
/** The old content of a buffer at a flat address, in elements from the pointer passed. */
export type ReadTerm = Node & { readonly kind: 'read'; readonly buffer: string; readonly address: Term };
/** A bound index that runs over [0, extent). */
export type Binder = { readonly variable: VariableTerm; readonly extent: Term };
/** op over the binders, where the guard holds, of the body. For argmax and argmin, `carry` is the index returned. */
export type ReduceTerm = Node & {
  readonly kind: 'reduce';
  readonly op: FoldName;
  readonly binders: readonly Binder[];
  readonly guard: Term;
  readonly body: Term;
  readonly carry: Term | null;
};
/**
 * One component of the state of a recurrence after `count` steps (none where it is negative): s(0) = initial, and
 * s(j + 1) = updates(j, s(j)), all components at once. `index` (j) and `states` (s) are bound in the updates.
 */
export type RecurTerm = Node & {
  readonly kind: 'recur';
  readonly count: Term;
  readonly index: VariableTerm;
  readonly states: readonly VariableTerm[];
  readonly initial: readonly Term[];
  readonly updates: readonly Term[];
  readonly component: number;
};
/**
 * An operator with a name, at some arguments: for readers. `meaning` is what it was proved to be, and all that counts for its value.
 * The binders' indices (one, or a tuple) are bound in `functions`: softmax over k < n of f(k), at i, has the function f and is taken
 * at i.
 */
export type NamedTerm = Node & {
  readonly kind: 'named';
  readonly operator: string;
  readonly binders: readonly Binder[];
  readonly functions: readonly Term[];
  /** Parameters that are no functions of the index: ε, a target. */
  readonly args: readonly Term[];
  /** Where it is taken, for an operator that gives a function of the index again. */
  readonly at: readonly Term[];
  readonly meaning: Term;
};
export type Term = NumberTerm | SpecialTerm | BooleanTerm | VariableTerm | ApplyTerm | ReadTerm | ReduceTerm | RecurTerm | NamedTerm;

let table = new Map<string, Term>();
let nextId = 1;
let nextFresh = 1;

function intern<T extends Term>(key: string, make: (id: number) => T): T {
  const found = table.get(key);
  if (found) {
    return found as T;
  }
  const made = make(nextId++);
  table.set(key, made);
  return made;
}

// ---- leaves

export function number(value: Rational | bigint | number, sort: 'Int' | 'Real'): NumberTerm {
  const exact = typeof value === 'object' ? value : Q.rational(value);
  if (sort === 'Int' && !Q.isInteger(exact)) {
    throw new Error(`Int constant ${Q.toText(exact)} is not an integer`);
  }
  return intern(`n${sort}${exact.numerator}/${exact.denominator}`, id => ({ kind: 'number', id, sort, level: 0, value: exact }));
}

export const int = (value: bigint | number): NumberTerm => number(value, 'Int');
export const real = (value: Rational | bigint | number): NumberTerm => number(value, 'Real');
export const boolean = (value: boolean): BooleanTerm =>
  intern(`b${value}`, id => ({ kind: 'boolean', id, sort: 'Bool', level: 0, value }));
export const special = (value: Special, sort: Sort = 'Real'): SpecialTerm =>
  intern(`s${value}${sort}`, id => ({ kind: 'special', id, sort, level: 0, value }));
export const variable = (name: string, sort: Sort): VariableTerm =>
  intern(`v${sort}${name}`, id => ({ kind: 'variable', id, sort, level: 0, name }));

/** A variable that occurs in no other term: `hint%n`. Source names never contain `%`. */
export const fresh = (hint: string, sort: Sort): VariableTerm => variable(`${hint.replace(/%.*/, '')}%${nextFresh++}`, sort);

export const TRUE = boolean(true);
export const FALSE = boolean(false);
export const ZERO = int(0);
export const ONE = int(1);
let pinned = new Map(table);

/** Keeps every term built so far for good: the constants of modules. Called once, when the engine is loaded. */
export function pinTerms(): void {
  pinned = new Map(table);
}

/** How many distinct terms there are: what a lift has built beyond the pinned ones. */
export const termCount = (): number => table.size - pinned.size;

/** Forgets all terms but the pinned ones. Terms built before must not be mixed with later ones. */
export function resetTerms(): void {
  table = new Map(pinned);
  nextFresh = 1;
}

export const read = (buffer: string, address: Term, sort: Sort): ReadTerm =>
  intern(`r${sort}${buffer}@${address.id}`, id => ({ kind: 'read', id, sort, level: address.level, buffer, address }));

// ---- predicates

export const isNumber = (t: Term): t is NumberTerm => t.kind === 'number';
export const isValue = (t: Term, value: number): boolean =>
  t.kind === 'number' && t.value.denominator === 1n && t.value.numerator === BigInt(value);
export const isApply = <K extends OperationName>(t: Term, op: K): t is ApplyTerm & { readonly op: K } => t.kind === 'apply' && t.op === op;

// ---- applications

/** The application itself, without any normalisation. */
function raw(op: OperationName, args: readonly Term[]): ApplyTerm {
  const row = operationRow(op);
  const sort = row.result === 'argument' ? args[args.length - 1].sort : row.result;
  let level = 0;
  let key = `a${op}`;
  for (const a of args) {
    level = Math.max(level, a.level);
    key += `,${a.id}`;
  }
  return intern(key, id => ({ kind: 'apply', id, sort, level, op, args }));
}

/** Longer sums and products stay nested: `x + x`, again and again, has twice as many summands each time. */
const LONGEST_FLAT = 512;

function flatten(op: OperationName, args: readonly Term[]): readonly Term[] {
  const length = args.reduce((n, a) => n + (isApply(a, op) ? a.args.length : 1), 0);
  return length <= LONGEST_FLAT ? args.flatMap(a => (isApply(a, op) ? a.args : [a])) : args;
}

const byId = (a: Term, b: Term) => a.id - b.id;

// Int polynomials: a map from a monomial (sorted atoms) to its coefficient.

export type Monomial = { readonly coefficient: bigint; readonly atoms: readonly Term[] };

const monomialsOf = new WeakMap<Term, readonly Monomial[]>();

/** The monomials of an Int term, in the order of the normal form. */
export function monomials(t: Term): readonly Monomial[] {
  let known = monomialsOf.get(t);
  if (!known) {
    known = split(t);
    monomialsOf.set(t, known);
  }
  return known;
}

function split(t: Term): Monomial[] {
  const summands = isApply(t, 'add') ? t.args : [t];
  return summands
    .map(s => {
      const factors = isApply(s, 'mul') ? s.args : [s];
      const constants = factors.filter(isNumber);
      return {
        coefficient: constants.reduce((c, f) => c * f.value.numerator, 1n),
        atoms: factors.filter(f => !isNumber(f))
      };
    })
    .filter(m => m.coefficient !== 0n);
}

const monomialKey = (atoms: readonly Term[]) => atoms.map(a => a.id).join(',');

/** The Int term that is the sum of the monomials. */
export function fromMonomials(list: readonly Monomial[]): Term {
  const sums = new Map<string, Monomial>();
  for (const m of list) {
    const atoms = m.atoms.length > 1 ? [...m.atoms].sort(byId) : m.atoms;
    const key = monomialKey(atoms);
    const before = sums.get(key);
    sums.set(key, { atoms, coefficient: (before?.coefficient ?? 0n) + m.coefficient });
  }
  const terms = [...sums.values()]
    .filter(m => m.coefficient !== 0n)
    .map(m => {
      if (m.atoms.length === 0) {
        return int(m.coefficient);
      }
      if (m.coefficient === 1n) {
        return m.atoms.length === 1 ? m.atoms[0] : raw('mul', m.atoms);
      }
      return raw('mul', [int(m.coefficient), ...m.atoms]);
    });
  if (terms.length === 0) {
    return ZERO;
  }
  return terms.length === 1 ? terms[0] : raw('add', terms.sort(byId));
}

const negated = (m: Monomial): Monomial => ({ coefficient: -m.coefficient, atoms: m.atoms });

const scaleBy = (list: readonly Monomial[], by: Monomial): Monomial[] =>
  list.map(m => ({ coefficient: m.coefficient * by.coefficient, atoms: [...m.atoms, ...by.atoms] }));

/** Larger products are not multiplied out: `x * (x + 1)`, again and again, has twice the degree each time. */
const MOST_MONOMIALS = 200;
const HIGHEST_DEGREE = 32;

const degree = (list: readonly Monomial[]): number => list.reduce((n, m) => Math.max(n, m.atoms.length), 0);

const isTooLarge = (a: readonly Monomial[], b: readonly Monomial[]): boolean =>
  (a.length > 1 && b.length > 1 && a.length * b.length > MOST_MONOMIALS) || (degree(a) > 0 && degree(b) > 0 && degree(a) + degree(b) > HIGHEST_DEGREE);

function intProduct(factors: readonly Term[]): Term {
  let product: readonly Monomial[] = [{ coefficient: 1n, atoms: [] }];
  for (const f of factors) {
    const parts = monomials(f);
    product = isTooLarge(product, parts) ? scaleBy([opaque(product)], opaque(parts)) : product.flatMap(p => scaleBy(parts, p));
  }
  return fromMonomials(product);
}

/** The sum as one factor. */
const opaque = (list: readonly Monomial[]): Monomial =>
  list.length === 1 ? { coefficient: list[0].coefficient, atoms: [fromMonomials([{ ...list[0], coefficient: 1n }])].filter(t => t !== ONE) } : { coefficient: 1n, atoms: [fromMonomials(list)] };

export function add(...args: readonly Term[]): Term {
  if (args.length === 0) {
    throw new Error('add needs an argument');
  }
  if (args[0].sort === 'Int') {
    return fromMonomials(args.flatMap(monomials));
  }
  // Over the extended reals a sum is associative and commutative; x − x is not 0 when x is infinite, so nothing cancels here.
  let constant = Q.rational(0);
  const rest: Term[] = [];
  for (const a of flatten('add', args)) {
    if (isNumber(a)) {
      constant = Q.add(constant, a.value);
    } else {
      rest.push(a);
    }
  }
  if (constant.numerator !== 0n || rest.length === 0) {
    rest.push(real(constant));
  }
  return rest.length === 1 ? rest[0] : raw('add', rest.sort(byId));
}

export function mul(...args: readonly Term[]): Term {
  if (args[0].sort === 'Int') {
    return intProduct(args);
  }
  let constant = Q.rational(1);
  const rest: Term[] = [];
  for (const a of flatten('mul', args)) {
    if (isNumber(a)) {
      constant = Q.multiply(constant, a.value);
    } else {
      rest.push(a);
    }
  }
  if (!Q.equals(constant, Q.rational(1)) || rest.length === 0) {
    rest.push(real(constant));
  }
  if (rest.length === 1) {
    return rest[0];
  }
  // 0 · x stays: it is 0 only where x is finite and defined.
  return raw('mul', rest.sort(byId));
}

export const neg = (a: Term): Term => (a.sort === 'Int' ? fromMonomials(monomials(a).map(negated)) : mul(real(-1), a));
export const sub = (a: Term, b: Term): Term => (a.sort === 'Int' ? fromMonomials([...monomials(a), ...monomials(b).map(negated)]) : add(a, neg(b)));

function div(a: Term, b: Term): Term {
  if (isNumber(b) && b.value.numerator !== 0n) {
    if (isNumber(a)) {
      return real(Q.divide(a.value, b.value));
    }
    if (isValue(b, 1)) {
      return a;
    }
  }
  return raw('div', [a, b]);
}

function floordiv(a: Term, b: Term): Term {
  if (isValue(b, 1)) {
    return a;
  }
  if (isNumber(a) && isNumber(b) && b.value.numerator !== 0n) {
    return int(Q.floor(Q.divide(a.value, b.value)));
  }
  return raw('floordiv', [a, b]);
}

function mod(a: Term, b: Term): Term {
  if (isValue(b, 1)) {
    return ZERO;
  }
  if (isNumber(a) && isNumber(b) && b.value.numerator !== 0n) {
    const q = Q.floor(Q.divide(a.value, b.value));
    return int(a.value.numerator - q * b.value.numerator);
  }
  return raw('mod', [a, b]);
}

function truncated(op: 'truncdiv' | 'truncmod', a: Term, b: Term): Term {
  if (isValue(b, 1)) {
    return op === 'truncdiv' ? a : ZERO;
  }
  if (isNumber(a) && isNumber(b) && b.value.numerator !== 0n) {
    const x = a.value.numerator;
    const y = b.value.numerator;
    return int(op === 'truncdiv' ? x / y : x % y);
  }
  return raw(op, [a, b]);
}

/**
 * Comparison of Ints in normal form: the difference with its positive monomials on the left and the negated
 * negative ones on the right, and `a ≤ b` over Int as `a < b + 1`.
 */
function compareInts(op: 'lt' | 'eq', difference: Term): Term {
  let list = monomials(difference);
  if (list.every(m => m.atoms.length === 0)) {
    const value = list.reduce((s, m) => s + m.coefficient, 0n);
    return boolean(op === 'lt' ? value < 0n : value === 0n);
  }
  if (op === 'eq') {
    // One sign for both directions, and no common factor.
    const lead = list.find(m => m.atoms.length > 0)!;
    if (lead.coefficient < 0n) {
      list = list.map(m => ({ ...m, coefficient: -m.coefficient }));
    }
  }
  const left = fromMonomials(list.filter(m => m.coefficient > 0n));
  const right = fromMonomials(list.filter(m => m.coefficient < 0n).map(m => ({ ...m, coefficient: -m.coefficient })));
  return raw(op, [left, right]);
}

export function lt(a: Term, b: Term): Term {
  if (a.sort === 'Int') {
    return compareInts('lt', sub(a, b));
  }
  if (isNumber(a) && isNumber(b)) {
    return boolean(Q.compare(a.value, b.value) < 0);
  }
  return raw('lt', [a, b]);
}

export function le(a: Term, b: Term): Term {
  if (a.sort === 'Int') {
    return compareInts('lt', sub(sub(a, b), ONE));
  }
  if (isNumber(a) && isNumber(b)) {
    return boolean(Q.compare(a.value, b.value) <= 0);
  }
  return raw('le', [a, b]);
}

export function eq(a: Term, b: Term): Term {
  if (a.sort === 'Int') {
    return compareInts('eq', sub(a, b));
  }
  if (a.sort === 'Bool') {
    if (a === b) {
      return TRUE;
    }
    if (a.kind === 'boolean') {
      return a.value ? b : not(b);
    }
    if (b.kind === 'boolean') {
      return b.value ? a : not(a);
    }
  }
  if (isNumber(a) && isNumber(b)) {
    return boolean(Q.equals(a.value, b.value));
  }
  return raw('eq', [a, b].sort(byId));
}

export const gt = (a: Term, b: Term): Term => lt(b, a);
export const ge = (a: Term, b: Term): Term => le(b, a);
export const ne = (a: Term, b: Term): Term => not(eq(a, b));

export function not(a: Term): Term {
  if (a.kind === 'boolean') {
    return boolean(!a.value);
  }
  if (isApply(a, 'not')) {
    return a.args[0];
  }
  // Over Int the order is total and has no NaN; over Real `not (a < b)` also holds for undefined operands, so it stays.
  if (isApply(a, 'lt') && a.args[0].sort === 'Int') {
    return le(a.args[1], a.args[0]);
  }
  return raw('not', [a]);
}

function junction(op: 'and' | 'or', args: readonly Term[]): Term {
  const unit = op === 'and';
  const seen = new Set<Term>();
  for (const a of flatten(op, args)) {
    if (a.kind === 'boolean') {
      if (a.value !== unit) {
        return boolean(!unit);
      }
      continue;
    }
    if (seen.has(a.kind === 'apply' && a.op === 'not' ? a.args[0] : raw('not', [a]))) {
      return boolean(!unit);
    }
    seen.add(a);
  }
  const list = [...seen];
  if (list.length === 0) {
    return boolean(unit);
  }
  return list.length === 1 ? list[0] : raw(op, list.sort(byId));
}

export const and = (...args: readonly Term[]): Term => junction('and', args);
export const or = (...args: readonly Term[]): Term => junction('or', args);
export const implies = (a: Term, b: Term): Term => or(not(a), b);
/** What a condition says, part by part; that none of several holds is so many parts. */
export function conjuncts(t: Term): readonly Term[] {
  if (isApply(t, 'and')) {
    return t.args.flatMap(conjuncts);
  }
  if (isApply(t, 'not') && isApply(t.args[0], 'or')) {
    return t.args[0].args.flatMap(a => conjuncts(not(a)));
  }
  return t === TRUE ? [] : [t];
}

export function select(condition: Term, then: Term, otherwise: Term): Term {
  if (condition.kind === 'boolean') {
    return condition.value ? then : otherwise;
  }
  if (then === otherwise) {
    return then;
  }
  if (isApply(condition, 'not')) {
    return select(condition.args[0], otherwise, then);
  }
  if (then.sort === 'Bool' && then.kind === 'boolean' && otherwise.kind === 'boolean') {
    return then.value ? condition : not(condition);
  }
  return raw('select', [condition, then, otherwise]);
}

function extremum(op: 'max2' | 'min2', args: readonly Term[]): Term {
  const seen = new Set<Term>();
  let constant: Rational | null = null;
  for (const a of flatten(op, args)) {
    if (isNumber(a)) {
      const better: boolean = constant === null || (op === 'max2' ? Q.compare(a.value, constant) > 0 : Q.compare(a.value, constant) < 0);
      constant = better ? a.value : constant;
    } else {
      seen.add(a);
    }
  }
  const list = [...seen];
  if (constant !== null) {
    list.push(number(constant, args[0].sort as 'Int' | 'Real'));
  }
  return list.length === 1 ? list[0] : raw(op, list.sort(byId));
}

/** Builds the application in normal form. Every construction and every rebuilding goes through here. */
export function apply(op: OperationName, args: readonly Term[]): Term {
  switch (op) {
    case 'add':
      return add(...args);
    case 'mul':
      return mul(...args);
    case 'div':
      return div(args[0], args[1]);
    case 'floordiv':
      return floordiv(args[0], args[1]);
    case 'mod':
      return mod(args[0], args[1]);
    case 'truncdiv':
    case 'truncmod':
      return truncated(op, args[0], args[1]);
    case 'lt':
      return lt(args[0], args[1]);
    case 'le':
      return le(args[0], args[1]);
    case 'eq':
      return eq(args[0], args[1]);
    case 'and':
    case 'or':
      return junction(op, args);
    case 'not':
      return not(args[0]);
    case 'select':
      return select(args[0], args[1], args[2]);
    case 'max2':
    case 'min2':
      return extremum(op, args);
    case 'toreal':
      return isNumber(args[0]) ? real(args[0].value) : raw(op, args);
    case 'trunc': {
      const a = args[0];
      if (isApply(a, 'toreal')) {
        return a.args[0];
      }
      return isNumber(a) ? int(a.value.numerator / a.value.denominator) : raw(op, args);
    }
    default: {
      const row = operationRow(op);
      if (args.every(isNumber) && args.length > 0 && args[0].sort === 'Int' && row.result === 'Int' && op !== 'randint') {
        const value = row.evaluate(...args.map(a => Q.toNumber((a as NumberTerm).value)));
        if (Number.isSafeInteger(value)) {
          return int(value);
        }
      }
      return raw(op, row.commutative ? [...args].sort(byId) : args);
    }
  }
}

// ---- folds

/** Closes the binders' variables over guard, body and carry. The variables must be fresh or otherwise free of meaning outside. */
export function reduce(op: FoldName, binders: readonly Binder[], guard: Term, body: Term, carry: Term | null = null): Term {
  let level = Math.max(guard.level, body.level, carry?.level ?? 0);
  for (const b of binders) {
    level = Math.max(level, b.extent.level);
  }
  const closing = new Map<Term, Term>();
  const closed: Binder[] = [];
  for (const b of binders) {
    const extent = substitute(b.extent, closing);
    level += 1;
    const canonical = variable(`#${level}`, 'Int');
    closing.set(b.variable, canonical);
    closed.push({ variable: canonical, extent });
  }
  const g = substitute(guard, closing);
  const f = substitute(body, closing);
  const c = carry && substitute(carry, closing);
  const row = folds[op];
  const sort: Sort = row.result === 'argument' ? f.sort : row.result;
  const key = `f${op}(${closed.map(b => `${b.variable.id}:${b.extent.id}`).join(',')})${g.id};${f.id};${c ? c.id : ''}`;
  return intern(key, id => ({ kind: 'reduce', id, sort, level, op, binders: closed, guard: g, body: f, carry: c }));
}

/** The parts of a fold with fresh variables for its binders. */
export function open(t: ReduceTerm, hints: readonly string[] = []): Pick<ReduceTerm, 'binders' | 'guard' | 'body' | 'carry'> {
  const opening = new Map<Term, Term>();
  const binders = t.binders.map((b, k) => {
    const extent = substitute(b.extent, opening);
    const v = fresh(hints[k] ?? 'k', 'Int');
    opening.set(b.variable, v);
    return { variable: v, extent };
  });
  return {
    binders,
    guard: substitute(t.guard, opening),
    body: substitute(t.body, opening),
    carry: t.carry && substitute(t.carry, opening)
  };
}

// ---- recurrences

/** The parts of a recurrence: what its updates are, over variables of their own. */
export type Recurrence = Pick<RecurTerm, 'index' | 'states' | 'initial' | 'updates'>;

/** Closes index and states over the updates. Components on which the one asked for does not depend are left out. */
export function recur(count: Term, recurrence: Recurrence, component: number): Term {
  if (isNumber(count) && count.value.numerator <= 0n) {
    return recurrence.initial[component];
  }
  const kept = neededStates(recurrence, component);
  const pick = <X>(list: readonly X[]): X[] => kept.map(k => list[k]);
  const [states, initial, updates] = [pick(recurrence.states), pick(recurrence.initial), pick(recurrence.updates)];
  let level = Math.max(count.level, ...initial.map(t => t.level), ...updates.map(t => t.level)) + 1;
  const index = variable(`#${level}`, 'Int');
  const closing = new Map<Term, Term>([[recurrence.index, index]]);
  const closed = states.map(v => {
    level += 1;
    const canonical = variable(`#${level}`, v.sort);
    closing.set(v, canonical);
    return canonical;
  });
  const bodies = updates.map(u => substitute(u, closing));
  const place = kept.indexOf(component);
  const ids = (list: readonly Term[]) => list.map(t => t.id).join(',');
  const key = `i${count.id}(${index.id}:${ids(closed)})${ids(initial)};${ids(bodies)}@${place}`;
  return intern(key, id => ({ kind: 'recur', id, sort: initial[place].sort, level, count, index, states: closed, initial, updates: bodies, component: place }));
}

/** The components on which one depends, in order. */
function neededStates({ states, updates }: Recurrence, component: number): number[] {
  const needed = new Set([component]);
  for (const k of needed) {
    states.forEach((v, m) => occurs(v, updates[k]) && needed.add(m));
  }
  return [...needed].sort((a, b) => a - b);
}

/** The parts of a recurrence with fresh variables for its index and states. */
export function openRecur(t: RecurTerm, hints: readonly string[] = []): Recurrence {
  const index = fresh('j', 'Int');
  const states = t.states.map((v, k) => fresh(hints[k] ?? 's', v.sort));
  const opening = new Map<Term, Term>([[t.index, index], ...t.states.map((v, k) => [v, states[k]] as const)]);
  return { index, states, initial: t.initial, updates: t.updates.map(u => substitute(u, opening)) };
}

/** The recurrence after another number of steps. */
export const recurAt = (t: RecurTerm, count: Term, component = t.component): Term => recur(count, openRecur(t), component);

// ---- named operators

/** The operator at its arguments. Closes the binders over the functions; their extents must not mention one another. */
export function named(operator: string, binders: readonly Binder[], functions: readonly Term[], args: readonly Term[], at: readonly Term[], meaning: Term): NamedTerm {
  let level = Math.max(...[...functions, ...args, ...at, meaning, ...binders.map(b => b.extent)].map(t => t.level));
  const closing = new Map<Term, Term>();
  const closed = binders.map(b => {
    level += 1;
    const canonical = variable(`#${level}`, 'Int');
    closing.set(b.variable, canonical);
    return { variable: canonical, extent: b.extent };
  });
  const bodies = functions.map(f => substitute(f, closing));
  const ids = (list: readonly Term[]) => list.map(t => t.id).join(',');
  const key = `o${operator}(${closed.map(b => `${b.variable.id}:${b.extent.id}`).join(',')})${ids(bodies)};${ids(args)};${ids(at)};${meaning.id}`;
  return intern(key, id => ({ kind: 'named', id, sort: meaning.sort, level, operator, binders: closed, functions: bodies, args, at, meaning }));
}

/** The parts of a named operator with fresh variables for its indices. */
export function openNamed(t: NamedTerm): Pick<NamedTerm, 'binders' | 'functions'> {
  const binders = t.binders.map(b => ({ variable: fresh('k', 'Int'), extent: b.extent }));
  const opening = new Map<Term, Term>(t.binders.map((b, k) => [b.variable, binders[k].variable]));
  return { binders, functions: t.functions.map(f => substitute(f, opening)) };
}

// ---- traversal

/** The direct subterms, binder extents first. */
export function children(t: Term): readonly Term[] {
  switch (t.kind) {
    case 'number':
    case 'special':
    case 'boolean':
    case 'variable':
      return [];
    case 'apply':
      return t.args;
    case 'read':
      return [t.address];
    case 'reduce':
      return [...t.binders.map(b => b.extent), t.guard, t.body, ...(t.carry ? [t.carry] : [])];
    case 'recur':
      return [t.count, ...t.initial, ...t.updates];
    case 'named':
      return [...t.binders.map(b => b.extent), ...t.functions, ...t.args, ...t.at, t.meaning];
    default:
      return never(t);
  }
}

/** Replaces terms by terms, simultaneously, rebuilding in normal form; never captures. */
export function substitute(t: Term, map: ReadonlyMap<Term, Term>): Term {
  if (map.size === 0) {
    return t;
  }
  const done = new Map<Term, Term>();
  const visit = (u: Term): Term => {
    const mapped = map.get(u);
    if (mapped) {
      return mapped;
    }
    const before = done.get(u);
    if (before) {
      return before;
    }
    const result = rebuild(u, visit);
    done.set(u, result);
    return result;
  };
  return visit(t);
}

/** Rebuilds a term from its visited children. Binders are opened first, so `visit` never sees a canonical bound variable as free. */
export function rebuild(t: Term, visit: (t: Term) => Term): Term {
  switch (t.kind) {
    case 'number':
    case 'special':
    case 'boolean':
    case 'variable':
      return t;
    case 'apply': {
      const args = t.args.map(visit);
      return args.every((a, k) => a === t.args[k]) ? t : apply(t.op, args);
    }
    case 'read': {
      const address = visit(t.address);
      return address === t.address ? t : read(t.buffer, address, t.sort);
    }
    case 'reduce': {
      // Canonical names inside are untouched when nothing changes; otherwise re-close from opened parts.
      const extents = t.binders.map(b => visit(b.extent));
      const parts = [visit(t.guard), visit(t.body), t.carry ? visit(t.carry) : null] as const;
      if (extents.every((e, k) => e === t.binders[k].extent) && parts[0] === t.guard && parts[1] === t.body && parts[2] === t.carry) {
        return t;
      }
      const opened = open(t);
      return reduce(
        t.op,
        opened.binders.map(b => ({ variable: b.variable, extent: visit(b.extent) })),
        visit(opened.guard),
        visit(opened.body),
        opened.carry && visit(opened.carry)
      );
    }
    case 'recur': {
      const [count, initial] = [visit(t.count), t.initial.map(visit)];
      const same = (list: readonly Term[], before: readonly Term[]) => list.every((x, k) => x === before[k]);
      if (count === t.count && same(initial, t.initial) && same(t.updates.map(visit), t.updates)) {
        return t;
      }
      const opened = openRecur(t);
      return recur(count, { ...opened, initial, updates: opened.updates.map(visit) }, t.component);
    }
    case 'named': {
      const meaning = visit(t.meaning);
      if (meaning === t.meaning) {
        return t;
      }
      const { binders, functions } = openNamed(t);
      return named(t.operator, binders.map(b => ({ ...b, extent: visit(b.extent) })), functions.map(visit), t.args.map(visit), t.at.map(visit), meaning);
    }
    default:
      return never(t);
  }
}

/** Whether some subterm satisfies the test. */
export function some(t: Term, test: (t: Term) => boolean): boolean {
  const seen = new Set<Term>();
  const visit = (u: Term): boolean => {
    if (seen.has(u)) {
      return false;
    }
    seen.add(u);
    return test(u) || children(u).some(visit);
  };
  return visit(t);
}

/** All distinct subterms, each after its children. */
export function subterms(t: Term, into: Set<Term> = new Set()): Set<Term> {
  const seen = into;
  const visit = (u: Term): void => {
    if (seen.has(u)) {
      return;
    }
    children(u).forEach(visit);
    seen.add(u);
  };
  visit(t);
  return seen;
}

const freeCache = new WeakMap<Term, ReadonlySet<VariableTerm>>();

/** The free variables; canonical bound names never count. */
export function freeVariables(t: Term): ReadonlySet<VariableTerm> {
  const cached = freeCache.get(t);
  if (cached) {
    return cached;
  }
  let result: ReadonlySet<VariableTerm>;
  if (t.kind === 'variable') {
    result = t.name.startsWith('#') ? new Set() : new Set([t]);
  } else {
    const all = new Set<VariableTerm>();
    for (const c of children(t)) {
      freeVariables(c).forEach(v => all.add(v));
    }
    result = all;
  }
  freeCache.set(t, result);
  return result;
}

export const occurs = (v: VariableTerm, t: Term): boolean => freeVariables(t).has(v);

export function never(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}

/** Compact text for debugging and for keys in tests. */
export function show(t: Term): string {
  switch (t.kind) {
    case 'number':
      return Q.toText(t.value);
    case 'special':
      return t.value;
    case 'boolean':
      return String(t.value);
    case 'variable':
      return t.name;
    case 'read':
      return `${t.buffer}[${show(t.address)}]`;
    case 'apply':
      return `(${t.op} ${t.args.map(show).join(' ')})`;
    case 'reduce':
      return `(${t.op} {${t.binders.map(b => `${show(b.variable)}<${show(b.extent)}`).join(', ')}} ${show(t.guard)} : ${show(t.body)}${t.carry ? ` @ ${show(t.carry)}` : ''})`;
    case 'recur':
      return `(recur ${show(t.index)}<${show(t.count)} ${t.states.map((v, k) => `${show(v)} = ${show(t.initial[k])}: ${show(t.updates[k])}`).join('; ')} @ ${t.component})`;
    case 'named':
      return `(${t.operator} {${t.binders.map(b => `${show(b.variable)}<${show(b.extent)}`).join(', ')}} ${[...t.functions, ...t.args].map(show).join(' ')} @ ${t.at.map(show).join(' ')})`;
    default:
      return never(t);
  }
}

export const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name);
