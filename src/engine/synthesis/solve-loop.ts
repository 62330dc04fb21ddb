/** Finds the closed forms of a loop's carried values, those first on which others depend. */
import * as T from '../term';
import type { Term } from '../term';
import { resolveStates } from '../symbolic/states';
import type { SynthesisOptions } from '../result';
import type { CarriedValue, LoopSolver, SolvedValue } from '../symbolic/loops';
import { inductionVariables, foldsOfLoop } from './closed-forms';
import { indexOfExtremum } from './extrema';
import { fromSecondIteration, fromTheStart, withoutIdleTests } from './first-iteration';
import type { Found, Law, Loop, Question, Solved } from './laws';
import { recurrenceOf, statesIn } from './recurrences';
import { FULL_SYNTHESIS } from './options';
import { withExtrema } from './order';
import { rescaledSum } from './rescaled';
import { synthesise } from './synthesise';

/** Laws that match an update are the cheapest productions: they are tried first. */
const matching: readonly Law[] = [...foldsOfLoop, rescaledSum, indexOfExtremum];

const solvedValue = ({ value, law, statement, finite, defined, how }: Found): SolvedValue => ({ value, law, statement, open: '', finite: finite ?? [], defined: defined ?? [], how: how ?? '' });

function firstOf(laws: readonly Law[], question: Question): Found | null {
  for (const law of laws) {
    const found = law(question);
    if (found) {
      return found;
    }
  }
  return null;
}

/** Whether the update depends on the history of other values: what a law then makes of it is a fold over folds. */
const hasHistory = ({ update, loop }: Question): boolean =>
  T.some(update, u => (u.kind === 'reduce' && u.binders.some(b => b.extent === loop.counter)) || (u.kind === 'recur' && u.count === loop.counter));

function guessed(question: Question, options: SynthesisOptions): Found | null {
  const law = options.topDown ? firstOf(matching, question) : null;
  return law && !(law.law.endsWith('fold') && hasHistory(question)) ? law : (synthesise(question, options) ?? law);
}

/** The first iteration apart, where it is treated apart. */
function peeled(question: Question, search: Search): Found | null {
  const later = fromSecondIteration(question);
  const found = later && (firstOf(inductionVariables, later) ?? search(later) ?? iteratedAlone(later));
  return found && fromTheStart(found, question);
}

function iteratedAlone({ carried, loop: { counter } }: Question): Found | null {
  return recurrenceOf([carried], [carried], counter, new Map())?.get(carried.name) ?? null;
}

function closedForm(question: Question, search: Search): SolvedValue | null {
  const found = firstOf(inductionVariables, question) ?? search(question) ?? peeled(question, search);
  return found && solvedValue(found);
}

/** Laws alone, without guessing. */
const LAWS: Search = question => firstOf(matching, question);

/** All that is known for a carried value whose update speaks of no value without a closed form. */
type Search = (question: Question) => Found | null;

export const solveLoop: LoopSolver = (carried, counter, runs) => solveWith(FULL_SYNTHESIS)(carried, counter, runs);

/** Without guessed closed forms, whose obligations are harder. */
export const solveByLaws: LoopSolver = (carried, counter, runs) => solveBy(LAWS, carried, counter, runs);

/** The solver with some parts of it switched off. */
export const solveWith =
  (options: SynthesisOptions): LoopSolver =>
  (carried, counter, runs) =>
    solveBy(question => guessed(question, options), carried, counter, runs);

function solveBy(search: Search, given: readonly CarriedValue[], counter: T.VariableTerm, runs: Term): ReturnType<LoopSolver> {
  const loop: Loop = { counter, runs };
  const carried = withExtrema(withoutIdleTests(given, loop));
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
      const result = others.length > 0 ? null : closedForm({ carried: c, update: resolve(c.update), loop, solved, resolve }, search);
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
}
