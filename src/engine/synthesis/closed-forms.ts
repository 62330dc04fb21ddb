/**
 * Closed forms of loop-carried values: guess and check. A value carried with update s' = u(k, s) is matched against the laws below;
 * each is inductive by the axioms of finite folds (empty: the initial value; append: one update more).
 */
import * as T from '../term';
import type { FoldName, Term, VariableTerm } from '../term';
import { lanesOf } from '../symbolic/states';

/** One carried value, at fixed lanes: `state` stands for its value at the start of iteration `counter`. */
export type Carried = {
  readonly name: string;
  readonly state: Term;
  readonly initial: Term;
  readonly update: Term;
};

export type ClosedForm = {
  /** The value at the start of iteration `counter`, as a term in it. */
  readonly value: Term;
  readonly law: string;
  readonly statement: string;
};

export type Loop = {
  readonly counter: VariableTerm;
  /** That an iteration takes place, in terms of the counter. */
  readonly runs: Term;
};

type Law = {
  readonly name: string;
  readonly statement: string;
  readonly form: (carried: Carried, loop: Loop) => Term | null;
};

const at = (t: Term, counter: VariableTerm, value: Term): Term => T.substitute(t, new Map<Term, Term>([[counter, value]]));
const mentions = (t: Term, part: Term): boolean => T.some(t, u => u === part);

/** Whether a state is read at other lanes than its own. */
const readsState = (t: Term, state: Term): boolean => T.some(t, u => u.kind === 'read' && state.kind === 'read' && u.buffer === state.buffer);

type FoldLaw = { readonly op: FoldName; readonly apply: T.OperationName; readonly neutral: (sort: T.Sort) => Term | null };

const foldLaws: readonly FoldLaw[] = [
  { op: 'sum', apply: 'add', neutral: s => (s === 'Bool' ? null : T.number(0, s)) },
  { op: 'prod', apply: 'mul', neutral: s => (s === 'Bool' ? null : T.number(1, s)) },
  { op: 'max', apply: 'max2', neutral: s => (s === 'Real' ? T.special('-inf') : null) },
  { op: 'min', apply: 'min2', neutral: s => (s === 'Real' ? T.special('inf') : null) },
  { op: 'any', apply: 'or', neutral: () => T.FALSE },
  { op: 'all', apply: 'and', neutral: () => T.TRUE }
];

/** f such that t = state ⊕ f; null when t has not that form. */
function increment(t: Term, state: Term, law: FoldLaw): Term | null {
  if (t === state) {
    return law.neutral(t.sort);
  }
  if (T.isApply(t, 'select')) {
    const [then, otherwise] = [increment(t.args[1], state, law), increment(t.args[2], state, law)];
    return then && otherwise && !readsState(t.args[0], state) ? T.select(t.args[0], then, otherwise) : null;
  }
  if (law.apply === 'add' && t.sort === 'Int') {
    const rest = T.sub(t, state);
    return readsState(rest, state) ? null : rest;
  }
  if (!T.isApply(t, law.apply)) {
    return null;
  }
  const own = t.args.filter(a => mentions(a, state) || readsState(a, state));
  if (own.length !== 1) {
    return null;
  }
  const inner = increment(own[0], state, law);
  const others = t.args.filter(a => a !== own[0]);
  return inner === null || others.length === 0 ? null : T.apply(law.apply, [inner, ...others]);
}

const unchanged: Law = {
  name: 'unchanged',
  statement: "s' = s ⇒ s(k) = s(0)",
  form: c => (c.update === c.state ? c.initial : null)
};

const arithmetic: Law = {
  name: 'arithmetic progression',
  statement: "s' = s + d, d free of k ⇒ s(k) = s(0) + k · d",
  form: (c, loop) => {
    const step = c.state.sort === 'Int' ? increment(c.update, c.state, foldLaws[0]) : null;
    return step && !T.occurs(loop.counter, step) ? T.add(c.initial, T.mul(loop.counter, step)) : null;
  }
};

const foldOf = (law: FoldLaw): Law => ({
  name: `${law.op} fold`,
  statement: `s' = s ⊕ f(k) ⇒ s(k) = s(0) ⊕ ⊕_{j < k} f(j), ⊕ = ${law.op}`,
  form: (c, loop) => {
    const f = increment(c.update, c.state, law);
    if (f === null) {
      return null;
    }
    const j = T.fresh('j', 'Int');
    const fold = T.reduce(law.op, [{ variable: j, extent: loop.counter }], at(loop.runs, loop.counter, j), at(f, loop.counter, j));
    return T.apply(law.apply, [c.initial, fold]);
  }
});

const overwritten: Law = {
  name: 'last value',
  statement: "s' = f(k) ⇒ s(k) = (k = 0 ? s(0) : f(k − 1))",
  form: (c, loop) =>
    readsState(c.update, c.state) ? null : T.select(T.eq(loop.counter, T.ZERO), c.initial, at(c.update, loop.counter, T.sub(loop.counter, T.ONE)))
};

const laws: readonly Law[] = [unchanged, arithmetic, ...foldLaws.map(foldOf), overwritten];

/** The first law that fits; null when none does. */
export function closedForm(carried: Carried, loop: Loop): ClosedForm | null {
  for (const law of laws) {
    const value = law.form(carried, loop);
    if (value) {
      return { value, law: law.name, statement: law.statement };
    }
  }
  return null;
}

// ---- rescaled sums (online softmax, flash attention)

/** A value whose closed form is known: its state, its update in terms of states, and the form in the counter. */
export type Solved = { readonly state: Term; readonly update: Term; readonly value: Term };

export type RescaledForm = ClosedForm & {
  /** What has to be shown, for all reals a and b: scale(a, b) · f(a) = f(b). */
  readonly invariant: { readonly scale: Term; readonly before: Term; readonly after: Term; readonly old: VariableTerm; readonly new: VariableTerm };
  /** The running maximum after one more iteration: it must be finite. */
  readonly finite: Term;
};

/**
 * s' = α · s + f where α and f depend on a running maximum m and its next value m': s(k) = Σ_{j < k} f(j) at m(k), provided that
 * α(a, b) · f_j(a) = f_j(b). (Milakov and Gimelshein, Online normalizer calculation for softmax, 2018.)
 */
export function rescaledForm(carried: Carried, loop: Loop, solved: readonly Solved[]): RescaledForm | null {
  if (!T.isApply(carried.update, 'add') || carried.state.sort !== 'Real' || !T.isValue(carried.initial, 0)) {
    return null;
  }
  const own = carried.update.args.filter(a => readsState(a, carried.state));
  if (own.length !== 1 || !T.isApply(own[0], 'mul') || own[0].args.filter(a => a === carried.state).length !== 1) {
    return null;
  }
  const scale = T.mul(...own[0].args.filter(a => a !== carried.state));
  const increments = T.add(...carried.update.args.filter(a => a !== own[0]));
  if (readsState(scale, carried.state)) {
    return null;
  }
  for (const m of solved) {
    const reads = readsOf(scale, m.state);
    if (reads.length !== 1) {
      continue;
    }
    // The maximum is used at lanes of its own: a row maximum in a block of rows and columns.
    const moved = lanesOf(reads[0]);
    const next = T.substitute(m.update, moved);
    const value = T.substitute(m.value, moved);
    const [a, b] = [T.fresh('a', 'Real'), T.fresh('b', 'Real')];
    const abstract = (t: Term): Term => T.substitute(T.substitute(t, new Map<Term, Term>([[next, b]])), new Map<Term, Term>([[reads[0], a]]));
    const factor = abstract(scale);
    const f = abstract(increments);
    if (T.occurs(a, f) || readsState(factor, m.state) || readsState(f, m.state) || readsState(f, carried.state)) {
      continue;
    }
    const j = T.fresh('j', 'Int');
    const body = T.substitute(at(f, loop.counter, j), new Map<Term, Term>([[b, value]]));
    return {
      value: T.reduce('sum', [{ variable: j, extent: loop.counter }], at(loop.runs, loop.counter, j), body),
      law: 'rescaled sum',
      statement: "s' = α(m, m') · s + f(m'), α(a, b) · f(a) = f(b) ⇒ s(k) = Σ_{j < k} f_j(m(k))",
      invariant: { scale: factor, before: T.substitute(f, new Map<Term, Term>([[b, a]])), after: f, old: a, new: b },
      finite: at(value, loop.counter, T.add(loop.counter, T.ONE))
    };
  }
  return null;
}

function readsOf(t: Term, state: Term): T.ReadTerm[] {
  return [...T.subterms(t)].filter((u): u is T.ReadTerm => u.kind === 'read' && state.kind === 'read' && u.buffer === state.buffer);
}
