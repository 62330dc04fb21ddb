/** Summarises a loop whose trip count is not known: its body runs once, for any iteration, and each carried value gets a closed form. */
import * as T from '../term';
import type { Term } from '../term';
import type { Span } from '../span';
import { Unsupported } from '../triton/unsupported';
import type { LoopCounter, Summary } from './denotation';
import { resolveStates, stateAt } from './states';
import { sameShape, sortOf, type SymbolicTensor } from './tensor';

/** One carried value, at fixed lanes: `state` stands for its value at the start of an iteration. */
export type CarriedValue = { readonly name: string; readonly state: T.ReadTerm; readonly initial: Term; readonly update: Term };

export type SolvedValue = {
  /** At the start of iteration `counter`. */
  readonly value: Term;
  readonly law: string;
  readonly statement: string;
  readonly open: string;
  readonly finite: readonly Term[];
};

/** Finds the closed forms of all carried values, or names those for which it finds none. */
export type LoopSolver = (carried: readonly CarriedValue[], counter: T.VariableTerm, runs: Term) => ReadonlyMap<string, SolvedValue> | { readonly unsolved: readonly string[] };

export type LoopBounds = { readonly start: Term; readonly stop: Term; readonly step: Term };

const isSize = (t: Term): boolean => t.kind === 'variable' && !t.name.includes('%');

/** The direction of a step: its sizes are taken to be positive (premises say so). Null: not known. */
export function directionOf(step: Term): 'forwards' | 'backwards' | null {
  const parts = T.monomials(step);
  if (parts.length === 0 || !parts.every(m => m.atoms.every(isSize))) {
    return null;
  }
  return parts.every(m => m.coefficient > 0n) ? 'forwards' : parts.every(m => m.coefficient < 0n) ? 'backwards' : null;
}

/** How often the loop runs. */
export function tripCount({ start, stop, step }: LoopBounds): Term {
  const backwards = directionOf(step) === 'backwards';
  const [distance, size] = backwards ? [T.sub(start, stop), T.neg(step)] : [T.sub(stop, start), step];
  return T.apply('max2', [T.ZERO, T.apply('floordiv', [T.sub(T.add(distance, size), T.ONE), size])]);
}

/** That iteration `counter` takes place. */
export function runsAt({ start, stop, step }: LoopBounds, counter: Term): Term {
  const index = T.add(start, T.mul(counter, step));
  return directionOf(step) === 'backwards' ? T.lt(stop, index) : T.lt(index, stop);
}

let nextLoop = 0;

export type LoopRun = {
  readonly counter: LoopCounter;
  readonly runs: Term;
  readonly states: readonly SymbolicTensor[];
};

export function startLoop(bounds: LoopBounds, names: readonly string[], initial: readonly SymbolicTensor[]): LoopRun {
  const variable = T.fresh('t', 'Int');
  const id = nextLoop++;
  const states = initial.map((v, k) => {
    const sort = v.base === null ? sortOf(v.dtype) : 'Int';
    return { ...v, constexpr: false, element: stateAt(`state!${id}!${names[k]}`, v.shape, sort) };
  });
  return { counter: { variable, trips: tripCount(bounds) }, runs: runsAt(bounds, variable), states };
}

export type LoopEnd = {
  readonly values: readonly SymbolicTensor[];
  readonly summaries: readonly Summary[];
  /** Puts closed forms in the place of states. */
  readonly resolve: (t: Term) => Term;
};

export function endLoop(
  loop: LoopRun,
  names: readonly string[],
  initial: readonly SymbolicTensor[],
  updates: readonly SymbolicTensor[],
  guard: Term,
  counters: readonly LoopCounter[],
  solve: LoopSolver,
  span: Span
): LoopEnd {
  updates.forEach((u, k) => {
    if (!sameShape(u.shape, initial[k].shape) || u.base !== initial[k].base) {
      throw new Unsupported('loop-carried type', span, `'${names[k]}' has another shape or tensor after an iteration than before`);
    }
  });
  const carried = updates.map((u, k): CarriedValue => ({ name: names[k], state: loop.states[k].element as T.ReadTerm, initial: initial[k].element, update: u.element }));
  const solved = solve(carried, loop.counter.variable, loop.runs);
  if ('unsolved' in solved) {
    throw new Unsupported('recurrence', span, `no closed form was found for ${solved.unsolved.map(n => `'${n}'`).join(', ')}, carried through this loop`);
  }
  const byState = new Map(carried.map(c => [c.state.buffer, solved.get(c.name)!.value]));
  const trips = new Map<Term, Term>([[loop.counter.variable, loop.counter.trips]]);
  const values = initial.map((v, k) => ({ ...v, constexpr: false, element: T.substitute(solved.get(names[k])!.value, trips) }));
  const summaries = carried.map((c, k): Summary => {
    const s = solved.get(c.name)!;
    const finite = s.finite.map(term => ({ term, guard: T.and(guard, loop.runs), counters: [...counters, loop.counter], shape: initial[k].shape }));
    return { name: c.name, span, law: s.law, statement: s.statement, value: s.value, open: s.open, finite };
  });
  return { values, summaries, resolve: t => resolveStates(t, byState) };
}
