/** Loops: the law that closes each carried value, and the formula that comes out, for any trip count. */
import { kernel, liftOne } from '../../verify/__tests__/lift-source';

const PID = 'pid = tl.program_id(0)';
const COLS = 'cols = s + tl.arange(0, B)\n    m = cols < n';

type Row = readonly [title: string, source: string, laws: readonly string[], formula: readonly string[]];
const rows: readonly Row[] = [
  [
    'a sum over tiles, reduced at the end',
    kernel('x, out, n, B', `${PID}\nacc = tl.zeros([B], dtype=tl.float32)`, `for s in range(0, n, B):\n    ${COLS}\n    acc += tl.load(x + pid * n + cols, mask=m, other=0.0)`, 'tl.store(out + pid, tl.sum(acc, axis=0))'),
    ['sum fold'],
    ['out[i] = sum(j < n: x[i, j])']
  ],
  [
    'a maximum',
    kernel('x, out, n, B', `${PID}\nbest = float('-inf')`, `for s in range(0, n, B):\n    ${COLS}\n    best = tl.maximum(best, tl.max(tl.load(x + pid * n + cols, mask=m, other=float('-inf')), axis=0))`, 'tl.store(out + pid, best)'),
    ['max fold'],
    ['out[i] = max(j < n: x[i, j])']
  ],
  [
    'a bumped pointer',
    kernel('x, out, n, B', `${PID}\np = x + pid * n + tl.arange(0, B)\nacc = 0.0`, 'for s in range(0, n, B):\n    acc += tl.sum(tl.load(p, mask=s + tl.arange(0, B) < n, other=0.0), axis=0)\n    p += B', 'tl.store(out + pid, acc)'),
    ['arithmetic progression', 'sum fold'],
    ['out[i] = sum(j < n: x[i, j])']
  ],
  [
    'a conditional count',
    kernel('x, out, n', `${PID}\nc = 0.0`, 'for s in range(0, n):\n    if tl.load(x + pid * n + s) > 0.0:\n        c += 1.0', 'tl.store(out + pid, c)'),
    ['sum fold'],
    ['out[i] = sum(j < n: if x[i, j] > 0 then 1 else 0)']
  ],
  [
    'a product',
    kernel('x, out, n', `${PID}\nc = 1.0`, 'for s in range(0, n):\n    c *= tl.load(x + pid * n + s)', 'tl.store(out + pid, c)'),
    ['prod fold'],
    ['out[i] = prod(j < n: x[i, j])']
  ],
  [
    'two loops in sequence: a variance in two passes',
    kernel(
      'x, out, n',
      `${PID}\na = 0.0`,
      'for s in range(0, n):\n    a += tl.load(x + pid * n + s)',
      'mean = a / n\nv = 0.0',
      'for s in range(0, n):\n    d = tl.load(x + pid * n + s) - mean\n    v += d * d',
      'tl.store(out + pid, v / n)'
    ),
    ['sum fold', 'sum fold'],
    ['out[i] = sum(j < n: (x[i, j] - sum(k < n: x[i, k]) / n)^2) / n']
  ],
  [
    'a rescaled sum: the online normaliser of softmax',
    kernel(
      'x, out, n, B',
      `${PID}\nm0 = float('-inf')\nl = 0.0`,
      `for s in range(0, n, B):\n    ${COLS}\n    v = tl.load(x + pid * n + cols, mask=m, other=float('-inf'))\n    m1 = tl.maximum(m0, tl.max(v, axis=0))\n    l = l * tl.exp(m0 - m1) + tl.sum(tl.exp(v - m1), axis=0)\n    m0 = m1`,
      'tl.store(out + pid, l)'
    ),
    ['max fold', 'rescaled sum'],
    ['out[i] = sum(j < n: exp(x[i, j] - max(k < n: x[i, k])))']
  ],
  [
    'the same to the base 2',
    kernel(
      'x, out, n, B',
      `${PID}\nm0 = float('-inf')\nl = 0.0`,
      `for s in range(0, n, B):\n    ${COLS}\n    v = tl.load(x + pid * n + cols, mask=m, other=float('-inf'))\n    m1 = tl.maximum(m0, tl.max(v, axis=0))\n    l = l * tl.exp2(m0 - m1) + tl.sum(tl.exp2(v - m1), axis=0)\n    m0 = m1`,
      'tl.store(out + pid, l)'
    ),
    ['max fold', 'rescaled sum'],
    ['out[i] = sum(j < n: 2^(x[i, j] - max(k < n: x[i, k])))']
  ],
  [
    'stores in the loop',
    kernel('x, out, n, B', PID, `for s in range(0, n, B):\n    ${COLS}\n    tl.store(out + pid * n + cols, tl.load(x + pid * n + cols, mask=m) * 2.0, mask=m)`),
    [],
    ['out[i, j] = 2*x[i, j]']
  ],
  [
    'programs that share the tiles',
    kernel('x, out, n, B', `${PID}`, 'for t in range(pid, tl.cdiv(n, B), tl.num_programs(0)):\n    i = t * B + tl.arange(0, B)\n    tl.store(out + i, tl.load(x + i, mask=i < n) + 1.0, mask=i < n)'),
    [],
    ['out[i] = x[i] + 1']
  ],
  [
    'nested loops',
    kernel('x, out, n, k', `${PID}\na = 0.0`, 'for s in range(0, n):\n    for t in range(0, k):\n        a += tl.load(x + pid * n * k + s * k + t)', 'tl.store(out + pid, a)'),
    ['sum fold', 'sum fold'],
    ['out[i] = sum(j < n*k: x[i*n*k + j])']
  ]
];

describe.each(rows)('%s', (_, source, laws, formula) => {
  test('is verified, by these laws, with this formula', async () => {
    const result = await liftOne(source);
    expect([result.verdict, result.summary]).toEqual(['verified', 'proved for all sizes and all block sizes that meet the contract']);
    expect(result.obligations.filter(o => o.kind === 'loop' && o.by !== 'unchanged' && o.by !== 'last value').map(o => o.by).sort()).toEqual([...laws].sort());
    expect(result.outputs.map(o => `${o.target} = ${o.text}`)).toEqual(formula);
  });
});

/** What no law closes is iterated in the formula, never guessed. */
const recurrences: readonly Row[] = [
  ['a linear recurrence', body('h = 0.5 * h + tl.load(x + pid * n + s)'), ['recurrence'], ['out[i] = iterate(j < n, s = 0: s/2 + x[i, j])']],
  ['a square of itself', body('h = h * h + tl.load(x + pid * n + s)'), ['recurrence'], ['out[i] = iterate(j < n, s = 0: s^2 + x[i, j])']],
  ['two values that depend on each other', body('h, g = g + tl.load(x + pid * n + s), h'), ['recurrence', 'recurrence'], ['out[i] = iterate(j < n, s = 0, u = 1: s -> x[i, j] + u; u -> s).s']],
  [
    'a rescaling by the wrong factor',
    body("v = tl.load(x + pid * n + s)\n    g1 = tl.maximum(g, v)\n    h = h * tl.exp(g1 - g) + tl.exp(v - g1)\n    g = g1"),
    ['max fold', 'recurrence'],
    ['out[i] = iterate(j < n, s = 0, u = 1: s -> s * exp(max(u, x[i, j]) - u) + exp(x[i, j] - max(u, x[i, j])); u -> max(u, x[i, j])).s']
  ],
  [
    'the first of equals, counted by what may be negative',
    kernel('x, out, n, c', `${PID}\nk = 0\ng = -1.0`, 'for s in range(0, n):\n    v = tl.load(x + pid * n + s)\n    k = tl.where(v > g, s * c, k)\n    g = tl.maximum(g, v)', 'tl.store(out + pid, k)'),
    ['max fold', 'recurrence'],
    ['out[i] = iterate(j < n, s = 0, u = -1: s -> if u < x[i, j] then j*c else s; u -> max(u, x[i, j])).s']
  ]
];

function body(step: string): string {
  return kernel('x, out, n', `${PID}\nh = 0.0\ng = 1.0`, `for s in range(0, n):\n    ${step}`, 'tl.store(out + pid, h)');
}

describe.each(recurrences)('%s', (_, source, laws, formula) => {
  test('is verified as a recurrence', async () => {
    const result = await liftOne(source);
    expect([result.verdict, result.outputs.map(o => `${o.target} = ${o.text}`)]).toEqual(['verified', formula]);
    expect(result.obligations.filter(o => o.kind === 'loop' && o.by !== 'unchanged' && o.by !== 'last value').map(o => o.by).sort()).toEqual([...laws].sort());
  });
});

describe('must not', () => {
  test('a value that depends on other lanes is refused by name', async () => {
    const source = kernel('x, out, n, B', `${PID}\nk = tl.arange(0, B)\nh = tl.zeros([B], dtype=tl.float32)`, 'for s in range(0, n):\n    h = h - tl.sum(h, axis=0) * tl.load(x + s * B + k)', 'tl.store(out + pid * B + k, h)');
    const result = await liftOne(source);
    expect([result.verdict, result.unsupported?.construct]).toEqual(['unsupported', 'recurrence']);
  });
});
