/**
 * Stores of one program in the order in which they run: what a load sees of earlier ones, and which of them a later one overwrites.
 * Two accesses with one address as a function of program, iterations and lanes belong together, be they in one loop or in two.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Access, Denotation, Effect, LoopCounter } from './denotation';
import { sameShape } from './tensor';

/** The counters of the loops around `a` alone, in terms of those around `b` alone; null where the loops do not pair up. */
function sameIterations(a: readonly LoopCounter[], b: readonly LoopCounter[]): ReadonlyMap<Term, Term> | null {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared].variable === b[shared].variable) {
    shared += 1;
  }
  const [own, others] = [a.slice(shared), b.slice(shared)];
  if (own.length > 0 && own.length !== others.length) {
    return null;
  }
  return new Map(own.map((l, k) => [l.variable, others[k].variable]));
}

/** The iterations of an earlier access at which it has the address of a later one, lane by lane; null where that is not seen. */
function sameElement(earlier: Access, later: Pick<Access, 'buffer' | 'address' | 'shape' | 'loops'>): ReadonlyMap<Term, Term> | null {
  if (earlier.buffer !== later.buffer || !sameShape(earlier.shape, later.shape)) {
    return null;
  }
  const iterations = sameIterations(earlier.loops, later.loops);
  return iterations && T.substitute(earlier.address, iterations) === later.address ? iterations : null;
}

/**
 * What a load reads: the value of the last earlier store to its address, else the content from before. That another iteration or
 * lane does not store to the same address is an obligation of the store. A scalar is stored by one thread and loaded by all, which
 * may be ahead of it by a loop: there it takes a barrier.
 *
 * @param barriers the places of the barriers on the load's path
 */
export function contentSeen(
  effects: readonly Effect[],
  at: Pick<Access, 'buffer' | 'address' | 'shape' | 'loops'>,
  before: Term,
  barriers: readonly number[]
): { content: Term; sees: number[] } {
  let content = before;
  const sees: number[] = [];
  for (const effect of effects) {
    const iterations = effect.atomic === null ? sameElement(effect, at) : null;
    const threads = iterations?.size === 0 || effect.shape.length > 0 || barriers.some(order => order > effect.order);
    if (iterations && threads) {
      content = T.select(T.substitute(effect.guard, iterations), T.substitute(effect.value, iterations), content);
      sees.push(effect.order);
    }
  }
  return { content, sees };
}

/** The condition under which a later store of the same program overwrites an earlier one; null where it is not seen to. */
function overwrites(later: Effect, earlier: Effect): Term | null {
  if (later.atomic !== null || earlier.atomic !== null || later.order < earlier.order) {
    return null;
  }
  const iterations = sameElement(later, earlier);
  return iterations && T.substitute(later.guard, iterations);
}

/**
 * The same denotation without the parts of stores that later stores of the same program overwrite: at each address the last store
 * counts. The parts are kept aside, for what other programs might read of them.
 */
export function laterStoresWin(denotation: Denotation): Denotation {
  const overwritten: Effect[] = [];
  const effects = denotation.effects.flatMap((effect): Effect[] => {
    let alive = effect;
    for (const later of denotation.effects) {
      const covered = later === effect ? null : overwrites(later, effect);
      if (covered === null) {
        continue;
      }
      const parts = T.conjuncts(alive.guard);
      const missing = T.conjuncts(covered).filter(c => !parts.includes(c));
      if (missing.some(c => parts.includes(T.not(c)))) {
        continue;
      }
      overwritten.push({ ...alive, guard: T.and(alive.guard, covered) });
      if (missing.length === 0) {
        return [];
      }
      alive = { ...alive, guard: T.and(alive.guard, T.not(T.and(...missing))) };
    }
    return [alive];
  });
  return overwritten.length === 0 ? denotation : { ...denotation, effects, overwritten };
}
