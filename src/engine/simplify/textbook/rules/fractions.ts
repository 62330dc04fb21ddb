/** Quotients. x / 0 is undefined and x / ±∞ is 0, so a denominator that moves must not be 0 there, nor infinite. */
import { equation, rewrite, type Equation } from '../equation';

export const fractions: readonly Equation[] = [
  rewrite('div-one', 'a / 1 = a', '(div ?a 1)', '?a'),
  rewrite('div-minus-one', 'a / −1 = −a', '(div ?a -1)', '(neg ?a)'),
  rewrite('zero-over', '0 / b = 0', '(div 0 ?b)', '0', 'nonzero ?b', 'defined ?b'),
  rewrite('div-self', 'a / a = 1', '(div ?a ?a)', '1', 'finite ?a', 'nonzero ?a', 'defined ?a'),
  equation('div-as-mul', 'a / b = a · (1 / b)', '(div ?a ?b)', '(mul ?a (div 1 ?b))'),
  equation('half', 'a / 2 = ½ a', '(div ?a 2)', '(mul 1/2 ?a)'),
  equation('mul-div', 'a · (b / c) = ab / c', '(mul ?a (div ?b ?c))', '(div (mul ?a ?b) ?c)'),
  equation('div-div', '(a / b) / c = a / (bc)', '(div (div ?a ?b) ?c)', '(div ?a (mul ?b ?c))'),
  rewrite('div-by-fraction', 'a / (b / c) = ac / b', '(div ?a (div ?b ?c))', '(div (mul ?a ?c) ?b)', 'nonzero ?c', 'finite ?c'),
  rewrite('inverse-of-inverse', '1 / (1 / a) = a', '(div 1 (div 1 ?a))', '?a', 'nonzero ?a', 'finite ?a'),
  equation('mul-fractions', '(a / b)(c / d) = ac / bd', '(mul (div ?a ?b) (div ?c ?d))', '(div (mul ?a ?c) (mul ?b ?d))'),

  equation('neg-over', '(−a) / b = −(a / b)', '(div (neg ?a) ?b)', '(neg (div ?a ?b))'),
  rewrite('over-neg', 'a / (−b) = −(a / b)', '(div ?a (neg ?b))', '(neg (div ?a ?b))'),

  rewrite('mul-then-div', 'ab / b = a', '(div (mul ?a ?b) ?b)', '?a', 'finite ?b', 'nonzero ?b', 'defined ?b'),
  rewrite('div-then-mul', '(a / b) b = a', '(mul (div ?a ?b) ?b)', '?a', 'finite ?b', 'nonzero ?b', 'defined ?b'),
  rewrite('cancel-factor', 'ac / bc = a / b', '(div (mul ?a ?c) (mul ?b ?c))', '(div ?a ?b)', 'finite ?c', 'nonzero ?c', 'defined ?c'),
  rewrite('cancel-denominator', '(a / c) / (b / c) = a / b', '(div (div ?a ?c) (div ?b ?c))', '(div ?a ?b)', 'finite ?c', 'nonzero ?c', 'defined ?c'),
  rewrite('square-over', 'a² / a = a', '(div (mul ?a ?a) ?a)', '?a', 'finite ?a', 'nonzero ?a'),
  rewrite('over-square', 'a / a² = 1 / a', '(div ?a (mul ?a ?a))', '(div 1 ?a)', 'finite ?a'),

  equation('add-over', '(a + b) / c = a / c + b / c', '(div (add ?a ?b) ?c)', '(add (div ?a ?c) (div ?b ?c))'),
  equation('sub-over', '(a − b) / c = a / c − b / c', '(div (sub ?a ?b) ?c)', '(sub (div ?a ?c) (div ?b ?c))'),
  equation('add-to-fraction', 'a / b + c = (a + cb) / b', '(add (div ?a ?b) ?c)', '(div (add ?a (mul ?c ?b)) ?b)', 'finite ?b', 'nonzero ?b'),
  equation('sub-from-fraction', 'a / b − c = (a − cb) / b', '(sub (div ?a ?b) ?c)', '(div (sub ?a (mul ?c ?b)) ?b)', 'finite ?b', 'nonzero ?b'),
  equation('one-minus-fraction', '1 − a / b = (b − a) / b', '(sub 1 (div ?a ?b))', '(div (sub ?b ?a) ?b)', 'finite ?b', 'nonzero ?b'),
  rewrite('rest-of-one', '1 − 1 / (1 + a) = a / (1 + a)', '(sub 1 (div 1 (add 1 ?a)))', '(div ?a (add 1 ?a))', 'below-infinity ?a', 'above-minus-infinity ?a'),
  rewrite('add-fractions', 'a / b + c / d = (ad + cb) / bd', '(add (div ?a ?b) (div ?c ?d))', '(div (add (mul ?a ?d) (mul ?c ?b)) (mul ?b ?d))', 'finite ?b', 'finite ?d', 'nonzero ?b', 'nonzero ?d', 'defined ?b', 'defined ?d')
];
