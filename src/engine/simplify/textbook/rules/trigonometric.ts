/** Sines and cosines; they have no value at infinity. */
import { equation, rewrite, type Equation } from '../equation';

export const trigonometric: readonly Equation[] = [
  rewrite('sin-zero', 'sin 0 = 0', '(sin 0)', '0'),
  rewrite('cos-zero', 'cos 0 = 1', '(cos 0)', '1'),
  equation('sin-of-negative', 'sin(−a) = −sin a', '(sin (neg ?a))', '(neg (sin ?a))'),
  rewrite('cos-of-negative', 'cos(−a) = cos a', '(cos (neg ?a))', '(cos ?a)'),
  rewrite('sin-squared-plus-cos-squared', 'sin² a + cos² a = 1', '(add (mul (sin ?a) (sin ?a)) (mul (cos ?a) (cos ?a)))', '1', 'finite ?a', 'defined ?a'),
  rewrite('one-less-cos-squared', '1 − cos² a = sin² a', '(sub 1 (mul (cos ?a) (cos ?a)))', '(mul (sin ?a) (sin ?a))'),
  rewrite('one-less-sin-squared', '1 − sin² a = cos² a', '(sub 1 (mul (sin ?a) (sin ?a)))', '(mul (cos ?a) (cos ?a))'),
  rewrite('rotation-keeps-norm', '(xc − ys)² + (xs + yc)² = x² + y², where c = cos a, s = sin a', '(add (pow (sub (mul ?x (cos ?a)) (mul ?y (sin ?a))) 2) (pow (add (mul ?x (sin ?a)) (mul ?y (cos ?a))) 2))', '(add (pow ?x 2) (pow ?y 2))', 'finite ?a', 'defined ?a', 'finite ?x', 'finite ?y'),
  equation('atan-of-negative', 'arctan(−a) = −arctan a', '(atan (neg ?a))', '(neg (atan ?a))')
];
