/** Summarises a loop whose trip count is not known: its body runs once, for any iteration, and each carried value gets a closed form. */
import * as T from '../term';
import type { Term } from '../term';
import type { Span } from '../span';
import { Unsupported } from '../triton/unsupported';
import { isLane, isProgram, type LoopCounter, type Need } from './denotation';
import type { Mark, Recording } from './recording';
import { stateAt, stateResolver } from './states';
import { sameShape, sortOf, type SymbolicTensor } from './tensor';

/** One carried value, at fixed lanes: `state` stands for its value at the start of an iteration. */
export type CarriedValue = { readonly name: string; readonly state: T.ReadTerm; readonly initial: Term; readonly update: Term };

export type SolvedValue = {
  /** At the start of iteration `counter`. */
  readonly value: Term;
  readonly law: string;
  readonly statement: string;
  readonly open: string;
  /** Terms that must be finite, or defined, at each iteration. */
  readonly finite: readonly Term[];
  readonly defined?: readonly Term[];
  /** How it was guessed; empty where a law gives it. */
  readonly how?: string;
};

/** Finds the closed forms of all carried values, or names those for which it finds none. */
export type LoopSolver = (carried: readonly CarriedValue[], counter: T.VariableTerm, runs: Term) => ReadonlyMap<string, SolvedValue> | { readonly unsolved: readonly string[] };

export type LoopBounds = { readonly start: Term; readonly stop: Term; readonly step: Term };

/** Arguments and numbers of programs: a program id or a lane may be 0. */
const isSize = (t: Term): boolean => t.kind === 'variable' && !t.name.includes('%') && !isLane(t) && !isProgram(t);

/** A part of a size: `B // 2`. */
const isPart = (t: Term): boolean => T.isApply(t, 'floordiv') && isSize(t.args[0]) && T.isNumber(t.args[1]) && t.args[1].value.numerator > 0n;

/** The direction of a step: its sizes and parts of sizes are taken to be positive (premises say so). Null: not known. */
export function directionOf(step: Term): 'forwards' | 'backwards' | null {
  const parts = T.monomials(step);
  if (parts.length === 0 || !parts.every(m => m.atoms.every(a => isSize(a) || isPart(a)))) {
    return null;
  }
  return parts.every(m => m.coefficient > 0n) ? 'forwards' : parts.every(m => m.coefficient < 0n) ? 'backwards' : null;
}

/** t / size, where every monomial of t has size's single one as a factor; null elsewhere. */
function exactQuotient(t: Term, size: Term): Term | null {
  const factors = T.monomials(size);
  if (factors.length !== 1 || t === T.ZERO) {
    return null;
  }
  const quotient: T.Monomial[] = [];
  for (const m of T.monomials(t)) {
    const atoms = [...m.atoms];
    const divides = factors[0].atoms.every(a => {
      const at = atoms.indexOf(a);
      return at >= 0 && atoms.splice(at, 1).length === 1;
    });
    if (!divides || m.coefficient % factors[0].coefficient !== 0n) {
      return null;
    }
    quotient.push({ coefficient: m.coefficient / factors[0].coefficient, atoms });
  }
  return T.fromMonomials(quotient);
}

/** How often the loop runs: ⌈distance / size⌉. */
export function tripCount({ start, stop, step }: LoopBounds): Term {
  const backwards = directionOf(step) === 'backwards';
  const [distance, size] = backwards ? [T.sub(start, stop), T.neg(step)] : [T.sub(stop, start), step];
  const count = exactQuotient(distance, size) ?? T.apply('floordiv', [T.sub(T.add(distance, size), T.ONE), size]);
  return T.apply('max2', [T.ZERO, count]);
}

/** That iteration `counter` takes place. */
export function runsAt({ start, stop, step }: LoopBounds, counter: Term): Term {
  const index = T.add(start, T.mul(counter, step));
  return directionOf(step) === 'backwards' ? T.lt(stop, index) : T.lt(index, stop);
}

let nextLoop = 0;

/** A loop whose body is about to run for any iteration: its counter, and a state for each carried value. */
export type OpenLoop = {
  readonly id: number;
  readonly counter: T.VariableTerm;
  readonly states: readonly SymbolicTensor[];
};

export function openLoop(names: readonly string[], initial: readonly SymbolicTensor[]): OpenLoop {
  const id = nextLoop++;
  const states = initial.map((v, k) => {
    const sort = v.base === null ? sortOf(v.dtype) : 'Int';
    return { ...v, constexpr: false, element: stateAt(`state!${id}!${names[k]}`, v.shape, sort) };
  });
  return { id, counter: T.fresh('t', 'Int'), states };
}

/** Each carried value as a state and its update. */
export function carriedValues(loop: OpenLoop, names: readonly string[], initial: readonly SymbolicTensor[], updates: readonly SymbolicTensor[], span: Span): CarriedValue[] {
  return updates.map((u, k) => {
    if (!sameShape(u.shape, initial[k].shape) || u.base !== initial[k].base) {
      throw new Unsupported('loop-carried type', span, `'${names[k]}' has another shape or tensor after an iteration than before`);
    }
    return { name: names[k], state: loop.states[k].element as T.ReadTerm, initial: initial[k].element, update: u.element };
  });
}

/** When the iterations of a loop take place, and how many there are. */
export type LoopHeader = { readonly runs: Term; readonly trips: Term };

/** Finds the closed forms, puts them in the place of states in all that the body recorded, and gives the values after the loop. */
export function closeLoop(
  record: Recording,
  body: Mark,
  loop: OpenLoop,
  header: LoopHeader,
  carried: readonly CarriedValue[],
  initial: readonly SymbolicTensor[],
  solve: LoopSolver,
  span: Span,
  placeholders: ReadonlyMap<string, Term> = new Map()
): readonly SymbolicTensor[] {
  const solved = solve(carried, loop.counter, header.runs);
  if ('unsolved' in solved) {
    throw new Unsupported('recurrence', span, `no closed form was found for ${solved.unsolved.map(n => `'${n}'`).join(', ')}, carried through this loop`);
  }
  const counter: LoopCounter = { variable: loop.counter, trips: header.trips };
  const guard = T.and(record.guard, header.runs);
  const counters = [...record.counters, counter];
  // A value that no iteration changes is not carried: windows have many of them.
  carried.forEach((c, k) => {
    if (c.update !== c.state) {
      const s = solved.get(c.name)!;
      const needs = (terms: readonly Term[], need: Need) => terms.map(term => ({ term, need, guard, counters, shape: initial[k].shape }));
      const finite = [...needs(s.finite, 'finite'), ...needs(s.defined ?? [], 'defined')];
      record.summaries.push({ name: c.name, span, law: s.law, statement: s.statement, value: s.value, open: s.open, finite, how: s.how ?? '' });
    }
  });
  const closedForms = carried.map(c => [c.state.buffer, solved.get(c.name)!.value] as const);
  record.rewriteSince(body, stateResolver(new Map([...placeholders, ...closedForms])));
  const trips = new Map<Term, Term>([[loop.counter, header.trips]]);
  return initial.map((v, k) => ({ ...v, constexpr: false, element: T.substitute(solved.get(carried[k].name)!.value, trips) }));
}
