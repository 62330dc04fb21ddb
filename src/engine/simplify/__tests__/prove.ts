/** The machinery of the rule proofs: Z3, facts over it, and random environments. */
import * as T from '../../term';
import type { Term } from '../../term';
import { evaluate, type Environment } from '../../term/evaluate';
import { Facts } from '../../verify/facts';
import { Prover } from '../../verify/prover';
import type { Solver } from '../../verify/solver';
import { loadNodeSolver } from '../../verify/z3/node';

let solver: Solver;
export const loadSolver = async (): Promise<void> => {
  solver = await loadNodeSolver();
};

export const facts = (...hypotheses: readonly Term[]): Facts => new Facts(new Prover(solver, () => 0), []).with(...hypotheses);

/** `unsat`, `sat` or what went wrong; the script stands beside it when a test fails. */
export function decide(script: string, rlimit = 20_000_000): string {
  const answer = solver.check(script, { rlimit });
  return answer.kind === 'failure' ? `failure: ${answer.message}` : answer.kind;
}

/** A small deterministic source of numbers in [0, 1). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const REALS = [0, 1, -1, 0.5, -2.25, 3];

/** Numbers for the free variables of some terms, and fixed contents for every buffer. */
export function environment(terms: readonly Term[], next: () => number): Environment {
  const variables = new Map<string, number>();
  for (const v of terms.flatMap(t => [...T.freeVariables(t)])) {
    if (!variables.has(v.name)) {
      const k = Math.floor(next() * 6);
      variables.set(v.name, v.sort === 'Bool' ? k % 2 : v.sort === 'Int' ? k + Math.floor(next() * 5) - 4 : REALS[k]);
    }
  }
  const seed = Math.floor(next() * 1000);
  return { variables, read: (buffer, at) => REALS[(((buffer.length * 7 + at * 31 + seed) % 6) + 6) % 6] };
}

export const same = (a: number, b: number): boolean => a === b || (Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));

/** The environments, of some tried, that meet the conditions and in which the left side is defined: there both must agree. */
export function disagreements(left: Term, right: Term, when: readonly Term[], tries: number, seed: number): { checked: number; found: string[] } {
  const next = random(seed);
  const found: string[] = [];
  let checked = 0;
  for (let k = 0; k < tries; k++) {
    const env = environment([left, right, ...when], next);
    if (!when.every(c => evaluate(c, env) === 1)) {
      continue;
    }
    const a = evaluate(left, env);
    if (Number.isNaN(a)) {
      continue;
    }
    checked += 1;
    const b = evaluate(right, env);
    if (!same(a, b)) {
      found.push(`${a} ≠ ${b} at ${[...env.variables].map(([n, v]) => `${n} = ${v}`).join(', ')}`);
    }
  }
  return { checked, found };
}
