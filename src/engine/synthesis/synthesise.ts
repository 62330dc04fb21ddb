/**
 * Guess and check: a closed form is guessed from the first few values (top-down from their shape, bottom-up through the grammar,
 * each filling what the other leaves) and checked by induction. A wrong guess costs time, never truth.
 */
import * as T from '../term';
import type { Term } from '../term';
import { Algebra, unlessTooLarge } from './algebra';
import { Enumeration } from './bottom-up';
import { FOLDS, type Atom } from './grammar';
import { holdsAtFirst, isInductive, isInductiveUnderMask, maskedCountIn } from './induction';
import { at, readsState, type Found, type Loop, type Question } from './laws';
import type { SynthesisOptions } from '../result';
import { sampled, sampledTrips, specificationOf, type Specification } from './specification';
import { decompose } from './top-down';

const MAX_SEEDS = 4;
const MAX_CENTRES = 3;
const MIN_SAMPLES = 4;

/** Folds over the iterations before do not ask whether those took place: where this one does, they did. */
function withoutRuns(t: Term, { counter, runs }: Loop): Term {
  return T.memoised<Term>((u, again) => {
    const result = T.rebuild(u, again);
    if (result.kind !== 'reduce' || !result.binders.some(b => b.extent === counter)) {
      return result;
    }
    const { binders, guard, body, carry } = T.open(result);
    const implied = binders.filter(b => b.extent === counter).flatMap(b => T.conjuncts(at(runs, counter, b.variable)));
    return T.reduce(result.op, binders, T.and(...T.conjuncts(guard).filter(c => !implied.includes(c))), body, carry);
  })(t);
}

/** The same the other way round, for the formula. */
function withRuns(t: Term, { counter, runs }: Loop): Term {
  return T.memoised<Term>((u, again) => {
    const result = T.rebuild(u, again);
    if (result.kind !== 'reduce' || !result.binders.some(b => b.extent === counter)) {
      return result;
    }
    const { binders, guard, body, carry } = T.open(result);
    return T.reduce(result.op, binders, T.and(guard, ...binders.filter(b => b.extent === counter).map(b => at(runs, counter, b.variable))), body, carry);
  })(t);
}

/** Whether a term depends on the iterations before this one: through a fold over them, or the state itself. */
const hasHistory = (t: Term, state: T.ReadTerm, counter: T.VariableTerm): boolean =>
  readsState(t, state) || T.some(t, u => (u.kind === 'reduce' && u.binders.some(b => b.extent === counter)) || (u.kind === 'recur' && u.count === counter));

/** What an iteration brings in: the largest parts of the update that depend on this iteration alone. */
function seedsOf(update: Term, state: T.ReadTerm, counter: T.VariableTerm): Term[] {
  const seeds = new Set<Term>();
  const seen = new Set<Term>();
  const visit = (t: Term): void => {
    if (seen.has(t)) {
      return;
    }
    seen.add(t);
    if (t.sort === 'Real' && !hasHistory(t, state, counter)) {
      if (T.occurs(counter, t) && !isCount(t, counter)) {
        seeds.add(t);
      }
    } else if (t.kind === 'apply') {
      t.args.forEach(visit);
      if (T.isApply(t, 'select') && T.occurs(counter, t.args[0]) && !hasHistory(t.args[0], state, counter)) {
        seeds.add(T.select(t.args[0], T.real(1), T.real(0)));
      }
    }
  };
  visit(update);
  return [...seeds];
}

/** A function of the counter alone. */
const isCount = (t: Term, counter: T.VariableTerm): boolean => !T.some(t, u => u.kind === 'read') && [...T.freeVariables(t)].every(v => v === counter);

/** The atoms that a closed form may be built from. */
function atomsOf({ carried, update, loop: { counter }, solved }: Question, specification: Specification, pruning: boolean): Atom[] {
  const mentioned = (t: Term): boolean => !pruning || readsIn(t).every(b => specification.unrolled.some(u => readsIn(u).includes(b)));
  const seeds = seedsOf(update, carried.state, counter).filter(mentioned).slice(0, MAX_SEEDS);
  const read = solved.filter(s => s.state.sort !== 'Bool' && readsState(carried.update, s.state));
  const known = (sort: T.Sort) => read.filter(s => s.state.sort === sort).map(s => past(s.value, counter));
  const centres = known('Real');
  const counts = known('Int').map(t => T.apply('toreal', [t]));
  const j = T.fresh('j', 'Int');
  const folds = FOLDS.flatMap(({ op, size, bodies }) => bodies(seeds.map(s => at(s, counter, j)), centres.slice(0, MAX_CENTRES)).map((body): Atom => ({ term: T.reduce(op, [{ variable: j, extent: counter }], T.TRUE, body), size })));
  const plain = [T.apply('toreal', [counter]), ...counts, ...centres, ...(T.isValue(carried.initial, 0) ? [] : [carried.initial]), T.real(1), T.real(2)];
  return [...plain.map((term): Atom => ({ term, size: 1 })), ...folds];
}

const readsIn = (t: Term): string[] => [...new Set([...T.subterms(t)].flatMap(u => (u.kind === 'read' ? [u.buffer] : [])))];

/** From the first iteration on, or the first in which a mask holds. */
function past(t: Term, counter: T.VariableTerm): Term {
  const starts = [...T.subterms(t)].filter(u => T.isApply(u, 'eq') && u.args.some(a => T.isValue(a, 0)) && u.args.some(a => a.kind === 'reduce' && maskedCountIn(a, counter)));
  return T.substitute(t, new Map<Term, Term>([T.eq(counter, T.ZERO), ...starts].map(u => [u, T.FALSE])));
}

/** Bodies of folds in normal form, where that cancels their divisors: w · (x / w) is x. */
function tidied(t: Term): Term {
  return T.memoised<Term>((u, again) => {
    const result = T.rebuild(u, again);
    if (result.kind !== 'reduce' || result.sort !== 'Real') {
      return result;
    }
    const { binders, guard, body } = T.open(result);
    const normal = unlessTooLarge(() => new Algebra().canonical(body)) ?? body;
    return divides(body) && !divides(normal) ? T.reduce(result.op, binders, guard, normal) : result;
  })(t);
}

const only = (samples: readonly number[], kept: readonly number[]): number[] => kept.map(k => samples[k]);

/** A table over the atoms, on the samples in which each mask has held. */
function newSearch(atoms: readonly Atom[], counter: T.VariableTerm, specification: Specification, pruning: boolean): { readonly table: Enumeration; readonly kept: readonly number[] } {
  const sampledAtoms = atoms.map(a => ({ ...a, samples: sampled(a.term, counter, specification) }));
  const counts = sampledAtoms.filter(a => maskedCountIn(a.term, counter)?.count === a.term);
  const all = sampledAtoms[0].samples.map((_, k) => k);
  const started = all.filter(k => counts.every(c => c.samples[k] >= 1));
  const kept = started.length >= MIN_SAMPLES ? started : all;
  return { table: new Enumeration(sampledAtoms.map(a => ({ ...a, samples: only(a.samples, kept) })), pruning), kept };
}

const divides = (t: Term): boolean => T.some(t, u => T.isApply(u, 'div'));

/** A guess as a closed form for all iterations, where it is shown to be one. */
function provedForm(question: Question, guess: Term): Term | null {
  const { carried: { initial }, loop } = question;
  const later = withRuns(tidied(guess), loop);
  if (isInductive(question, guess)) {
    return holdsAtFirst(question, guess) ? later : T.select(T.eq(loop.counter, T.ZERO), initial, later);
  }
  const masked = maskedCountIn(guess, loop.counter);
  return masked && isInductiveUnderMask(question, guess, masked) ? T.select(T.eq(withRuns(masked.count, loop), T.real(0)), initial, later) : null;
}

/** The closed form that some candidate gives; null where none is found, or none is inductive. */
export function synthesise(question: Question, options: SynthesisOptions): Found | null {
  const { carried, loop } = question;
  if (carried.state.sort !== 'Real' || T.some(question.update, u => u.kind === 'recur' && u.count === loop.counter)) {
    return null;
  }
  const plain: Question = { ...question, update: withoutRuns(question.update, loop), solved: question.solved.map(s => ({ ...s, value: withoutRuns(s.value, loop) })) };
  const specification = specificationOf(carried, plain.update, loop.counter);
  if (!specification) {
    return null;
  }
  let search: { readonly table: Enumeration; readonly kept: readonly number[] } | null = null;
  const fill = (unrolled: readonly Term[]): Term | null => {
    if (!options.bottomUp) {
      return null;
    }
    search ??= newSearch(atomsOf(plain, specification, options.pruning), loop.counter, specification, options.pruning);
    return search.table.find(only(sampledTrips(unrolled, specification.environments), search.kept))?.term ?? null;
  };
  const { unrolled } = specification;
  const guess = (options.topDown ? unlessTooLarge(() => decompose(unrolled, loop.counter, fill)) : null) ?? fill(unrolled);
  const value = guess && provedForm(plain, guess);
  if (!value) {
    return null;
  }
  const tried = (search as ReturnType<typeof newSearch> | null)?.table.built ?? 0;
  return {
    value,
    law: 'induction',
    statement: 's(0) = F(0), u(k, F(k)) = F(k + 1) ⇒ s(k) = F(k)',
    how: `guessed from the values after 1, 2 and 3 iterations, ${tried === 0 ? 'top-down' : `${options.topDown ? 'top-down and ' : ''}bottom-up through ${tried} candidates`}`,
    defined: [T.substitute(question.update, new Map<Term, Term>([[carried.state, value]])), at(value, loop.counter, T.add(loop.counter, T.ONE))]
  };
}
