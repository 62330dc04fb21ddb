/**
 * Sums of exponentials do not need the shift that keeps them small: by any finite number, and by the largest exponent, even where the
 * range is empty and the shift −∞.
 */
import { equation, rewrite, type Equation } from '../equation';
import { fold, sum } from './patterns';

const MAX = fold('max', '?f');
const shiftedByMax = sum(`(exp (sub ?f ${MAX}))`);
const log = (x: string): string => `(log ${x})`;
const expSum = sum('(exp ?f)');

export const shifts: readonly Equation[] = [
  rewrite('exp-sum-shift', 'Σ e^(f − m) = Σ e^f / e^m', sum('(exp (sub ?f ?m))'), `(div ${expSum} (exp ?m))`, 'finite ?m', 'defined ?m'),
  rewrite('exp-sum-shift-up', 'Σ e^(f + m) = e^m Σ e^f', sum('(exp (add ?f ?m))'), `(mul (exp ?m) ${expSum})`, 'finite ?m', 'defined ?m'),
  rewrite('weighted-exp-sum-shift', 'Σ v e^(f − m) = Σ v e^f / e^m', sum('(mul ?v (exp (sub ?f ?m)))'), `(div ${sum('(mul ?v (exp ?f))')} (exp ?m))`, 'finite ?m', 'defined ?m'),
  rewrite('exp2-sum-shift', 'Σ 2^(f − m) = Σ 2^f / 2^m', sum('(exp2 (sub ?f ?m))'), `(div ${sum('(exp2 ?f)')} (exp2 ?m))`, 'finite ?m', 'defined ?m'),

  rewrite('logsumexp-shift', 'm + log Σ e^(f − m) = log Σ e^f', `(add ?m ${log(sum('(exp (sub ?f ?m))'))})`, log(expSum), 'finite ?m', 'defined ?m'),
  rewrite('logsumexp-base-two-shift', 'm + log₂ Σ 2^(f − m) = log₂ Σ 2^f', `(add ?m (log2 ${sum('(exp2 (sub ?f ?m))')}))`, `(log2 ${sum('(exp2 ?f)')})`, 'finite ?m', 'defined ?m'),
  rewrite('softmax-shift', 'e^(x − m) / Σ e^(f − m) = e^x / Σ e^f', `(div (exp (sub ?x ?m)) ${sum('(exp (sub ?f ?m))')})`, `(div (exp ?x) ${expSum})`, 'finite ?m', 'defined ?m'),
  rewrite('softmax-base-two-shift', '2^(x − m) / Σ 2^(f − m) = 2^x / Σ 2^f', `(div (exp2 (sub ?x ?m)) ${sum('(exp2 (sub ?f ?m))')})`, `(div (exp2 ?x) ${sum('(exp2 ?f)')})`, 'finite ?m', 'defined ?m'),
  rewrite('weighted-softmax-shift', 'Σ v e^(f − m) / Σ e^(f − m) = Σ v e^f / Σ e^f', `(div ${sum('(mul ?v (exp (sub ?f ?m)))')} ${sum('(exp (sub ?f ?m))')})`, `(div ${sum('(mul ?v (exp ?f))')} ${expSum})`, 'finite ?m', 'defined ?m', 'apart ?m $i'),
  rewrite('log-softmax-shift', '(x − m) − log Σ e^(f − m) = x − log Σ e^f', `(sub (sub ?x ?m) ${log(sum('(exp (sub ?f ?m))'))})`, `(sub ?x ${log(expSum)})`, 'finite ?m', 'defined ?m'),

  rewrite('logsumexp-shift-by-max', 'max f + log Σ e^(f − max f) = log Σ e^f', `(add ${MAX} ${log(shiftedByMax)})`, log(expSum), 'finite ?f', 'defined ?f', 'defined ?g'),
  rewrite('softmax-shift-by-max', 'e^(x − max f) / Σ e^(f − max f) = e^x / Σ e^f', `(div (exp (sub ?x ${MAX})) ${shiftedByMax})`, `(div (exp ?x) ${expSum})`, 'finite ?f', 'defined ?f', 'defined ?g'),
  rewrite('weighted-softmax-shift-by-max', 'Σ v e^(f − max f) / Σ e^(f − max f) = Σ v e^f / Σ e^f', `(div ${sum(`(mul ?v (exp (sub ?f ${MAX})))`)} ${shiftedByMax})`, `(div ${sum('(mul ?v (exp ?f))')} ${expSum})`, 'finite ?f', 'defined ?f', 'defined ?g'),
  rewrite('log-softmax-shift-by-max', '(x − max f) − log Σ e^(f − max f) = x − log Σ e^f', `(sub (sub ?x ${MAX}) ${log(shiftedByMax)})`, `(sub ?x ${log(expSum)})`, 'finite ?f', 'defined ?f', 'defined ?g'),

  equation('log-softmax', 'log(e^x / Σ e^f) = x − log Σ e^f', `(log (div (exp ?x) ${expSum}))`, `(sub ?x ${log(expSum)})`, 'finite ?x', 'finite ?f'),
  rewrite('exp-of-log-softmax', 'e^(x − log Σ e^f) = e^x / Σ e^f', `(exp (sub ?x ${log(expSum)}))`, `(div (exp ?x) ${expSum})`)
];
