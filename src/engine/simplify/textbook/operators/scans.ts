/** Cumulative operators: folds up to and with the index at which they are taken. */
import { group, type Operator } from './operator';

const row = group('scan');
const at = ['i: index', 'n: extent', 'f: function'] as const;
/** The range ends with $i. */
const upTo = { when: ['successor ?n $i'] } as const;
const fold = (op: string, body = '?f'): string => `(${op} ?n (\\ $j true) (\\ $j ${body}))`;

export const scans: readonly Operator[] = [
  row('cumsum', at, fold('sum'), 'torch.cumsum({f}, dim={dim})', 'y_i = x_1 + … + x_i', upTo),
  row('cumprod', at, fold('prod'), 'torch.cumprod({f}, dim={dim})', 'y_i = x_1 · … · x_i', upTo),
  row('cummax', at, fold('max'), 'torch.cummax({f}, dim={dim}).values', 'y_i = max(x_1, …, x_i)', upTo),
  row('cummin', at, fold('min'), 'torch.cummin({f}, dim={dim}).values', 'y_i = min(x_1, …, x_i)', upTo),
  row('logcumsumexp', at, `(log ${fold('sum', '(exp ?f)')})`, 'torch.logcumsumexp({f}, dim={dim})', 'y_i = log Σ_{j ≤ i} exp(x_j)', upTo)
];
