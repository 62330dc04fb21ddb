/** The SMT text says what evaluation says, and what the facts entail is true. */
import fc from 'fast-check';
import * as T from '../../term';
import { evaluate, type Environment } from '../../term/evaluate';
import { bools, build, environments, FULL, ints, meaning, reals, recurrenceOf, type Tree } from '../../term/__tests__/trees';
import { Facts } from '../facts';
import { infinitiesOf, signOf } from '../finite';
import { Prover } from '../prover';
import { satisfactionScript } from '../smt';
import type { Solver } from '../solver';
import { loadNodeSolver } from '../z3/node';

let solver: Solver;
beforeAll(async () => {
  solver = await loadNodeSolver();
});

const valueTerm = (value: number, sort: T.Sort): T.Term => (sort === 'Bool' ? T.boolean(value !== 0) : T.int(value));
/** The environment as equations. */
const equations = (t: T.Term, env: Environment): T.Term[] => [...T.freeVariables(t)].map(v => T.eq(v, valueTerm(env.variables.get(v.name)!, v.sort)));

const DIVISIONS: readonly string[] = ['floordiv', 'mod', 'truncdiv', 'truncmod'];
/** Whether some division has a divisor that is not positive: the text leaves it open. */
const hasOpenDivision = (t: T.Term, env: Environment): boolean =>
  T.some(t, u => u.kind === 'apply' && DIVISIONS.includes(u.op) && !(evaluate(u.args[1], env) > 0));

const encodes = (trees: fc.Arbitrary<Tree>) => () =>
  fc.assert(
    fc.property(trees, environments, (tree, env) => {
      const t = build(tree);
      const value = meaning(tree, env);
      const given = equations(t, env);
      const isOpen = hasOpenDivision(t, env);
      if (Number.isNaN(value) || (t.sort === 'Int' && !Number.isSafeInteger(value))) {
        // A division by zero has any value: nothing follows from it, and it contradicts nothing.
        expect(solver.check(satisfactionScript(given)).kind).toBe('sat');
        return;
      }
      const equal = T.eq(t, valueTerm(value, t.sort));
      expect([solver.check(satisfactionScript([...given, equal])).kind, T.show(t)]).toEqual(['sat', T.show(t)]);
      if (!isOpen) {
        expect([solver.check(satisfactionScript([...given, T.not(equal)])).kind, T.show(t)]).toEqual(['unsat', T.show(t)]);
      }
    }),
    { numRuns: 150 }
  );

test('integers are encoded by their value', encodes(ints(3)), 60_000);
test('conditions are encoded by their truth', encodes(bools(2)), 60_000);

test.each(['floordiv', 'mod', 'truncdiv', 'truncmod'] as const)('%s by zero and by negative numbers is left open', op => {
  const [a, b] = [T.variable('a', 'Int'), T.variable('b', 'Int')];
  const t = T.apply(op, [a, b]);
  for (const divisor of [0, -1, -3]) {
    for (const result of [0, 1, 7, -2]) {
      const script = satisfactionScript([T.eq(b, T.int(divisor)), T.eq(a, T.int(5)), T.eq(t, T.int(result))]);
      expect(solver.check(script).kind).toBe('sat');
    }
  }
});

test('reals: quotients of variables are open, products are no more than congruent', () => {
  const [x, y] = [T.variable('x', 'Real'), T.variable('y', 'Real')];
  const isSat = (...assertions: readonly T.Term[]) => solver.check(satisfactionScript(assertions)).kind;
  expect(isSat(T.eq(y, T.real(0)), T.eq(T.apply('div', [x, y]), T.real(3)))).toBe('sat');
  expect(isSat(T.not(T.eq(T.mul(x, y), T.mul(y, x))))).toBe('unsat');
  expect(isSat(T.eq(x, y), T.not(T.eq(T.apply('exp', [x]), T.apply('exp', [y]))))).toBe('unsat');
});

const factsTrueOf = (trees: readonly Tree[], env: Environment): Facts => {
  const known = trees.flatMap(c => {
    const truth = meaning(c, env);
    return Number.isNaN(truth) ? [] : [truth === 0 ? T.not(build(c)) : build(c)];
  });
  return new Facts(new Prover(solver, () => 0), []).with(...known);
};

test('what true facts entail is true', () => {
  let entailed = 0;
  fc.assert(
    fc.property(fc.array(bools(1), { minLength: 1, maxLength: 4 }), bools(1), environments, (conditions, goal, env) => {
      if (factsTrueOf(conditions, env).holds(build(goal))) {
        const truth = meaning(goal, env);
        expect(Number.isNaN(truth) || truth === 1).toBe(true);
        entailed += 1;
      }
    }),
    { numRuns: 400 }
  );
  expect(entailed).toBeGreaterThan(10);
}, 60_000);

test('signs and infinities of recurrences are those of the value', () => {
  fc.assert(
    fc.property(fc.tuple(reals(1, FULL), reals(1, FULL)), fc.tuple(reals(2, FULL), reals(2, FULL)), fc.integer({ min: 0, max: 4 }), environments, (initial, steps, count, env) => {
      const t = T.recur(T.variable('c', 'Int'), recurrenceOf(initial, steps), 0);
      const value = evaluate(t, { ...env, variables: new Map([...env.variables, ['c', count]]) });
      const facts = factsTrueOf([], env);
      const [may, sign] = [infinitiesOf(t, facts), signOf(t, facts)];
      // Doubles take 1/0 and log 0 for infinite; here they are undefined. Iterated exponentials overflow them.
      const overflows = !Number.isFinite(value) && T.some(t, u => T.isApply(u, 'exp') || T.isApply(u, 'exp2'));
      if (!Number.isNaN(value) && !overflows && !T.some(t, u => T.isApply(u, 'div') || T.isApply(u, 'log'))) {
        expect([may.plus || value !== Infinity, may.minus || value !== -Infinity, T.show(t)]).toEqual([true, true, T.show(t)]);
        expect([sign, !Number.isFinite(value) || sign === 'unknown' || (sign === 'positive' ? value > 0 || Math.abs(value) < 1e-300 : value >= 0), T.show(t)]).toEqual([sign, true, T.show(t)]);
      }
    }),
    { numRuns: 600 }
  );
}, 60_000);

test('signs and infinities are those of the value', () => {
  fc.assert(
    fc.property(reals(3, FULL), fc.array(bools(1), { maxLength: 2 }), environments, (tree, conditions, env) => {
      const value = meaning(tree, env);
      const facts = factsTrueOf(conditions, env);
      const t = build(tree);
      const may = infinitiesOf(t, facts);
      const sign = signOf(t, facts);
      if (Number.isNaN(value) || meaning(tree, env) !== value) {
        return;
      }
      expect([may.plus || value !== Infinity, may.minus || value !== -Infinity, T.show(t)]).toEqual([true, true, T.show(t)]);
      if (Number.isFinite(value)) {
        const right = { positive: value > 0, nonnegative: value >= 0, negative: value < 0, nonpositive: value <= 0, zero: value === 0, unknown: true }[sign];
        // Doubles lose what is positive in the reals: exp(−800).
        expect([sign, right || Math.abs(value) < 1e-300, T.show(t)]).toEqual([sign, true, T.show(t)]);
      }
    }),
    { numRuns: 600 }
  );
}, 60_000);
