/** Square roots, of numbers and of sums of squares (norms). */
import { equation, rewrite, type Equation } from '../equation';

const squares = (guard: string, f: string): string => `(sum ?n (\\ $i ${guard}) (\\ $i (mul ${f} ${f})))`;

export const roots: readonly Equation[] = [
  rewrite('sqrt-zero', '√0 = 0', '(sqrt 0)', '0'),
  rewrite('sqrt-one', '√1 = 1', '(sqrt 1)', '1'),
  rewrite('sqrt-of-square', '√(a²) = |a|', '(sqrt (mul ?a ?a))', '(abs ?a)'),
  rewrite('square-of-sqrt', '(√a)² = a', '(mul (sqrt ?a) (sqrt ?a))', '?a', 'nonnegative ?a'),
  equation('sqrt-mul', '√(ab) = √a √b', '(sqrt (mul ?a ?b))', '(mul (sqrt ?a) (sqrt ?b))', 'nonnegative ?a', 'nonnegative ?b'),
  equation('sqrt-div', '√(a / b) = √a / √b', '(sqrt (div ?a ?b))', '(div (sqrt ?a) (sqrt ?b))', 'nonnegative ?a', 'nonnegative ?b'),
  equation('sqrt-of-inverse', '√(1 / a) = 1 / √a', '(sqrt (div 1 ?a))', '(div 1 (sqrt ?a))', 'above-minus-infinity ?a'),
  rewrite('over-own-sqrt', 'a / √a = √a', '(div ?a (sqrt ?a))', '(sqrt ?a)', 'positive ?a', 'finite ?a'),
  rewrite('sqrt-over-own', '√a / a = 1 / √a', '(div (sqrt ?a) ?a)', '(div 1 (sqrt ?a))', 'finite ?a'),
  rewrite('square-under-sqrt', '√(a²b) = |a| √b', '(sqrt (mul (mul ?a ?a) ?b))', '(mul (abs ?a) (sqrt ?b))', 'nonnegative ?b'),
  rewrite('over-square-under-sqrt', '√(b / a²) = √b / |a|', '(sqrt (div ?b (mul ?a ?a)))', '(div (sqrt ?b) (abs ?a))', 'nonnegative ?b'),
  equation('sqrt-of-exp', '√(eᵃ) = e^(a / 2)', '(sqrt (exp ?a))', '(exp (div ?a 2))'),
  equation('sqrt-of-larger', '√max(a, b) = max(√a, √b)', '(sqrt (max2 ?a ?b))', '(max2 (sqrt ?a) (sqrt ?b))', 'nonnegative ?a', 'nonnegative ?b'),

  equation('product-of-norms', '√(Σ f²) √(Σ g²) = √(Σ f² Σ g²)', `(mul (sqrt ${squares('?p', '?f')}) (sqrt ${squares('?q', '?g')}))`, `(sqrt (mul ${squares('?p', '?f')} ${squares('?q', '?g')}))`),
  rewrite('square-of-norm', '(√(Σ f²))² = Σ f²', `(mul (sqrt ${squares('?p', '?f')}) (sqrt ${squares('?p', '?f')}))`, squares('?p', '?f')),
  equation('norm-of-multiple', '√(Σ (cf)²) = |c| √(Σ f²)', `(sqrt ${squares('?p', '(mul ?c ?f)')})`, `(mul (abs ?c) (sqrt ${squares('?p', '?f')}))`, 'finite ?c', 'defined ?c'),
  equation('norm-of-quotient', '√(Σ (f / c)²) = √(Σ f²) / |c|', `(sqrt ${squares('?p', '(div ?f ?c)')})`, `(div (sqrt ${squares('?p', '?f')}) (abs ?c))`, 'nonzero ?c', 'defined ?c')
];
