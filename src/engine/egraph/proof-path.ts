/** Chains of equations between two terms with slots, with as few steps as can be found. */
import type { Heads } from './heads';
import type { Place } from './place';
import { CONGRUENCE, type ProofLog } from './proof-log';

/** An equation with slots in the place of its numbers, read in one direction. */
export type Hop = { readonly equation: number; readonly direction: 'forward' | 'backward'; readonly from: Place; readonly to: Place };

/**
 * What matters of a term on the way: which slots of the target stand where. Other slots are all alike (-1): an equation holds
 * whatever they are.
 */
type State = { readonly term: number; readonly codes: readonly number[] };

type Visit = { readonly state: State; readonly cost: number; readonly from: number; readonly entry: number; readonly introduced: ReadonlyMap<number, number> | null };

type Way = { readonly visits: readonly Visit[]; readonly cost: number };

/** So many congruences are priced exactly; the further ones by how many children differ. */
const MOST_PRICED = 20_000;

/** Slots that stand for bound ones where a congruence is priced: no equation has such numbers. */
const BOUND = 1 << 20;

const NOTHING: ReadonlyMap<number, number> = new Map();

/** Finds chains in one log. A rule costs one step, a congruence what its children cost. */
export class PathFinder {
  /** For each congruence that has been looked at: its price, or a lower bound, as -1 - price. */
  private readonly prices = new Map<number, number>();
  private priced = 0;

  constructor(private readonly log: ProofLog, private readonly heads: Heads) {}

  /** The cheapest chain by equations before the given one; null where there is none. `fresh` makes slots that occur nowhere else. */
  path(from: Place, to: Place, before: number, fresh: () => number): readonly Hop[] | null {
    const way = this.cheapest(from, to, before);
    return way && this.hops(way, from, to, fresh);
  }

  /** Searches with lower bounds, prices what lies on the way, and searches again until all of it has a price. */
  private cheapest(from: Place, to: Place, before: number): Way | null {
    for (;;) {
      const way = this.search(from, to, before);
      const open = way?.visits.flatMap(({ entry }) => (entry >= 0 && this.boundOf(entry >> 1) < 0 ? [entry >> 1] : [])) ?? [];
      if (open.length === 0) {
        return way;
      }
      open.forEach(equation => this.price(equation));
    }
  }

  /** The number of steps of an equation, or -1 - a lower bound. */
  private boundOf(equation: number): number {
    if (this.log.reason.data[equation] !== CONGRUENCE) {
      return 1;
    }
    let known = this.prices.get(equation);
    if (known === undefined) {
      const differing = this.childPairs(equation).filter(([a, b]) => !isSame(a, b)).length;
      known = -1 - Math.max(1, differing);
      this.prices.set(equation, known);
    }
    return known;
  }

  private price(equation: number): void {
    const bound = -1 - (this.prices.get(equation) as number);
    if (bound < 0) {
      return;
    }
    const isExact = this.priced++ < MOST_PRICED;
    const cost = isExact ? this.childPairs(equation).reduce((sum, [a, b]) => sum + (isSame(a, b) ? 0 : this.cheapest(a, b, equation)?.cost ?? 0), 0) : bound;
    this.prices.set(equation, Math.max(1, cost));
  }

  /** The children of both sides of a congruence, in the numbers of the equation. */
  private childPairs(equation: number): readonly (readonly [Place, Place])[] {
    const { own, other, term } = sidesOf(this.log, 2 * equation);
    const lefts = childrenOf(this.log, this.heads, { id: this.log.left.data[equation], args: Array.from(own) }, boundSlot);
    const rights = childrenOf(this.log, this.heads, { id: term, args: Array.from(other) }, boundSlot);
    return lefts.map((left, c) => [left, rights[c]] as const);
  }

  /** A cheapest way by what is known of prices. */
  private search(from: Place, to: Place, before: number): Way | null {
    const { log } = this;
    const start: State = { term: from.id, codes: from.args.map(arg => to.args.indexOf(arg)) };
    const goalKey = keyOf({ term: to.id, codes: to.args.map((_, i) => i) });
    const visits: Visit[] = [{ state: start, cost: 0, from: -1, entry: -1, introduced: null }];
    const best = new Map<number | string, number>([[keyOf(start), 0]]);
    // Costs are small integers: a list of visits for each.
    const queues: number[][] = [[0]];
    for (let cost = 0; cost < queues.length; cost++) {
      const queue = queues[cost] ?? [];
      for (let next = 0; next < queue.length; next++) {
        const at = queue[next];
        const { state } = visits[at];
        const key = keyOf(state);
        if (best.get(key) !== cost || visits[at].cost !== cost) {
          continue;
        }
        if (key === goalKey) {
          return wayTo(visits, at);
        }
        for (let entry = log.firstEquation.data[state.term]; entry !== -1; entry = log.nextEquation.data[entry]) {
          if (entry >> 1 >= before) {
            continue;
          }
          const bound = this.boundOf(entry >> 1);
          const reached = cost + (bound < 0 ? -1 - bound : bound);
          for (const [target, introduced] of across(log, state, entry, to.args.length)) {
            const targetKey = keyOf(target);
            if (reached < (best.get(targetKey) ?? Infinity)) {
              best.set(targetKey, reached);
              (queues[reached] ??= []).push(visits.length);
              visits.push({ state: target, cost: reached, from: at, entry, introduced });
            }
          }
        }
      }
    }
    return null;
  }

  private hops({ visits }: Way, start: Place, goal: Place, fresh: () => number): readonly Hop[] {
    let from = start;
    return visits.map(({ entry, introduced }) => {
      const { own, other, term } = sidesOf(this.log, entry);
      const slots = new Map<number, number>();
      own.forEach((number, i) => slots.set(number, from.args[i]));
      introduced?.forEach((code, number) => slots.set(number, code < 0 ? fresh() : goal.args[code]));
      const hop: Hop = { equation: entry >> 1, direction: (entry & 1) === 0 ? 'forward' : 'backward', from, to: { id: term, args: Array.from(other, number => slots.get(number) as number) } };
      from = hop.to;
      return hop;
    });
  }
}

const boundSlot = (child: number, b: number): number => BOUND + 64 * child + b;

const isSame = (a: Place, b: Place): boolean => a.id === b.id && a.args.every((arg, i) => arg === b.args[i]);

const keyOf = ({ term, codes }: State): number | string => (codes.length === 0 ? term : `${term} ${codes.join()}`);

function wayTo(visits: readonly Visit[], last: number): Way {
  const way: Visit[] = [];
  for (let at = last; visits[at].from >= 0; at = visits[at].from) {
    way.push(visits[at]);
  }
  return { visits: way.reverse(), cost: visits[last].cost };
}

/** The children of a term, with slots for those bound in them. */
export function childrenOf({ terms }: ProofLog, heads: Heads, { id, args }: Place, bound: (child: number, b: number) => number): readonly Place[] {
  const shapes = terms.shapes.data;
  const head = shapes[terms.start.data[id]];
  let read = terms.start.data[id] + 1 + heads.slots(head);
  return heads.binds(head).map((_, c) => {
    const child = shapes[read];
    const numbers = shapes.subarray(read + 1, read + 1 + terms.free.data[child]);
    read += 1 + numbers.length;
    return { id: child, args: Array.from(numbers, number => (number < 0 ? bound(c, -number - 1) : args[number])) };
  });
}

type Sides = { readonly own: Int32Array; readonly other: Int32Array; readonly term: number };

/** The numbers of an equation on the side of the entry and on the other side, and the term of the other side. */
function sidesOf(log: ProofLog, entry: number): Sides {
  const equation = entry >> 1;
  const [left, right] = [log.left.data[equation], log.right.data[equation]];
  const middle = log.argsAt.data[equation] + log.terms.free.data[left];
  const lefts = log.args.data.subarray(log.argsAt.data[equation], middle);
  const rights = log.args.data.subarray(middle, middle + log.terms.free.data[right]);
  return (entry & 1) === 0 ? { own: lefts, other: rights, term: right } : { own: rights, other: lefts, term: left };
}

/** All states that an equation leads to; slots that only its other side has may be any that the term does not have. */
function across(log: ProofLog, state: State, entry: number, targets: number): readonly (readonly [State, ReadonlyMap<number, number>])[] {
  const equation = entry >> 1;
  const other = (entry & 1) === 0 ? log.right.data[equation] : log.left.data[equation];
  if (log.terms.free.data[other] === 0) {
    return [[{ term: other, codes: [] }, NOTHING]];
  }
  const sides = sidesOf(log, entry);
  const codes = new Map<number, number>();
  sides.own.forEach((number, i) => codes.set(number, state.codes[i]));
  const introduced = Array.from(sides.other).filter(number => !codes.has(number));
  const unused = introduced.length === 0 ? [] : Array.from({ length: targets }, (_, i) => i).filter(code => !state.codes.includes(code));
  return injections(introduced, unused).map(choice => [{ term: other, codes: Array.from(sides.other, number => codes.get(number) ?? choice.get(number) ?? -1) }, choice] as const);
}

/** All ways to give numbers different codes, or none (-1). */
function injections(numbers: readonly number[], codes: readonly number[]): readonly ReadonlyMap<number, number>[] {
  if (numbers.length === 0) {
    return [NOTHING];
  }
  const [first, ...rest] = numbers;
  return [-1, ...codes].flatMap(code => injections(rest, codes.filter(c => c !== code)).map(choice => new Map([[first, code], ...choice])));
}
