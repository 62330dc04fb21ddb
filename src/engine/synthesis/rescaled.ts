/**
 * Sums that are rescaled whenever a running maximum grows (online softmax, flash attention): s' = α(m, m') · s + f(m').
 * Where α(a, b) · f(a) = f(b), every summand stands at the maximum reached: s(k) = Σ_{j < k} f_j(m(k)).
 * (Milakov and Gimelshein, Online normalizer calculation for softmax, 2018.)
 */
import * as T from '../term';
import type { Term } from '../term';
import { lanesOf } from '../symbolic/states';
import { casesOf, equalInAllCases } from './algebra';
import { at, foldBefore, isPlainlyFinite, readsOf, readsState, type Found, type Law, type Question, type Solved } from './laws';

const MINUS_INF = T.special('-inf');

/** The running maximum that an update depends on, at the lanes at which it is read. */
type Maximum = { readonly read: T.ReadTerm; readonly next: Term; readonly value: Term; readonly initial: Term };

function maximumAt(m: Solved, read: T.ReadTerm): Maximum {
  const moved = lanesOf(read);
  return { read, next: T.substitute(m.update, moved), value: T.substitute(m.value, moved), initial: T.substitute(m.initial, moved) };
}

/** α and f, abstracted over the old maximum a and the new one b. */
type Step = { readonly scale: Term; readonly increment: Term; readonly old: T.VariableTerm; readonly new: T.VariableTerm };

function stepOf(update: Term, { carried: { state }, resolve }: Question, maximum: Maximum, m: Solved): Step | null {
  if (!T.isApply(update, 'add')) {
    return null;
  }
  const own = update.args.filter(a => readsState(a, state));
  if (own.length !== 1 || !T.isApply(own[0], 'mul') || own[0].args.filter(a => a === state).length !== 1) {
    return null;
  }
  const [a, b] = [T.fresh('a', 'Real'), T.fresh('b', 'Real')];
  const abstract = (t: Term): Term => T.substitute(T.substitute(t, new Map<Term, Term>([[maximum.next, b]])), new Map<Term, Term>([[maximum.read, a]]));
  const scale = abstract(T.mul(...own[0].args.filter(x => x !== state)));
  const increment = abstract(T.add(...update.args.filter(x => x !== own[0])));
  const leftovers = [scale, increment].some(t => readsState(t, state) || readsState(t, m.state));
  return leftovers || T.occurs(a, increment) ? null : { scale: resolve(scale), increment: resolve(increment), old: a, new: b };
}

const over = (t: Term, ...pairs: readonly (readonly [Term, Term])[]): Term => T.substitute(t, new Map(pairs));

/** α(a, b) · f(a) = f(b). */
const rescales = (s: Step): boolean => equalInAllCases(T.mul(s.scale, over(s.increment, [s.new, s.old])), s.increment);

/** α(b, c) · α(a, b) = α(a, c). */
function composes(s: Step): boolean {
  const c = T.fresh('c', 'Real');
  return equalInAllCases(T.mul(over(s.scale, [s.old, s.new], [s.new, c]), s.scale), over(s.scale, [s.new, c]));
}

/** What is left of s(0) at the maximum reached: 0 where that was −∞ at first. */
function remainder(step: Step, initial: Term, maximum: Maximum): Term | null {
  if (T.isValue(initial, 0)) {
    return initial;
  }
  if (maximum.initial === MINUS_INF) {
    return losesAll(step) ? T.real(0) : null;
  }
  return composes(step) ? T.mul(over(step.scale, [step.old, maximum.initial], [step.new, maximum.value]), initial) : null;
}

const plain = (question: Question, m: Solved, maximum: Maximum): Found | null => {
  const { carried, loop } = question;
  const step = stepOf(carried.update, question, maximum, m);
  if (!step || !rescales(step)) {
    return null;
  }
  const rest = remainder(step, carried.initial, maximum);
  if (rest === null) {
    return null;
  }
  const sum = T.add(rest, sumAt(question, step, maximum));
  const isZero = T.isValue(carried.initial, 0);
  return {
    value: isZero ? sum : T.select(T.eq(loop.counter, T.ZERO), carried.initial, sum),
    law: 'rescaled sum',
    statement: `s' = α(m, m') · s + f(m'), α(a, b) · f(a) = f(b) ⇒ s(k) = ${isZero ? '' : 'α(m(0), m(k)) · s(0) + '}Σ_{j < k} f_j(m(k))`,
    finite: [at(maximum.value, loop.counter, T.add(loop.counter, T.ONE))]
  };
};

/** Σ_{j < k} f_j(m(k)). The maximum is that after k iterations, whatever j. */
function sumAt({ loop }: Question, step: Step, { value }: Maximum): Term {
  const reached = T.fresh('m', 'Real');
  return over(foldBefore('sum', loop, over(step.increment, [step.new, reached])), [reached, value]);
}

/** s stays as long as the maximum is −∞: s(k) = (m(k) = −∞ ? 0 : Σ_{j < k} f_j(m(k))). */
const guarded = (question: Question, m: Solved, maximum: Maximum): Found | null => {
  const { update, state, initial } = question.carried;
  const isLowest = T.eq(maximum.next, MINUS_INF);
  if (!T.isApply(update, 'select') || update.args[0] !== isLowest || update.args[1] !== state || !T.isValue(initial, 0) || maximum.initial !== MINUS_INF) {
    return null;
  }
  const step = stepOf(update.args[2], question, maximum, m);
  if (!step || !rescales(step) || !vanishes(step, maximum, question) || !losesAll(step)) {
    return null;
  }
  return {
    value: T.select(T.eq(maximum.value, MINUS_INF), T.real(0), sumAt(question, step, maximum)),
    law: 'rescaled sum',
    statement: "s' = (m' = −∞ ? s : α(m, m') · s + f(m')), α(a, b) · f(a) = f(b) ⇒ s(k) = (m(k) = −∞ ? 0 : Σ_{j < k} f_j(m(k)))",
    defined: [question.update]
  };
};

/**
 * The maximum stands in exponents as 0 as long as it is −∞: σ(m) = (m = −∞ ? 0 : m). Then s(k) = Σ_{j < k} f_j(σ(m(k))), beside what is
 * left of s(0) from the first iteration on: nothing has been added before the maximum is finite, and α(−∞, b) is 0.
 */
const shifted = (question: Question, m: Solved, maximum: Maximum): Found | null => {
  const { carried: { update, initial }, loop } = question;
  const shift = (t: Term): Term => T.select(T.eq(t, MINUS_INF), T.real(0), t);
  if (!T.some(update, u => u === shift(maximum.next))) {
    return null;
  }
  const step = stepOf(update, question, { ...maximum, next: shift(maximum.next) }, m);
  if (!step || !rescales(step) || !vanishes(step, maximum, question) || !losesAll(step)) {
    return null;
  }
  const reached = { ...maximum, value: shift(maximum.value) };
  const rest = remainder(step, initial, reached);
  if (rest === null) {
    return null;
  }
  const isZero = T.isValue(initial, 0);
  const sum = T.add(rest, sumAt(question, step, reached));
  return {
    value: isZero ? sum : T.select(T.eq(loop.counter, T.ZERO), initial, sum),
    law: 'rescaled sum',
    statement: `s' = α(m, σ(m')) · s + f(σ(m')), σ(m) = (m = −∞ ? 0 : m), α(a, b) · f(a) = f(b) ⇒ s(k) = ${isZero ? '' : 'α(m(0), σ(m(k))) · s(0) + '}Σ_{j < k} f_j(σ(m(k)))`,
    defined: [question.update]
  };
};

/** α(−∞, b) = 0. */
const losesAll = (s: Step): boolean => equalInAllCases(over(s.scale, [s.old, MINUS_INF]), T.real(0));

/** f_j(b) = 0 where the maximum's own summand of iteration j is −∞: those from before the maximum was finite add nothing to it later. */
function vanishes(step: Step, { next, read }: Maximum, { resolve }: Question): boolean {
  if (!T.isApply(next, 'max2')) {
    return false;
  }
  const others = next.args.filter(a => a !== read);
  if (others.some(r => readsState(r, read))) {
    return false;
  }
  return others.map(resolve).some(rival => {
    const { increment } = step;
    // Of a block, lane by lane: all lanes are −∞ where their maximum is.
    const laneByLane = rival.kind === 'reduce' && rival.op === 'max' && increment.kind === 'reduce' && increment.op === 'sum' && sameRange(rival, increment);
    return laneByLane ? vanishesWith(rival.body, increment.body) : vanishesWith(rival, increment);
  });
}

/** f = 0 in each case in which x is −∞; in the others x is finite. */
const vanishesWith = (x: Term, f: Term): boolean =>
  casesOf(x, f).every(({ values: [rival, increment] }) => (rival === MINUS_INF ? equalInAllCases(increment, T.real(0)) : isPlainlyFinite(rival)));

const sameRange = (a: T.ReduceTerm, b: T.ReduceTerm): boolean =>
  a.guard === b.guard && a.binders.length === b.binders.length && a.binders.every((x, k) => x.variable === b.binders[k].variable && x.extent === b.binders[k].extent);

export const rescaledSum: Law = question => {
  const { carried, solved } = question;
  if (carried.state.sort !== 'Real') {
    return null;
  }
  for (const m of solved.filter(s => s.state.sort === 'Real')) {
    for (const read of readsOf(carried.update, m.state)) {
      const maximum = maximumAt(m, read);
      const found = guarded(question, m, maximum) ?? shifted(question, m, maximum) ?? plain(question, m, maximum);
      if (found) {
        return found;
      }
    }
  }
  return null;
};
