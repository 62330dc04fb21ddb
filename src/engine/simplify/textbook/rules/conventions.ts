/** Where spellings differ in what they do at a border, in a guard or a branch, or by a number that is 1. */
import { equation, rewrite, type Equation } from '../equation';
import { fold, square, sum } from './patterns';

const inRange = (body: string): string => fold('sum', body, 'true');

/** |a| beyond the border d. */
const LINEAR = '(mul ?d (sub (abs ?a) (div ?d 2)))';
const SMOOTH = `(div ${square('?a')} (mul 2 ?d))`;
const SMOOTH_LINEAR = '(sub (abs ?a) (div ?d 2))';

export const conventions: readonly Equation[] = [
  rewrite('huber-at-the-border', '|a| ≤ d ? a² / 2 : d(|a| − d / 2), with ≤ or <', `(select (le (abs ?a) ?d) (div ${square('?a')} 2) ${LINEAR})`, `(select (lt (abs ?a) ?d) (div ${square('?a')} 2) ${LINEAR})`, 'finite ?d'),
  rewrite('smooth-at-the-border', '|a| ≤ d ? a² / 2d : |a| − d / 2, with ≤ or <', `(select (le (abs ?a) ?d) ${SMOOTH} ${SMOOTH_LINEAR})`, `(select (lt (abs ?a) ?d) ${SMOOTH} ${SMOOTH_LINEAR})`, 'positive ?d', 'finite ?d'),
  rewrite('leaky-at-the-border', '0 ≤ a ? a : ca, with ≤ or <', '(select (le 0 ?a) ?a (mul ?c ?a))', '(select (lt 0 ?a) ?a (mul ?c ?a))', 'finite ?c', 'defined ?c'),

  ...[['sum', 'Σ', '0'], ['prod', 'Π', '1'], ['max', 'max', '-inf'], ['min', 'min', 'inf']].map(([op, sign, neutral]) =>
    equation(`${op}-where`, `${sign}_{i < n} (h ? f : ${neutral}) = ${sign}_{i < n, h} f`, fold(op, `(select ?h ?f ${neutral})`, 'true'), fold(op, '?f', '?h'))
  ),
  rewrite('sum-of-indicators-where', 'Σ_{i < n} (h ? 0 : f) = Σ_{i < n, ¬h} f', inRange('(select ?h 0 ?f)'), sum('?f', '(not ?h)')),
  rewrite('sum-of-squares-is-not-negative', 'max(Σ f², 0) = Σ f²', `(max2 ${sum(square('?f'))} 0)`, sum(square('?f'))),
  rewrite('square-is-not-negative', 'max(a², 0) = a²', `(max2 ${square('?a')} 0)`, square('?a')),

  rewrite('log2-of-two', 'log₂ 2 = 1', '(log2 2)', '1')
];
