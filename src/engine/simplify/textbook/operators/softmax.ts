/** Softmax and its kin, over the elements that a guard lets through. */
import { group, type Operator } from './operator';

const row = group('softmax');
const at = ['i: index', 'n: extent', 'g: guard', 'f: function'] as const;
const kept = "{f|g|float('-inf')}";

/** Σ over $j where ?g of a body; ?f is given at $i. */
const sumOver = (body: string): string => `(sum ?n (\\ $j ?g) (\\ $j ${body}))`;
const LOGSUMEXP = '(logsumexp ?n (\\ $j ?g) (\\ $j (@ ?f $i $j)))';

export const softmaxes: readonly Operator[] = [
  row('softmax', at, `(div (exp ?f) ${sumOver('(exp (@ ?f $i $j))')})`, `torch.softmax(${kept}, dim={dim})`, 'exp(x_i) / Σ_j exp(x_j)'),
  row('softmin', at, `(div (exp (neg ?f)) ${sumOver('(exp (neg (@ ?f $i $j)))')})`, "torch.softmax(-{f|g|float('inf')}, dim={dim})", 'exp(−x_i) / Σ_j exp(−x_j)'),
  row('logsumexp', ['n: extent', 'g: guard', 'f: function'], '(log (sum ?n (\\ $k ?g) (\\ $k (exp ?f))))', `torch.logsumexp(${kept}, dim={dim})`, 'log Σ_j exp(x_j)'),
  row('log_softmax', at, `(sub ?f ${LOGSUMEXP})`, `torch.log_softmax(${kept}, dim={dim})`, 'log(exp(x_i) / Σ_j exp(x_j))'),
  row(
    'softmax_backward',
    ['i: index', 'n: extent', 'dy: function', 'y: function'],
    '(mul ?y (sub ?dy (sum ?n (\\ $j true) (\\ $j (mul (@ ?y $i $j) (@ ?dy $i $j))))))',
    'torch.ops.aten._softmax_backward_data({dy}, {y}, {dim}, {y}.dtype)',
    'y · (dy − Σ_j dy_j · y_j), y = softmax(x)',
    { shown: 'call' }
  ),
  row(
    'log_softmax_backward',
    ['i: index', 'n: extent', 'dy: function', 'y: function'],
    '(sub ?dy (mul (exp ?y) (sum ?n (\\ $j true) (\\ $j (@ ?dy $i $j)))))',
    'torch.ops.aten._log_softmax_backward_data({dy}, {y}, {dim}, {y}.dtype)',
    'dy − exp(y) · Σ_j dy_j, y = log_softmax(x)',
    { shown: 'call' }
  )
];
