/** Logarithms of sums of exponentials of two numbers: softplus, log σ, logaddexp. */
import { equation, rewrite, type Equation } from '../equation';

const softplus = (a: string): string => `(log (add 1 (exp ${a})))`;
const sumOfExp = '(log (add (exp ?a) (exp ?b)))';

export const softplusRules: readonly Equation[] = [
  rewrite('stable-softplus', 'max(a, 0) + log(1 + e^(−|a|)) = log(1 + eᵃ)', `(add (max2 ?a 0) ${softplus('(neg (abs ?a))')})`, softplus('?a')),
  rewrite('stable-softplus-of-negative', 'log(1 + e^(−|a|)) − min(a, 0) = log(1 + e^(−a))', `(sub ${softplus('(neg (abs ?a))')} (min2 ?a 0))`, softplus('(neg ?a)')),
  rewrite('softplus-less-argument', 'log(1 + eᵃ) − a = log(1 + e^(−a))', `(sub ${softplus('?a')} ?a)`, softplus('(neg ?a)'), 'below-infinity ?a'),
  rewrite('softplus-plus-argument', 'a + log(1 + e^(−a)) = log(1 + eᵃ)', `(add ?a ${softplus('(neg ?a)')})`, softplus('?a'), 'above-minus-infinity ?a'),
  equation('log-sigmoid', 'log σ(a) = −log(1 + e^(−a))', '(log (sigmoid ?a))', `(neg ${softplus('(neg ?a)')})`, 'above-minus-infinity ?a'),
  equation('log-one-less-sigmoid', 'log(1 − σ(a)) = −log(1 + eᵃ)', '(log (sub 1 (sigmoid ?a)))', `(neg ${softplus('?a')})`, 'below-infinity ?a'),
  rewrite('stable-log-sigmoid', 'min(a, 0) − log(1 + e^(−|a|)) = log σ(a)', `(sub (min2 ?a 0) ${softplus('(neg (abs ?a))')})`, '(log (sigmoid ?a))', 'above-minus-infinity ?a'),
  rewrite('softplus-of-log', 'log(1 + e^(log a)) = log(1 + a)', softplus('(log ?a)'), '(log (add 1 ?a))', 'positive ?a'),
  rewrite('exp-of-softplus', 'e^(log(1 + eᵃ)) = 1 + eᵃ', `(exp ${softplus('?a')})`, '(add 1 (exp ?a))'),
  rewrite('exp-of-negative-softplus', 'e^(−log(1 + e^(−a))) = σ(a)', `(exp (neg ${softplus('(neg ?a)')}))`, '(sigmoid ?a)'),
  rewrite('exp-less-softplus', 'e^(a − log(1 + eᵃ)) = σ(a)', `(exp (sub ?a ${softplus('?a')}))`, '(sigmoid ?a)', 'below-infinity ?a'),
  rewrite('logaddexp-shift', 'm + log(e^(a − m) + e^(b − m)) = log(eᵃ + eᵇ)', '(add ?m (log (add (exp (sub ?a ?m)) (exp (sub ?b ?m)))))', sumOfExp, 'finite ?m', 'defined ?m'),
  rewrite('stable-logaddexp', 'max(a, b) + log(1 + e^(−|a − b|)) = log(eᵃ + eᵇ)', `(add (max2 ?a ?b) ${softplus('(neg (abs (sub ?a ?b)))')})`, sumOfExp, 'finite ?a', 'finite ?b'),
  rewrite('logaddexp-from-first', 'a + log(1 + e^(b − a)) = log(eᵃ + eᵇ)', `(add ?a ${softplus('(sub ?b ?a)')})`, sumOfExp, 'finite ?a')
];
