/** What no law closes stays a recurrence: the formula iterates the update itself, which needs no proof beyond its definition. */
import * as T from '../term';
import type { Term } from '../term';
import { resolveStates } from '../symbolic/states';
import type { CarriedValue, SolvedValue } from '../symbolic/loops';

/** Closed forms that may stand in an update: those that take no time to compute anew in each step. */
const isCheap = (t: Term): boolean => !T.some(t, u => u.kind === 'reduce' || u.kind === 'recur');

/** The states that a term reads, by buffer. */
export function statesIn(t: Term, carried: readonly CarriedValue[]): Set<string> {
  const names = new Set(carried.map(c => c.state.buffer));
  return new Set([...T.subterms(t)].flatMap(u => (u.kind === 'read' && names.has(u.buffer) ? [u.buffer] : [])));
}

/** The value with all that it depends on, in the order of the loop. */
function closure(c: CarriedValue, carried: readonly CarriedValue[], given: ReadonlyMap<string, Term>): CarriedValue[] {
  const members = new Set([c]);
  for (const m of members) {
    const reads = statesIn(m.update, carried);
    carried.forEach(x => reads.has(x.state.buffer) && !given.has(x.state.buffer) && members.add(x));
  }
  return carried.filter(x => members.has(x));
}

/** Whether each state is read at its own lanes only, so that every lane has a recurrence of its own. */
function isLanewise(t: Term, members: readonly CarriedValue[]): boolean {
  return !T.some(t, u => u.kind === 'read' && members.some(m => m.state.buffer === u.buffer && m.state !== u));
}

/**
 * The smallest group of values without a closed form that depends on nothing else without one, as a recurrence; null when a value
 * depends on other lanes. What has a closed form that would have to be summed up in each step takes part as a state.
 */
export function recurrenceOf(rest: readonly CarriedValue[], carried: readonly CarriedValue[], counter: T.VariableTerm, values: ReadonlyMap<string, Term>): Map<string, SolvedValue> | null {
  const given = new Map([...values].filter(([, value]) => isCheap(value)));
  const groups = rest.map(c => closure(c, carried, given)).sort((a, b) => a.length - b.length);
  for (const members of groups) {
    const updates = members.map(m => resolveStates(m.update, given));
    if (!updates.every(u => isLanewise(u, members))) {
      continue;
    }
    const index = T.fresh('j', 'Int');
    const states = members.map(m => T.fresh('s', m.state.sort));
    const opened = new Map<Term, Term>([[counter, index], ...members.map((m, k) => [m.state, states[k]] as const)]);
    const recurrence = { index, states, initial: members.map(m => m.initial), updates: updates.map(u => T.substitute(u, opened)) };
    const found = members.filter(m => rest.includes(m)).map((m): [string, SolvedValue] => [
      m.name,
      {
        value: T.recur(counter, recurrence, members.indexOf(m)),
        law: 'recurrence',
        statement: "s' = u(k, s) ⇒ s(k) is u, iterated k times from s(0)",
        open: '',
        finite: []
      }
    ]);
    return new Map(found);
  }
  return null;
}
