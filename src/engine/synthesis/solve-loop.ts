/** Finds the closed forms of a loop's carried values, those first on which others depend. */
import * as T from '../term';
import type { Term } from '../term';
import { resolveStates } from '../symbolic/states';
import type { CarriedValue, LoopSolver, SolvedValue } from '../symbolic/loops';
import { closedForm, rescaledForm, type Solved } from './closed-forms';
import { scalesTo } from './exponentials';
import { recurrenceOf, statesIn } from './recurrences';

export const solveLoop: LoopSolver = (carried, counter, runs) => {
  const loop = { counter, runs };
  const found = new Map<string, SolvedValue>();
  const values = new Map<string, Term>();
  const solved: Solved[] = [];
  let rest = [...carried];
  const take = (c: CarriedValue, result: SolvedValue): void => {
    found.set(c.name, result);
    values.set(c.state.buffer, result.value);
    solved.push({ state: c.state, update: c.update, value: result.value });
    rest = rest.filter(r => r !== c);
  };
  for (let progress = true; progress && rest.length > 0; ) {
    progress = false;
    for (const c of rest) {
      const others = [...statesIn(c.update, carried)].filter(b => b !== c.state.buffer && !values.has(b));
      const result = others.length > 0 ? null : one(c, loop, values, solved);
      if (result) {
        take(c, result);
        progress = true;
        break;
      }
    }
    if (!progress) {
      const iterated = recurrenceOf(rest, carried, counter, values);
      rest.filter(c => iterated?.has(c.name)).forEach(c => take(c, iterated!.get(c.name)!));
      progress = iterated !== null;
    }
  }
  return rest.length > 0 ? { unsolved: rest.map(r => r.name) } : found;
};

function one(c: CarriedValue, loop: { counter: T.VariableTerm; runs: Term }, values: ReadonlyMap<string, Term>, solved: readonly Solved[]): SolvedValue | null {
  const plain = closedForm({ ...c, update: resolveStates(c.update, values) }, loop);
  if (plain) {
    return { ...plain, open: '', finite: [] };
  }
  const rescaled = rescaledForm(c, loop, solved);
  if (!rescaled) {
    return null;
  }
  const { scale, before, after } = rescaled.invariant;
  if (!scalesTo(scale, before, after)) {
    return null;
  }
  // Other carried values inside the increments have closed forms of their own.
  return { value: resolveStates(rescaled.value, values), law: rescaled.law, statement: rescaled.statement, open: '', finite: [rescaled.finite] };
}
