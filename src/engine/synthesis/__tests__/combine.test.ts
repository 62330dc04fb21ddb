/** Folds and scans by combine functions of the kernel's own: the formula, and whether order is shown not to matter. */
import { liftOne } from '../../verify/__tests__/lift-source';

const source = (combine: string, body: string): string => `
import triton
import triton.language as tl

@triton.jit
def combine(${combine.replace('): ', '):\n    ').replace(/; /g, '\n    ')}

@triton.jit
def kernel(a, b, out, n, B: tl.constexpr):
    pid = tl.program_id(0)
    c = tl.arange(0, B)
    m = c < n
    x = tl.load(a + pid * n + c, mask=m, other=0.0)
    y = tl.load(b + pid * n + c, mask=m, other=0.0)
    ${body}
`;

const scanAll = 'p, q = tl.associative_scan((x, y), 0, combine)\n    tl.store(out + pid * n + c, q, mask=m)';
const foldAll = 'p, q = tl.reduce((x, y), 0, combine)\n    tl.store(out + pid, q)';
const foldOne = 'tl.store(out + pid, tl.reduce(x, 0, combine))';

const mean = 'a1, b1, a2, b2): n = b1 + b2; return (a1 * b1 + a2 * b2) / tl.maximum(n, 1), n';
const meanOf = (weight: string): string => source(mean, `w = ${weight}\n    p, q = tl.reduce((x, w), 0, combine)\n    tl.store(out + pid, p)`);

/** What is empty gives the left mean: right only where the means of empty parts are all 0. */
const keeping = (value: string, weight: string): string =>
  source('a1, b1, a2, b2): n = b1 + b2; return a1 + (a2 - a1) * b2 / tl.where(n == 0, 1.0, n), n', `w = ${weight}\n    v = ${value}\n    p, q = tl.reduce((v, w), 0, combine)\n    tl.store(out + pid, p)`);

type Row = readonly [title: string, source: string, formula: string];
const verified: readonly Row[] = [
  ['a linear recurrence by a scan', source('a1, b1, a2, b2): return a1 * a2, a2 * b1 + b2', scanAll), 'out[i, j] = iterate(k < j, s = b[i, 0]: s*a[i, k + 1] + b[i, k + 1])'],
  ['a sum and another at once', source('a1, b1, a2, b2): return a1 + a2, b1 + b2', foldAll), 'out[i] = sum(j < n: b[i, j])'],
  [
    'the value at the greatest key, the greater one among equals',
    source('a1, b1, a2, b2): first = (a1 > a2) | ((a1 == a2) & (b1 > b2)); return tl.where(first, a1, a2), tl.where(first, b1, b2)', foldAll),
    expect.stringContaining('iterate(j < B - 1, s = a[i, 0], u = b[i, 0]: ')
  ],
  ['a mean of parts, the empty ones 0', keeping('tl.where(m, x, 0.0)', 'tl.where(m, 1.0, 0.0)'), expect.stringContaining('iterate(j < B - 1, s = a[i, 0], u = 1: ')],
  ['a mean weighted by counts', meanOf('tl.where(m, 1.0, 0.0)'), expect.stringContaining('iterate(j < B - 1, s = a[i, 0], u = 1: ')]
];

test.each(verified)('%s', async (_, text, formula) => {
  const result = await liftOne(text);
  expect([result.verdict, result.outputs.map(o => `${o.target} = ${o.text}`)]).toEqual(['verified', [formula]]);
});

describe('must not', () => {
  test.each([
    ['a difference', source('a1, a2): return a1 - a2', foldOne), 'associative'],
    ['a mean of two', source('a1, a2): return (a1 + a2) / 2', foldOne), 'associative'],
    ['a fold that keeps the left value', source('a1, b1, a2, b2): return a1, b1', foldAll), 'commutative'],
    ['the value at the greatest key, the left one among equals', source('a1, b1, a2, b2): return tl.where(a1 >= a2, a1, a2), tl.where(a1 >= a2, b1, b2)', foldAll), 'commutative'],
    ['a recurrence in the wrong order', source('a1, b1, a2, b2): return a1 * a2, a1 * b1 + b2', scanAll), 'associative'],
    ['a mean of parts, the empty ones anything', keeping('x', 'tl.where(x > 0, 1.0, 0.0)'), 'associative'],
    ['a mean of parts, the empty ones 1', keeping('tl.where(m, x, 1.0)', 'tl.where(m, 1.0, 0.0)'), 'associative'],
    ['a mean weighted by anything', meanOf('y'), 'associative'],
    ['a mean weighted by halves', meanOf('tl.where(m, 0.5, 0.0)'), 'associative'],
    ['a mean weighted by what may be negative', meanOf('tl.where(m, -1.0, 1.0)'), 'associative'],
    ['a quotient that may be undefined', source('a1, b1, a2, b2): return a1 + a2, (b1 * a1 + b2 * a2) / (a1 + a2)', foldAll), 'associative']
  ])('%s', async (_, text, law) => {
    const result = await liftOne(text);
    expect([result.verdict, result.obligations.find(o => o.kind === 'loop' && o.status === 'open')?.why]).toEqual(['unproved', `the combine function is not shown to be ${law}`]);
  });
});
