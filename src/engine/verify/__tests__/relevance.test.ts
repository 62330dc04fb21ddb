/** What a path of choices leaves known of a term. */
import * as T from '../../term';
import { Facts } from '../facts';
import { Prover } from '../prover';

const prover = new Prover({ name: '', check: () => ({ kind: 'unknown', reason: 'never asked' }) }, () => 0);
const nothing = new Facts(prover, []);
const [x, y, z] = ['x', 'y', 'z'].map(name => T.read(name, T.variable('i', 'Int'), 'Real'));
const i = T.variable('i', 'Int');
const n = T.variable('n', 'Int');
const zero = T.real(0);
const isPositive = (t: T.Term) => T.lt(zero, t);
const exp = (t: T.Term) => T.apply('exp', [t]);

/** Conditions passed on the way, the term that is come to, and what is still known there. */
const rows: readonly [title: string, path: readonly T.Term[], at: T.Term, known: readonly T.Term[]][] = [
  ['few conditions are all kept', [isPositive(x), isPositive(y)], z, [isPositive(x), isPositive(y)]],
  ['of many only those on parts of the term', [isPositive(x), isPositive(y), isPositive(z)], exp(x), [isPositive(x)]],
  ['a comparison of two values needs both', [T.lt(x, y), isPositive(y), isPositive(z)], exp(y), [isPositive(y)]],
  ['conditions on indices are kept', [T.lt(i, n), isPositive(x), isPositive(y), isPositive(z)], exp(x), [T.lt(i, n), isPositive(x)]]
];

test.each(rows)('%s', (_, path, at, known) => {
  const facts = path.reduce((f, c) => f.within(c, c), nothing);
  expect(facts.about(at).hypotheses).toEqual(known);
});

test('a condition is kept for what it was written about, though its normal form is another', () => {
  const written = isPositive(exp(x));
  const facts = nothing.within(isPositive(y), written).within(isPositive(z), isPositive(z)).within(T.lt(z, y), T.lt(z, y));
  expect(facts.about(exp(x)).hypotheses).toEqual([isPositive(y)]);
});

test('far down a path conditions are forgotten', () => {
  const conditions = Array.from({ length: 9 }, (_, k) => T.lt(i, T.int(k)));
  expect(conditions.reduce((f, c) => f.within(c, c), nothing).hypotheses).toHaveLength(6);
});

test('what is known is one object, whichever way it was come to', () => {
  const far = [isPositive(y), isPositive(z), isPositive(x)].reduce((f, c) => f.within(c, c), nothing).about(exp(x));
  const other = [isPositive(z), isPositive(y), isPositive(x)].reduce((f, c) => f.within(c, c), nothing).about(exp(x));
  expect(far).toBe(other);
});
