/** The shortest chain of equations between two terms with slots. */
import type { ProofLog } from './proof-log';
import type { Stored } from './store';

/** An equation with slots in the place of its numbers, read in one direction. */
export type Hop = { readonly equation: number; readonly direction: 'forward' | 'backward'; readonly from: Stored; readonly to: Stored };

/**
 * What matters of a term on the way: which slots of the target stand where. Other slots are all alike (-1): an equation holds
 * whatever they are.
 */
type State = { readonly term: number; readonly codes: readonly number[] };

type Visit = { readonly state: State; readonly from: number; readonly entry: number; readonly introduced: ReadonlyMap<number, number> };

/** A shortest chain by equations before the given one; null where there is none. `fresh` makes slots that occur nowhere else. */
export function findPath(log: ProofLog, from: Stored, to: Stored, before: number, fresh: () => number): readonly Hop[] | null {
  const goal: State = { term: to.id, codes: to.args.map((_, i) => i) };
  const start: State = { term: from.id, codes: from.args.map(arg => to.args.indexOf(arg)) };
  const visits: Visit[] = [{ state: start, from: -1, entry: -1, introduced: new Map() }];
  const seen = new Set([keyOf(start)]);
  const goalKey = keyOf(goal);
  for (let at = 0; at < visits.length; at++) {
    if (keyOf(visits[at].state) === goalKey) {
      return hopsTo(log, visits, at, from, to, fresh);
    }
    const { state } = visits[at];
    for (let entry = log.firstEquation.data[state.term]; entry !== -1; entry = log.nextEquation.data[entry]) {
      if (entry >> 1 < before) {
        for (const [next, introduced] of across(log, state, entry, to.args.length)) {
          const key = keyOf(next);
          if (!seen.has(key)) {
            seen.add(key);
            visits.push({ state: next, from: at, entry, introduced });
          }
        }
      }
    }
  }
  return null;
}

const keyOf = ({ term, codes }: State): string => (codes.length === 0 ? `${term}` : `${term} ${codes.join()}`);

type Sides = { readonly own: Int32Array; readonly other: Int32Array; readonly term: number };

/** The numbers of an equation on the side of the entry and on the other side. */
function sidesOf(log: ProofLog, entry: number): Sides {
  const equation = entry >> 1;
  const [left, right] = [log.left.data[equation], log.right.data[equation]];
  const middle = log.argsAt.data[equation] + log.terms.free.data[left];
  const lefts = log.args.data.subarray(log.argsAt.data[equation], middle);
  const rights = log.args.data.subarray(middle, middle + log.terms.free.data[right]);
  return (entry & 1) === 0 ? { own: lefts, other: rights, term: right } : { own: rights, other: lefts, term: left };
}

/** All states that an equation leads to; slots that only its other side has may be any that the term does not have. */
function* across(log: ProofLog, state: State, entry: number, targets: number): Generator<readonly [State, ReadonlyMap<number, number>]> {
  const { own, other, term } = sidesOf(log, entry);
  const codes = new Map<number, number>();
  own.forEach((number, i) => codes.set(number, state.codes[i]));
  const introduced = Array.from(other).filter(number => !codes.has(number));
  const unused = Array.from({ length: targets }, (_, i) => i).filter(code => !state.codes.includes(code));
  for (const choice of injections(introduced, unused)) {
    yield [{ term, codes: Array.from(other, number => codes.get(number) ?? choice.get(number) ?? -1) }, choice];
  }
}

/** All ways to give numbers different codes, or none (-1). */
function* injections(numbers: readonly number[], codes: readonly number[]): Generator<ReadonlyMap<number, number>> {
  if (numbers.length === 0) {
    yield new Map();
    return;
  }
  const [first, ...rest] = numbers;
  for (const code of [-1, ...codes]) {
    for (const choice of injections(rest, codes.filter(c => c !== code))) {
      yield new Map([[first, code], ...choice]);
    }
  }
}

function hopsTo(log: ProofLog, visits: readonly Visit[], last: number, start: Stored, goal: Stored, fresh: () => number): readonly Hop[] {
  const way: Visit[] = [];
  for (let at = last; visits[at].from >= 0; at = visits[at].from) {
    way.push(visits[at]);
  }
  let from = start;
  return way.reverse().map(({ entry, introduced }) => {
    const { own, other, term } = sidesOf(log, entry);
    const slots = new Map<number, number>();
    own.forEach((number, i) => slots.set(number, from.args[i]));
    introduced.forEach((code, number) => slots.set(number, code < 0 ? fresh() : goal.args[code]));
    const hop: Hop = { equation: entry >> 1, direction: (entry & 1) === 0 ? 'forward' : 'backward', from, to: { id: term, args: Array.from(other, number => slots.get(number) as number) } };
    from = hop.to;
    return hop;
  });
}
