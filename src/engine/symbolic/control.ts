/** Loops of symbolic execution: the body runs once, for any iteration. */
import * as T from '../term';
import type { Term } from '../term';
import type { LoopSpec, WhileSpec } from '../triton/domain';
import { Unsupported } from '../triton/unsupported';
import { carriedValues, closeLoop, directionOf, openLoop, runsAt, tripCount, type LoopSolver } from './loops';
import type { Recording } from './recording';
import { expectInteger } from './retype';
import type { SymbolicTensor } from './tensor';
import { countedCondition } from './while';

type Tensor = SymbolicTensor;

/** Runs something; where it throws, the recording is as before. */
function undone<R>(record: Recording, body: () => R): R {
  const before = record.mark();
  try {
    return body();
  } catch (signal) {
    record.restore(before);
    throw signal;
  }
}

/** A loop over a range. */
export function runLoop(record: Recording, spec: LoopSpec<Tensor>, solve: LoopSolver): readonly Tensor[] {
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
  return undone(record, () => {
    record.steps.push(bounds.step);
    const body = record.mark();
    const loop = openLoop(spec.names, spec.initial);
    const header = { runs: runsAt(bounds, loop.counter), trips: tripCount(bounds) };
    const constexpr = [spec.start, spec.stop, spec.step].every(t => t.constexpr);
    const index: Tensor = { dtype: spec.dtype, shape: [], element: T.add(bounds.start, T.mul(loop.counter, bounds.step)), base: null, constexpr };
    record.guards.push(header.runs);
    record.counters.push({ variable: loop.counter, trips: header.trips });
    const updates = spec.body(index, loop.states);
    record.counters.pop();
    record.guards.pop();
    const carried = carriedValues(loop, spec.names, spec.initial, updates, spec.span);
    return closeLoop(record, body, loop, header, carried, spec.initial, solve, spec.span);
  });
}

/**
 * A loop on a condition. When its iterations take place is known only once the counters in the condition have closed forms, so
 * that two placeholders stand for it while the body runs.
 */
export function runWhile(record: Recording, spec: WhileSpec<Tensor>, solve: LoopSolver): readonly Tensor[] {
  return undone(record, () => {
    const body = record.mark();
    const loop = openLoop(spec.names, spec.initial);
    const accesses = () => record.loads.length + record.effects.length;
    const before = accesses();
    const test = spec.test(loop.states);
    if (accesses() > before) {
      throw new Unsupported('while', spec.span, 'the condition of this loop reads memory');
    }
    if (test.shape.length > 0) {
      throw new Unsupported('while', spec.span, 'a block is no condition: reduce it to a scalar');
    }
    const condition = test.element;
    const runs = T.read(`state!${loop.id}!!runs`, T.ZERO, 'Bool');
    const trips = T.read(`state!${loop.id}!!trips`, T.ZERO, 'Int');
    record.guards.push(runs);
    record.counters.push({ variable: loop.counter, trips });
    const updates = spec.body(loop.states);
    record.counters.pop();
    record.guards.pop();
    const carried = carriedValues(loop, spec.names, spec.initial, updates, spec.span);
    const counted = countedCondition(condition, carried, loop.counter, solve);
    if (counted.kind === 'failure') {
      throw new Unsupported('while', spec.span, `this loop runs as long as a condition holds, and ${counted.why}`);
    }
    record.steps.push(...counted.steps);
    const placeholders = new Map<string, Term>([[runs.buffer, counted.runs], [trips.buffer, counted.trips]]);
    return closeLoop(record, body, loop, counted, carried, spec.initial, solve, spec.span, placeholders);
  });
}
