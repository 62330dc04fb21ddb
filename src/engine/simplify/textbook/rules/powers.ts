/** Powers with constant exponents are products; with others they are exp(b log a), for positive bases. */
import { equation, rewrite, type Equation } from '../equation';

export const powers: readonly Equation[] = [
  rewrite('power-one', 'a¹ = a', '(pow ?a 1)', '?a'),
  equation('square', 'aa = a²', '(mul ?a ?a)', '(pow ?a 2)'),
  equation('cube', 'a a² = a³', '(mul ?a (pow ?a 2))', '(pow ?a 3)'),
  equation('fourth-power', '(a²)² = a⁴', '(pow (pow ?a 2) 2)', '(pow ?a 4)'),
  equation('power-minus-one', '1 / a = a⁻¹', '(pow ?a -1)', '(div 1 ?a)'),
  rewrite('power-minus-two', 'a⁻² = 1 / a²', '(pow ?a -2)', '(div 1 (pow ?a 2))'),
  rewrite('power-half', 'a^½ = √a', '(pow ?a 1/2)', '(sqrt ?a)', 'nonnegative ?a', 'finite ?a'),
  rewrite('power-minus-half', 'a^(−½) = 1 / √a', '(pow ?a -1/2)', '(div 1 (sqrt ?a))', 'positive ?a', 'finite ?a'),
  equation('square-of-product', '(ab)² = a² b²', '(pow (mul ?a ?b) 2)', '(mul (pow ?a 2) (pow ?b 2))'),
  equation('square-of-quotient', '(a / b)² = a² / b²', '(pow (div ?a ?b) 2)', '(div (pow ?a 2) (pow ?b 2))'),
  rewrite('square-of-negative', '(−a)² = a²', '(pow (neg ?a) 2)', '(pow ?a 2)'),
  rewrite('square-of-magnitude', '|a|² = a²', '(pow (abs ?a) 2)', '(pow ?a 2)'),
  rewrite('power-two-of-sqrt', '(√a)² = a', '(pow (sqrt ?a) 2)', '?a', 'nonnegative ?a'),
  rewrite('cube-of-negative', '(−a)³ = −a³', '(pow (neg ?a) 3)', '(neg (pow ?a 3))'),
  rewrite('power-as-exp', 'aᵇ = e^(b log a)', '(pow ?a ?b)', '(exp (mul ?b (log ?a)))', 'positive ?a', 'finite ?a', 'finite ?b'),
  equation('power-of-sum', 'a^(b + c) = aᵇ aᶜ', '(pow ?a (add ?b ?c))', '(mul (pow ?a ?b) (pow ?a ?c))', 'positive ?a', 'finite ?a', 'finite ?b', 'finite ?c'),
  rewrite('power-of-negative', 'a^(−b) = 1 / aᵇ', '(pow ?a (neg ?b))', '(div 1 (pow ?a ?b))', 'positive ?a', 'finite ?a', 'finite ?b'),
  rewrite('power-of-power', '(aᵇ)ᶜ = a^(bc)', '(pow (pow ?a ?b) ?c)', '(pow ?a (mul ?b ?c))', 'positive ?a', 'finite ?a', 'finite ?b', 'finite ?c'),
  rewrite('power-of-exp', '(eᵃ)ᵇ = e^(ab)', '(pow (exp ?a) ?b)', '(exp (mul ?a ?b))', 'finite ?a', 'finite ?b'),
  rewrite('power-of-two', '2 to the a = exp2 a', '(pow 2 ?a)', '(exp2 ?a)', 'finite ?a'),
  rewrite('power-of-one', '1ᵃ = 1', '(pow 1 ?a)', '1', 'finite ?a', 'defined ?a')
];
