/** log and its relatives. log 0 is undefined and log ∞ is ∞. */
import { equation, rewrite, type Equation } from '../equation';

export const logarithms: readonly Equation[] = [
  rewrite('log-one', 'log 1 = 0', '(log 1)', '0'),
  rewrite('log-of-exp', 'log eᵃ = a', '(log (exp ?a))', '?a', 'above-minus-infinity ?a'),
  equation('log-mul', 'log ab = log a + log b', '(log (mul ?a ?b))', '(add (log ?a) (log ?b))', 'positive ?a', 'positive ?b'),
  equation('log-div', 'log (a / b) = log a − log b', '(log (div ?a ?b))', '(sub (log ?a) (log ?b))', 'positive ?a', 'positive ?b', 'finite ?b'),
  equation('log-inverse', 'log (1 / a) = −log a', '(log (div 1 ?a))', '(neg (log ?a))', 'finite ?a'),
  rewrite('log-of-scaled', 'log (eᵃ b) = a + log b', '(log (mul (exp ?a) ?b))', '(add ?a (log ?b))', 'above-minus-infinity ?a'),
  rewrite('log-of-scaled-down', 'log (b / eᵃ) = log b − a', '(log (div ?b (exp ?a)))', '(sub (log ?b) ?a)', 'finite ?a'),
  equation('log-of-sqrt', 'log √a = (log a) / 2', '(log (sqrt ?a))', '(div (log ?a) 2)'),
  equation('log-of-square', 'log a² = 2 log a', '(log (mul ?a ?a))', '(mul 2 (log ?a))', 'positive ?a'),
  rewrite('log-of-power', 'log aᵇ = b log a', '(log (pow ?a ?b))', '(mul ?b (log ?a))', 'positive ?a', 'finite ?a', 'finite ?b'),
  equation('log2-as-log', 'log₂ a = log a / log 2', '(log2 ?a)', '(div (log ?a) (log 2))'),
  rewrite('log2-times-log-two', 'log₂ a · log 2 = log a', '(mul (log2 ?a) (log 2))', '(log ?a)'),
  rewrite('log2-of-exp2', 'log₂ 2ᵃ = a', '(log2 (exp2 ?a))', '?a', 'above-minus-infinity ?a'),
  rewrite('exp2-of-log2', '2^(log₂ a) = a', '(exp2 (log2 ?a))', '?a', 'positive ?a'),
  equation('log2-mul', 'log₂ ab = log₂ a + log₂ b', '(log2 (mul ?a ?b))', '(add (log2 ?a) (log2 ?b))', 'positive ?a', 'positive ?b'),
  equation('log10-as-log', 'log₁₀ a = log a / log 10', '(log10 ?a)', '(div (log ?a) (log 10))'),
  equation('log1p-as-log', 'log1p a = log(1 + a)', '(log1p ?a)', '(log (add 1 ?a))'),
  rewrite('log1p-of-expm1', 'log1p(expm1 a) = a', '(log1p (expm1 ?a))', '?a', 'above-minus-infinity ?a'),
  rewrite('expm1-of-log1p', 'expm1(log1p a) = a', '(expm1 (log1p ?a))', '?a', 'nonnegative ?a')
];
