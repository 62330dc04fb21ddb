/** Random instances of equations: tables of values for their variables, under their conditions. */
import type { PatternTree } from '../../../egraph/pattern-text';
import { random } from '../../__tests__/prove';
import type { Condition } from '../equation';
import { Evaluator, meets } from './pattern-values';
import { variablesOf, type Variables } from './signatures';

export type Claim = { readonly left: PatternTree; readonly right: PatternTree; readonly when: readonly Condition[] };

const POOLS = {
  Real: [0, 1, -1, 2, 0.5, -0.5, -2, 3, -3, 0.25, 1.5, -0.75, Infinity, -Infinity, NaN],
  /** Infinite and undefined values hide what goes wrong with ordinary ones. */
  Ordinary: [0, 1, -1, 2, 0.5, -0.5, -2, 3, -3, 0.25, 1.5, -0.75],
  Bool: [0, 1, 0, 1, NaN],
  OrdinaryBool: [0, 1, 1],
  Int: [-1, 0, 1, 2, 3]
} as const;

/** Relative to the largest number involved: what is equal but for rounding. */
const TOLERANCE = 1e-8;
export const agree = (a: number, b: number): boolean =>
  a === b || (Number.isNaN(a) && Number.isNaN(b)) || (Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b)));

export type Sampled = { readonly left: number; readonly right: number; readonly values: string };

/** One random instance that meets the conditions; null where none was found. */
export function sample({ left, right, when }: Claim, variables: Variables, next: () => number): Sampled | null {
  const isOrdinary = next() < 0.6;
  const table = new Map<string, number>();
  let failed = false;
  const draw = (name: string): number => {
    const { sort } = variables.get(name) ?? { sort: 'Real' as const };
    const pool: readonly number[] = sort === 'Int' ? POOLS.Int : sort === 'Bool' ? (isOrdinary ? POOLS.OrdinaryBool : POOLS.Bool) : isOrdinary || next() < 0.6 ? POOLS.Ordinary : POOLS.Real;
    for (let k = 0; k < 60; k++) {
      const value = pool[Math.floor(next() * pool.length)];
      if (meets(value, name, when)) {
        return value;
      }
    }
    failed = true;
    return NaN;
  };
  const instance = (name: string, at: readonly number[]): number => {
    const key = at.length === 0 ? name : `${name}(${at.join(', ')})`;
    let value = table.get(key);
    if (value === undefined) {
      value = draw(name);
      table.set(key, value);
    }
    return value;
  };
  const evaluator = new Evaluator(variables, instance);
  const slots = new Map([...variables.values()].flatMap(v => v.slots).map(s => [s, Math.floor(next() * 3)]));
  const l = evaluator.value(left, slots);
  const r = evaluator.value(right, slots);
  return failed ? null : { left: l, right: r, values: [...table].map(([name, value]) => `${name} = ${Number.isNaN(value) ? 'undefined' : value}`).join(', ') };
}

/** How many random instances were checked, how many of them had a value, and the first of those where the sides differ. */
export function tryOut(claim: Claim, tries: number, seed: number): { readonly checked: number; readonly defined: number; readonly witness: Sampled | null } {
  const variables = variablesOf([claim.left, claim.right], claim.when);
  const next = random(seed);
  let checked = 0;
  let defined = 0;
  for (let k = 0; k < tries; k++) {
    const found = sample(claim, variables, next);
    if (found) {
      checked += 1;
      defined += Number.isNaN(found.left) ? 0 : 1;
      if (!agree(found.left, found.right)) {
        return { checked, defined, witness: found };
      }
    }
  }
  return { checked, defined, witness: null };
}

export const showWitness = ({ left, right, values }: Sampled): string => `${show(left)} ≠ ${show(right)} at ${values || 'any values'}`;
const show = (v: number): string => (Number.isNaN(v) ? 'undefined' : String(v));
