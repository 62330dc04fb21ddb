/** What loops may be written like: the formula that comes out for any trip count, or what stays open or is refused, and why. */
import { kernel, liftOne, openObligations, withHelper } from '../../verify/__tests__/lift-source';

const PID = 'pid = tl.program_id(0)';
const WINDOW = 'p = tl.make_block_ptr(x + pid * n, (n,), (1,), (0,), (B,), (0,))';
const TILE = 'cols = s + tl.arange(0, B)\n    v = tl.load(x + pid * n + cols, mask=cols < n, other=0.0)';
const ACC = 'acc = tl.zeros([B], tl.float32)';
const DONE = 'tl.store(out + pid, tl.sum(acc, 0))';
const ROW_SUM = 'out[i] = sum(j < n: x[i, j])';

type Row = readonly [title: string, source: string, formula: readonly string[]];

const formulas: readonly Row[] = [
  [
    'a block pointer that advances',
    kernel('x, out, n, B', PID, WINDOW, ACC, 'for s in range(0, n, B):\n    acc += tl.load(p, boundary_check=(0,), padding_option="zero")\n    p = tl.advance(p, (B,))', DONE),
    [ROW_SUM]
  ],
  [
    'two block pointers in a tuple',
    kernel(
      'x, y, out, n, B',
      PID,
      'ps = (tl.make_block_ptr(x + pid * n, (n,), (1,), (0,), (B,), (0,)), tl.make_block_ptr(y + pid * n, (n,), (1,), (0,), (B,), (0,)))',
      ACC,
      'for s in range(0, n, B):\n    acc += tl.load(ps[0], boundary_check=(0,), padding_option="zero") * tl.load(ps[1], boundary_check=(0,), padding_option="zero")\n    ps = (tl.advance(ps[0], (B,)), tl.advance(ps[1], (B,)))',
      DONE
    ),
    ['out[i] = sum(j < n: x[i, j]*y[i, j])']
  ],
  [
    'a tensor descriptor',
    kernel('x, out, m, n, B', PID, 'd = tl.make_tensor_descriptor(x, shape=[m, n], strides=[n, 1], block_shape=[1, B])', 'acc = tl.zeros([1, B], tl.float32)', 'if pid < m:\n    for s in range(0, n, B):\n        acc += d.load([pid, s])\n    tl.store(out + pid, tl.sum(tl.sum(acc, 1), 0))'),
    [ROW_SUM]
  ],
  [
    'a tuple',
    kernel('x, out, n, B', PID, `pair = (tl.zeros([B], tl.float32), tl.full([B], float("-inf"), tl.float32))`, `for s in range(0, n, B):\n    ${TILE}\n    pair = (pair[0] + v, tl.maximum(pair[1], tl.where(cols < n, v, float("-inf"))))`, 'tl.store(out + pid, tl.sum(pair[0], 0) + tl.max(pair[1], 0))'),
    ['out[i] = sum(j < n: x[i, j]) + max(j < n: x[i, j])']
  ],
  [
    'a name bound by := in the body',
    kernel('x, out, n, B', PID, ACC, `for s in range(0, n, B):\n    ${TILE}\n    tl.static_assert((acc := acc + v) is not None)`, DONE),
    [ROW_SUM]
  ],
  ['an integer argument that real numbers are added to', kernel('x, out, n, a', `${PID}\nacc = a`, 'for s in range(n):\n    acc += tl.load(x + pid * n + s)', 'tl.store(out + pid, acc)'), ['out[i] = sum(j < n: x[i, j]) + a']],
  ['while', kernel('x, out, n, B', PID, ACC, `s = 0\nwhile s < n:\n    ${TILE}\n    acc += v\n    s += B`, DONE), [ROW_SUM]],
  ['while, two counters', kernel('x, out, n, m, B', PID, ACC, `s = 0\nt = 0\nwhile s < n and t < n:\n    ${TILE}\n    acc += v\n    s += B\n    t += B`, DONE), [ROW_SUM]],
  [
    'while, persistent',
    kernel('x, out, n, B', 'tile = tl.program_id(0)', 'while tile * B < n:\n    cols = tile * B + tl.arange(0, B)\n    tl.store(out + cols, tl.load(x + cols, mask=cols < n) * 2, mask=cols < n)\n    tile += tl.num_programs(0)'),
    ['out[i] = 2*x[i] for i < n']
  ],
  [
    'for, persistent',
    kernel('x, out, n, B', PID, 'for tile in range(pid, tl.cdiv(n, B), tl.num_programs(0)):\n    cols = tile * B + tl.arange(0, B)\n    tl.store(out + cols, tl.load(x + cols, mask=cols < n) * 2, mask=cols < n)'),
    ['out[i] = 2*x[i] for i < n']
  ],
  ['a helper that loops and returns early', withHelper('def total(x, n, B: tl.constexpr):\n    if n < 1:\n        return 0.0\n    acc = 0.0\n    for s in range(0, n, B):\n        cols = s + tl.arange(0, B)\n        acc += tl.sum(tl.load(x + cols, mask=cols < n, other=0.0), 0)\n    return acc', kernel('x, out, n, B', PID, 'tl.store(out + pid, total(x + pid * n, n, B))')), [ROW_SUM]],
  ['an early return before', kernel('x, out, n, m, B', `${PID}\nif pid >= m:\n    return`, ACC, `for s in range(0, n, B):\n    ${TILE}\n    acc += v`, DONE), ['out[i] = sum(j < n: x[i, j]) for i < m']],
  [
    'a loop under a runtime if',
    kernel('x, out, n, mode, B', PID, ACC, `if mode > 0:\n    for s in range(0, n, B):\n        cols = s + tl.arange(0, B)\n        acc += tl.load(x + pid * n + cols, mask=cols < n, other=0.0)`, DONE),
    ['out[i] = if mode > 0 then sum(j < n: x[i, j]) else 0']
  ],
  [
    'stores in the branches of a loop',
    kernel('x, out, n, m', PID, 'for s in range(n):\n    v = tl.load(x + pid * n + s)\n    if s < m:\n        tl.store(out + pid * n + s, v * 2)\n    else:\n        tl.store(out + pid * n + s, v * 3)'),
    ['out[i, j] = if j < m then 2*x[i, j] else 3*x[i, j]']
  ],
  ['the first iteration peeled', kernel('x, out, n, B', PID, 's = 0\ncols = tl.arange(0, B)\nacc = tl.load(x + pid * n + cols, mask=cols < n, other=0.0)', `for s in range(B, n, B):\n    ${TILE}\n    acc += v`, DONE), [ROW_SUM]],
  ['descending tiles', kernel('x, out, n, B', PID, ACC, `for t in range(tl.cdiv(n, B) - 1, -1, -1):\n    s = t * B\n    ${TILE}\n    acc += v`, DONE), [ROW_SUM]],
  ['static_range of a symbolic constant', kernel('x, out, n, B', PID, 'acc = 0.0', 'for j in tl.static_range(B):\n    acc += tl.load(x + pid * B + j)', 'tl.store(out + pid, acc)'), ['out[i] = sum(j < B: x[i, j])']],
  ['a range of a symbolic constant', kernel('x, w, out, n, B, C', 'i = tl.program_id(0) * B + tl.arange(0, B)', ACC, 'for j in range(C):\n    acc += tl.load(x + i * C + j, mask=i < n, other=0.0) * tl.load(w + j)', 'tl.store(out + i, acc, mask=i < n)'), ['out[i] = sum(j < C: x[i, j]*w[j])']],
  ['a row of a triangle', kernel('x, out, n, B', PID, ACC, 'for s in range(0, pid + 1, B):\n    cols = s + tl.arange(0, B)\n    acc += tl.load(x + pid * n + cols, mask=cols <= pid, other=0.0)', DONE), ['out[i] = sum(j < i + 1: x[i, j])']],
  ['a length loaded from memory', kernel('x, len, out, n, B', PID, `length = tl.load(len + pid)\n${ACC}`, 'for s in range(0, length, B):\n    cols = s + tl.arange(0, B)\n    acc += tl.load(x + pid * n + cols, mask=cols < length, other=0.0)', DONE), ['out[i] = sum(j < len[i]: x[i, j])']],
  [
    'the rows of a segment: start and end loaded from memory',
    kernel('x, ends, out, n, B', PID, 'cols = tl.arange(0, B)\nstart = tl.load(ends + pid)\nlength = tl.load(ends + pid + 1) - start', ACC, 'for t in range(0, length):\n    acc += tl.load(x + (start + t) * n + cols, mask=cols < n, other=0.0)', 'tl.store(out + pid * n + cols, acc, mask=cols < n)'),
    ['out[i, j] = sum(k < max(ends[i + 1] - ends[i], 0): x[ends[i] + k, j])']
  ]
];

const more: readonly Row[] = [
  ['one coefficient more than the degree', kernel('x, c, out, n, degree, B', 'i = tl.program_id(0) * B + tl.arange(0, B)\nm = i < n\nv = tl.load(x + i, mask=m, other=0.0)', 'acc = tl.zeros([B], tl.float32)\nfor k in range(degree + 1):\n    acc += v * tl.load(c + k)', 'tl.store(out + i, acc, mask=m)'), ['out[i] = sum(j < max(degree + 1, 0): x[i]*c[j])']],
  ['many iterations, their number known', kernel('x, out', `${PID}\nacc = 0.0`, 'for s in range(0, 2000):\n    acc += tl.load(x + pid * 2000 + s)', 'tl.store(out + pid, acc)'), ['out[i] = sum(j < 2000: x[2000*i + j])']],
  ['many known iterations that have to be run', kernel('x, out', `${PID}\npair = (0.0,)`, 'for s in range(0, 70):\n    pair = pair + (1.0,)', 'tl.store(out + pid, tl.load(x + pid) + len(pair))'), ['out[i] = x[i] + 71']],
  ['a maximum whose first tile is peeled', kernel('x, out, n, B', PID, 'cols = tl.arange(0, B)\nbest = tl.load(x + pid * n + cols, mask=cols < n, other=float("-inf"))', 'for s in range(B, n, B):\n    cols = s + tl.arange(0, B)\n    best = tl.maximum(best, tl.load(x + pid * n + cols, mask=cols < n, other=float("-inf")))', 'tl.store(out + pid, tl.max(best, 0))'), ['out[i] = max(j < n: x[i, j])']],
  [
    'whole tiles without a mask, the tail under one',
    kernel('x, out, n, B', `${PID}\nfull = n // B * B`, 'for s in range(0, full, B):\n    cols = s + tl.arange(0, B)\n    tl.store(out + pid * n + cols, tl.load(x + pid * n + cols) * 2)', 'cols = full + tl.arange(0, B)\ntl.store(out + pid * n + cols, tl.load(x + pid * n + cols, mask=cols < n) * 2, mask=cols < n)'),
    ['out[i, j] = 2*x[i, j] for i < grid[0], j < B*(n // B)', 'out[i, B*(n // B) + j] = 2 * x[i, B*(n // B) + j] for i < grid[0], j < n - B*(n // B)']
  ],
  ['whole tiles summed without a mask, the tail under one', kernel('x, out, n, B', `${PID}\nfull = n // B * B`, ACC, 'for s in range(0, full, B):\n    acc += tl.load(x + pid * n + s + tl.arange(0, B))', 'cols = full + tl.arange(0, B)\nacc += tl.load(x + pid * n + cols, mask=cols < n, other=0.0)', DONE), [ROW_SUM]],
  ['a step of half a block', kernel('x, out, n, B', PID, 'acc = tl.zeros([B // 2], tl.float32)', 'for s in range(0, n, B // 2):\n    cols = s + tl.arange(0, B // 2)\n    acc += tl.load(x + pid * n + cols, mask=cols < n, other=0.0)', DONE), [ROW_SUM]],
  ['parts of a split axis, one after the other by each program', kernel('x, out, n, B, C', `${PID}\npart = tl.program_id(1)`, ACC, 'for t in range(part, tl.cdiv(n, B), C):\n    cols = t * B + tl.arange(0, B)\n    acc += tl.load(x + pid * n + cols, mask=cols < n, other=0.0)', 'tl.store(out + pid * C + part, tl.sum(acc, 0))'), ['out[i, j] = sum(']]
];

const startsLike = (expected: string) => expect.stringMatching(new RegExp(`^${expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));

test.each([...formulas, ...more])('%s', async (_title, source, formula) => {
  const r = await liftOne(source);
  expect([r.verdict, r.summary]).toEqual(['verified', expect.any(String)]);
  expect(r.outputs.map(o => `${o.target} = ${o.text} for ${o.domain}`)).toEqual(formula.map(startsLike));
});

describe('must not', () => {
  test.each([
    ['a while without a counter', kernel('x, out, n', `${PID}\ns = n\nacc = 0.0`, 'while s > 0:\n    acc += tl.load(x + s - 1)\n    s = s // 2', 'tl.store(out + pid, acc)'), "this loop runs as long as a condition holds, and it is not seen to end: no counter in it moves by a fixed step towards a bound"],
    ['a while that moves away', kernel('x, out, n', `${PID}\ns = 0`, 'while s < n:\n    s -= 1', 'tl.store(out + pid, s)'), 'this loop runs as long as a condition holds, and it is not seen to end'],
    ['a while that asks memory', kernel('x, out, n', `${PID}\ns = 0`, 'while tl.load(x + s) > 0:\n    s += 1', 'tl.store(out + pid, s)'), 'the condition of this loop reads memory'],
    ['a while on a block', kernel('x, out, n, B', `${PID}\ns = tl.arange(0, B)`, 'while s < n:\n    s += B', 'tl.store(out + s, 1.0)'), 'a block is no condition: reduce it to a scalar'],
    ['a while whose condition never changes', kernel('x, out, n', `${PID}\ns = 0`, 'while n > 0:\n    s += 1', 'tl.store(out + pid, s)'), 'this loop runs as long as a condition holds, and no variable that changes in the loop is in it'],
    ['a step that may be 0', kernel('x, out, n', `${PID}\nacc = 0.0`, 'for s in range(0, n, pid):\n    acc += tl.load(x + s)', 'tl.store(out + pid, acc)'), 'whether this loop counts up or down is not known'],
    ['None that becomes a block', kernel('x, out, n, B', PID, 'v = None', `for s in range(0, n, B):\n    v = tl.load(x + s + tl.arange(0, B))`, 'tl.store(out + pid, tl.sum(v, 0))'), "'v' is None before this loop and a 1-D block of float32 after an iteration: a loop keeps types"],
    ['a tuple that grows', kernel('x, out, n', PID, 'v = (1.0,)', 'for s in range(n):\n    v = v + (2.0,)', 'tl.store(out + pid, v[0])'), "'v' is a tuple before this loop and a tuple after an iteration: a loop keeps types"],
    ['an integer constant that becomes real', kernel('x, out, n', `${PID}\nacc = 0`, 'for s in range(n):\n    acc += tl.load(x + pid * n + s) * 0.5', 'tl.store(out + pid, acc)'), "'acc' has the type int32 before this loop and float32 after an iteration: Triton insists on one type"],
    ['a name that a loop bound', kernel('x, out, n', PID, 'for s in range(n):\n    v = tl.load(x + pid * n + s)', 'tl.store(out + pid, v)'), "'v' is not defined here, or only in one branch of a runtime condition or in a loop that may not run"],
    ['the index after the loop', kernel('x, out, n', PID, 'for s in range(n):\n    v = tl.load(x + pid * n + s)', 'tl.store(out + pid, s)'), "'s' is not defined here"],
    ['break', kernel('x, out, n', `${PID}\nacc = 0.0`, 'for s in range(n):\n    if s > 3:\n        break\n    acc += tl.load(x + pid * n + s)', 'tl.store(out + pid, acc)'), 'break or continue in a loop whose trip count is not known: Triton compiles neither'],
    ['static_range of an argument', kernel('x, out, n', `${PID}\nacc = 0.0`, 'for s in tl.static_range(n):\n    acc += tl.load(x + pid * n + s)', 'tl.store(out + pid, acc)'), 'the bounds of tl.static_range must be constants']
  ])('%s', async (_title, source, message) => {
    const r = await liftOne(source);
    expect(r.verdict).toBe('unsupported');
    expect(r.unsupported?.message).toContain(message);
  });

  const segments = (start: string, end: string) =>
    kernel('x, ends, out, n, B', PID, `start = ${start}\nend = ${end}\n${ACC}`, 'for s in range(start, end, B):\n    cols = s + tl.arange(0, B)\n    acc += tl.load(x + cols, mask=cols < end, other=0.0)', DONE);
  const past = 'past every extent that the kernel names';
  test.each([
    ['segments that are off by one', segments('tl.load(ends + pid + 1)', 'tl.load(ends + pid + 2)'), past],
    ['ends alone', segments('0', 'tl.load(ends + pid + 1)'), past],
    ['a neighbour that is no end', kernel('x, out, n', PID, 'tl.store(out + pid, tl.load(x + pid) // 2 + tl.load(x + pid + 1) // 2)'), past],
    ['an iteration more than the row is long', kernel('x, out, n', `${PID}\nacc = 0.0`, 'for s in range(n + 1):\n    acc += tl.load(x + pid * n + s)', 'tl.store(out + pid, acc)'), ''],
    ['an iteration more than the mean counts', kernel('x, out, n', `${PID}\nacc = 0.0`, 'for s in range(n + 1):\n    acc += tl.load(x + s)', 'tl.store(out + pid, acc / n)'), past],
    ['a length that the mask exceeds', kernel('x, len, out, n, B', PID, `length = tl.load(len + pid)\n${ACC}`, 'for s in range(0, length + 1, B):\n    cols = s + tl.arange(0, B)\n    acc += tl.load(x + pid * n + cols, mask=cols <= length, other=0.0)', DONE), 'no bound is known'],
    ['segments whose end the mask exceeds', kernel('x, ends, out, n, B', PID, `start = tl.load(ends + pid)\nend = tl.load(ends + pid + 1)\n${ACC}`, 'for s in range(start, end, B):\n    cols = s + tl.arange(0, B)\n    acc += tl.load(x + cols, mask=cols <= end, other=0.0)', DONE), 'the solver found values'],
    ['whole tiles alone, counted up', kernel('x, out, n, B', PID, ACC, 'for t in range((n + B - 1) // B):\n    acc += tl.load(x + pid * n + t * B + tl.arange(0, B))', 'tl.store(out + pid * n + tl.arange(0, B), acc, mask=tl.arange(0, B) < n)'), ''],
    ['a row of a triangle that is off by one', kernel('x, out, n, B', PID, ACC, 'for s in range(0, pid + 1, B):\n    cols = s + tl.arange(0, B)\n    acc += tl.load(x + pid * n + cols, mask=cols <= pid + 1, other=0.0)', DONE), past],
    ['whole tiles alone, the last one too far', kernel('x, out, n, B', PID, ACC, 'for s in range(0, n // B * B + B, B):\n    cols = s + tl.arange(0, B)\n    acc += tl.load(x + pid * n + cols)', DONE), 'no mask cuts the last tile']
  ])('%s', async (_title, source, why) => {
    const r = await liftOne(source);
    expect(r.verdict).toBe('unproved');
    expect(openObligations(r)).toContainEqual(expect.stringContaining(why));
  });
});
