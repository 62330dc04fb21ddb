/** Laws of values that depend on no other carried value: each is inductive by the axioms of finite folds (empty, append). */
import * as T from '../term';
import type { FoldName, Term } from '../term';
import { at, foldBefore, readsState, type Law } from './laws';

type FoldLaw = { readonly op: FoldName; readonly apply: T.OperationName; readonly neutral: (sort: T.Sort) => Term | null };

const SUM: FoldLaw = { op: 'sum', apply: 'add', neutral: s => (s === 'Bool' ? null : T.number(0, s)) };
const foldLaws: readonly FoldLaw[] = [
  SUM,
  { op: 'prod', apply: 'mul', neutral: s => (s === 'Bool' ? null : T.number(1, s)) },
  { op: 'max', apply: 'max2', neutral: s => (s === 'Real' ? T.special('-inf') : null) },
  { op: 'min', apply: 'min2', neutral: s => (s === 'Real' ? T.special('inf') : null) },
  { op: 'any', apply: 'or', neutral: () => T.FALSE },
  { op: 'all', apply: 'and', neutral: () => T.TRUE }
];

/** f such that t = state ⊕ f; null when t has not that form. */
const increment = (whole: Term, state: T.ReadTerm, law: FoldLaw): Term | null => T.memoised<Term | null>((t, again) => incrementBy(t, state, law, again))(whole);

function incrementBy(t: Term, state: T.ReadTerm, law: FoldLaw, again: (t: Term) => Term | null): Term | null {
  if (t === state) {
    return law.neutral(t.sort);
  }
  if (T.isApply(t, 'select')) {
    const rival = readsState(t.args[0], state) ? chosen(t, state, law) : null;
    const [then, otherwise] = [again(t.args[1]), again(t.args[2])];
    return rival ?? (then && otherwise && !readsState(t.args[0], state) ? T.select(t.args[0], then, otherwise) : null);
  }
  if (law.apply === 'add' && t.sort === 'Int') {
    const rest = T.sub(t, state);
    return readsState(rest, state) ? null : rest;
  }
  if (t.kind === 'reduce') {
    return overLanes(t, state, law);
  }
  if (!T.isApply(t, law.apply)) {
    return null;
  }
  const own = t.args.filter(a => readsState(a, state));
  if (own.length !== 1) {
    return null;
  }
  const inner = again(own[0]);
  const others = t.args.filter(a => a !== own[0]);
  return inner === null || others.length === 0 ? null : T.apply(law.apply, [inner, ...others]);
}

/** max_l max(x_l, s) = max(max_l x_l, s), over the lanes of a block, of which there is one at least. */
function overLanes(t: T.ReduceTerm, state: T.ReadTerm, law: FoldLaw): Term | null {
  const isIdempotent = law.op === 'max' || law.op === 'min' || law.op === 'any' || law.op === 'all';
  if (t.op !== law.op || !isIdempotent || t.guard !== T.TRUE || !t.binders.every(b => b.extent.kind === 'variable' || (T.isNumber(b.extent) && b.extent.value.numerator > 0n))) {
    return null;
  }
  const { binders, body } = T.open(t);
  const inner = T.isApply(body, law.apply) && body.args.includes(state) ? increment(body, state, law) : null;
  return inner && T.reduce(t.op, binders, T.TRUE, inner);
}

/** x where the term is `s < x ? x : s` and the like: the greater (smaller) one of state and x. */
function chosen(t: T.ApplyTerm, state: T.ReadTerm, law: FoldLaw): Term | null {
  const [condition, then, otherwise] = t.args;
  if (!(T.isApply(condition, 'lt') || T.isApply(condition, 'le')) || condition.args[0].sort !== 'Real') {
    return null;
  }
  const [less, greater] = condition.args;
  const op = then === greater && otherwise === less ? 'max' : then === less && otherwise === greater ? 'min' : null;
  const rival = less === state ? greater : less;
  return op === law.op && (less === state || greater === state) && !readsState(rival, state) ? rival : null;
}

const unchanged: Law = ({ update, carried }) => (update === carried.state ? { value: carried.initial, law: 'unchanged', statement: "s' = s ⇒ s(k) = s(0)" } : null);

const arithmetic: Law = ({ update, carried: { state, initial }, loop: { counter } }) => {
  const step = state.sort === 'Int' ? increment(update, state, SUM) : null;
  return step && !T.occurs(counter, step)
    ? { value: T.add(initial, T.mul(counter, step)), law: 'arithmetic progression', statement: "s' = s + d, d free of k ⇒ s(k) = s(0) + k · d" }
    : null;
};

const foldOf =
  (law: FoldLaw): Law =>
  ({ update, carried: { state, initial }, loop }) => {
    const f = increment(update, state, law);
    return f === null
      ? null
      : {
          value: T.apply(law.apply, [initial, foldBefore(law.op, loop, f)]),
          law: `${law.op} fold`,
          statement: `s' = s ⊕ f(k) ⇒ s(k) = s(0) ⊕ ⊕_{j < k} f(j), ⊕ = ${law.op}`
        };
  };

const overwritten: Law = ({ update, carried: { state, initial }, loop: { counter } }) =>
  readsState(update, state)
    ? null
    : {
        value: T.select(T.eq(counter, T.ZERO), initial, at(update, counter, T.sub(counter, T.ONE))),
        law: 'last value',
        statement: "s' = f(k) ⇒ s(k) = (k = 0 ? s(0) : f(k − 1))"
      };

/** What counts along or is thrown away. Addresses and guards rest on them. */
export const inductionVariables: readonly Law[] = [unchanged, arithmetic, overwritten];

export const foldsOfLoop: readonly Law[] = foldLaws.map(foldOf);
