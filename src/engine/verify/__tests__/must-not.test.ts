/**
 * Kernels that must not be `verified`: each is wrong, or says less than it seems to, on some launch that a careless proof forgets.
 * An open (or refuted) obligation has to say so; that a random launch happens to disagree is luck, not a proof.
 */
import { BLOCK, kernel, liftOne, openObligations, ROW, TILE, withHelper } from './lift-source';

type Row = readonly [title: string, source: string];

const memory: readonly Row[] = [
  ['a load without its mask', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x + i), mask=m)')],
  ['a store without its mask', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x + i, mask=m, other=0.0))')],
  ['a mask with <= for <', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x + i, mask=i <= n), mask=i <= n)')],
  ['a mask a block too long', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x + i, mask=i < n + B), mask=i < n + B)')],
  ['a load mask a block too long', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x + i, mask=i < n + B), mask=m)')],
  ['an address before the first row', kernel('x, out, s, n, B', TILE, 'tl.store(out + i, tl.load(x + i * s - 1, mask=m), mask=m)')],
  ['an address before the first pair', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x + i * 2 - 1, mask=m), mask=m)')],
  ['the element before the buffer', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x - 1), mask=m)')],
  ['a store before the first pair', kernel('x, out, n, B', TILE, 'tl.store(out + 2 * i - 1, tl.load(x + i, mask=m), mask=m)')],
  ['an offset that may be negative', kernel('x, out, k, n, B', TILE, 'tl.store(out + i, tl.load(x + k), mask=m)')],
  ['a strided offset that may be negative', kernel('x, out, k, s, n, B', TILE, 'tl.store(out + i, tl.load(x + i * s + k, mask=m), mask=m)')],
  ['the previous element of the first one', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x + i - 1, mask=m), mask=m)')],
  ['a remainder of a negative number', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x + (i - 1) % n, mask=m), mask=m)')],
  ['an index from memory, minus one', kernel('x, ids, out, n, B', TILE, 'j = tl.load(ids + i, mask=m, other=0)', 'tl.store(out + i, tl.load(x + j - 1, mask=m), mask=m)')],
  ['an index of a masked-off lane', kernel('x, ids, out, n, B', TILE, 'j = tl.load(ids + i, mask=m, other=-1)', 'tl.store(out + i, tl.load(x + j), mask=m)')],
  [
    'one store mask misses an axis',
    kernel(
      'x, out, M, N, B',
      'i = tl.program_id(0) * B + tl.arange(0, B)[:, None]\nj = tl.program_id(1) * B + tl.arange(0, B)[None, :]',
      'y = tl.load(x + i * N + j, mask=(i < M) & (j < N), other=0.0)',
      'tl.store(out + i * N + j, y, mask=i < M)'
    )
  ],
  ['an index scaled by a real number, nothing above it', kernel('x, out, n, c, s, B', TILE, 'tl.store(out + i, tl.load(x + (i * s).to(tl.int32), mask=m), mask=m)')],
  ['an index scaled by a real number that may be negative', kernel('x, out, n, c, s, z, B', TILE, 'j = tl.minimum((i * s - z).to(tl.int32), c - 1)', 'tl.store(out + i, tl.load(x + j, mask=m), mask=m)')],
  ['a tile too many without a mask, beside a masked one', kernel('x, out, n, B', 'i = tl.arange(0, B)\nlast = tl.cdiv(n, B) * B - B', 'for s in range(0, last + B, B):\n    tl.store(out + s + i, tl.load(x + s + i))', 'tl.store(out + last + i, tl.load(x + last + i, mask=last + i < n), mask=last + i < n)')],
  ['the element behind a maximum', kernel('x, table, out, n, B', BLOCK, "k = tl.argmax(tl.load(x + i, mask=m, other=-float('inf')), axis=0)", 'tl.store(out, tl.load(table + k + 1))')],
  ['the element before a maximum', kernel('x, table, out, n, B', BLOCK, "k = tl.argmax(tl.load(x + i, mask=m, other=-float('inf')), axis=0)", 'tl.store(out, tl.load(table + k - 1))')],
  ['an element at the index of a maximum that may be a masked-off lane', kernel('x, out, n, B', BLOCK, 'k = tl.argmax(tl.load(x + i, mask=m, other=0.0), axis=0)', 'tl.store(out, tl.load(x + k))')],
  ['rows that overlap for any size', kernel('x, out, n, B', ROW, 'tl.store(out + pid * (n - 1) + i, tl.load(x + pid * n + i, mask=m), mask=m)')]
];

const races: readonly Row[] = [
  ['two programs write one row', kernel('x, out, n, B', ROW, 'tl.store(out + pid // 2 * n + i, tl.load(x + pid * n + i, mask=m), mask=m)')],
  ['all programs write one row', kernel('x, out, n, B', ROW, 'tl.store(out + i, tl.load(x + pid * n + i, mask=m), mask=m)')],
  ['all programs write one cell', kernel('x, out', 'tl.store(out, tl.load(x + tl.program_id(0)))')],
  ['tiles that overlap, in place', kernel('x, n, B', 'i = tl.program_id(0) * (B // 2) + tl.arange(0, B)\nm = i < n', 'tl.store(x + i, tl.load(x + i, mask=m) + 1.0, mask=m)')],
  ['reversal in place', kernel('x, n, B', BLOCK, 'y = tl.load(x + n - 1 - i, mask=m)', 'tl.store(x + i, y, mask=m)')],
  ['reversal in place by many programs, each with a barrier', kernel('x, n, B', TILE, 'y = tl.load(x + n - 1 - i, mask=m)', 'tl.debug_barrier()', 'tl.store(x + i, y, mask=m)')],
  ['a barrier that stands behind the store', kernel('x, n, B', BLOCK, 'y = tl.load(x + n - 1 - i, mask=m)', 'tl.store(x + i, y, mask=m)', 'tl.debug_barrier()')],
  ['transposition in place', kernel('x, n, s, B', 'i = tl.arange(0, B)[:, None]\nj = tl.arange(0, B)[None, :]\nm = (i < n) & (j < n)', 'y = tl.load(x + j * s + i, mask=m)', 'tl.store(x + i * s + j, y, mask=m)')],
  ['a shift in place', kernel('x, n, B', TILE, 'y = tl.load(x + i + 1, mask=i < n - 1)', 'tl.store(x + i, y, mask=i < n - 1)')],
  ['a row sum stored into the row', kernel('x, n, B', ROW, 'y = tl.load(x + pid * n + i, mask=m, other=0.0)', 'tl.store(x + pid * n, tl.sum(y, axis=0))')],
  ['a load behind an overlapping store', kernel('x, out, n, B', BLOCK, 'tl.store(x + i, 1.0, mask=m)', 'tl.store(out + i, tl.load(x + n - 1 - i, mask=m), mask=m)')],
  ['the same with a barrier: the old content is gone', kernel('x, out, n, B', BLOCK, 'tl.store(x + i, 1.0, mask=m)', 'tl.debug_barrier()', 'tl.store(out + i, tl.load(x + n - 1 - i, mask=m), mask=m)')],
  ['a scalar load behind a block store', kernel('x, out, n, B', BLOCK, 'tl.store(x + i, 5.0, mask=m)', 'tl.store(out, tl.load(x))')],
  ['two stores to one element by different lanes', kernel('x, out, n, B', TILE, 'a = tl.load(x + i, mask=m)', 'tl.store(out + i, a, mask=m)', 'tl.store(out + n - 1 - i, a + 1.0, mask=m)')],
  ['two stores to neighbours', kernel('x, out, n, B', TILE, 'a = tl.load(x + i, mask=m)', 'tl.store(out + i, a, mask=m)', 'tl.store(out + i + 1, a, mask=m)')],
  ['every program reads what the first one writes', kernel('x, out, n', 'pid = tl.program_id(0)', 'a = tl.load(x)', 'if pid == 0:\n    tl.store(x, 1.0)', 'tl.store(out + pid, a)')],
  ['a second output is read before another program wrote it', kernel('x, out, n, B', TILE, 'tl.store(x + i, 1.0, mask=m)', 'tl.store(out + i, tl.load(x + i + 1, mask=i + 1 < n, other=0.0), mask=m)')],
  ['stores scattered by the halves of an index', kernel('x, ids, out, n, B', TILE, 'j = tl.load(ids + i, mask=m, other=0) // 2', 'tl.store(out + j, tl.load(x + i, mask=m), mask=m)')],
  ['stores scattered by two index tensors', kernel('x, ids, jds, out, n, s, B', TILE, 'j = tl.load(ids + i, mask=m, other=0)', 'k = tl.load(jds + i, mask=m, other=0)', 'tl.store(out + j * s + k, tl.load(x + i, mask=m), mask=m)')],
  ['in place through two index tensors', kernel('x, ids, jds, n, B', TILE, 'j = tl.load(ids + i, mask=m, other=0)', 'k = tl.load(jds + i, mask=m, other=0)', 'tl.store(x + j, tl.load(x + k, mask=m) + 1.0, mask=m)')],
  ['in place through an index tensor, from the next index', kernel('x, ids, n, B', TILE, 'j = tl.load(ids + i, mask=m, other=0)', 'k = tl.load(ids + i + 1, mask=i + 1 < n, other=0)', 'tl.store(x + j, tl.load(x + k, mask=m) + 1.0, mask=m)')],
  ['in place through an index tensor whose masked lanes index too', kernel('x, ids, n, B', TILE, 'j = tl.load(ids + i, mask=i < n - 1, other=0)', 'tl.store(x + j, tl.load(x + j, mask=m) + 1.0, mask=m)')],
  ['stores scattered by an index tensor that is shorter than the axis', kernel('x, ids, out, n, r, B', TILE, 'j = tl.load(ids + i % r, mask=m, other=0)', 'tl.store(out + j, tl.load(x + i, mask=m, other=0.0), mask=m)')],
  ['stores scattered by half as many indices as there are programs', kernel('x, ids, out', 'pid = tl.program_id(0)', 'tl.store(out + tl.load(ids + pid // 2), tl.load(x + pid))')],
  ['stores scattered by what the kernel stored itself', kernel('ids, x, n, B', TILE, 'tl.store(ids + i, i // 2, mask=m)', 'j = tl.load(ids + i, mask=m, other=0)', 'tl.store(x + j, i.to(tl.float32), mask=m)')],
  ['stores scattered to two neighbours of an index tensor', kernel('ids, out', 'pid = tl.program_id(0)', 'tl.store(out + tl.load(ids + pid), 1.0)', 'tl.store(out + tl.load(ids + pid + 1), 2.0)')],
  ['in place, and through the first index as well', kernel('ids, x, n, B', TILE, 'j = tl.load(ids + i, mask=m, other=0)', 'v = tl.load(x + j, mask=m, other=0.0) + tl.load(x + tl.load(ids))', 'tl.store(x + j, v, mask=m)')],
  ['an axis that no address has says what a scatter stores', kernel('ids, out, n, B', TILE, 'j = tl.load(ids + i, mask=m, other=0)', 'tl.store(out + j, tl.program_id(1).to(tl.float32), mask=m)')],
  ['in place where many programs have one column', kernel('x, m', 'c = tl.program_id(0) % m', 'tl.store(x + c, tl.load(x + c) + 1.0)')],
  ['two atomics of one program, one of them to a cell of others', kernel('x, out', 'pid = tl.program_id(0)\nv = tl.load(x + pid)', 'tl.atomic_add(out + pid, 1.0)', 'tl.atomic_add(out, v)')],
  ['a loop that adds up what another one added by atomics', kernel('out, x, n', 'pid = tl.program_id(0)', 'for k in range(0, n):\n    tl.atomic_add(out + k, 1.0)', 'for k in range(0, n):\n    tl.store(x + pid * n + k, tl.load(out + k))')],
  ['a cell that all iterations write, in the first one twice', kernel('out, n', 'pid = tl.program_id(0)', 'for k in range(0, n):\n    tl.store(out + pid, 1.0)\n    if k == 0:\n        tl.store(out + pid, 2.0)')],
  ['an atomic whose old value is used', kernel('x, out, y, n, B', TILE, 'old = tl.atomic_add(out + i, tl.load(x + i, mask=m), mask=m)', 'tl.store(y + i, old, mask=m)')],
  ['an atomic beside a load of the same tensor', kernel('x, out, y, n, B', TILE, 'tl.store(y + i, tl.load(out + i, mask=m), mask=m)', 'tl.atomic_add(out + i // 2, tl.load(x + i, mask=m), mask=m)')],
  ['an atomic beside a store', kernel('x, out, n, B', TILE, 'tl.store(out + i, 0.0, mask=m)', 'tl.atomic_add(out, tl.sum(tl.load(x + i, mask=m, other=0.0)))')],
  ['two atomics that do not commute', kernel('x, out, n, B', TILE, 'tl.atomic_add(out + i, tl.load(x + i, mask=m), mask=m)', 'tl.atomic_max(out + i, 1.0, mask=m)')],
  ['whole tiles of one operand where the other is masked', kernel('a, b, out, K, B', 'i = tl.program_id(0)', 'acc = tl.zeros((B,), dtype=tl.float32)', 'k = tl.arange(0, B)', 'for t in range(tl.cdiv(K, B)):\n    acc += tl.load(a + i * K + t * B + k) * tl.load(b + t * B + k, mask=t * B + k < K, other=0.0)', 'tl.store(out + i, tl.sum(acc))')],
  ['a grouped order whose rows wrap at the full height', kernel('x, y, M, N, G', 'pid = tl.program_id(0)', 'g = pid // (G * N)', 's = min(M - g * G, G)', 'i = g * G + (pid % (G * N)) % G', 'j = (pid % (G * N)) // s', 'tl.store(y + i * N + j, tl.load(x + i * N + j))')],
  ['an atomic past the end', kernel('x, out, n, B', TILE, 'tl.store(out + i, 0.0, mask=m)', 'tl.atomic_add(out + i + B, 1.0)')],
  [
    'two rows of one grouped order',
    kernel(
      'out, M, N, B, C',
      'v = tl.program_id(0)\nQ = tl.cdiv(N, B)\nW = C * Q\ng = v // W\ns = min(tl.cdiv(M, B) - g * C, C)',
      'tl.store(out + (g * C + v % s) * Q + (v % W) // s, (g * C + (v % W) % s).to(tl.float32))'
    )
  ],
  ['each program stores where one minimum is', kernel('x, out, n, B', BLOCK, 'k = tl.argmin(tl.load(x + i, mask=m, other=0.0), axis=0)', 'tl.store(out + k, tl.program_id(0).to(tl.float32))')],
  ['a value that only idle programs change', kernel('out', 'tl.store(out + tl.program_id(0), tl.program_id(1).to(tl.float32))')]
];

const undefinedness: readonly Row[] = [
  ['a sum over lanes loaded without other', kernel('x, out, n, B', BLOCK, 'tl.store(out, tl.sum(tl.load(x + i, mask=m), axis=0))')],
  ['a maximum over lanes loaded without other', kernel('x, out, n, B', BLOCK, 'tl.store(out, tl.max(tl.load(x + i, mask=m), axis=0))')],
  ['a mask multiplied onto undefined lanes', kernel('x, out, n, B', BLOCK, 'tl.store(out, tl.sum(tl.load(x + i, mask=m) * m.to(tl.float32), axis=0))')],
  [
    'a product over lanes loaded without other',
    kernel(
      'a, b, out, K, B',
      'i = tl.arange(0, B)',
      'x = tl.load(a + i[:, None] * K + i[None, :], mask=i[None, :] < K)',
      'y = tl.load(b + i[:, None] * B + i[None, :], mask=i[:, None] < K)',
      'tl.store(out + i[:, None] * B + i[None, :], tl.dot(x, y))'
    )
  ],
  ['lanes masked by a content and loaded without other', kernel('x, y, out, n, B', TILE, 'c = tl.load(x + i, mask=m, other=0.0)', 'tl.store(out + i, tl.load(y + i, mask=m & (c > 0)), mask=m)')],
  ['a quotient that a factor of 0 hides', kernel('x, y, out, n, B', TILE, 'd = tl.load(y + i, mask=m, other=1.0)', 'tl.store(out + i, 0.0 * (1.0 / d), mask=m)')],
  ['a quotient of 0', kernel('y, out, n, B', TILE, 'd = tl.load(y + i, mask=m, other=1.0)', 'tl.store(out + i, 0.0 / d, mask=m)')],
  ['a divisor that is a sum of exp(−∞)', kernel('x, out, n, B', BLOCK, "v = tl.load(x + i, mask=m, other=0.0)\ne = tl.sum(tl.exp(tl.where(v > 0, v, float('-inf'))), axis=0)", 'tl.store(out + i, 0.0 / e, mask=m)')],
  ['a softmax over the columns before the diagonal: the first row has none', kernel('x, out, n, B', ROW, "v = tl.load(x + pid * n + i, mask=m, other=float('-inf'))\nv = tl.where(i < pid, v, float('-inf'))\ne = tl.exp(v - tl.max(v, axis=0))", 'tl.store(out + pid * n + i, e / tl.sum(e, axis=0), mask=m)')],
  ['∞ times a sum of exp(−∞)', kernel('x, out, n, B', BLOCK, "v = tl.load(x + i, mask=m, other=0.0)\ne = tl.sum(tl.exp(tl.where(v > 0, v, float('-inf'))), axis=0)", "tl.store(out + i, float('inf') * e, mask=m)")],
  ['a divisor that is a sigmoid of −∞', kernel('x, out, n, B', TILE, "v = tl.load(x + i, mask=m, other=0.0)\ne = tl.sigmoid(tl.where(v > 0, v, float('-inf')))", 'tl.store(out + i, 0.0 / e, mask=m)')],
  ['the logarithm of masked-off lanes', kernel('x, out, n, B', ROW, 'v = tl.load(x + pid * n + i, mask=m, other=0.0)', 'tl.store(out + pid, tl.sum(v * tl.log(tl.maximum(v, 0.0)), axis=0))')],
  ['a rescaled sum whose first keys may all be masked', kernel('x, out, n, c', "pid = tl.program_id(0)\nm = float('-inf')\nl = 0.0", "for s in range(0, n):\n    v = tl.where(s >= c, tl.load(x + pid * n + s), float('-inf'))\n    g = tl.maximum(m, v)\n    l = l * tl.exp(m - g) + tl.exp(v - g)\n    m = g", 'tl.store(out + pid, l)')],
  ['the logarithm of exp(−∞)', kernel('x, out, n, B', TILE, "v = tl.load(x + i, mask=m, other=0.0)\nv = tl.where(v > 0, v, float('-inf'))", 'tl.store(out + i, tl.exp(tl.log(tl.exp(v))), mask=m)')],
  ['∞ − ∞', kernel('x, out, n, B', TILE, "v = tl.load(x + i, mask=m, other=0.0)\nv = tl.where(v > 0, v, float('-inf'))", 'tl.store(out + i, 0.0 * (v - v), mask=m)')],
  ['only an idle program divides by zero', kernel('x, out, n, B', TILE, 'd = (1 - tl.program_id(1)).to(tl.float32)', 'tl.store(out + i, tl.load(x + i, mask=m) + 0.0 / d, mask=m)')],
  [
    'only an idle lane divides by zero',
    kernel('x, out, n, B, C', 'i = tl.program_id(0) * B + tl.arange(0, B)[:, None]\nj = tl.arange(0, C)[None, :]\nm = i < n', 'd = (1 - j).to(tl.float32)', 'tl.store(out + i + 0 * j, tl.load(x + i, mask=m) + 0.0 / d, mask=m & (j < C))')
  ],
  ['a store mask that divides by zero', kernel('x, y, out, n, B', TILE, 'd = tl.load(y + i, mask=m, other=1.0)', 'tl.store(out + i, tl.load(x + i, mask=m), mask=m & ((0.0 / d) < 1.0))')],
  ['a store mask made of an undefined lane', kernel('x, y, out, n, B', TILE, 'd = tl.load(y + i, mask=i < n - 1)', 'tl.store(out + i, tl.load(x + i, mask=m), mask=m & (d * 0.0 < 1.0))')]
];

const numberModel: readonly Row[] = [
  ['x != x', kernel('x, out, n, B', TILE, 'c = tl.load(x + i, mask=m, other=0.0)', 'tl.store(out + i, tl.where(c != c, 0.0, c), mask=m)')],
  ['x == x', kernel('x, out, n, B', TILE, 'c = tl.load(x + i, mask=m, other=0.0)', 'tl.store(out + i, tl.where(c == c, c, 0.0), mask=m)')],
  ['x <= x', kernel('x, out, n, B', TILE, 'c = tl.load(x + i, mask=m, other=0.0)', 'tl.store(out + i, tl.where(c <= c, 0.0, 1.0), mask=m)')],
  ['|x| == ∞', kernel('x, out, n, B', TILE, 'c = tl.load(x + i, mask=m, other=0.0)', "tl.store(out + i, tl.where(tl.abs(c) == float('inf'), 1.0, 0.0), mask=m)")],
  ['x < ∞', kernel('x, out, n, B', TILE, 'c = tl.load(x + i, mask=m, other=0.0)', "tl.store(out + i, tl.where(c < float('inf'), c, 0.0), mask=m)")]
];

const contracts: readonly Row[] = [
  ['an empty domain: contradictory masks', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x + i, mask=m), mask=m & (i >= n))')],
  ['an empty domain: a path never taken', kernel('x, out, n, B', TILE, 'if n < 0:\n    tl.store(out + i, tl.load(x + i, mask=m), mask=m)')],
  ['a claim that contradicts the masks', kernel('x, out, n, B', 'tl.assume(n < 0)', TILE, 'tl.store(out + i, tl.load(x + i, mask=m), mask=m)')],
  ['a claim that contradicts the path', kernel('x, out, n, B', 'tl.assume(n < B)', TILE, 'if n > B:\n    tl.store(out + i, tl.load(x + i, mask=m), mask=m)')],
  ['a claim instead of a mask', kernel('x, out, n, B', 'tl.assume(n == tl.num_programs(0) * B)', TILE, 'tl.store(out + i, tl.load(x + i, mask=m))')],
  ['only the second program writes', kernel('x, out, n, B', BLOCK, 'if tl.program_id(0) == 1:\n    tl.store(out + i, tl.load(x + i, mask=m), mask=m)')],
  ['a helper that returns before its store', withHelper('def h(p, c):\n    if c > 0:\n        return\n    tl.store(p, 1.0)', kernel('out, c', 'h(out + tl.program_id(0), c)\ntl.store(out + tl.program_id(0) + 1, 2.0)'))]
];

const LOOP = 'pid = tl.program_id(0)\nacc = 0.0';
const loops: readonly Row[] = [
  ['tiles loaded without other', kernel('x, out, n, B', LOOP, 'for s in range(0, n, B):\n    i = s + tl.arange(0, B)\n    acc += tl.sum(tl.load(x + pid * n + i, mask=i < n), axis=0)', 'tl.store(out + pid, acc)')],
  ['one cell stored by all iterations', kernel('x, out, n', LOOP, 'for s in range(0, n):\n    tl.store(out + pid, tl.load(x + pid * n + s))')],
  ['one row stored by all programs', kernel('x, out, n', LOOP, 'for s in range(0, n):\n    tl.store(out + s, tl.load(x + pid * n + s))')],
  ['an iteration reads what the one before stored', kernel('x, n', 'for s in range(1, n):\n    tl.store(x + s, tl.load(x + s - 1) + tl.load(x + s))')],
  ['an iteration reads what another stored, with barriers', kernel('x, n', 'for s in range(0, n):\n    v = tl.load(x + 2 * s)\n    tl.debug_barrier()\n    tl.store(x + n + s, v)')],
  ['a block of them', kernel('x, n, B', 'i = tl.arange(0, B)', 'for s in range(0, n):\n    v = tl.load(x + 2 * s * B + i)\n    tl.debug_barrier()\n    tl.store(x + (n + s) * B + i, v)')],
  ['accumulation in memory', kernel('x, c, n', 'pid = tl.program_id(0)', 'for s in range(0, n):\n    tl.store(c + pid, tl.load(c + pid) + tl.load(x + pid * n + s))')],
  ['accumulation in memory that is read afterwards', kernel('x, c, out, n', 'pid = tl.program_id(0)\ntl.store(c + pid, 0.0)', 'for s in range(0, n):\n    tl.store(c + pid, tl.load(c + pid) + tl.load(x + pid * n + s))', 'tl.store(out + pid, tl.load(c + pid))')],
  ['a load behind a loop that may not store', kernel('c, out, n', 'pid = tl.program_id(0)', 'for s in range(0, n - 3):\n    tl.store(c + pid, 5.0)', 'tl.store(out + pid, tl.load(c + pid))')],
  ['a load behind a loop that stores in one iteration', kernel('c, out, n', 'pid = tl.program_id(0)', 'for s in range(0, n):\n    if s == 3:\n        tl.store(c + pid, 5.0)', 'tl.store(out + pid, tl.load(c + pid))')],
  ['a load that corresponds to an iteration that stores nothing', kernel('t, out, n', 'for k in range(0, n):\n    if k % 2 == 0:\n        tl.store(t + k // 2, 5.0)', 'tl.debug_barrier()', 'for s in range(0, n):\n    tl.store(out + s, tl.load(t + s // 2))')],
  ['a load of what all iterations stored, overwritten later', kernel('t, out, n, B', 'i = tl.arange(0, B)', 'for k in range(0, n):\n    tl.store(t + i, k.to(tl.float32))', 'for s in range(0, n):\n    tl.store(out + s * B + i, tl.load(t + i))', 'tl.store(t + i, 7.0)')],
  ['a barrier in a loop that may not run', kernel('x, c, n, B', BLOCK, 'y = tl.load(x + n - 1 - i, mask=m)', 'for s in range(0, c):\n    tl.debug_barrier()', 'tl.store(x + i, y, mask=m)')],
  ['a second pass over what the first one stored', kernel('t, x, out, n', LOOP, 'for s in range(0, n):\n    tl.store(t + pid * n + s, tl.load(x + pid * n + s) * 2.0)', 'for s in range(0, n):\n    acc += tl.load(t + pid * n + s)', 'tl.store(out + pid, acc)')],
  ['a divisor that counts no iteration', kernel('out, n, k', LOOP, 'for s in range(0, n - k):\n    acc += 1.0', 'tl.store(out + pid, 0.0 / acc)')],
  ['0 times a maximum over no iteration', kernel('x, out, n, k', "pid = tl.program_id(0)\nacc = float('-inf')", 'for s in range(0, n - k):\n    acc = tl.maximum(acc, tl.load(x + s))', 'tl.store(out + pid, 0.0 * acc)')],
  ['a quotient of 0 by a product', kernel('x, out, n', 'pid = tl.program_id(0)\nacc = 1.0', 'for s in range(0, n):\n    acc *= tl.load(x + pid * n + s)', 'tl.store(out + pid, 0.0 / acc)')],
  ['x == x, carried through a loop', kernel('x, out, n', LOOP, 'for s in range(0, n):\n    v = tl.load(x + pid * n + s)\n    acc += tl.where(v == v, v, 0.0)', 'tl.store(out + pid, acc)')]
];

/** Blocks `t` dealt out over the programs, and what is done with each; `T` is the number of blocks. */
const dealt = (parameters: string, range: string, ...body: readonly string[]): string =>
  kernel(parameters, `pid = tl.program_id(0)\nT = tl.cdiv(n, B)\nfor t in range(${range}):\n    i = t * B + tl.arange(0, B)\n    m = i < n\n${body.join('\n').replace(/^/gm, '    ')}`);
const DEALT_COPY = 'tl.store(out + i, tl.load(x + i, mask=m), mask=m)';

const dealing: readonly Row[] = [
  ['columns of a flat index, masked by its rows', kernel('x, out, H, W, B', 'i = tl.program_id(0) * B + tl.arange(0, B)\nm = i // W < H', 'tl.store(out + i % W, tl.load(x + i, mask=m), mask=m)')],
  ['a counter decoded by two lengths, stored where iterations meet', kernel('x, out, H, W', 'for t in range(H * W):\n    tl.store(out + t // W + t % W, tl.load(x + t))')],
  ['dealt out by one step more than there are programs', dealt('x, out, n, B', 'pid, T, tl.num_programs(0) + 1', DEALT_COPY)],
  ['dealt out by twice the number of programs', dealt('x, out, n, B', 'pid, T, 2 * tl.num_programs(0)', DEALT_COPY)],
  ['dealt out by the programs of another axis', dealt('x, out, n, B', 'pid, T, tl.num_programs(1)', DEALT_COPY)],
  ['dealt out by the size of a block', dealt('x, out, n, B', 'pid, T, B', DEALT_COPY)],
  ['dealt out by a number, in place', dealt('x, n, B', 'pid, T, 4', 'tl.store(x + i, 2 * tl.load(x + i, mask=m), mask=m)')],
  ['dealt out by a step that scales values too', dealt('x, out, n, s, B', 'pid, T, s', 'tl.store(out + i, s * tl.load(x + i, mask=m), mask=m)')],
  ['dealt out one by one, in place', dealt('x, n, B', 'pid, T', 'tl.store(x + i, 2 * tl.load(x + i, mask=m), mask=m)')],
  ['dealt out over one axis, numbered by another', dealt('x, out, n, B', 'tl.program_id(1), T, tl.num_programs(0)', DEALT_COPY)],
  ['the next block, in place', dealt('x, n, B', 'pid, T, tl.num_programs(0)', 'tl.store(x + i, tl.load(x + i + B, mask=i + B < n, other=0.0), mask=m)')],
  ['a sum that goes on from block to block, stored where the first one was', kernel('x, out, n, B', 'pid = tl.program_id(0)\nacc = tl.zeros((B,), tl.float32)', 'for t in range(pid, tl.cdiv(n, B), tl.num_programs(0)):\n    i = t * B + tl.arange(0, B)\n    acc += tl.load(x + i, mask=i < n, other=0.0)\n    tl.store(out + tl.arange(0, B), acc)')],
  ['the first element, read by all before one of them writes it', kernel('x, n, B', 'first = tl.load(x)', 'for t in range(tl.program_id(0), n, tl.num_programs(0)):\n    tl.store(x + t, first + 1.0)')],
  ['each program after its blocks writes where others wrote theirs', kernel('x, n, B', 'for t in range(tl.program_id(0), n, tl.num_programs(0)):\n    tl.store(x + t, 1.0)', 'tl.store(x, 2.0)')]
];

const wrapped: readonly Row[] = [
  ['wrapped tiles in place', kernel('x, n, B', 'i = (tl.program_id(0) * B + tl.arange(0, B)) % n', 'tl.store(x + i, tl.load(x + i) + 1.0)')],
  ['clamped tiles in place', kernel('x, n, B', 'i = tl.minimum(tl.program_id(0) * B + tl.arange(0, B), n - 1)', 'tl.store(x + i, tl.load(x + i) + 1.0)')],
  ['clamped one too far', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x + tl.minimum(i + 1, n)), mask=m)')],
  ['reversed one too far', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x + n - i, mask=m), mask=m)')],
  ['stored reversed, one too far', kernel('x, out, n, B', TILE, 'tl.store(out + n - i, tl.load(x + i, mask=m), mask=m)')],
  ['two strides of one tensor in place', kernel('x, s, t, n, B', TILE, 'tl.store(x + i * s, tl.load(x + i * t, mask=m), mask=m)')],
  ['an output that another program reads', kernel('y, z, n, B', TILE, 'tl.store(y + i, tl.load(z + i, mask=m), mask=m)', 'tl.store(z + i, tl.load(y + i + 1, mask=i + 1 < n, other=0.0), mask=m)')],
  ['a shift by more bits than there are', kernel('out, n, B', TILE, 'tl.store(out + i, i >> 40, mask=m)')]
];

const interplay: readonly Row[] = [
  ['a barrier on one path only', kernel('x, c, n, B', BLOCK, 'y = tl.load(x + n - 1 - i, mask=m)', 'if c > 0:\n    tl.debug_barrier()', 'tl.store(x + i, y, mask=m)')],
  ['a load that meets a store only after simplification', kernel('x, out, n', 'pid = tl.program_id(0)\nif pid < n:\n    tl.store(x + pid, 1.0)\n    tl.store(out + pid, tl.load(x + pid % n))')],
  [
    'a load between two exclusive stores, barriers around it',
    kernel(
      'x, c, out, n, B',
      BLOCK,
      'if c > 0:\n    tl.store(x + i, i.to(tl.float32), mask=m)',
      'tl.debug_barrier()\ny = tl.load(x + i + 1, mask=i < n - 1, other=0.0)\ntl.debug_barrier()',
      'if c <= 0:\n    tl.store(x + i, y, mask=m)',
      'tl.store(out + i, y, mask=m)'
    )
  ],
  [
    'a load between two exclusive stores that meets the first only after simplification',
    kernel('x, c, out, n', 'pid = tl.program_id(0)\nif pid < n:\n    if c > 0:\n        tl.store(x + pid, 3.0)\n    y = tl.load(x + (pid + n) % n)\n    if c <= 0:\n        tl.store(x + pid, y + 1.0)\n    tl.store(out + pid, y)')
  ]
];


describe.each([
  ['memory', memory],
  ['races', races],
  ['undefinedness', undefinedness],
  ['the number model', numberModel],
  ['the contract', contracts],
  ['loops', loops],
  ['dealing out', dealing],
  ['clamps, wraps and widths', wrapped],
  ['what one analysis takes from another', interplay]
])('%s', (_, rows) => {
  for (const [title, source] of rows) {
    test(
      title,
      async () => {
        const r = await liftOne(source);
        expect(['unproved', 'refuted', 'unsupported']).toContain(r.verdict);
        if (r.verdict === 'unproved' && !/NaN/.test(r.summary)) {
          expect(openObligations(r)).not.toEqual([]);
        }
      },
      30_000
    );
  }
});
