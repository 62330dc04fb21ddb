/** Each law against the loop that it speaks of, run on random contents: the value before every iteration, the first included. */
import fc from 'fast-check';
import * as T from '../../term';
import type { Term } from '../../term';
import { closed, counter, run, solve, x, y, type Loop } from './run-loop';

const MINUS_INF = T.special('-inf');
const a = T.variable('a', 'Real');
const mask = T.lt(T.real(0), y());
const next = T.add(counter, T.ONE);
/** An index that goes up and down. */
const place = T.apply('mod', [T.mul(T.int(3), counter), T.int(5)]);
const isFirst = T.eq(counter, T.ZERO);
const exp = (t: Term): Term => T.apply('exp', [t]);
const max = (...t: Term[]): Term => T.apply('max2', t);
const min = (...t: Term[]): Term => T.apply('min2', t);
/** Masked off where the contents of y are below 0. */
const shift = (t: Term): Term => T.select(T.eq(t, MINUS_INF), T.real(0), t);
const masked = T.select(T.lt(y(), T.real(0)), MINUS_INF, x());
const greatest = { initial: MINUS_INF, update: (s: Readonly<Record<string, Term>>) => max(s.m, x()) };
const tile = (body: (l: Term) => Term, op: T.FoldName): Term => {
  const l = T.fresh('l', 'Int');
  return T.reduce(op, [{ variable: l, extent: T.int(3) }], T.TRUE, body(T.add(T.mul(T.int(3), counter), l)));
};
const indexIn = (body: (l: Term) => Term): Term => {
  const l = T.fresh('l', 'Int');
  return T.reduce('argmax', [{ variable: l, extent: T.int(3) }], T.TRUE, body(T.add(T.mul(T.int(3), counter), l)), l);
};

type Case = readonly [title: string, loop: Loop, laws: Readonly<Record<string, string>>];
const cases: readonly Case[] = [
  ['a maximum by a choice', { m: { initial: a, update: s => T.select(T.lt(s.m, x()), x(), s.m) } }, { m: 'max fold' }],
  ['a maximum by the choice the other way round', { m: { initial: a, update: s => T.select(T.le(x(), s.m), s.m, x()) } }, { m: 'max fold' }],
  ['a minimum by a choice', { m: { initial: a, update: s => T.select(T.lt(x(), s.m), x(), s.m) } }, { m: 'min fold' }],
  ['a sum where a mask holds', { s: { initial: a, update: s => T.select(T.lt(y(), x()), T.add(s.s, x()), s.s) } }, { s: 'sum fold' }],
  [
    'the index of the maximum',
    { i: { sort: 'Int', initial: T.int(-1), update: s => T.select(T.lt(s.m, x()), counter, s.i) }, m: { initial: a, update: s => max(s.m, x()) } },
    { i: 'index of the maximum', m: 'max fold' }
  ],
  [
    'the index of the minimum, by steps of two',
    { i: { sort: 'Int', initial: T.int(7), update: s => T.select(T.lt(x(), s.m), T.add(T.mul(T.int(2), counter), T.int(5)), s.i) }, m: { initial: a, update: s => T.select(T.lt(x(), s.m), x(), s.m) } },
    { i: 'index of the minimum', m: 'min fold' }
  ],
  [
    'the index of the maximum of a tile',
    { i: { sort: 'Int', initial: T.int(0), update: s => T.select(T.lt(s.m, tile(x, 'max')), T.add(T.mul(T.int(3), counter), indexIn(x)), s.i) }, m: { initial: MINUS_INF, update: s => max(s.m, tile(x, 'max')) } },
    { i: 'index of the maximum', m: 'max fold' }
  ],
  [
    'the least index of the maximum, where a mask holds',
    {
      i: { sort: 'Int', initial: T.int(99), update: s => T.select(mask, T.select(T.or(T.lt(x(), s.m), T.and(T.eq(s.m, x()), T.lt(s.i, place))), s.i, place), s.i) },
      m: { initial: MINUS_INF, update: s => T.select(mask, T.select(T.or(T.lt(x(), s.m), T.and(T.eq(s.m, x()), T.lt(s.i, place))), s.m, x()), s.m) }
    },
    { i: 'index of the maximum', m: 'max fold' }
  ],
  [
    'the least index of the minimum from a number on',
    {
      i: { sort: 'Int', initial: T.int(3), update: s => T.select(T.or(T.lt(s.m, x()), T.and(T.eq(s.m, x()), T.lt(s.i, place))), s.i, place) },
      m: { initial: a, update: s => T.apply('min2', [s.m, x()]) }
    },
    { i: 'index of the minimum', m: 'min fold' }
  ],
  [
    'a pair that begins with the element before',
    {
      i: { sort: 'Int', initial: T.ZERO, update: s => T.select(T.or(T.lt(x(next), s.m), T.and(T.eq(s.m, x(next)), T.lt(s.i, next))), s.i, next) },
      m: { initial: x(T.ZERO), update: s => T.select(T.or(T.lt(x(next), s.m), T.and(T.eq(s.m, x(next)), T.lt(s.i, next))), s.m, x(next)) }
    },
    { i: 'index of the maximum', m: 'max fold' }
  ],
  ['the greatest index of the maximum', { i: { sort: 'Int', initial: T.int(3), update: s => T.select(T.or(T.lt(x(), s.m), T.and(T.eq(s.m, x()), T.lt(place, s.i))), s.i, place) }, m: { initial: a, update: s => max(s.m, x()) } }, { i: 'recurrence', m: 'max fold' }],
  ['a rescaled sum', { m: greatest, l: { initial: T.real(0), update: s => T.add(T.mul(s.l, exp(T.sub(s.m, max(s.m, x())))), exp(T.sub(x(), max(s.m, x())))) } }, { l: 'rescaled sum', m: 'max fold' }],
  ['one that starts from 1 at −∞', { m: greatest, l: { initial: T.real(1), update: s => T.add(T.mul(s.l, exp(T.sub(s.m, max(s.m, x())))), exp(T.sub(x(), max(s.m, x())))) } }, { l: 'rescaled sum', m: 'max fold' }],
  [
    'one that starts from a number at a number',
    { m: { initial: a, update: s => max(s.m, x()) }, l: { initial: T.real(3), update: s => T.add(T.mul(s.l, exp(T.sub(s.m, max(s.m, x())))), exp(T.sub(x(), max(s.m, x())))) } },
    { l: 'rescaled sum', m: 'max fold' }
  ],
  [
    'a weighted one with a factor in the exponent',
    { m: greatest, l: { initial: T.real(0), update: s => T.add(T.mul(s.l, exp(T.mul(a, T.sub(s.m, max(s.m, x()))))), T.mul(y(), exp(T.mul(a, T.sub(x(), max(s.m, x())))))) } },
    { l: 'rescaled sum', m: 'max fold' }
  ],
  [
    'a rescaled sum that waits for the first finite maximum',
    {
      m: { initial: MINUS_INF, update: s => max(s.m, masked) },
      l: {
        initial: T.real(0),
        update: s => T.select(T.eq(max(s.m, masked), MINUS_INF), s.l, T.add(T.mul(s.l, exp(T.sub(s.m, max(s.m, masked)))), exp(T.sub(masked, max(s.m, masked)))))
      }
    },
    { l: 'rescaled sum', m: 'max fold' }
  ],
  [
    'a rescaled sum whose shift is 0 until the maximum is finite',
    {
      m: { initial: MINUS_INF, update: s => max(s.m, masked) },
      l: { initial: T.real(0), update: s => T.add(T.mul(s.l, exp(T.sub(s.m, shift(max(s.m, masked))))), exp(T.sub(masked, shift(max(s.m, masked))))) }
    },
    { l: 'rescaled sum', m: 'max fold' }
  ],
  [
    'the same from a number at what may be −∞',
    {
      m: { initial: T.select(T.lt(a, T.real(0)), MINUS_INF, a), update: s => max(s.m, masked) },
      l: { initial: T.real(3), update: s => T.add(T.mul(s.l, exp(T.sub(s.m, shift(max(s.m, masked))))), exp(T.sub(masked, shift(max(s.m, masked))))) }
    },
    { l: 'rescaled sum', m: 'max fold' }
  ],
  ['a maximum taken inside of the lanes', { m: { initial: a, update: s => tile(l => max(x(l), s.m), 'max') } }, { m: 'max fold' }],
  ['a sum taken inside of the lanes', { m: { initial: a, update: s => tile(l => T.add(x(l), s.m), 'sum') } }, { m: 'recurrence' }],
  ['a product that the first iteration starts', { h: { initial: a, update: s => T.select(isFirst, x(), T.mul(s.h, x())) } }, { h: 'induction' }],
  ['a recurrence that the first iteration starts', { h: { initial: a, update: s => T.select(T.lt(T.ZERO, counter), T.add(T.mul(s.h, y()), x()), y()) } }, { h: 'recurrence' }],
  ['a test of the first iteration that says nothing', { n: { initial: T.real(0), update: s => T.select(isFirst, T.real(1), T.add(s.n, T.real(1))) } }, { n: 'sum fold' }],
  ['one that may be undefined where the others are not', { n: { initial: T.real(0), update: s => T.select(isFirst, T.apply('div', [T.mul(x(), y()), y()]), T.add(s.n, x())) } }, { n: 'induction' }],
  ['one that says something', { n: { initial: T.real(5), update: s => T.select(isFirst, T.real(1), T.add(s.n, T.real(1))) } }, { n: 'induction' }],
  ['a test of the second iteration', { n: { initial: T.real(5), update: s => T.select(T.eq(counter, T.ONE), x(), T.add(s.n, y())) } }, { n: 'recurrence' }],
  ['a linear recurrence', { h: { initial: a, update: s => T.add(T.mul(s.h, y()), x()) } }, { h: 'recurrence' }],
  ['two values that wait for each other', { h: { initial: a, update: s => s.g }, g: { initial: T.real(1), update: s => T.sub(x(), s.h) } }, { h: 'recurrence', g: 'recurrence' }],
  // What looks like a law and is none.
  ['the last index of equals', { i: { sort: 'Int', initial: T.int(-1), update: s => T.select(T.le(s.m, x()), counter, s.i) }, m: { initial: a, update: s => max(s.m, x()) } }, { i: 'recurrence', m: 'max fold' }],
  ['an index that goes down', { i: { sort: 'Int', initial: T.int(-1), update: s => T.select(T.lt(s.m, x()), T.neg(counter), s.i) }, m: { initial: a, update: s => max(s.m, x()) } }, { i: 'recurrence', m: 'max fold' }],
  ['the index of another value', { i: { sort: 'Int', initial: T.int(-1), update: s => T.select(T.lt(s.m, y()), counter, s.i) }, m: { initial: a, update: s => max(s.m, x()) } }, { i: 'recurrence', m: 'max fold' }],
  ['a minimum where the maximum is kept', { m: { initial: a, update: s => T.select(T.lt(s.m, x()), y(), s.m) } }, { m: 'recurrence' }],
  ['the wrong factor', { m: greatest, l: { initial: T.real(0), update: s => T.add(T.mul(s.l, exp(T.sub(max(s.m, x()), s.m))), exp(T.sub(x(), max(s.m, x())))) } }, { l: 'recurrence', m: 'max fold' }],
  ['a smaller and a greater one', { m: { initial: a, update: s => min(max(s.m, x()), y()) } }, { m: 'recurrence' }]
];

const contents = fc.array(fc.constantFrom(-2, -1, 0, 0.5, 1, 1, 2, 3), { minLength: 24, maxLength: 24 });
const near = (p: number, q: number): boolean => Object.is(p, q) || p === q || (Number.isNaN(p) && Number.isNaN(q)) || Math.abs(p - q) <= 1e-9 * Math.max(1, Math.abs(p));

describe.each(cases)('%s', (_, loop, laws) => {
  const solution = solve(loop);
  test('is solved by the law', () => expect(Object.fromEntries([...solution].map(([name, s]) => [name, s.law]))).toEqual(laws));

  test('has the value of the loop', () => {
    fc.assert(
      fc.property(contents, contents, fc.constantFrom(-1, 0, 1), fc.constantFrom(3, 7), (xs, ys, value, steps) => {
        const env = { variables: new Map([['a', value]]), read: (buffer: string, k: number) => (buffer === 'x' ? xs : ys)[k] ?? NaN };
        const [wanted, found] = [run(loop, env, steps), closed(solution, env, steps)];
        wanted.forEach((values, k) => values.forEach((v, name) => expect([k, name, Number.isNaN(v) || near(v, found[k].get(name)!), v, found[k].get(name)]).toEqual([k, name, true, v, found[k].get(name)])));
      }),
      { numRuns: 60 }
    );
  });
});
