/** Division of polynomials: what comes out even, and what does not. */
import fc from 'fast-check';
import * as T from '../../term';
import type { Term } from '../../term';
import { exactQuotient } from '../exact-quotient';

const [a, b, c] = ['a', 'b', 'c'].map(n => T.variable(n, 'Int'));

test.each<readonly [string, Term, Term, Term | null]>([
  ['a product by a factor', T.mul(a, b), b, a],
  ['an expanded product by a sum', T.mul(T.add(a, T.ONE), T.add(b, T.ONE)), T.add(b, T.ONE), T.add(a, T.ONE)],
  ['of three factors by two', T.mul(c, T.add(a, T.ONE), T.add(b, T.ONE)), T.mul(T.add(b, T.ONE), T.add(a, T.ONE)), c],
  ['a difference of squares', T.sub(T.mul(a, a), T.mul(b, b)), T.sub(a, b), T.add(a, b)],
  ['by itself', T.add(a, T.ONE), T.add(a, T.ONE), T.ONE],
  ['nothing', T.ZERO, a, T.ZERO],
  ['by nothing', a, T.ZERO, null],
  ['a rest of one', T.add(T.mul(a, b), T.ONE), b, null],
  ['another sum', T.mul(T.add(a, T.ONE), T.add(b, T.ONE)), T.add(c, T.ONE), null],
  ['half of an odd number', T.mul(T.int(3), a), T.int(2), null],
  ['a square root', a, T.mul(a, a), null]
])('%s', (_, t, divisor, quotient) => expect(exactQuotient(t, divisor)).toBe(quotient));

const polynomial = fc
  .array(fc.record({ coefficient: fc.bigInt(-4n, 4n), atoms: fc.array(fc.constantFrom<Term>(a, b, c), { maxLength: 2 }) }), { maxLength: 4 })
  .map(list => T.fromMonomials(list));

test('p · q / q = p', () => {
  fc.assert(fc.property(polynomial, polynomial.filter(q => q !== T.ZERO), (p, q) => exactQuotient(T.mul(p, q), q) === p));
});

test('what comes out is the quotient', () => {
  fc.assert(
    fc.property(polynomial, polynomial, (p, q) => {
      const quotient = exactQuotient(p, q);
      return quotient === null || T.mul(quotient, q) === p;
    })
  );
});
