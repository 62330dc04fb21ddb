/** Folds are opened over variables of which the facts say nothing. */
import * as T from '../../term';
import { Facts } from '../facts';
import { Prover } from '../prover';

const prover = new Prover({ name: '', check: () => ({ kind: 'unknown', reason: 'never asked' }) }, () => 0);
const nothing = new Facts(prover, []);
const [n, j] = ['n', 'j%1'].map(name => T.variable(name, 'Int'));
const total = T.reduce('sum', [{ variable: j, extent: n }], T.TRUE, T.read('x', j, 'Real')) as T.ReduceTerm;

test('the same fold has the same variables where nothing is known of them', () => {
  const positive = nothing.with(T.lt(T.ZERO, n));
  expect(positive.open(total).binders[0].variable).toBe(nothing.open(total).binders[0].variable);
});

test('what is known of a variable is said of no other one', () => {
  const { variable } = nothing.open(total).binders[0];
  const inside = nothing.with(T.lt(variable, n));
  const again = inside.open(total);
  expect(again.binders[0].variable).not.toBe(variable);
  expect(T.reduce('sum', again.binders, again.guard, again.body)).toBe(total);
});
