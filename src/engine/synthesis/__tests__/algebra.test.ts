/** Equations between real terms: what holds is found, what does not is refused. */
import * as T from '../../term';
import type { Term } from '../../term';
import fc from 'fast-check';
import { evaluate } from '../../term/evaluate';
import { Algebra, equalInAllCases, unlessTooLarge } from '../algebra';

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

test.each<[string, Term, Term, boolean]>([
  ['a fraction cancels', T.apply('div', [T.sub(T.mul(a, a), T.mul(b, b)), T.add(a, b)]), T.sub(a, b), true],
  ['fractions add up', T.add(T.apply('div', [T.real(1), a]), T.apply('div', [T.real(1), b])), T.apply('div', [T.add(a, b), T.mul(a, b)]), true],
  ['an exponent over a divisor', T.mul(exp(T.sub(a, b)), exp(T.sub(T.apply('div', [x, v]), a))), exp(T.sub(T.apply('div', [x, v]), b)), true],
  ['not over another divisor', exp(T.sub(T.apply('div', [x, v]), a)), exp(T.sub(T.apply('div', [x, c]), a)), false],
  ['a quotient of exponentials', T.apply('div', [exp(a), exp(b)]), exp(T.sub(a, b)), true],
  ['a constant factor leaves a sum', sum(T.mul(a, read)), T.mul(a, sum(read)), true],
  ['a centred square', sum(T.mul(T.sub(read, a), T.sub(read, a))), T.add(sum(T.mul(read, read)), T.mul(T.real(-2), a, sum(read)), T.mul(a, a, T.apply('toreal', [T.variable('n', 'Int')]))), true],
  ['case by case', T.select(T.lt(a, b), x, T.sub(x, T.real(0))), x, true],
  ['zero by zero is nothing', T.apply('div', [T.sub(a, a), T.sub(b, b)]), T.real(0), false],
  ['a divisor of what may be nothing stays there', sum(T.apply('div', [read, sum(a)])), T.apply('div', [sum(read), sum(a)]), false],
  ['not a factor that depends on the index', sum(T.mul(read, read)), T.mul(read, sum(read)), false],
  ['not the square of a sum', T.mul(sum(read), sum(read)), sum(T.mul(read, read)), false],
  ['not in one case alone', T.select(T.lt(a, b), x, v), x, false]
])('%s', (_, left, right, expected) => expect(equalInAllCases(left, right)).toBe(expected));

/** Reals without infinities: contents, sums over a few of them, and what is built of these. */
const finite: fc.Memo<Term> = fc.memo(depth => {
  const leaf = fc.constantFrom<Term>(a, b, read, T.read('x', T.ONE, 'Real'), T.real(2), T.real(-1), T.apply('toreal', [k]));
  if (depth <= 1) {
    return leaf;
  }
  const two = fc.tuple(finite(), finite());
  return fc.oneof(
    leaf,
    two.map(([s, t]) => T.add(s, t)),
    two.map(([s, t]) => T.sub(s, t)),
    two.map(([s, t]) => T.mul(s, t)),
    two.map(([s, t]) => T.apply('div', [s, t])),
    two.map(([s, t]) => T.select(T.lt(s, t), s, T.mul(t, t))),
    finite().map(t => T.reduce('sum', [{ variable: k, extent: T.variable('n', 'Int') }], T.TRUE, t)),
    finite().map(t => exp(T.apply('sin', [t])))
  );
});

test('the normal form has the value of the term, where both are defined', () => {
  fc.assert(
    fc.property(finite(4), fc.integer({ min: 0, max: 3 }), fc.array(fc.constantFrom(-2, -1, 0.5, 1, 3), { minLength: 6, maxLength: 6 }), (term, n, contents) => {
      const normal = unlessTooLarge(() => new Algebra().canonical(term));
      const env = { variables: new Map([['a', contents[4]], ['b', contents[5]], ['k', 1], ['n', n]]), read: (_: string, at: number) => contents[at] ?? NaN };
      const [wanted, found] = [evaluate(term, env), normal === null ? NaN : evaluate(normal, env)];
      fc.pre(Number.isFinite(wanted) && Number.isFinite(found) && Math.abs(wanted) < 1e6);
      expect(Math.abs(found - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted)) ? wanted : found).toBe(wanted);
    }),
    { numRuns: 500 }
  );
});
