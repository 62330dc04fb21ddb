/** Control flow of symbolic execution: loops for any iteration. */
import * as T from '../term';
import type { Term } from '../term';
import type { LoopSpec } from '../triton/domain';
import { Unsupported } from '../triton/unsupported';
import type { Effect, Load } from './denotation';
import { directionOf, endLoop, startLoop, type LoopSolver } from './loops';
import type { Recording } from './recording';
import { expectInteger } from './retype';
import type { SymbolicTensor } from './tensor';

type Tensor = SymbolicTensor;

/** Runs the body once, for any iteration, and puts closed forms in the place of carried values. */
export function runLoop(record: Recording, spec: LoopSpec<Tensor>, solveLoop: LoopSolver): readonly Tensor[] {
  const element = (t: Tensor): Term => {
    if (t.element.sort !== 'Int') {
      throw expectInteger(t.element, record.elementSorts, spec.span, 'the bound of a loop');
    }
    return t.element;
  };
  const bounds = { start: element(spec.start), stop: element(spec.stop), step: element(spec.step) };
  if (directionOf(bounds.step) === null) {
    throw new Unsupported('loop step', spec.span, 'whether this loop counts up or down is not known');
  }
  record.steps.push(bounds.step);
  const run = startLoop(bounds, spec.names, spec.initial);
  const marks = { effects: record.effects.length, loads: record.loads.length, claims: record.claims.length, products: record.products.length, summaries: record.summaries.length };
  record.guards.push(run.runs);
  record.counters.push(run.counter);
  const index: Tensor = { dtype: spec.dtype, shape: [], element: T.add(bounds.start, T.mul(run.counter.variable, bounds.step)), base: null, constexpr: false };
  const updates = spec.body(index, run.states);
  record.counters.pop();
  record.guards.pop();
  const end = endLoop(run, spec.names, spec.initial, updates, record.guard, [...record.counters], solveLoop, spec.span);
  const resolved = <A extends Load | Effect>(a: A): A => ({
    ...a,
    address: end.resolve(a.address),
    guard: end.resolve(a.guard),
    loops: a.loops.map(l => ({ ...l, trips: end.resolve(l.trips) })),
    ...('value' in a ? { value: end.resolve(a.value) } : {})
  });
  replaceFrom(record.effects, marks.effects, resolved);
  replaceFrom(record.loads, marks.loads, resolved);
  replaceFrom(record.claims, marks.claims, c => ({ ...c, statement: end.resolve(c.statement), guard: end.resolve(c.guard) }));
  replaceFrom(record.products, marks.products, p => ({ ...p, value: end.resolve(p.value), guard: end.resolve(p.guard) }));
  replaceFrom(record.summaries, marks.summaries, s => ({ ...s, value: end.resolve(s.value), finite: s.finite.map(f => ({ ...f, term: end.resolve(f.term), guard: end.resolve(f.guard) })) }));
  record.summaries.push(...end.summaries.map(s => ({ ...s, finite: s.finite.map(f => ({ ...f, term: end.resolve(f.term) })) })));
  return end.values;
}

function replaceFrom<X>(list: X[], start: number, change: (x: X) => X): void {
  for (let k = start; k < list.length; k++) {
    list[k] = change(list[k]);
  }
}
