/** Sums, differences, products. Infinite values are why a distributed factor must be finite, and a cancelled summand too. */
import { equation, rewrite, type Equation } from '../equation';

export const ring: readonly Equation[] = [
  rewrite('add-commutes', 'a + b = b + a', '(add ?a ?b)', '(add ?b ?a)'),
  equation('add-associates', '(a + b) + c = a + (b + c)', '(add (add ?a ?b) ?c)', '(add ?a (add ?b ?c))'),
  rewrite('mul-commutes', 'ab = ba', '(mul ?a ?b)', '(mul ?b ?a)'),
  equation('mul-associates', '(ab)c = a(bc)', '(mul (mul ?a ?b) ?c)', '(mul ?a (mul ?b ?c))'),

  rewrite('add-zero', 'a + 0 = a', '(add ?a 0)', '?a'),
  rewrite('sub-zero', 'a − 0 = a', '(sub ?a 0)', '?a'),
  rewrite('sub-from-zero', '0 − a = −a', '(sub 0 ?a)', '(neg ?a)'),
  rewrite('neg-zero', '−0 = 0', '(neg 0)', '0'),
  rewrite('mul-one', 'a · 1 = a', '(mul ?a 1)', '?a'),
  rewrite('mul-minus-one', '−1 · a = −a', '(mul -1 ?a)', '(neg ?a)'),
  rewrite('mul-zero', '0 · a = 0', '(mul 0 ?a)', '0', 'finite ?a', 'defined ?a'),
  rewrite('sub-self', 'a − a = 0', '(sub ?a ?a)', '0', 'finite ?a', 'defined ?a'),

  equation('sub-as-add', 'a − b = a + (−b)', '(sub ?a ?b)', '(add ?a (neg ?b))'),
  rewrite('neg-neg', '−(−a) = a', '(neg (neg ?a))', '?a'),
  rewrite('sub-neg', 'a − (−b) = a + b', '(sub ?a (neg ?b))', '(add ?a ?b)'),
  rewrite('neg-sub', '−(a − b) = b − a', '(neg (sub ?a ?b))', '(sub ?b ?a)'),
  equation('neg-add', '−(a + b) = −a − b', '(neg (add ?a ?b))', '(sub (neg ?a) ?b)'),
  equation('neg-mul', '(−a)b = −(ab)', '(mul (neg ?a) ?b)', '(neg (mul ?a ?b))'),
  rewrite('neg-times-neg', '(−a)(−b) = ab', '(mul (neg ?a) (neg ?b))', '(mul ?a ?b)'),

  equation('sub-sub', 'a − b − c = a − (b + c)', '(sub (sub ?a ?b) ?c)', '(sub ?a (add ?b ?c))'),
  rewrite('sub-of-sub', 'a − (b − c) = a − b + c', '(sub ?a (sub ?b ?c))', '(add (sub ?a ?b) ?c)'),
  equation('add-sub', 'a + (b − c) = (a + b) − c', '(add ?a (sub ?b ?c))', '(sub (add ?a ?b) ?c)'),
  rewrite('add-then-sub', '(a + b) − b = a', '(sub (add ?a ?b) ?b)', '?a', 'finite ?b', 'defined ?b'),
  rewrite('sub-then-add', '(a − b) + b = a', '(add (sub ?a ?b) ?b)', '?a', 'finite ?b', 'defined ?b'),
  rewrite('sub-difference', 'a − (a − b) = b', '(sub ?a (sub ?a ?b))', '?b', 'finite ?a', 'defined ?a'),
  rewrite('cancel-summand', '(a + c) − (b + c) = a − b', '(sub (add ?a ?c) (add ?b ?c))', '(sub ?a ?b)', 'finite ?c', 'defined ?c'),
  rewrite('differences-of-one', '(a − c) − (b − c) = a − b', '(sub (sub ?a ?c) (sub ?b ?c))', '(sub ?a ?b)', 'finite ?c', 'defined ?c'),
  rewrite('differences-chain', '(a − b) + (b − c) = a − c', '(add (sub ?a ?b) (sub ?b ?c))', '(sub ?a ?c)', 'finite ?b', 'defined ?b'),

  equation('mul-distributes', 'c(a + b) = ca + cb', '(mul ?c (add ?a ?b))', '(add (mul ?c ?a) (mul ?c ?b))', 'finite ?c'),
  equation('mul-distributes-sub', 'c(a − b) = ca − cb', '(mul ?c (sub ?a ?b))', '(sub (mul ?c ?a) (mul ?c ?b))', 'finite ?c'),
  equation('add-same', 'a + a = 2a', '(add ?a ?a)', '(mul 2 ?a)'),
  equation('add-multiple', 'ca + a = (c + 1)a', '(add (mul ?c ?a) ?a)', '(mul (add ?c 1) ?a)', 'finite ?a'),
  equation('sub-multiple', 'a − ca = (1 − c)a', '(sub ?a (mul ?c ?a))', '(mul (sub 1 ?c) ?a)', 'finite ?a'),
  rewrite('square-of-sum', '(a + b)² = a² + 2ab + b²', '(mul (add ?a ?b) (add ?a ?b))', '(add (add (mul ?a ?a) (mul 2 (mul ?a ?b))) (mul ?b ?b))', 'finite ?a', 'finite ?b'),
  rewrite('square-of-difference', '(a − b)² = a² − 2ab + b²', '(mul (sub ?a ?b) (sub ?a ?b))', '(add (sub (mul ?a ?a) (mul 2 (mul ?a ?b))) (mul ?b ?b))', 'finite ?a', 'finite ?b'),
  rewrite('squared-difference-commutes', '(a − b)² = (b − a)²', '(mul (sub ?a ?b) (sub ?a ?b))', '(mul (sub ?b ?a) (sub ?b ?a))'),
  equation('difference-of-squares', '(a + b)(a − b) = a² − b²', '(mul (add ?a ?b) (sub ?a ?b))', '(sub (mul ?a ?a) (mul ?b ?b))', 'finite ?a', 'finite ?b'),
  rewrite('lerp', '(1 − t)a + tb = a + t(b − a)', '(add (mul (sub 1 ?t) ?a) (mul ?t ?b))', '(add ?a (mul ?t (sub ?b ?a)))', 'finite ?a', 'finite ?t')
];
