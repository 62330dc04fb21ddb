/**
 * Which of the conditions on a path can matter to a term. A chain of choices, each of which uses the one before it twice, has
 * exponentially many paths to its first link; but what is asked of a later link says nothing of an earlier one.
 */
import * as T from '../term';
import type { Term } from '../term';
import { isIntegral } from './prover';

/** So many conditions on reals are kept without asking whether they matter, where a path has not been long before. */
export const FEW = 2;

const integral = new WeakMap<Term, boolean>();

function isOnReals(condition: Term): boolean {
  let known = integral.get(condition);
  if (known === undefined) {
    known = isIntegral(condition);
    integral.set(condition, known);
  }
  return !known;
}

const seen = new WeakMap<Term, WeakMap<Term, boolean>>();

/** Whether a term is part of another. Parts are older than what they are part of, which cuts the search short. */
function isPart(part: Term, whole: Term): boolean {
  let known = seen.get(part);
  if (!known) {
    known = new WeakMap();
    seen.set(part, known);
  }
  const answers = known;
  const visit = (t: Term): boolean => {
    if (t === part) {
      return true;
    }
    if (t.id < part.id) {
      return false;
    }
    const before = answers.get(t);
    if (before !== undefined) {
      return before;
    }
    const found = T.children(t).some(visit);
    answers.set(t, found);
    return found;
  };
  return visit(whole);
}

/** What a condition compares: reals that are no constants. */
function subjects(condition: Term): readonly Term[] {
  if (condition.sort === 'Bool' && condition.kind === 'apply') {
    return condition.args.flatMap(subjects);
  }
  return condition.kind === 'number' || condition.kind === 'special' || condition.kind === 'boolean' || condition.sort !== 'Real' ? [] : [condition];
}

const compares = (condition: Term, t: Term): boolean => subjects(condition).every(s => isPart(s, t));

/**
 * The hypotheses without those on reals that the term does not contain, neither as they are nor as they were written. Fewer
 * hypotheses prove less, never more; where there are few, all are kept.
 */
export function relevantTo(t: Term, hypotheses: readonly Term[], written: ReadonlyMap<Term, readonly Term[]>, few: number): readonly Term[] {
  const onReals = hypotheses.filter(isOnReals);
  if (onReals.length <= few) {
    return hypotheses;
  }
  const dropped = new Set(onReals.filter(h => ![h, ...(written.get(h) ?? [])].some(c => compares(c, t))));
  return dropped.size === 0 ? hypotheses : hypotheses.filter(h => !dropped.has(h));
}
