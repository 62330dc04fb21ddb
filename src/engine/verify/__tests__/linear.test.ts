/** Inequalities that follow without a solver, and some that must not. */
import fc from 'fast-check';
import * as T from '../../term';
import type { Term } from '../../term';
import { evaluate } from '../../term/evaluate';
import { followsLinearly } from '../linear';

const [i, j, l, n, B, S] = ['i', 'j', 'l', 'n', 'B', 'S'].map(name => T.variable(name, 'Int'));
const positive = (t: Term) => T.lt(T.ZERO, t);
const inRange = (t: Term, extent: Term) => [T.le(T.ZERO, t), T.lt(t, extent)];

type Row = readonly [title: string, hypotheses: readonly Term[], goal: Term];
const follows: readonly Row[] = [
  ['a sum of products of what is not negative', [...inRange(j, n), positive(B), ...inRange(l, B)], T.le(T.ZERO, T.add(T.mul(j, B), l))],
  ['a tile lies in its tiles', [...inRange(j, n), ...inRange(l, B), positive(B)], T.lt(T.add(T.mul(j, B), l), T.mul(n, B))],
  ['two levels of tiles', [...inRange(i, S), ...inRange(j, n), ...inRange(l, B), positive(B), positive(n)], T.lt(T.add(T.mul(i, n, B), T.mul(j, B), l), T.mul(S, n, B))],
  ['a quotient is not negative', [...inRange(i, n), positive(B)], T.le(T.ZERO, T.apply('floordiv', [i, B]))],
  ['a positive product is at least 1', [positive(n), positive(B)], T.lt(T.ZERO, T.mul(n, B))],
  ['whole tiles below n', [positive(n), positive(B)], T.lt(T.mul(T.apply('floordiv', [T.sub(n, T.ONE), B]), B), n)],
  ['one tile more covers n', [positive(n), positive(B)], T.le(n, T.mul(T.add(T.apply('floordiv', [T.sub(n, T.ONE), B]), T.ONE), B))],
  ['a remainder', [positive(B)], T.lt(T.apply('mod', [i, B]), B)],
  ['a chain of two', [T.lt(i, j), T.lt(j, n)], T.lt(T.add(i, T.ONE), n)]
];
const doesNot: readonly Row[] = [
  ['whole tiles do not reach n', [positive(n), positive(B)], T.le(n, T.mul(T.apply('floordiv', [n, B]), B))],
  ['a remainder of an unknown divisor', [], T.lt(T.apply('mod', [i, B]), B)],
  ['an unknown sign', [T.lt(i, n)], T.le(T.ZERO, i)],
  ['a product with an unknown factor', [positive(n)], T.le(T.ZERO, T.mul(n, B))],
  ['one tile too far', [...inRange(j, n), ...inRange(l, B), positive(B)], T.lt(T.add(T.mul(j, B), l), T.sub(T.mul(n, B), T.ONE))],
  ['a difference', [positive(n), positive(B)], T.le(T.ZERO, T.sub(n, B))]
];

test.each(follows)('%s', (_, hypotheses, goal) => expect(followsLinearly(hypotheses, goal)).toBe(true));
test.each(doesNot)('not: %s', (_, hypotheses, goal) => expect(followsLinearly(hypotheses, goal)).toBe(false));

test('nothing follows that small numbers refute', () => {
  const atom = fc.constantFrom<Term>(i, j, l, n, B, T.apply('floordiv', [i, B]), T.apply('mod', [j, B]), T.apply('floordiv', [T.sub(n, i), T.int(2)]));
  const monomial = fc.tuple(fc.integer({ min: -2, max: 2 }), fc.array(atom, { maxLength: 2 })).map(([c, atoms]) => T.mul(T.int(c), ...atoms));
  const sum = fc.array(monomial, { minLength: 1, maxLength: 3 }).map(parts => T.add(T.ZERO, ...parts));
  const inequality = fc.tuple(sum, sum).map(([a, b]) => T.lt(a, b));
  const bound = fc.tuple(fc.constantFrom(i, j, l, n, B), sum).chain(([v, s]) => fc.constantFrom(T.lt(v, s), T.le(T.ZERO, v), T.lt(T.ZERO, v), T.lt(s, v)));
  const values = [-2, -1, 0, 1, 2, 3];
  fc.assert(
    fc.property(fc.array(fc.oneof(bound, inequality), { maxLength: 5 }), inequality, (hypotheses, goal) => {
      if (goal.kind === 'boolean' || !followsLinearly(hypotheses, goal)) {
        return;
      }
      const names = [i, j, l, n, B].filter(v => [...hypotheses, goal].some(t => T.occurs(v, t)));
      const visit = (k: number, variables: Map<string, number>): void => {
        if (k === names.length) {
          const at = (t: Term) => evaluate(t, { variables, read: () => 0 });
          if (hypotheses.every(h => at(h) === 1)) {
            expect([T.show(goal), at(goal)]).toEqual([T.show(goal), 1]);
          }
          return;
        }
        values.forEach(x => visit(k + 1, new Map([...variables, [(names[k] as T.VariableTerm).name, x]])));
      };
      visit(0, new Map());
    }),
    { numRuns: 3000, seed: 7 }
  );
});
