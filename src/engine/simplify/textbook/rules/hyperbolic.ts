/** The logistic function, hyperbolic functions and the error function. */
import { equation, rewrite, type Equation } from '../equation';

export const hyperbolic: readonly Equation[] = [
  equation('sigmoid', '1 / (1 + e^(−a)) = σ(a)', '(div 1 (add 1 (exp (neg ?a))))', '(sigmoid ?a)'),
  rewrite('over-one-plus-exp', 'b / (1 + e^(−a)) = b σ(a)', '(div ?b (add 1 (exp (neg ?a))))', '(mul ?b (sigmoid ?a))'),
  equation('sigmoid-of-exp', 'eᵃ / (1 + eᵃ) = σ(a)', '(div (exp ?a) (add 1 (exp ?a)))', '(sigmoid ?a)', 'below-infinity ?a'),
  rewrite('sigmoid-of-negative-exp', '1 / (1 + eᵃ) = σ(−a)', '(div 1 (add 1 (exp ?a)))', '(sigmoid (neg ?a))'),
  rewrite('softmax-of-two', 'eᵃ / (eᵃ + eᵇ) = σ(a − b)', '(div (exp ?a) (add (exp ?a) (exp ?b)))', '(sigmoid (sub ?a ?b))', 'finite ?a', 'finite ?b'),
  equation('sigmoid-of-negative', '1 − σ(a) = σ(−a)', '(sub 1 (sigmoid ?a))', '(sigmoid (neg ?a))'),
  equation('sigmoid-by-tanh', '(1 + tanh(a / 2)) / 2 = σ(a)', '(div (add 1 (tanh (div ?a 2))) 2)', '(sigmoid ?a)'),
  equation('one-plus-tanh', '1 + tanh a = 2 σ(2a)', '(add 1 (tanh ?a))', '(mul 2 (sigmoid (mul 2 ?a)))'),
  equation('tanh-by-sigmoid', '2 σ(2a) − 1 = tanh a', '(sub (mul 2 (sigmoid (mul 2 ?a))) 1)', '(tanh ?a)'),
  rewrite('sigmoid-slope', 'e^(−a) / (1 + e^(−a))² = σ(a) (1 − σ(a))', '(div (exp (neg ?a)) (mul (add 1 (exp (neg ?a))) (add 1 (exp (neg ?a)))))', '(mul (sigmoid ?a) (sub 1 (sigmoid ?a)))', 'above-minus-infinity ?a'),
  equation('sigmoid-times-exp', 'σ(a) e^(−a) = 1 − σ(a)', '(mul (sigmoid ?a) (exp (neg ?a)))', '(sub 1 (sigmoid ?a))', 'above-minus-infinity ?a'),
  rewrite('sigmoid-zero', 'σ(0) = ½', '(sigmoid 0)', '1/2'),
  equation('tanh-slope', '1 − tanh² a = 4 σ(2a) (1 − σ(2a))', '(sub 1 (mul (tanh ?a) (tanh ?a)))', '(mul 4 (mul (sigmoid (mul 2 ?a)) (sub 1 (sigmoid (mul 2 ?a)))))'),

  rewrite('tanh-of-exp', '(e^(2a) − 1) / (e^(2a) + 1) = tanh a', '(div (sub (exp (mul 2 ?a)) 1) (add (exp (mul 2 ?a)) 1))', '(tanh ?a)', 'below-infinity ?a'),
  rewrite('tanh-of-negative-exp', '(1 − e^(−2a)) / (1 + e^(−2a)) = tanh a', '(div (sub 1 (exp (neg (mul 2 ?a)))) (add 1 (exp (neg (mul 2 ?a)))))', '(tanh ?a)', 'above-minus-infinity ?a'),
  rewrite('tanh-of-both-exp', '(eᵃ − e^(−a)) / (eᵃ + e^(−a)) = tanh a', '(div (sub (exp ?a) (exp (neg ?a))) (add (exp ?a) (exp (neg ?a))))', '(tanh ?a)', 'finite ?a'),
  rewrite('tanh-as-rest', '1 − 2 / (e^(2a) + 1) = tanh a', '(sub 1 (div 2 (add (exp (mul 2 ?a)) 1)))', '(tanh ?a)'),
  rewrite('tanh-as-excess', '2 / (1 + e^(−2a)) − 1 = tanh a', '(sub (div 2 (add 1 (exp (neg (mul 2 ?a))))) 1)', '(tanh ?a)'),
  equation('tanh-of-negative', 'tanh(−a) = −tanh a', '(tanh (neg ?a))', '(neg (tanh ?a))'),
  rewrite('tanh-zero', 'tanh 0 = 0', '(tanh 0)', '0'),
  rewrite('tanh-by-expm1', 'expm1(2a) / (expm1(2a) + 2) = tanh a', '(div (expm1 (mul 2 ?a)) (add (expm1 (mul 2 ?a)) 2))', '(tanh ?a)', 'below-infinity ?a'),

  equation('sinh', '(eᵃ − e^(−a)) / 2 = sinh a', '(div (sub (exp ?a) (exp (neg ?a))) 2)', '(sinh ?a)'),
  equation('cosh', '(eᵃ + e^(−a)) / 2 = cosh a', '(div (add (exp ?a) (exp (neg ?a))) 2)', '(cosh ?a)'),
  equation('sinh-over-cosh', 'sinh a / cosh a = tanh a', '(div (sinh ?a) (cosh ?a))', '(tanh ?a)', 'finite ?a'),
  equation('sinh-of-negative', 'sinh(−a) = −sinh a', '(sinh (neg ?a))', '(neg (sinh ?a))'),
  rewrite('cosh-of-negative', 'cosh(−a) = cosh a', '(cosh (neg ?a))', '(cosh ?a)'),
  rewrite('cosh-plus-sinh', 'cosh a + sinh a = eᵃ', '(add (cosh ?a) (sinh ?a))', '(exp ?a)', 'above-minus-infinity ?a'),
  rewrite('cosh-squared-less-sinh-squared', 'cosh² a − sinh² a = 1', '(sub (mul (cosh ?a) (cosh ?a)) (mul (sinh ?a) (sinh ?a)))', '1', 'finite ?a', 'defined ?a'),

  equation('erf-of-negative', 'erf(−a) = −erf a', '(erf (neg ?a))', '(neg (erf ?a))'),
  rewrite('erf-zero', 'erf 0 = 0', '(erf 0)', '0'),
  rewrite('erf-of-magnitude', 'erf |a| = |erf a|', '(erf (abs ?a))', '(abs (erf ?a))')
];
