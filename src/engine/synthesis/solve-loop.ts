/** Finds the closed forms of a loop's carried values, those first on which others depend. */
import * as T from '../term';
import type { Term } from '../term';
import { resolveStates } from '../symbolic/states';
import type { CarriedValue, LoopSolver, SolvedValue } from '../symbolic/loops';
import { closedForm, rescaledForm, type Solved } from './closed-forms';
import { scalesTo } from './exponentials';

const statesIn = (t: Term, carried: readonly CarriedValue[]): Set<string> => {
  const names = new Set(carried.map(c => c.state.buffer));
  return new Set([...T.subterms(t)].flatMap(u => (u.kind === 'read' && names.has(u.buffer) ? [u.buffer] : [])));
};

export const solveLoop: LoopSolver = (carried, counter, runs) => {
  const loop = { counter, runs };
  const found = new Map<string, SolvedValue>();
  const values = new Map<string, Term>();
  const solved: Solved[] = [];
  let rest = [...carried];
  for (let progress = true; progress && rest.length > 0; ) {
    progress = false;
    for (const c of rest) {
      const others = [...statesIn(c.update, carried)].filter(b => b !== c.state.buffer && !values.has(b));
      if (others.length > 0) {
        continue;
      }
      const result = one(c, loop, values, solved);
      if (!result) {
        continue;
      }
      found.set(c.name, result);
      values.set(c.state.buffer, result.value);
      solved.push({ state: c.state, update: c.update, value: result.value });
      rest = rest.filter(r => r !== c);
      progress = true;
      break;
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
