/** Equations between real terms: what holds is found, what does not is refused. */
import * as T from '../../term';
import type { Term } from '../../term';
import { equalInAllCases } from '../algebra';

const scalesTo = (scale: Term, before: Term, after: Term) => equalInAllCases(T.mul(scale, before), after);

const [a, b, c, x, v] = ['a', 'b', 'c', 'x', 'v'].map(n => T.variable(n, 'Real'));
const k = T.variable('k', 'Int');
const exp = (t: Term) => T.apply('exp', [t]);
const exp2 = (t: Term) => T.apply('exp2', [t]);
const sum = (body: Term) => T.reduce('sum', [{ variable: k, extent: T.variable('n', 'Int') }], T.TRUE, body);
const read = T.read('x', k, 'Real');
const masked = T.select(T.lt(k, T.variable('m', 'Int')), read, T.special('-inf'));

test.each<[string, Term, Term, Term]>([
  ['one exponential', exp(T.sub(a, b)), exp(T.sub(x, a)), exp(T.sub(x, b))],
  ['a sum of them', exp(T.sub(a, b)), sum(exp(T.sub(read, a))), sum(exp(T.sub(read, b)))],
  ['under a mask of −∞', exp(T.sub(a, b)), sum(exp(T.sub(masked, a))), sum(exp(T.sub(masked, b)))],
  ['times something else', exp(T.sub(a, b)), sum(T.mul(exp(T.sub(read, a)), v)), sum(T.mul(exp(T.sub(read, b)), v))],
  ['to the base 2', exp2(T.sub(a, b)), exp2(T.sub(x, a)), exp2(T.sub(x, b))],
  ['with a factor in the exponent', exp(T.mul(c, T.sub(a, b))), exp(T.sub(x, T.mul(c, a))), exp(T.sub(x, T.mul(c, b)))],
  ['nothing', exp(T.sub(a, b)), T.real(0), T.real(0)]
])('holds: %s', (_, scale, before, after) => expect(scalesTo(scale, before, after)).toBe(true));

test.each<[string, Term, Term, Term]>([
  ['the factor upside down', exp(T.sub(b, a)), exp(T.sub(x, a)), exp(T.sub(x, b))],
  ['a summand without exponential', exp(T.sub(a, b)), T.add(exp(T.sub(x, a)), v), T.add(exp(T.sub(x, b)), v)],
  ['two bases', exp(T.sub(a, b)), exp2(T.sub(x, a)), exp2(T.sub(x, b))],
  ['a square', exp(T.sub(a, b)), T.mul(exp(T.sub(x, a)), exp(T.sub(x, a))), T.mul(exp(T.sub(x, b)), exp(T.sub(x, b)))],
  ['no exponential at all', T.sub(a, b), exp(T.sub(x, a)), exp(T.sub(x, b))]
])('must not: %s', (_, scale, before, after) => expect(scalesTo(scale, before, after)).toBe(false));
