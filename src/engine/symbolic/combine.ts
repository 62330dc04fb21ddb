/**
 * Folds and scans by a function of the kernel's own. The fold is a loop over the axis whose carried values are the results so far:
 * it gets a closed form as other loops do. That the order does not matter is an obligation on the function.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { CombineSpec } from '../triton/domain';
import { Unsupported } from '../triton/unsupported';
import { lane, type Combination, type Equation, type Need } from './denotation';
import { openLoop, type LoopSolver } from './loops';
import type { Recording } from './recording';
import { stateResolver } from './states';
import { isUnit, reindex, sameShape, sortOf, type SymbolicTensor } from './tensor';

type Tensor = SymbolicTensor;

/** What is combined, at one place of the other axes. */
type Line = { readonly extent: Term; readonly rest: readonly Term[]; readonly at: (index: Term) => readonly Tensor[] };

function lineOf({ tensors, axis, reverse, span }: CombineSpec<Tensor>): Line {
  const { shape } = tensors[0];
  if (!tensors.every(t => sameShape(t.shape, shape))) {
    throw new Unsupported('shape mismatch', span, 'blocks that are combined together have different shapes');
  }
  const extent = shape[axis];
  const rest = shape.filter((_, k) => k !== axis);
  const at = (index: Term) =>
    tensors.map((t): Tensor => {
      const place = reverse ? T.sub(T.sub(extent, T.ONE), index) : index;
      const to = shape.map((own, k) => (k === axis ? (isUnit(extent) ? T.ZERO : place) : isUnit(own) ? T.ZERO : lane(rest.length - 1 - (k < axis ? k : k - 1))));
      return { ...t, shape: rest, element: reindex(t, to), constexpr: false };
    });
  return { extent, rest, at };
}

/** The results: the last one of the fold, or all of them along the axis. */
export function combine(record: Recording, spec: CombineSpec<Tensor>, solve: LoopSolver): readonly Tensor[] {
  const line = lineOf(spec);
  const { axis, span, tensors } = spec;
  const first = line.at(T.ZERO);
  if (isUnit(line.extent)) {
    return spec.results === 'last' ? first : tensors;
  }
  const names = tensors.map((_, k) => `${k}`);
  const loop = openLoop(names, first);
  const start = record.mark();
  const updates = spec.combine(loop.states, line.at(T.add(loop.counter, T.ONE)));
  const steps = T.sub(line.extent, T.ONE);
  const carried = updates.map((u, k) => ({ name: names[k], state: loop.states[k].element as T.ReadTerm, initial: first[k].element, update: u.element }));
  const solved = solve(carried, loop.counter, T.lt(loop.counter, steps));
  if ('unsolved' in solved) {
    throw new Unsupported('recurrence', span, 'no closed form was found for what this function combines');
  }
  record.rewriteSince(start, stateResolver(new Map(carried.map(c => [c.state.buffer, solved.get(c.name)!.value]))));
  const before = record.mark();
  const combination = lawsOf(spec);
  record.restore(before);
  const conditions = {
    guard: T.and(record.guard, T.lt(loop.counter, steps)),
    counters: [...record.counters, { variable: loop.counter, trips: steps }],
    shape: line.rest
  };
  const needs = (terms: readonly Term[], need: Need) => terms.map(term => ({ term, need, ...conditions }));
  const following = line.at(T.add(loop.counter, T.ONE));
  const elements = needs([...first, ...following].map(t => t.element), 'element');
  carried.forEach((c, k) => {
    const s = solved.get(c.name)!;
    const finite = [...needs(s.finite, 'finite'), ...needs(s.defined ?? [], 'defined'), ...(k === 0 ? elements : [])];
    record.summaries.push({ name: 'the combined value', span, law: s.law, statement: s.statement, value: s.value, open: s.open, finite, how: s.how ?? '', ...(k === 0 ? { combination } : {}) });
  });
  return carried.map((c, k): Tensor => {
    const { value } = solved.get(c.name)!;
    if (spec.results === 'last') {
      return { ...first[k], element: T.substitute(value, new Map<Term, Term>([[loop.counter, steps]])) };
    }
    const { shape } = tensors[k];
    const along = lane(shape.length - 1 - axis);
    const place = spec.reverse ? T.sub(steps, along) : along;
    const moved = new Map<Term, Term>([[loop.counter, place]]);
    line.rest.forEach((_, r) => moved.set(lane(line.rest.length - 1 - r), lane(shape.length - 1 - (r < axis ? r : r + 1))));
    return { ...tensors[k], element: T.substitute(value, moved), constexpr: false };
  });
}

/** (a ∘ b) ∘ c = a ∘ (b ∘ c), and a ∘ b = b ∘ a for a fold, over variables. */
function lawsOf(spec: CombineSpec<Tensor>): Combination {
  const operand = (hint: string) => spec.tensors.map((t): Tensor => ({ dtype: t.dtype, shape: [], element: T.fresh(hint, sortOf(t.dtype)), base: null, constexpr: false }));
  const [a, b, c] = ['a', 'b', 'c'].map(operand);
  const both = spec.combine(a, b);
  const summed = both.flatMap((t, k) => (t.element.sort === 'Real' && t.element === T.add(a[k].element, b[k].element) ? [k] : []));
  const equations = (law: string, left: readonly Tensor[], right: readonly Tensor[]) => left.map((l, k): Equation => ({ law, left: l.element, right: right[k].element }));
  return {
    summed,
    operands: [a, b, c].map(x => x.map(t => t.element)),
    both: both.map(t => t.element),
    equations: [
      ...equations('associative', spec.combine(both, c), spec.combine(a, spec.combine(b, c))),
      ...(spec.results === 'last' ? equations('commutative', both, spec.combine(b, a)) : [])
    ]
  };
}
