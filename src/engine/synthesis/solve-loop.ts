/** Finds the closed forms of a loop's carried values, those first on which others depend. */
import type { Term } from '../term';
import { resolveStates } from '../symbolic/states';
import type { CarriedValue, LoopSolver, SolvedValue } from '../symbolic/loops';
import { simpleLaws } from './closed-forms';
import { indexOfExtremum } from './extrema';
import type { Found, Law, Loop, Question, Solved } from './laws';
import { recurrenceOf, statesIn } from './recurrences';
import { rescaledSum } from './rescaled';

/** The cheapest first. Those that speak of another carried value by its closed form come after those that take it as it is. */
const laws: readonly Law[] = [...simpleLaws, rescaledSum, indexOfExtremum];

const solvedValue = ({ value, law, statement, finite, defined }: Found): SolvedValue => ({ value, law, statement, open: '', finite: finite ?? [], defined: defined ?? [] });

function firstLaw(question: Question): SolvedValue | null {
  for (const law of laws) {
    const found = law(question);
    if (found) {
      return solvedValue(found);
    }
  }
  return null;
}

export const solveLoop: LoopSolver = (carried, counter, runs) => {
  const loop: Loop = { counter, runs };
  const found = new Map<string, SolvedValue>();
  const values = new Map<string, Term>();
  const solved: Solved[] = [];
  let rest = [...carried];
  const take = (c: CarriedValue, result: SolvedValue): void => {
    found.set(c.name, result);
    values.set(c.state.buffer, result.value);
    solved.push({ ...c, value: result.value });
    rest = rest.filter(r => r !== c);
  };
  const resolve = (t: Term): Term => resolveStates(t, values);
  for (let progress = true; progress && rest.length > 0; ) {
    progress = false;
    for (const c of rest) {
      const others = [...statesIn(c.update, carried)].filter(b => b !== c.state.buffer && !values.has(b));
      const result = others.length > 0 ? null : firstLaw({ carried: c, update: resolve(c.update), loop, solved, resolve });
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
