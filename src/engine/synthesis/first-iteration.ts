/**
 * Updates that treat the first iteration apart (`if start == 0: mean = x else: ...`). Where the other branch does the same from the
 * initial values, the test says nothing; where the first iteration needs no state, it makes the initial values of the later ones.
 */
import * as T from '../term';
import type { Term } from '../term';
import { resolveStates } from '../symbolic/states';
import type { CarriedValue } from '../symbolic/loops';
import { casesOf, decide, equalInAllCases } from './algebra';
import { at, readsState, type Found, type Loop, type Question } from './laws';

/** A condition that the first iteration decides one way and all later ones the other. */
type Test = { readonly condition: Term; readonly atFirst: boolean };

/** The atoms of the loop's step, which is positive: premises say so. */
export function stepAtoms({ counter, runs }: Loop): ReadonlySet<Term> {
  if (!T.isApply(runs, 'lt') || runs.args[0].sort !== 'Int') {
    return new Set();
  }
  const own = T.monomials(T.sub(runs.args[0], runs.args[1])).filter(m => m.atoms.includes(counter));
  return new Set(own.length === 1 && own[0].coefficient > 0n ? own[0].atoms.filter(a => a !== counter) : []);
}

/** The truth of a comparison for every counter above 0; null where it is not seen. */
function truthLater(condition: Term, loop: Loop): boolean | null {
  if (!(T.isApply(condition, 'lt') || T.isApply(condition, 'eq')) || condition.args[0].sort !== 'Int') {
    return null;
  }
  const positive = stepAtoms(loop);
  const later = at(T.sub(condition.args[0], condition.args[1]), loop.counter, T.add(loop.counter, T.ONE));
  const parts = T.monomials(later);
  const isKnown = parts.every(m => m.atoms.every(a => a === loop.counter || positive.has(a)));
  const isAway = parts.some(m => !m.atoms.includes(loop.counter));
  const sign = parts.every(m => m.coefficient > 0n) ? 1 : parts.every(m => m.coefficient < 0n) ? -1 : 0;
  return isKnown && isAway && sign !== 0 ? condition.op === 'lt' && sign < 0 : null;
}

function testIn(t: Term, loop: Loop): Test | null {
  for (const u of T.subterms(t)) {
    if (u.sort !== 'Bool' || !T.occurs(loop.counter, u)) {
      continue;
    }
    const first = at(u, loop.counter, T.ZERO);
    const later = truthLater(u, loop);
    if (first.kind === 'boolean' && later !== null && later !== first.value) {
      return { condition: u, atFirst: first.value };
    }
  }
  return null;
}

const laterUpdate = (update: Term, { condition, atFirst }: Test): Term => decide(update, condition, !atFirst);

/** The values without tests of the first iteration that change nothing: all of a test's branches agree on the initial values. */
export function withoutIdleTests(carried: readonly CarriedValue[], loop: Loop): readonly CarriedValue[] {
  const test = carried.map(c => testIn(c.update, loop)).find(t => t !== null);
  if (!test) {
    return carried;
  }
  const initial = new Map(carried.map(c => [c.state.buffer, c.initial]));
  const atFirst = (t: Term): Term => at(resolveStates(t, initial), loop.counter, T.ZERO);
  const changed = carried.map(c => ({ ...c, update: laterUpdate(c.update, test) }));
  const isIdle = carried.every((c, k) => {
    const [before, after] = [atFirst(c.update), atFirst(changed[k].update)];
    // What the first iteration alone computes must be defined wherever the others' way of computing it is.
    return before === after || (!hasHole(after) && isTotal(before) && equalInAllCases(before, after));
  });
  return isIdle ? withoutIdleTests(changed, loop) : carried;
}

const isTotal = (t: Term): boolean => !T.some(t, u => u.kind === 'apply' && T.operationRow(u.op).defined !== 'total');

const hasHole = (t: Term): boolean => casesOf(t).some(c => T.some(c.values[0], u => u.kind === 'special'));

/** The same loop from its second iteration on, where the first needs no state; null where it needs one, or is like the others. */
export function fromSecondIteration(question: Question): Question | null {
  const { carried, update, loop } = question;
  const { counter } = loop;
  const test = testIn(update, loop);
  if (!test) {
    return null;
  }
  const first = at(update, counter, T.ZERO);
  if (readsState(first, carried.state)) {
    return null;
  }
  const next = T.add(counter, T.ONE);
  const later = at(laterUpdate(update, test), counter, next);
  return { ...question, carried: { ...carried, initial: first, update: later }, update: later, loop: { counter, runs: at(loop.runs, counter, next) }, solved: [], resolve: t => t };
}

/** A closed form of the later iterations as one of all. */
export function fromTheStart(found: Found, { carried, loop: { counter } }: Question): Found {
  const shifted = (t: Term): Term => at(t, counter, T.sub(counter, T.ONE));
  const isFirst = T.eq(counter, T.ZERO);
  const needed = (terms: readonly Term[] | undefined): Term[] | undefined => terms?.map(t => T.select(isFirst, T.real(0), shifted(t)));
  return {
    ...found,
    value: T.select(isFirst, carried.initial, shifted(found.value)),
    statement: `s(1) = u(0), free of s(0); from there on ${found.statement}`,
    finite: needed(found.finite),
    defined: needed(found.defined)
  };
}
