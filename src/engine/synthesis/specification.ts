/** What a closed form must equal: the first values of a carried value, by unrolling, as terms and on samples. */
import * as T from '../term';
import type { Term } from '../term';
import { evaluate, type Environment } from '../term/evaluate';
import type { CarriedValue } from '../symbolic/loops';
import { Algebra, unlessTooLarge } from './algebra';
import { readsState } from './laws';

/** The trip counts that are unrolled. */
export const TRIPS: readonly number[] = [1, 2, 3];
const ENVIRONMENTS = 6;
const MAX_SIZE = 2_000;

export type Specification = {
  /** Where candidates are compared. */
  readonly environments: readonly Environment[];
  /** The value after 1, 2 and 3 iterations, in normal form. */
  readonly unrolled: readonly Term[];
};

/** Small numbers, the same for the same name and place. */
function hash(text: string): number {
  let h = 2166136261;
  for (const c of text) {
    h = Math.imul(h ^ c.charCodeAt(0), 16777619);
  }
  h = Math.imul(h ^ (h >>> 15), 2246822519);
  return ((h ^ (h >>> 13)) >>> 0) / 4294967296;
}

const inRange = (h: number): number => Math.round((h * 4 - 2) * 1024) / 1024;

/** Deterministic environments. Sizes are large, so that the first iterations take place and no mask is met by chance. */
function environmentsFor(terms: readonly Term[]): Environment[] {
  const reals = new Set(terms.flatMap(t => [...T.freeVariables(t)].filter(v => v.sort === 'Real').map(v => v.name)));
  const valueOf = (name: string, e: number): number => {
    const h = hash(`${e} ${name}`);
    return reals.has(name) ? inRange(h) : /^(lane|pid)\[|%|!/.test(name) ? Math.floor(h * 3) : 64 + Math.floor(h * 64);
  };
  return Array.from({ length: ENVIRONMENTS }, (_, e) => ({
    variables: { get: (name: string) => valueOf(name, e) } as ReadonlyMap<string, number>,
    read: (buffer: string, address: number) => inRange(hash(`${e} ${buffer} ${address}`))
  }));
}

const at = (env: Environment, counter: T.VariableTerm, k: number): Environment => ({
  ...env,
  variables: { get: (name: string) => (name === counter.name ? k : env.variables.get(name)) } as ReadonlyMap<string, number>
});

/** A term in the counter on the samples. */
export const sampled = (t: Term, counter: T.VariableTerm, { environments }: Specification): number[] => environments.flatMap(env => TRIPS.map(k => evaluate(t, at(env, counter, k))));

/** A specification's terms on the samples: one for each trip count. */
export const sampledTrips = (unrolled: readonly Term[], environments: readonly Environment[]): number[] => environments.flatMap(env => unrolled.map(t => evaluate(t, env)));

/** Null where the value leaves the finite reals, or grows too large. */
export function specificationOf({ state, initial }: CarriedValue, update: Term, counter: T.VariableTerm): Specification | null {
  const unrolled: Term[] = [];
  let value = initial;
  for (const k of TRIPS) {
    const next = T.substitute(update, new Map<Term, Term>([[state, value], [counter, T.int(k - 1)]]));
    value = unlessTooLarge(() => new Algebra().canonical(next)) ?? next;
    if (T.subterms(value).size > MAX_SIZE) {
      return null;
    }
    unrolled.push(value);
  }
  if (unrolled.some(t => readsState(t, state))) {
    return null;
  }
  const environments = environmentsFor([initial, update]);
  return sampledTrips(unrolled, environments).every(Number.isFinite) ? { unrolled, environments } : null;
}
