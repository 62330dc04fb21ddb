/** Sums and products over a range. A fold is undefined if a guard is, or an element whose guard holds. */
import { equation, rewrite, type Equation } from '../equation';
import { fold, N, overSecond, square, sum, total } from './patterns';

const FOLDS: readonly (readonly [op: string, sign: string, neutral: string])[] = [
  ['sum', 'Σ', '0'],
  ['prod', 'Π', '1'],
  ['max', 'max', '-inf'],
  ['min', 'min', 'inf'],
  ['any', '⋁', 'false'],
  ['all', '⋀', 'true']
];
const REAL_FOLDS = FOLDS.slice(0, 4);

export const folds: readonly Equation[] = [
  ...FOLDS.flatMap(([op, sign, neutral]) => [
    rewrite(`${op}-of-nothing`, `${sign} over false is ${neutral}`, fold(op, '?f', 'false'), neutral),
    rewrite(`${op}-over-empty-range`, `${sign}_{i < 0} f = ${neutral}`, fold(op, '?f', '?g', '#0'), neutral)
  ]),
  ...REAL_FOLDS.flatMap(([op, sign, neutral]) => [
    rewrite(`${op}-over-one`, `${sign}_{i < 1, g} f = g(0) ? f(0) : ${neutral}`, fold(op, '?f', '?g', '#1'), `(select (let $i #0 ?g) (let $i #0 ?f) ${neutral})`),
    equation(`${op}-guard-as-select`, `${sign}_{g ∧ h} f = ${sign}_g (h ? f : ${neutral})`, fold(op, '?f', '(and ?g ?h)'), fold(op, `(select ?h ?f ${neutral})`), 'defined ?g'),
    rewrite(`${op}-of-neutral`, `${sign}_g ${neutral} = ${neutral}`, fold(op, neutral), neutral, 'defined ?g')
  ]),

  equation('sum-times', 'Σ c f = c Σ f', sum('(mul ?c ?f)'), `(mul ?c ${sum('?f')})`, 'finite ?c', 'defined ?c'),
  equation('sum-over', 'Σ f / c = (Σ f) / c', sum('(div ?f ?c)'), `(div ${sum('?f')} ?c)`, 'nonzero ?c', 'defined ?c'),
  equation('sum-neg', 'Σ −f = −Σ f', sum('(neg ?f)'), `(neg ${sum('?f')})`),
  equation('sum-add', 'Σ (f + h) = Σ f + Σ h', sum('(add ?f ?h)'), `(add ${sum('?f')} ${sum('?h')})`),
  equation('sum-sub', 'Σ (f − h) = Σ f − Σ h', sum('(sub ?f ?h)'), `(sub ${sum('?f')} ${sum('?h')})`),
  equation('sum-of-constant', 'Σ_{i < n} c = n c', total('?c'), `(mul ${N} ?c)`, 'finite ?c', 'defined ?c', 'natural ?n'),
  equation('sum-of-constant-where', 'Σ_g c = c Σ_g 1', sum('?c'), `(mul ?c ${sum('1')})`, 'finite ?c', 'defined ?c'),
  rewrite('sum-plus-constant', 'Σ_{i < n} (f + c) = Σ f + n c', total('(add ?f ?c)'), `(add ${total('?f')} (mul ${N} ?c))`, 'finite ?c', 'defined ?c', 'natural ?n'),
  equation('sum-of-parts', 'Σ_{g ∧ h} f + Σ_{g ∧ ¬h} f = Σ_g f', `(add ${sum('?f', '(and ?g ?h)')} ${sum('?f', '(and ?g (not ?h))')})`, sum('?f'), 'defined ?h'),
  rewrite('sum-of-select', 'Σ_g (h ? a : b) = Σ_{g ∧ h} a + Σ_{g ∧ ¬h} b', sum('(select ?h ?a ?b)'), `(add ${sum('?a', '(and ?g ?h)')} ${sum('?b', '(and ?g (not ?h))')})`),
  rewrite('sum-of-indicator', 'Σ_g (h ? 1 : 0) f = Σ_{g ∧ h} f', sum('(mul (select ?h 1 0) ?f)'), sum('?f', '(and ?g ?h)'), 'finite ?f', 'defined ?f', 'defined ?g'),
  rewrite('sum-of-squares-of-multiple', 'Σ (c f)² = c² Σ f²', sum(square('(mul ?c ?f)')), `(mul ${square('?c')} ${sum(square('?f'))})`, 'finite ?c', 'defined ?c'),
  rewrite('sum-of-squares-of-quotient', 'Σ (f / c)² = Σ f² / c²', sum(square('(div ?f ?c)')), `(div ${sum(square('?f'))} ${square('?c')})`, 'nonzero ?c', 'defined ?c'),
  rewrite('sum-of-squared-sums', 'Σ (f + h)² = Σ f² + 2 Σ f h + Σ h²', sum(square('(add ?f ?h)')), `(add (add ${sum(square('?f'))} (mul 2 ${sum('(mul ?f ?h)')})) ${sum(square('?h'))})`, 'finite ?f', 'finite ?h'),
  rewrite('sum-of-squared-differences', 'Σ (f − h)² = Σ f² − 2 Σ f h + Σ h²', sum(square('(sub ?f ?h)')), `(add (sub ${sum(square('?f'))} (mul 2 ${sum('(mul ?f ?h)')})) ${sum(square('?h'))})`, 'finite ?f', 'finite ?h'),
  rewrite('sum-of-scaled-quotients', 'Σ (a / c) f = (Σ a f) / c', sum('(mul (div ?a ?c) ?f)'), `(div ${sum('(mul ?a ?f)')} ?c)`, 'nonzero ?c', 'defined ?c'),

  ...REAL_FOLDS.map(([op, sign]) => rewrite(`${op}-exchange`, `${sign}_i ${sign}_j f = ${sign}_j ${sign}_i f`, fold(op, overSecond(op, '?f')), overSecond(op, fold(op, '?f')), 'defined ?g', 'defined ?h')),
  rewrite('double-sum-of-products', 'Σ_i Σ_j a_i b_j = Σ a Σ b', sum(overSecond('sum', '(mul ?a ?b)')), `(mul ${sum('?a')} ${overSecond('sum', '?b')})`, 'finite ?a', 'defined ?a', 'finite ?b', 'defined ?b', 'defined ?h'),

  equation('prod-mul', 'Π (f h) = Π f Π h', fold('prod', '(mul ?f ?h)'), `(mul ${fold('prod', '?f')} ${fold('prod', '?h')})`),
  equation('prod-div', 'Π (f / h) = Π f / Π h', fold('prod', '(div ?f ?h)'), `(div ${fold('prod', '?f')} ${fold('prod', '?h')})`),
  equation('prod-of-exp', 'Π e^f = e^(Σ f)', fold('prod', '(exp ?f)'), `(exp ${sum('?f')})`),
  equation('log-of-prod', 'log Π f = Σ log f', `(log ${fold('prod', '?f')})`, sum('(log ?f)'), 'positive ?f'),
  equation('prod-of-magnitudes', 'Π |f| = |Π f|', fold('prod', '(abs ?f)'), `(abs ${fold('prod', '?f')})`),
  equation('prod-of-squares', 'Π f² = (Π f)²', fold('prod', '(pow ?f 2)'), `(pow ${fold('prod', '?f')} 2)`),
  equation('prod-of-roots', 'Π √f = √(Π f)', fold('prod', '(sqrt ?f)'), `(sqrt ${fold('prod', '?f')})`, 'nonnegative ?f')
];
