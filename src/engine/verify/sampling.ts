/**
 * Cheap refutation: small integers for which the hypotheses hold and the goal fails. Spares the solver what it is slow at, finding models.
 * Numbers are drawn, then changed one at a time where a claim fails, as long as no more claims fail than before (WalkSAT).
 */
import * as T from '../term';
import type { Term } from '../term';
import { compile } from '../term/evaluate';
import { Random } from './random';

const STARTS = 24;
const MOVES = 24;

type Variables = Map<string, number>;
/** A claim that must come out as wanted, and the variables in it. */
type Claim = { readonly holds: (variables: Variables, read: (buffer: string, address: number) => number) => boolean; readonly names: readonly string[] };

const claimOf = (t: Term, wanted: 0 | 1): Claim => {
  const run = compile(t);
  return { holds: (variables, read) => run({ variables, read }) === wanted, names: [...T.freeVariables(t)].map(v => v.name) };
};

/** Indices are small, sizes a little larger; zero and negatives occur. */
function draw(name: string, random: Random, widely: boolean): number {
  const isIndex = /^(lane|pid)\[|%/.test(name);
  return isIndex ? random.below(4) : random.below(10) === 0 ? random.below(5) - 2 : 1 + random.below(widely ? 9 : 4);
}

/** Folds take long to evaluate: they are looked at where everything else is as wanted. */
const isSlow = (t: Term): boolean => T.some(t, u => u.kind === 'reduce' || u.kind === 'recur');

/** Whether some sample shows that the hypotheses do not imply the goal. Deterministic; `false` says nothing. */
export function isRefutedBySample(hypotheses: readonly Term[], goal: Term): boolean {
  const all = [...hypotheses.map(h => ({ slow: isSlow(h), claim: claimOf(h, 1) })), { slow: isSlow(goal), claim: claimOf(goal, 0) }];
  const [claims, later] = [false, true].map(slow => all.filter(c => c.slow === slow).map(c => c.claim));
  const names = [...new Set([...claims, ...later].flatMap(c => c.names))];
  const about = new Map(names.map(name => [name, claims.filter(c => c.names.includes(name))]));
  const random = new Random(names.length * 7919 + hypotheses.length);
  for (let start = 0; start < STARTS; start++) {
    if (finds(claims, later, names, about, random, start % 2 === 1)) {
      return true;
    }
  }
  return false;
}

function finds(claims: readonly Claim[], later: readonly Claim[], names: readonly string[], about: ReadonlyMap<string, readonly Claim[]>, random: Random, widely: boolean): boolean {
  const contents = new Map<string, number>();
  const read = (buffer: string, address: number): number => {
    const key = `${buffer} ${address}`;
    let value = contents.get(key);
    if (value === undefined) {
      value = random.below(7) - 2;
      contents.set(key, value);
    }
    return value;
  };
  const variables: Variables = new Map(names.map(name => [name, draw(name, random, widely)]));
  const failing = (of: readonly Claim[]): Claim[] => of.filter(c => !c.holds(variables, read));
  let failed = failing(claims);
  for (let move = 0; move < MOVES && failed.length > 0; move++) {
    const { names: own } = random.pick(failed);
    if (own.length === 0) {
      return false;
    }
    const name = random.pick(own);
    const before = variables.get(name)!;
    const touched = about.get(name)!;
    variables.set(name, random.below(2) === 0 ? draw(name, random, widely) : before + random.pick([-2, -1, 1, 2]));
    const after = failing(touched);
    if (after.length > failed.filter(c => touched.includes(c)).length) {
      variables.set(name, before);
    } else {
      failed = [...failed.filter(c => !touched.includes(c)), ...after];
    }
  }
  return failed.length === 0 && failing(later).length === 0;
}
