/** Recurrences: evaluated as the loop that they are, one object up to names, closed under substitution. */
import fc from 'fast-check';
import * as T from '..';
import { evaluate } from '../evaluate';
import { agrees, environments, build, ints, meaning, reals, recurrenceOf } from './trees';

const updates = fc.tuple(reals(2), reals(2));
const starts = fc.tuple(reals(1), reals(1));

test('the value is that of the loop', () => {
  fc.assert(
    fc.property(starts, updates, fc.integer({ min: -1, max: 4 }), fc.integer({ min: 0, max: 1 }), environments, (initial, steps, count, component, env) => {
      let [u, v] = initial.map(t => meaning(t, env));
      for (let a = 0; a < count; a++) {
        const inside = { ...env, variables: new Map([...env.variables, ['a', a], ['u', u], ['v', v]]) };
        [u, v] = steps.map(t => meaning(t, inside));
      }
      const term = T.recur(T.int(count), recurrenceOf(initial, steps), component);
      expect(agrees([u, v][component], evaluate(term, env))).toBe(true);
    }),
    { numRuns: 400 }
  );
});

test('one object however the variables are called, and after opening', () => {
  fc.assert(
    fc.property(starts, updates, (initial, steps) => {
      const n = T.variable('n', 'Int');
      const term = T.recur(n, recurrenceOf(initial, steps), 0);
      expect(T.recur(n, recurrenceOf(initial, steps), 0)).toBe(term);
      expect(term.kind === 'recur' && T.recurAt(term, n)).toBe(term);
      expect([...T.freeVariables(term)].filter(v => v.name.startsWith('#'))).toEqual([]);
    })
  );
});

test('substituting is evaluating elsewhere', () => {
  fc.assert(
    fc.property(starts, updates, ints(1), environments, (initial, steps, replacement, env) => {
      const value = meaning(replacement, env);
      fc.pre(Number.isInteger(value) && Math.abs(value) < 6);
      const term = T.recur(T.variable('b', 'Int'), recurrenceOf(initial, steps), 1);
      const through = T.substitute(term, new Map<T.Term, T.Term>([[T.variable('b', 'Int'), build(replacement)]]));
      const elsewhere = { ...env, variables: new Map([...env.variables, ['b', value]]) };
      expect(agrees(evaluate(term, elsewhere), evaluate(through, env))).toBe(true);
    })
  );
});

test('states on which the one shown does not depend are left out', () => {
  const [j, s, u] = [T.fresh('j', 'Int'), T.fresh('s', 'Real'), T.fresh('s', 'Real')];
  const n = T.variable('n', 'Int');
  const alone = T.recur(n, { index: j, states: [s], initial: [T.real(1)], updates: [T.mul(s, s)] }, 0);
  expect(T.recur(n, { index: j, states: [u, s], initial: [T.real(2), T.real(1)], updates: [T.add(u, s), T.mul(s, s)] }, 1)).toBe(alone);
});
