/** Sampling refutes only what does not follow: each entailment that the solver proves survives it. */
import * as T from '../../term';
import { isRefutedBySample } from '../sampling';

const [i, j, n, B] = ['i%1', 'j%1', 'n', 'B'].map(name => T.variable(name, 'Int'));
const positive = [T.lt(T.ZERO, n), T.lt(T.ZERO, B)];
const inRange = (t: T.Term, extent: T.Term) => [T.le(T.ZERO, t), T.lt(t, extent)];
const tiles = T.add(T.apply('floordiv', [T.sub(n, T.ONE), B]), T.ONE);

test.each<[string, T.Term[], T.Term]>([
  ['tiles cover', positive, T.le(n, T.mul(tiles, B))],
  ['quotient and remainder', [...positive, T.le(T.ZERO, i)], T.eq(i, T.add(T.mul(B, T.apply('floordiv', [i, B])), T.apply('mod', [i, B])))],
  ['a tile below the whole', [...positive, ...inRange(i, B), T.lt(T.add(T.mul(j, B), i), n)], T.lt(T.mul(j, B), n)]
])('keeps: %s', (_, hypotheses, goal) => expect(isRefutedBySample(hypotheses, goal)).toBe(false));

test.each<[string, T.Term[], T.Term]>([
  ['a mask that the range does not imply', [...positive, ...inRange(i, B), ...inRange(j, tiles)], T.lt(T.add(T.mul(j, B), i), n)],
  ['an extent against a block', positive, T.le(n, B)],
  ['divisibility', positive, T.eq(T.apply('mod', [n, B]), T.ZERO)],
  ['a content in range', positive, T.lt(T.read('ids', T.ZERO, 'Int'), n)]
])('refutes: %s', (_, hypotheses, goal) => expect(isRefutedBySample(hypotheses, goal)).toBe(true));

test('finds numbers where many claims leave few of them', () => {
  const [k, p, g, w, M] = ['k%1', 'pid[0]', 'grid[0]', 'w', 'M'].map(name => T.variable(name, 'Int'));
  const row = T.add(T.mul(p, M), i);
  const key = T.add(T.mul(j, B), k);
  const hypotheses = [
    ...positive, ...[g, M].map(t => T.lt(T.ZERO, t)), T.le(n, T.mul(g, M)), ...inRange(p, g), ...inRange(i, M), ...inRange(k, B), T.le(T.ZERO, j),
    T.lt(T.mul(j, B), n), T.lt(row, n), T.lt(key, n), T.le(key, row)
  ];
  expect(isRefutedBySample(hypotheses, T.lt(row, T.add(w, key)))).toBe(true);
});
