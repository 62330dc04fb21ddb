/** Keys of questions: equal up to the names of fresh variables, and for nothing else. */
import * as T from '../../term';
import { questionKey } from '../question-key';

const n = T.variable('n', 'Int');
const fresh = () => T.fresh('k', 'Int');
const [a, b, c] = [fresh(), fresh(), fresh()];
const x = (at: T.Term) => T.read('x', at, 'Real');
const sum = (extent: T.Term, f: (k: T.Term) => T.Term) => {
  const k = fresh();
  return T.reduce('sum', [{ variable: k, extent }], T.TRUE, f(k));
};

const same: readonly [title: string, left: string, right: string][] = [
  ['another fresh variable', questionKey([T.lt(a, n)], T.lt(a, T.int(3))), questionKey([T.lt(b, n)], T.lt(b, T.int(3)))],
  ['folds with other binders', questionKey([], T.lt(sum(n, x), x(a))), questionKey([], T.lt(sum(n, x), x(c)))]
];

test.each(same)('%s: one key', (_, left, right) => expect(left).toBe(right));

const different: readonly [title: string, left: string, right: string][] = [
  ['two variables for one', questionKey([T.lt(a, n)], T.lt(a, T.int(3))), questionKey([T.lt(a, n)], T.lt(b, T.int(3)))],
  ['another argument', questionKey([], T.lt(n, T.int(3))), questionKey([], T.lt(T.variable('m', 'Int'), T.int(3)))],
  ['another sort', questionKey([], T.eq(T.int(1), n)), questionKey([], T.eq(T.real(1), T.variable('n', 'Real')))],
  ['another extent', questionKey([], T.lt(sum(n, x), x(n))), questionKey([], T.lt(sum(T.int(3), x), x(n)))],
  ['goal and hypothesis exchanged', questionKey([T.lt(a, n)], T.lt(n, a)), questionKey([T.lt(n, a)], T.lt(a, n))]
];

test.each(different)('%s: another key', (_, left, right) => expect(left).not.toBe(right));

test('a chain of doubled values has a short key', () => {
  const chain = Array.from({ length: 64 }).reduce<T.Term>(t => T.add(T.mul(t, t), T.real(1)), x(a));
  expect(questionKey([], T.lt(chain, x(a))).length).toBeLessThan(10_000);
});
