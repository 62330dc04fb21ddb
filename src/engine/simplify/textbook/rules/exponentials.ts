/** exp and its relatives. exp(−∞) = 0 and exp(∞) = ∞, so most laws hold of infinite arguments too. */
import { equation, rewrite, type Equation } from '../equation';

export const exponentials: readonly Equation[] = [
  rewrite('exp-zero', 'e⁰ = 1', '(exp 0)', '1'),
  equation('exp-add', 'e^(a + b) = eᵃ eᵇ', '(exp (add ?a ?b))', '(mul (exp ?a) (exp ?b))'),
  equation('exp-sub', 'e^(a − b) = eᵃ / eᵇ', '(exp (sub ?a ?b))', '(div (exp ?a) (exp ?b))', 'above-minus-infinity ?b'),
  equation('exp-neg', 'e^(−a) = 1 / eᵃ', '(exp (neg ?a))', '(div 1 (exp ?a))', 'above-minus-infinity ?a'),
  equation('exp-double', 'eᵃ eᵃ = e^(2a)', '(mul (exp ?a) (exp ?a))', '(exp (mul 2 ?a))'),
  rewrite('exp-times-inverse', 'eᵃ e^(−a) = 1', '(mul (exp ?a) (exp (neg ?a)))', '1', 'finite ?a', 'defined ?a'),
  rewrite('exp-of-log', 'e^(log a) = a', '(exp (log ?a))', '?a', 'positive ?a'),
  rewrite('exp-of-sum-with-log', 'e^(a + log b) = eᵃ b', '(exp (add ?a (log ?b)))', '(mul (exp ?a) ?b)', 'positive ?b'),
  rewrite('exp-of-difference-with-log', 'e^(a − log b) = eᵃ / b', '(exp (sub ?a (log ?b)))', '(div (exp ?a) ?b)', 'positive ?b'),
  equation('exp2-as-exp', '2ᵃ = e^(a log 2)', '(exp2 ?a)', '(exp (mul ?a (log 2)))'),
  rewrite('exp2-of-scaled', '2^(a / log 2) = eᵃ', '(exp2 (div ?a (log 2)))', '(exp ?a)'),
  equation('exp2-add', '2^(a + b) = 2ᵃ 2ᵇ', '(exp2 (add ?a ?b))', '(mul (exp2 ?a) (exp2 ?b))'),
  equation('exp2-sub', '2^(a − b) = 2ᵃ / 2ᵇ', '(exp2 (sub ?a ?b))', '(div (exp2 ?a) (exp2 ?b))', 'above-minus-infinity ?b'),
  equation('expm1-as-exp', 'expm1 a = eᵃ − 1', '(expm1 ?a)', '(sub (exp ?a) 1)'),
  rewrite('exp-of-half-twice', '(e^(a / 2))² = eᵃ', '(mul (exp (div ?a 2)) (exp (div ?a 2)))', '(exp ?a)')
];
