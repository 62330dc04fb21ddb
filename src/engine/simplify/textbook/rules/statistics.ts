/** Means, variances and covariances, about the mean and about any other number. */
import { equation, rewrite, type Equation } from '../equation';
import { N, square, sum, total } from './patterns';

const mean = (f: string): string => `(div ${total(f)} ${N})`;
const deviation = (f: string): string => `(sub ${f} ${mean(f)})`;
const squares = total(square('?f'));
const squaredDeviations = total(square(deviation('?f')));

export const statistics: readonly Equation[] = [
  rewrite('sum-of-deviations', 'Σ (f − m) = Σ f − n m', total('(sub ?f ?m)'), `(sub ${total('?f')} (mul ${N} ?m))`, 'finite ?m', 'defined ?m', 'natural ?n'),
  rewrite('sum-of-deviations-where', 'Σ_g (f − m) = Σ_g f − m Σ_g 1', sum('(sub ?f ?m)'), `(sub ${sum('?f')} (mul ?m ${sum('1')}))`, 'finite ?m', 'defined ?m'),
  rewrite('squared-deviations', 'Σ (f − m)² = Σ f² − 2 m Σ f + n m²', total(square('(sub ?f ?m)')), `(add (sub ${squares} (mul 2 (mul ?m ${total('?f')}))) (mul ${N} ${square('?m')}))`, 'finite ?m', 'defined ?m', 'finite ?f', 'natural ?n'),
  rewrite('squared-deviations-where', 'Σ_g (f − m)² = Σ_g f² − 2 m Σ_g f + m² Σ_g 1', sum(square('(sub ?f ?m)')), `(add (sub ${sum(square('?f'))} (mul 2 (mul ?m ${sum('?f')}))) (mul ${square('?m')} ${sum('1')}))`, 'finite ?m', 'defined ?m', 'finite ?f'),
  rewrite('products-of-deviations', 'Σ (f − a)(h − b) = Σ f h − b Σ f − a Σ h + n a b', total('(mul (sub ?f ?a) (sub ?h ?b))'), `(add (sub (sub ${total('(mul ?f ?h)')} (mul ?b ${total('?f')})) (mul ?a ${total('?h')})) (mul ${N} (mul ?a ?b)))`, 'finite ?a', 'defined ?a', 'finite ?b', 'defined ?b', 'finite ?f', 'finite ?h', 'natural ?n'),

  rewrite('deviations-cancel', 'Σ (f − mean f) = 0', total(deviation('?f')), '0', 'inhabited ?n', 'finite ?f', 'defined ?f'),
  equation('squared-deviations-from-mean', 'Σ (f − mean f)² = Σ f² − n (mean f)²', squaredDeviations, `(sub ${squares} (mul ${N} ${square(mean('?f'))}))`, 'inhabited ?n', 'finite ?f', 'defined ?f'),
  equation('squared-deviations-by-sum', 'Σ (f − mean f)² = Σ f² − (Σ f)² / n', squaredDeviations, `(sub ${squares} (div ${square(total('?f'))} ${N}))`, 'inhabited ?n', 'finite ?f', 'defined ?f'),
  equation('variance', 'mean f² − (mean f)² = mean (f − mean f)²', `(sub (div ${squares} ${N}) ${square(mean('?f'))})`, `(div ${squaredDeviations} ${N})`, 'inhabited ?n', 'finite ?f', 'defined ?f'),
  rewrite('deviations-times-values', 'Σ (f − mean f) f = Σ (f − mean f)²', total(`(mul ${deviation('?f')} ?f)`), squaredDeviations, 'inhabited ?n', 'finite ?f', 'defined ?f'),
  equation('covariance', 'mean f h − mean f mean h = mean (f − mean f)(h − mean h)', `(sub (div ${total('(mul ?f ?h)')} ${N}) (mul ${mean('?f')} ${mean('?h')}))`, `(div ${total(`(mul ${deviation('?f')} ${deviation('?h')})`)} ${N})`, 'inhabited ?n', 'finite ?f', 'defined ?f', 'finite ?h', 'defined ?h'),
  equation('products-of-deviations-from-mean', 'Σ (f − mean f)(h − mean h) = Σ f h − Σ f Σ h / n', total(`(mul ${deviation('?f')} ${deviation('?h')})`), `(sub ${total('(mul ?f ?h)')} (div (mul ${total('?f')} ${total('?h')}) ${N}))`, 'inhabited ?n', 'finite ?f', 'defined ?f', 'finite ?h', 'defined ?h'),
  rewrite('one-deviation-suffices', 'Σ (f − mean f)(h − mean h) = Σ (f − mean f) h', total(`(mul ${deviation('?f')} ${deviation('?h')})`), total(`(mul ${deviation('?f')} ?h)`), 'inhabited ?n', 'finite ?f', 'defined ?f', 'finite ?h', 'defined ?h'),

  rewrite('mean-of-shifted', 'mean (f + c) = mean f + c', mean('(add ?f ?c)'), `(add ${mean('?f')} ?c)`, 'inhabited ?n', 'finite ?c', 'defined ?c'),
  rewrite('mean-of-constant', 'mean c = c', mean('?c'), '?c', 'inhabited ?n', 'finite ?c', 'defined ?c'),
  rewrite('mean-about-shift', 'c + mean (f − c) = mean f', `(add ?c ${mean('(sub ?f ?c)')})`, mean('?f'), 'inhabited ?n', 'finite ?c', 'defined ?c')
];
