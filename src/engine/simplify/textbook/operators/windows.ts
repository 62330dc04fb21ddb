/** Pooling: folds over a window of the input. That ?f is a window, `x[i·step + k]`, is a matter of coordinates (`axes.ts`). */
import { group, type Operator } from './operator';

const row = group('pooling');
const window = ['n: extent', 'g: guard', 'f: function'] as const;

export const windows: readonly Operator[] = [
  row('avg_pool', window, '(div (sum ?n (\\ $k ?g) (\\ $k ?f)) (toreal ?n))', 'torch.sum({f|g|0}, dim={dim}) / {n}', 'the mean of a window, padding counted as zeros', {
    shown: 'call',
    style: 'fold',
    aliases: ['avg_pool1d', 'avg_pool2d', 'avg_pool3d']
  }),
  row('max_pool', window, '(max ?n (\\ $k ?g) (\\ $k ?f))', "torch.amax({f|g|float('-inf')}, dim={dim})", 'the maximum of a window, padding left out', {
    shown: 'call',
    style: 'fold',
    aliases: ['max_pool1d', 'max_pool2d', 'max_pool3d']
  })
];
