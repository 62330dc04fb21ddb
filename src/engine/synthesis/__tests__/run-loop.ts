/** Loops as the solver sees them, run step by step: what their closed forms are held against. */
import * as T from '../../term';
import type { Term } from '../../term';
import { evaluate, type Environment } from '../../term/evaluate';
import type { CarriedValue, LoopSolver, SolvedValue } from '../../symbolic/loops';
import { stateAt } from '../../symbolic/states';
import { solveLoop } from '../solve-loop';

export const counter = T.variable('t%0', 'Int');
export const x = (at: Term = counter): Term => T.read('x', at, 'Real');
export const y = (at: Term = counter): Term => T.read('y', at, 'Real');

/** One carried value: what it starts from, and its update from the states by name. */
export type Row = { readonly sort?: T.Sort; readonly initial: Term; readonly update: (s: Readonly<Record<string, T.ReadTerm>>) => Term };
export type Loop = Readonly<Record<string, Row>>;

const valuesOf = (loop: Loop): CarriedValue[] => {
  const states = Object.fromEntries(Object.entries(loop).map(([name, row]) => [name, stateAt(`state!0!${name}`, [], row.sort ?? 'Real')]));
  return Object.entries(loop).map(([name, row]) => ({ name, state: states[name], initial: row.initial, update: row.update(states) }));
};

export type Solution = ReadonlyMap<string, SolvedValue>;

export function solve(loop: Loop, solver: LoopSolver = solveLoop): Solution {
  const solved = solver(valuesOf(loop), counter, T.lt(counter, T.variable('n', 'Int')));
  if ('unsolved' in solved) {
    throw new Error(`unsolved: ${solved.unsolved.join()}`);
  }
  return solved;
}

const at = (env: Environment, k: number): Environment => ({ ...env, variables: new Map([...env.variables, [counter.name, k], ['n', 100]]) });

/** The values after each of the first `steps` iterations, by running them. */
export function run(loop: Loop, env: Environment, steps: number): ReadonlyMap<string, number>[] {
  const carried = valuesOf(loop);
  let now = new Map(carried.map(c => [c.name, evaluate(c.initial, at(env, 0))]));
  const all = [now];
  for (let k = 0; k < steps; k++) {
    const before = now;
    const inside: Environment = { ...at(env, k), read: (buffer, address) => before.get(buffer.replace('state!0!', '')) ?? env.read(buffer, address) };
    now = new Map(carried.map(c => [c.name, evaluate(c.update, inside)]));
    all.push(now);
  }
  return all;
}

/** The same by the closed forms. */
export const closed = (solution: Solution, env: Environment, steps: number): ReadonlyMap<string, number>[] =>
  Array.from({ length: steps + 1 }, (_, k) => new Map([...solution].map(([name, s]) => [name, evaluate(s.value, at(env, k))])));
