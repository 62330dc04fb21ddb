/** Guess and check: which part finds a closed form, that it has the loop's values, and that a wrong guess is refused. */
import fc from 'fast-check';
import * as T from '../../term';
import type { Term } from '../../term';
import type { SynthesisOptions } from '../../result';
import { isInductive } from '../induction';
import { FULL_SYNTHESIS } from '../options';
import { solveWith } from '../solve-loop';
import { closed, counter, run, solve, x, y, type Loop } from './run-loop';

const div = (a: Term, b: Term): Term => T.apply('div', [a, b]);
const square = (t: Term): Term => T.mul(t, t);
const one = T.real(1);
const zero = T.real(0);
const a = T.variable('a', 'Real');

const count: Loop[string] = { initial: zero, update: s => T.add(s.n, one) };
const delta = (s: Readonly<Record<string, Term>>): Term => T.sub(x(), s.m);
const nextMean = (s: Readonly<Record<string, Term>>): Term => T.add(s.m, div(delta(s), T.add(s.n, one)));
const welford: Loop = { n: count, m: { initial: zero, update: nextMean }, v: { initial: zero, update: s => T.add(s.v, T.mul(delta(s), T.sub(x(), nextMean(s)))) } };
const weight = T.apply('exp', [y()]);
const merged: Loop = {
  w: { initial: zero, update: s => T.add(s.w, weight) },
  m: { initial: zero, update: s => T.add(s.m, div(T.mul(weight, T.sub(x(), s.m)), T.add(s.w, weight))) },
  v: { initial: zero, update: s => T.add(s.v, div(T.mul(square(T.sub(x(), s.m)), s.w, weight), T.add(s.w, weight))) }
};
const where = (t: (s: Readonly<Record<string, Term>>) => Term, name: string) => (s: Readonly<Record<string, T.ReadTerm>>) => T.select(T.lt(T.real(0), y()), t(s), s[name]);
const masked: Loop = {
  n: { initial: zero, update: where(s => T.add(s.n, one), 'n') },
  m: { initial: zero, update: where(nextMean, 'm') },
  v: { initial: zero, update: where(s => T.add(s.v, T.mul(delta(s), T.sub(x(), nextMean(s)))), 'v') }
};
const running: Loop = { m: { initial: zero, update: s => div(T.add(T.mul(s.m, T.apply('toreal', [counter])), x()), T.apply('toreal', [T.add(counter, T.ONE)])) } };
const mutual: Loop = { n: count, m: { initial: zero, update: s => div(T.add(T.mul(s.n, s.m), T.mul(x(), x())), T.add(s.n, one)) } };

type Row = readonly [title: string, loop: Loop, laws: Readonly<Record<string, string>>, without: Partial<Record<keyof SynthesisOptions, Readonly<Record<string, string>>>>];
const rows: readonly Row[] = [
  [
    "Welford's mean and sum of squares",
    welford,
    { n: 'sum fold', m: 'induction', v: 'induction' },
    { topDown: { n: 'induction', m: 'induction', v: 'induction' }, bottomUp: { n: 'sum fold', m: 'induction', v: 'sum fold' } }
  ],
  ['the same with weights', merged, { w: 'sum fold', m: 'induction', v: 'induction' }, { bottomUp: { w: 'sum fold', m: 'recurrence', v: 'sum fold' } }],
  ['Welford where a mask holds', masked, { n: 'sum fold', m: 'induction', v: 'induction' }, { bottomUp: { n: 'sum fold', m: 'recurrence', v: 'sum fold' } }],
  ['a running mean', running, { m: 'induction' }, { topDown: { m: 'induction' }, bottomUp: { m: 'induction' } }],
  ['a running mean of squares', mutual, { n: 'sum fold', m: 'induction' }, {}],
  ['a sum', { s: { initial: a, update: s => T.add(s.s, x()) } }, { s: 'sum fold' }, { topDown: { s: 'induction' } }],
  ['a maximum', { s: { initial: T.special('-inf'), update: s => T.apply('max2', [s.s, x()]) } }, { s: 'max fold' }, { topDown: { s: 'induction' } }],
  ['a minimum from a number on', { s: { initial: a, update: s => T.apply('min2', [s.s, x()]) } }, { s: 'min fold' }, { topDown: { s: 'induction' } }],
  ['a product', { s: { initial: T.real(1), update: s => T.mul(s.s, x()) } }, { s: 'prod fold' }, { topDown: { s: 'induction' } }],
  ['a decaying sum', { h: { initial: zero, update: s => T.add(div(s.h, T.real(2)), x()) } }, { h: 'recurrence' }, {}],
  ['a logistic map', { h: { initial: T.real(2), update: s => T.mul(s.h, T.sub(one, s.h)) } }, { h: 'recurrence' }, {}]
];

const lawsOf = (loop: Loop, options: SynthesisOptions): Record<string, string> => Object.fromEntries([...solve(loop, solveWith(options))].map(([name, s]) => [name, s.law]));

describe.each(rows)('%s', (_, loop, laws, without) => {
  test('is found', () => expect(lawsOf(loop, FULL_SYNTHESIS)).toEqual(laws));

  test('or is not, without some part', () => {
    const parts = Object.keys(without) as (keyof SynthesisOptions)[];
    expect(Object.fromEntries(parts.map(part => [part, lawsOf(loop, { ...FULL_SYNTHESIS, [part]: false })]))).toEqual(without);
  });

  test('has the values of the loop', () => {
    const solution = solve(loop);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 12, maxLength: 12 }), fc.constantFrom(-1, 0, 2), (xs, value) => {
        const env = { variables: new Map([['a', value]]), read: (buffer: string, k: number) => (buffer === 'x' ? xs[k] : xs[11 - k]) / 2 };
        const [wanted, found] = [run(loop, env, 6), closed(solution, env, 6)];
        wanted.forEach((values, k) => values.forEach((v, name) => expect(found[k].get(name)).toBeCloseTo(v, 8)));
      }),
      { numRuns: 40 }
    );
  });
});

/** Guesses for s' = s + x, s(0) = a. */
describe('the check', () => {
  const state = T.read('state!0!s', T.ZERO, 'Real');
  const question = { carried: { name: 's', state, initial: a, update: T.add(state, x()) }, update: T.add(state, x()), loop: { counter, runs: T.TRUE }, solved: [], resolve: (t: Term) => t };
  const j = T.fresh('j', 'Int');
  const sum = (body: Term, extent: Term = counter): Term => T.reduce('sum', [{ variable: j, extent }], T.TRUE, body);

  test.each<[string, Term, boolean]>([
    ['the sum', T.add(a, sum(x(j))), true],
    ['the sum without the first value', sum(x(j)), false],
    ['a sum that starts one late', T.add(a, sum(x(T.add(j, T.ONE)))), false],
    ['a sum of one more', T.add(a, sum(x(j), T.add(counter, T.ONE))), false],
    ['true of one iteration only', T.add(a, x(T.ZERO)), false],
    ['nought by nought', div(T.sub(sum(x(j)), sum(x(j))), T.sub(sum(x(j)), sum(x(j)))), false]
  ])('%s', (_, guess, expected) => expect(isInductive(question, guess)).toBe(expected));
});
