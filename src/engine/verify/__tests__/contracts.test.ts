/** Small kernels that are verified: the formula, the contract under which it holds, and the obligations that carry it. */
import type { LiftResult } from '../../result';
import { BLOCK, kernel, liftOne, ROW, TILE } from './lift-source';

const formulas = (r: LiftResult): string[] => r.outputs.map(o => `${o.target} = ${o.text}${o.domain ? ` for ${o.domain}` : ''}`);
/** Sizes, strides and grid; what bounds 32-bit products is left out. */
const contract = (r: LiftResult): string[] => r.preconditions.filter(p => !p.expr.includes('2**31')).map(p => p.text + (p.unusual ? ' (unusual)' : ''));

type Row = readonly [title: string, source: string, formula: readonly string[], contract: readonly string[]];
const rows: readonly Row[] = [
  [
    'a masked copy',
    kernel('x, y, n, B', TILE, 'tl.store(y + i, tl.load(x + i, mask=m), mask=m)'),
    ['y[i] = x[i] for i < n'],
    ['grid[0] >= cdiv(n, B)', 'x holds n elements', 'y holds n elements', 'B, n >= 1']
  ],
  [
    'blocks dealt out over any number of programs',
    kernel('x, y, n, B', 'for t in range(tl.program_id(0), tl.cdiv(n, B), tl.num_programs(0)):\n    i = t * B + tl.arange(0, B)\n    tl.store(y + i, tl.load(x + i, mask=i < n), mask=i < n)'),
    ['y[i] = x[i] for i < n'],
    ['x holds n elements', 'y holds n elements', 'B, n >= 1']
  ],
  [
    'blocks dealt out over a number of programs that an argument says',
    kernel('x, y, n, P, B', 'for t in range(tl.program_id(0), tl.cdiv(n, B), P):\n    i = t * B + tl.arange(0, B)\n    tl.store(y + i, tl.load(x + i, mask=i < n), mask=i < n)'),
    ['y[i] = x[i] for i < n'],
    ['grid[0] >= min(P, 1 + (n - 1) // B)', 'grid[0] <= P', 'x holds n elements', 'y holds n elements', 'P, B, n >= 1']
  ],
  [
    'one block is an unusual contract',
    kernel('x, y, n, B', BLOCK, 'tl.store(y + i, tl.load(x + i, mask=m), mask=m)'),
    ['y[i] = x[i] for i < n'],
    ['n <= B (unusual)', 'x holds n elements', 'y holds n elements', 'B, n >= 1']
  ],
  [
    'a row for each program: the grid is a dimension',
    kernel('x, y, n, B', ROW, "v = tl.load(x + pid * n + i, mask=m, other=float('-inf'))", 'tl.store(y + pid, tl.max(v, axis=0))'),
    ['y[i] = max(j < n: x[i, j]) for i < grid[0]'],
    ['n <= B (unusual)', 'x holds grid[0] × n elements, strides (n, 1)', 'y holds grid[0] elements', 'B, n >= 1']
  ],
  [
    'whole tiles without a mask, then a masked last one',
    kernel('x, out, n, B', 'pid = tl.program_id(0)\np = pid * n + tl.arange(0, B)\nlast = tl.cdiv(n, B) * B - B', 'for s in range(0, last, B):\n    tl.store(out + p + s, tl.load(x + p + s))', 'q = last + tl.arange(0, B)', 'tl.store(out + pid * n + q, tl.load(x + pid * n + q, mask=q < n), mask=q < n)'),
    ['out[i, j] = x[i, j] for i < grid[0], j < B*((n - 1) // B)', 'out[i, B*((n - 1) // B) + j] = x[i, B*((n - 1) // B) + j] for i < grid[0], j < n - B*((n - 1) // B)'],
    ['x holds grid[0] × n elements, strides (n, 1)', 'out holds grid[0] × n elements, strides (n, 1)', 'B, n >= 1']
  ],
  [
    'an index tensor without repetitions, read along a stride: two indices of it are two elements',
    kernel('x, ids, out, s', 'pid = tl.program_id(0)', 'tl.store(out + tl.load(ids + pid * s), tl.load(x + pid))'),
    ['out[ids[i]] = x[i] for i < grid[0]'],
    [
      'all contents of ids are at least 0',
      'no content of ids occurs twice',
      'x holds grid[0] elements',
      'ids holds grid[0] elements, strides (s)',
      'out holds 1 + ids.max() elements',
      'the elements of ids do not overlap: s >= 1'
    ]
  ],
  [
    'two conditions added in one bit',
    kernel('x, y, out, n, B', TILE, 'c = (tl.load(x + i, mask=m, other=0.0) > 0) + (tl.load(y + i, mask=m, other=0.0) > 0)', 'tl.store(out + i, c.to(tl.float32), mask=m)'),
    ['out[i] = if (x[i] > 0) xor (y[i] > 0) then 1 else 0 for i < n'],
    ['grid[0] >= cdiv(n, B)', 'x holds n elements', 'y holds n elements', 'out holds n elements', 'B, n >= 1']
  ],
  [
    'an index scaled by a real number and kept inside',
    kernel('x, out, n, c, s, B', TILE, 'j = tl.minimum((i * s).to(tl.int32), c - 1)', 'tl.store(out + i, tl.load(x + j, mask=m), mask=m)'),
    ['out[i] = x[min(c - 1, trunc(s*i))] for i < n'],
    ['grid[0] >= cdiv(n, B)', 's >= 0', 'x holds c elements', 'out holds n elements', 'B, n, c >= 1']
  ],
  [
    'an element at the index of a maximum: as long as what the maximum is taken of',
    kernel('x, table, out, n, B', BLOCK, "k = tl.argmax(tl.load(x + i, mask=m, other=-float('inf')), axis=0)", 'tl.store(out, tl.load(table + 2 * k))'),
    ['out[0] = table[2 * argmax(i < n: x[i])]'],
    ['n <= B (unusual)', 'x holds n elements', 'table holds 2 * n - 1 elements', 'B, n >= 1']
  ],
  [
    'an element at the index of a maximum of what may be nothing: it may lie anywhere in the block',
    kernel('x, table, out, n, s, B', 'i = tl.arange(0, B)', "k = tl.argmax(tl.load(x + i, mask=i < n - s, other=-float('inf')), axis=0)", 'tl.store(out, tl.load(table + k))'),
    ['out[0] = table[argmax(i < B: if s + i < n then x[i] else -inf)]'],
    ['n - s <= B (unusual)', 'x holds n - s elements', 'table holds B elements (unusual)', 'B, n >= 1']
  ],
  [
    'stores scattered by an index tensor: it must not repeat an index',
    kernel('x, ids, out, n, B', TILE, 'j = tl.load(ids + i, mask=m, other=0)', 'tl.store(out + j, tl.load(x + i, mask=m), mask=m)'),
    ['out[ids[i]] = x[i] for i < n'],
    ['grid[0] >= cdiv(n, B)', 'all contents of ids are at least 0', 'no content of ids occurs twice', 'x holds n elements', 'ids holds n elements', 'out holds 1 + ids.max() elements', 'B, n >= 1']
  ],
  [
    'two halves of a row in one half of a block',
    kernel('x, out, n, B', 'pid = tl.program_id(0)\ni = tl.arange(0, B // 2)\nm = i < n // 2', 'a = tl.load(x + pid * n + i, mask=m)', 'b = tl.load(x + pid * n + n // 2 + i, mask=m)', 'tl.store(out + pid * (n // 2) + i, a * b, mask=m)'),
    ['out[i, j] = x[i, j] * x[i, n // 2 + j] for i < grid[0], j < n // 2'],
    ['n // 2 <= B // 2 (unusual)', 'x holds grid[0] × 2 * (n // 2) elements, strides (n, 1)', 'out holds grid[0] × n // 2 elements, strides (n // 2, 1)', 'B, B // 2, n, n // 2 >= 1']
  ],
  [
    'an epsilon that keeps masked-off lanes defined is positive',
    kernel('x, out, eps, n, B', ROW, 'v = tl.load(x + pid * n + i, mask=m, other=0.0)', 'tl.store(out + pid, tl.sum(v * tl.log(tl.maximum(v, eps)), axis=0))'),
    ['out[i] = sum(j < n: x[i, j] * log(max(eps, x[i, j]))) for i < grid[0]'],
    ['n <= B (unusual)', 'eps > 0', 'x holds grid[0] × n elements, strides (n, 1)', 'out holds grid[0] elements', 'B, n >= 1']
  ],
  [
    'two cells side by side for each program: rows must not overlap',
    kernel('x, r, s', 'pid = tl.program_id(0)', 'v = tl.load(x + pid)', 'tl.store(r + pid * s, v)', 'tl.store(r + pid * s + 1, v * v)'),
    ['r[i, 0] = x[i] for i < grid[0]', 'r[i, 1] = x[i]^2 for i < grid[0]'],
    ['x holds grid[0] elements', 'r holds grid[0] × 2 elements, strides (s, 1)', 'the elements of r do not overlap: s >= 2']
  ],
  [
    'in place through an index tensor that does not repeat an index',
    kernel('x, ids, n, c, B, C', 'i = tl.program_id(0) * B + tl.arange(0, B)\nk = tl.arange(0, C)\nm = (i < n)[:, None] & (k < c)[None, :]', 'j = tl.load(ids + i, mask=i < n)', 'p = x + j[:, None] * c + k[None, :]', 'tl.store(p, tl.load(p, mask=m) + 1.0, mask=m)'),
    ['x[ids[i], j] = x[ids[i], j] + 1 for i < n, j < c'],
    ['c <= C (unusual)', 'grid[1] == 1', 'grid[2] == 1', 'grid[0] >= cdiv(n, B)', 'all contents of ids are at least 0', 'no content of ids occurs twice', 'x holds (1 + ids.max()) × c elements, strides (c, 1)', 'ids holds n elements', 'B, C, n, c >= 1']
  ],
  [
    'an index that is used beside its own place need not be injective',
    kernel('g, t, out, n, C, B', TILE, 'j = tl.load(t + i, mask=m, other=0)', 'tl.store(out + i * C + j, -tl.load(g + i, mask=m), mask=m)'),
    ['out[i, t[i]] = -g[i] for i < n'],
    ['grid[0] >= cdiv(n, B)', 'all contents of t are at least 0', 'g holds n elements', 't holds n elements', 'out holds n × (1 + t.max()) elements, strides (C, 1)', 'the elements of out do not overlap: C >= 1 + t.max()', 'B, n >= 1']
  ],
  [
    'a sum over programs by an atomic',
    kernel('x, out, n, B', TILE, 'tl.atomic_add(out, tl.sum(tl.load(x + i, mask=m, other=0.0)))'),
    ['out[0] = sum(i < n: x[i]) + out[0]'],
    ['grid[1] == 1', 'grid[2] == 1', 'grid[0] >= cdiv(n, B)', 'x holds n elements', 'B, n >= 1']
  ],
  [
    'a histogram',
    kernel('x, out, n, B', TILE, 'tl.atomic_add(out + tl.load(x + i, mask=m, other=0), 1, mask=m)'),
    ['out[i] = sum(j < n, i = x[j]: 1) + out[i] for i < max(x) + 1'],
    ['grid[1] == 1', 'grid[2] == 1', 'grid[0] >= cdiv(n, B)', 'all contents of x are at least 0', 'x holds n elements', 'out holds 1 + x.max() elements', 'B, n >= 1']
  ],
  [
    'a maximum over programs, and two atomics on one element',
    kernel('x, out, top, n, B', TILE, "v = tl.load(x + i, mask=m, other=float('-inf'))", 'tl.atomic_max(top, tl.max(v))', 'tl.atomic_add(out, tl.sum(tl.where(m, v, 0.0)))', 'tl.atomic_add(out, 1.0)'),
    ['top[0] = max(top[0], max(i < n: x[i]))', 'out[0] = sum(i < n: x[i]) + out[0] + grid[0]'],
    ['grid[1] == 1', 'grid[2] == 1', 'grid[0] >= cdiv(n, B)', 'x holds n elements', 'B, n >= 1']
  ],
  [
    'programs in groups of rows: exactly as many as there are tiles',
    kernel('x, y, M, N, G', 'pid = tl.program_id(0)', 'g = pid // (G * N)', 's = min(M - g * G, G)', 'i = g * G + (pid % (G * N)) % s', 'j = (pid % (G * N)) // s', 'tl.store(y + i * N + j, tl.load(x + i * N + j))'),
    ['y[i] = x[i] for i < M*N'],
    ['grid[0] == M * N', 'x holds M * N elements', 'y holds M * N elements', 'N, G, M >= 1']
  ],
  [
    'programs decoded by div and mod: whole rows of them',
    kernel('x, y, H, n, B', 'pid = tl.program_id(0)', 'b = pid // H', 'h = pid % H', 'i = tl.arange(0, B)', 'm = i < n', 'tl.store(y + h * n + b * H * n + i, tl.load(x + b * H * n + h * n + i, mask=m), mask=m)'),
    ['y[i, j] = x[i, j] for i < H*(grid[0] // H), j < n'],
    ['n <= B (unusual)', 'grid[0] % H == 0', 'x holds H * (grid[0] // H) × n elements, strides (n, 1)', 'y holds H * (grid[0] // H) × n elements, strides (n, 1)', 'B, n, H >= 1']
  ],
  [
    'tiles that no mask cuts: the extent is divisible',
    kernel('x, out, K, B', 'i = tl.program_id(0)', 'acc = tl.zeros((B,), dtype=tl.float32)', 'for t in range(tl.cdiv(K, B)):\n    acc += tl.load(x + i * K + t * B + tl.arange(0, B))', 'tl.store(out + i, tl.sum(acc))'),
    ['out[i] = sum(j < K: x[i, j]) for i < grid[0]'],
    ['K % B == 0 (unusual)', 'x holds grid[0] × K elements, strides (K, 1)', 'out holds grid[0] elements', 'B, K >= 1']
  ],
  [
    'a window that begins before the tensor',
    kernel('x, y, n, B', TILE, 'tl.store(y + i, tl.load(x + 2 * i - 1, mask=m & (2 * i - 1 >= 0), other=0.0), mask=m)'),
    ['y[i] = if 2*i > 0 then x[2*i - 1] else 0 for i < n'],
    ['grid[0] >= cdiv(n, B)', 'x holds 2 * n - 2 elements', 'y holds n elements', 'B, n >= 1']
  ],
  [
    'a diagonal',
    kernel('x, y, n, M, B', TILE, 'tl.store(y + i * M + i, tl.load(x + i, mask=m), mask=m & (i < M))'),
    ['y[i, i] = x[i] for i < n, i < M'],
    ['grid[0] >= cdiv(n, B)', 'x holds n elements', 'y holds n × n elements, strides (M, 1)', 'the elements of y do not overlap: M >= n', 'B, n, M >= 1']
  ],
  [
    'unmasked tiles are as long as the grid',
    kernel('x, y, B', 'i = tl.program_id(0) * B + tl.arange(0, B)', 'tl.store(y + i, tl.load(x + i))'),
    ['y[i] = x[i] for i < B*grid[0]'],
    ['x holds B * grid[0] elements (unusual)', 'y holds B * grid[0] elements (unusual)', 'B >= 1']
  ],
  [
    'in place, with the programs of the idle axes excluded',
    kernel('x, n, B', TILE, 'tl.store(x + i, tl.load(x + i, mask=m) + 1.0, mask=m)'),
    ['x[i] = x[i] + 1 for i < n'],
    ['grid[1] == 1', 'grid[2] == 1', 'grid[0] >= cdiv(n, B)', 'x holds n elements', 'B, n >= 1']
  ],
  [
    'reversal in place with a barrier takes one program',
    kernel('x, n, B', BLOCK, 'v = tl.load(x + n - 1 - i, mask=m)', 'tl.debug_barrier()', 'tl.store(x + i, v, mask=m)'),
    ['x[i] = x[n - i - 1] for i < n'],
    ['n <= B (unusual)', 'grid[0] == 1', 'grid[1] == 1', 'grid[2] == 1', 'x holds n elements', 'B, n >= 1']
  ],
  [
    'integers kept in eight bits wrap',
    kernel('out, n, B', TILE, 'tl.store(out + i, (i * i).to(tl.int8).to(tl.int32), mask=m)'),
    ['out[i] = (i^2 + 128) mod 256 - 128 for i < n'],
    ['grid[0] >= cdiv(n, B)', 'out holds n elements', 'B, n >= 1']
  ],
  [
    'a stride of a tensor that is only read',
    kernel('x, out, s, n, B', TILE, 'tl.store(out + i, tl.load(x + i * s, mask=m), mask=m)'),
    ['out[i] = x[i] for i < n'],
    ['grid[0] >= cdiv(n, B)', 'x holds n elements, strides (s)', 'out holds n elements', 'B, n >= 1']
  ],
  [
    'contents used as indices',
    kernel('x, ids, y, n, B', TILE, 'j = tl.load(ids + i, mask=m, other=0)', 'tl.store(y + i, tl.load(x + j, mask=m), mask=m)'),
    ['y[i] = x[ids[i]] for i < n'],
    ['grid[0] >= cdiv(n, B)', 'all contents of ids are at least 0', 'x holds 1 + ids.max() elements', 'ids holds n elements', 'y holds n elements', 'B, n >= 1']
  ],
  [
    'a loop over tiles',
    kernel('x, y, n, B', 'pid = tl.program_id(0)\nacc = tl.zeros([B], dtype=tl.float32)', 'for s in range(0, n, B):\n    i = s + tl.arange(0, B)\n    acc += tl.load(x + pid * n + i, mask=i < n, other=0.0)', 'tl.store(y + pid, tl.sum(acc, axis=0))'),
    ['y[i] = sum(j < n: x[i, j]) for i < grid[0]'],
    ['x holds grid[0] × n elements, strides (n, 1)', 'y holds grid[0] elements', 'B, n >= 1']
  ]
];

describe.each(rows)('%s', (_, source, formula, premises) => {
  let result: LiftResult;
  beforeAll(async () => {
    result = await liftOne(source);
  }, 60_000);

  test('is verified', () => expect([result.verdict, result.summary]).toEqual(['verified', result.summary]));
  test('has this formula', () => expect(formulas(result)).toEqual(formula));
  test('contents enter its Python as integers that do not wrap', () => expect(result.preconditions.filter(p => /(?<!int\(\w+)\.max\(\)/.test(p.expr))).toEqual([]));
  test('the strides of its tensors are not negative', () => {
    for (const stride of result.preconditions.flatMap(p => /strides \((\w+)\)/.exec(p.text)?.slice(1) ?? [])) {
      expect(result.preconditions.some(p => p.expr.includes(`${stride} >= `))).toBe(true);
    }
  });
  test('holds under this contract', () => expect(contract(result)).toEqual(premises));

  test('rests on every kind of obligation, each proved and exportable', () => {
    const kinds = new Set(result.obligations.map(o => o.kind));
    expect(['in-bounds', 'coverage', 'frame', 'race-free', 'value', 'definedness', 'vacuity', 'rewrites'].filter(k => !kinds.has(k as never))).toEqual([]);
    for (const o of result.obligations) {
      expect([o.status, o.why]).toEqual(['proved', '']);
      expect(o.smtlib !== '' || o.by !== '').toBe(true);
    }
  });

  test('says how each element is reached', () => {
    const coverage = result.obligations.filter(o => o.kind === 'coverage');
    expect(coverage.length).toBeGreaterThan(0);
    coverage.forEach(o => expect(o.statement).toMatch(/is written by some program and lane \(.*(pid\[0\]|row|tile) = |is what some program and lane contribute/));
  });
});
