/**
 * When a term is defined: divisors not zero, arguments of log and square root in their domain, no ∞ − ∞ and no 0 · ∞, no masked-off
 * lane without `other`. Undefinedness passes lazily through `select`. Each condition comes closed over its binders.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Facts } from './facts';
import { isIntegral } from './prover';
import { infinitiesOf, isFinite, rangeFacts, signOf, type Infinities } from './finite';
import type { Normalise } from './closed';

export type Condition = {
  /** Closed: ∀ over binders is a fold `all`. FALSE where nothing can make it hold. */
  readonly statement: Term;
  readonly reason: string;
};

/** Functions with a limit at −∞ and at +∞. */
const LIMITS: Readonly<Record<string, { minus: boolean; plus: boolean }>> = {
  exp: { minus: true, plus: true },
  exp2: { minus: true, plus: true },
  expm1: { minus: true, plus: true },
  sigmoid: { minus: true, plus: true },
  tanh: { minus: true, plus: true },
  erf: { minus: true, plus: true },
  abs: { minus: true, plus: true },
  log: { minus: false, plus: true },
  log2: { minus: false, plus: true },
  sqrt: { minus: false, plus: true }
};

const UNDEFINED_LANE = 'a masked-off lane that was loaded without `other` reaches the result';

const both = (a: Infinities) => a.plus && a.minus;
const either = (a: Infinities) => a.plus || a.minus;
const common = (a: Infinities, b: Infinities): Infinities => ({ plus: a.plus && b.plus, minus: a.minus && b.minus });
const isInfinityTest = (t: Term): boolean => T.isApply(t, 'eq') && t.args.some(a => a.kind === 'special' && a.value !== 'undefined');
const zero = T.real(0);

export class Definedness {
  private readonly found = new Map<Term, Condition>();
  /** States of recurrences at the step under way, defined by induction. */
  private readonly assumed = new Set<Term>();
  private readonly visited = new Map<Term, Set<string>>();

  constructor(
    private readonly normalise: Normalise,
    private readonly root: Facts
  ) {}

  conditions(t: Term): Condition[] {
    this.visit(t, this.root, []);
    return [...this.found.values()];
  }

  /** `scope`: binders and path conditions passed, outermost first. */
  private require(statement: Term, reason: string, facts: Facts, scope: readonly Scope[]): void {
    const simple = this.normalise(statement, facts);
    if (simple === T.TRUE) {
      return;
    }
    let closed = simple;
    for (const s of [...scope].reverse()) {
      closed = s.kind === 'path' ? T.implies(s.condition, closed) : T.reduce('all', s.binders, s.guard, closed);
    }
    const final = this.normalise(closed, this.root);
    if (final !== T.TRUE) {
      // A formula may be undefined where a divisor is 0, but an undefined lane is no formula, on whatever path.
      const stated = reason === UNDEFINED_LANE ? T.FALSE : final;
      this.found.set(stated, { statement: stated, reason });
    }
  }

  private visit(t: Term, known: Facts, path: readonly Scope[]): void {
    const facts = known.about(t);
    const scope = facts === known ? path : narrowed(path, facts);
    const { key } = facts;
    const seen = this.visited.get(t) ?? new Set();
    if (seen.has(key) || this.assumed.has(t) || t.kind === 'number' || t.kind === 'boolean' || t.kind === 'variable') {
      return;
    }
    this.visited.set(t, seen.add(key));
    switch (t.kind) {
      case 'special':
        if (t.value === 'undefined' && !facts.absurd) {
          this.require(T.FALSE, UNDEFINED_LANE, facts, scope);
        }
        return;
      case 'read':
        this.visit(t.address, facts, scope);
        return;
      case 'reduce':
        this.fold(t, facts, scope);
        return;
      case 'recur':
        this.recurrence(t, facts, scope);
        return;
      case 'apply':
        this.application(t, facts, scope);
        return;
      case 'named':
        this.visit(t.meaning, facts, scope);
        return;
      default:
        T.never(t);
    }
  }

  private fold(t: T.ReduceTerm, facts: Facts, scope: readonly Scope[]): void {
    const opened = facts.open(t);
    const ranges = facts.with(...rangeFacts(opened.binders));
    const inner = ranges.with(opened.guard);
    this.visit(opened.guard, ranges, [...scope, { kind: 'binders', binders: opened.binders, guard: T.TRUE }]);
    const within: readonly Scope[] = [...scope, { kind: 'binders', binders: opened.binders, guard: opened.guard }];
    this.visit(opened.body, inner, within);
    const folds = t.sort === 'Real' && (t.op === 'sum' || t.op === 'prod');
    let infinities = folds ? infinitiesOf(opened.body, inner) : null;
    if (infinities && either(infinities)) {
      infinities = infinitiesOf(this.normalise(opened.body, inner), inner);
    }
    if (infinities && (both(infinities) || (t.op === 'prod' && either(infinities)))) {
      this.require(T.FALSE, 'a sum may meet ∞ − ∞', facts, scope);
    }
  }

  /**
   * By induction over the steps: the states are defined at first, and one step more keeps them so. A condition on a step speaks of
   * the state that the recurrence has reached there.
   */
  private recurrence(t: T.RecurTerm, facts: Facts, scope: readonly Scope[]): void {
    this.visit(t.count, facts, scope);
    t.initial.forEach(s => this.visit(s, facts, scope));
    const opened = T.openRecur(t);
    const reached = opened.states.map((v, k): [Term, Term] => [v, T.recur(opened.index, opened, k)]);
    const binders = [{ variable: opened.index, extent: t.count }];
    reached.forEach(([, state]) => this.assumed.add(state));
    const inner = facts.with(...rangeFacts(binders));
    const within: readonly Scope[] = [...scope, { kind: 'binders', binders, guard: T.TRUE }];
    opened.updates.forEach(u => this.visit(T.substitute(u, new Map(reached)), inner, within));
  }

  private application(t: T.ApplyTerm, facts: Facts, scope: readonly Scope[]): void {
    if (t.op === 'select') {
      const c = this.normalise(t.args[0], facts);
      // A test for infinity excludes it where the term stands as it is tested, whatever its normal form.
      this.visit(t.args[0], facts, scope);
      if (c !== T.FALSE) {
        this.branch(t.args[1], c, t.args[0], facts, scope);
      }
      if (c !== T.TRUE) {
        this.branch(t.args[2], T.not(c), T.not(t.args[0]), facts, scope);
      }
      return;
    }
    if (t.op === 'and' || t.op === 'or') {
      this.connective(t, facts, scope);
      return;
    }
    t.args.forEach(a => this.visit(a, facts, scope));
    if (t.args[0].sort === 'Real' && (t.sort === 'Real' || t.op === 'trunc')) {
      this.infinite(t, facts, scope);
    }
    this.domain(t, facts, scope);
  }

  /** Where a choice goes one way. What the facts do not take note of is no part of the path either: it would be of other paths here. */
  private branch(t: Term, condition: Term, written: Term, facts: Facts, scope: readonly Scope[]): void {
    const within = facts.within(condition, written);
    if (within === facts) {
      this.visit(t, facts, scope);
      return;
    }
    this.visit(t, isInfinityTest(written) || isInfinityTest(T.not(written)) ? within.with(written) : within, [...scope, { kind: 'path', condition }]);
  }

  /** Kleene's: an argument matters only where those before it do not decide. */
  private connective(t: T.ApplyTerm, facts: Facts, scope: readonly Scope[]): void {
    let inner = facts;
    let path = scope;
    for (const a of t.args) {
      this.visit(a, inner, path);
      const undecided = this.normalise(t.op === 'and' ? a : T.not(a), inner);
      const passed = isIntegral(undecided) ? inner.with(undecided) : inner.within(undecided, a);
      path = passed === inner ? path : [...path, { kind: 'path', condition: undecided }];
      inner = passed;
    }
  }

  private infinite(t: T.ApplyTerm, facts: Facts, scope: readonly Scope[]): void {
    if (!t.args.some(a => either(infinitiesOf(a, facts)))) {
      return;
    }
    // The analysis sees most in normal form: a maximum over a masked block is finite where one lane is not masked off.
    const operands = t.args.map(a => this.normalise(a, facts));
    const args = operands.map((a, k) => common(infinitiesOf(a, facts), infinitiesOf(t.args[k], facts)));
    const limit = LIMITS[t.op];
    let fine = true;
    if (t.op === 'add') {
      fine = !args.some((a, k) => a.plus && args.some((b, m) => m !== k && b.minus));
    } else if (t.op === 'mul') {
      fine = args.every((a, k) => !either(a) || operands.every((b, m) => m === k || ['positive', 'negative'].includes(signOf(b, facts))));
    } else if (t.op === 'div') {
      fine = !either(args[1]) || isFinite(operands[0], facts);
    } else if (t.op !== 'max2' && t.op !== 'min2') {
      fine = (!args[0].minus || limit?.minus === true) && (!args[0].plus || limit?.plus === true);
    }
    if (!fine) {
      this.require(T.FALSE, `${t.op} may meet an infinity for which it is not defined`, facts, scope);
    }
  }

  private domain(t: T.ApplyTerm, facts: Facts, scope: readonly Scope[]): void {
    const normal = (a: Term) => this.normalise(a, facts);
    const a = t.args[0];
    switch (T.operationRow(t.op).defined) {
      case 'total':
        return;
      case 'nonzero-divisor': {
        const d = normal(t.args[1]);
        const sign = signOf(d, facts);
        if (sign !== 'positive' && sign !== 'negative') {
          this.require(T.ne(d, T.number(0, d.sort as 'Int' | 'Real')), 'a divisor is not zero', facts, scope);
        }
        return;
      }
      case 'positive':
        return this.atLeast(normal(a), true, 'the argument of a logarithm is positive', facts, scope);
      case 'nonnegative':
        return this.atLeast(normal(a), false, 'the argument of a square root is not negative', facts, scope);
      case 'above-minus-one':
        return this.atLeast(normal(T.add(a, T.real(1))), true, 'the argument of log1p is above −1', facts, scope);
      case 'at-least-one':
        return this.require(T.le(T.real(1), normal(a)), 'the argument of acosh is at least 1', facts, scope);
      case 'unit-interval':
        return this.require(T.and(T.le(T.real(-1), normal(a)), T.le(normal(a), T.real(1))), 'an argument lies in [−1, 1]', facts, scope);
      case 'open-unit-interval':
        return this.require(T.and(T.lt(T.real(-1), normal(a)), T.lt(normal(a), T.real(1))), 'an argument lies in (−1, 1)', facts, scope);
      case 'power':
        return this.atLeast(normal(a), true, 'the base of a power is positive', facts, scope);
      case 'never':
        return this.require(T.eq(T.apply(t.op, t.args.map(normal)), T.apply(t.op, t.args.map(normal))), `${t.op} is defined`, facts, scope);
      default:
        T.never(T.operationRow(t.op).defined as never);
    }
  }

  private atLeast(a: Term, strict: boolean, reason: string, facts: Facts, scope: readonly Scope[]): void {
    const sign = signOf(a, facts);
    if (sign === 'positive' || (!strict && (sign === 'nonnegative' || sign === 'zero'))) {
      return;
    }
    this.require(strict ? T.lt(zero, a) : T.le(zero, a), reason, facts, scope);
  }
}

/** The path without the conditions that the facts leave out. */
function narrowed(path: readonly Scope[], facts: Facts): Scope[] {
  const kept = (condition: Term): Term => T.and(...T.conjuncts(condition).filter(c => facts.hypotheses.includes(c)));
  return path.flatMap((s): Scope[] => {
    const condition = s.kind === 'path' ? kept(s.condition) : T.TRUE;
    return s.kind === 'binders' ? [{ ...s, guard: kept(s.guard) }] : condition === T.TRUE ? [] : [{ kind: 'path', condition }];
  });
}

type Scope =
  | { readonly kind: 'path'; readonly condition: Term }
  | { readonly kind: 'binders'; readonly binders: readonly T.Binder[]; readonly guard: Term };
