/** Laws that lead from the ways in which activations are computed to the one in which they are defined. */
import { equation, rewrite, type Equation } from '../equation';
import { square, sum, total } from './patterns';

const ELU = '(select (lt 0 ?a) ?a (sub (exp ?a) 1))';
/** eᵃ(eᵃ + 2), which is (1 + eᵃ)² − 1. */
const GROWN = '(mul (exp ?a) (add (exp ?a) 2))';
/** √(2/π) and 0.044715, as in the approximation of GELU. */
const ROOT = '(sqrt (div 2 pi))';
const CUBIC = '8943/200000';
const CUBE = '(mul ?a (mul ?a ?a))';

export const activationRules: readonly Equation[] = [
  rewrite('signed-magnitude-by-ge', '0 ≤ a ? |a| : −|a| = a', '(select (le 0 ?a) (abs ?a) (neg (abs ?a)))', '?a'),
  rewrite('signed-magnitude-by-gt', '0 < a ? |a| : −|a| = a', '(select (lt 0 ?a) (abs ?a) (neg (abs ?a)))', '?a'),
  rewrite('signed-magnitude-by-lt', 'a < 0 ? −|a| : |a| = a', '(select (lt ?a 0) (neg (abs ?a)) (abs ?a))', '?a'),
  rewrite('signed-magnitude-by-le', 'a ≤ 0 ? −|a| : |a| = a', '(select (le ?a 0) (neg (abs ?a)) (abs ?a))', '?a'),

  equation('sigmoid-of-double', 'σ(2a) = (1 + tanh a) / 2', '(sigmoid (mul 2 ?a))', '(div (add 1 (tanh ?a)) 2)'),
  rewrite('sinh-over-two-cosh', 'sinh a / (eᵃ + e^(−a)) = tanh a / 2', '(div (sinh ?a) (add (exp ?a) (exp (neg ?a))))', '(div (tanh ?a) 2)', 'finite ?a'),
  rewrite('tanh-of-softplus', 'eᵃ(eᵃ + 2) / (eᵃ(eᵃ + 2) + 2) = tanh log(1 + eᵃ)', `(div ${GROWN} (add ${GROWN} 2))`, '(tanh (log (add 1 (exp ?a))))', 'below-infinity ?a'),
  rewrite('complement-of-half', '1 − (1 − t) / 2 = (1 + t) / 2', '(sub 1 (div (sub 1 ?t) 2))', '(div (add 1 ?t) 2)'),
  rewrite('less-the-half-of-rest', 'a − a(1 − t) / 2 = a (1 + t) / 2', '(sub ?a (div (mul ?a (sub 1 ?t)) 2))', '(mul ?a (div (add 1 ?t) 2))', 'finite ?a'),

  rewrite('odd-cubic', 'a (c a² + 1) = a + c a³', `(mul ?a (add (mul ?c ${square('?a')}) 1))`, `(add ?a (mul ?c ${CUBE}))`, 'finite ?a'),
  rewrite(
    'gelu-by-sigmoid',
    'a σ(2 √(2/π) a (c a² + 1)) = a (1 + tanh(√(2/π) (a + c a³))) / 2',
    `(mul ?a (sigmoid (mul 2 (mul ${ROOT} (mul ?a (add (mul ${CUBIC} ${square('?a')}) 1))))))`,
    `(mul ?a (div (add 1 (tanh (mul ${ROOT} (add ?a (mul ${CUBIC} ${CUBE}))))) 2))`,
    'finite ?a'
  ),
  rewrite('elu-by-parts', 'max(a, 0) + min(eᵃ − 1, 0) = 0 < a ? a : eᵃ − 1', '(add (max2 ?a 0) (min2 (sub (exp ?a) 1) 0))', ELU),
  rewrite('elu-by-smaller', 'max(a, 0) + (e^min(a, 0) − 1) = 0 < a ? a : eᵃ − 1', '(add (max2 ?a 0) (sub (exp (min2 ?a 0)) 1))', ELU),
  rewrite('elu-by-le', 'a ≤ 0 ? eᵃ − 1 : a = 0 < a ? a : eᵃ − 1', '(select (le ?a 0) (sub (exp ?a) 1) ?a)', ELU),

  rewrite('collected-square-of-difference', 'a² − 2ab + b² = (a − b)²', '(add (sub (mul ?a ?a) (mul 2 (mul ?a ?b))) (mul ?b ?b))', square('(sub ?a ?b)'), 'finite ?a', 'finite ?b'),
  rewrite('nested-square-of-difference', 'a² + b(b − 2a) = (a − b)²', '(add (mul ?a ?a) (mul ?b (sub ?b (mul 2 ?a))))', square('(sub ?a ?b)'), 'finite ?a', 'finite ?b'),
  rewrite('collected-squared-differences', 'Σ f² − 2 Σ f h + Σ h² = Σ (f − h)²', `(add (sub ${sum(square('?f'))} (mul 2 ${sum('(mul ?f ?h)')})) ${sum(square('?h'))})`, sum(square('(sub ?f ?h)')), 'finite ?f', 'finite ?h'),
  equation('sum-over-in-range', 'Σ_{i < n} f / c = (Σ_{i < n} f) / c', total('(div ?f ?c)'), `(div ${total('?f')} ?c)`, 'inhabited ?n')
];
