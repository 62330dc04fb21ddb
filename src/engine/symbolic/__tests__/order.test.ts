/** Stores that later stores overwrite, and loads of what the program itself has stored: what comes out, and what must stay open. */
import { kernel, liftOne, openObligations } from '../../verify/__tests__/lift-source';

const PID = 'pid = tl.program_id(0)';
const LOOP = (body: string, bounds = '0, n, B') => `for s in range(${bounds}):\n    cols = s + tl.arange(0, B)\n    m = cols < n\n    ${body.split('\n').join('\n    ')}`;
const SUM = 'total = 0.0\nfor s in range(n):\n    total += tl.load(x + pid * n + s)';

test.each([
  ['stored in one loop, read and overwritten in the next', kernel('x, out, n, B', PID, LOOP('tl.store(out + pid * n + cols, tl.load(x + pid * n + cols, mask=m) * 2, mask=m)'), LOOP('y = tl.load(out + pid * n + cols, mask=m)\ntl.store(out + pid * n + cols, y + 1, mask=m)')), ['out[i, j] = 2*x[i, j] + 1']],
  ['in place, in two loops', kernel('x, n, B', PID, LOOP('tl.store(x + pid * n + cols, tl.load(x + pid * n + cols, mask=m) * 2, mask=m)'), LOOP('tl.store(x + pid * n + cols, tl.load(x + pid * n + cols, mask=m) + 1, mask=m)')), ['x[i, j] = 2*x[i, j] + 1']],
  ['scalars, with a barrier between the loops', kernel('t, x, out, n', PID, 'for s in range(n):\n    tl.store(t + pid * n + s, tl.load(x + pid * n + s) * 2.0)', 'tl.debug_barrier()\nacc = 0.0\nfor s in range(n):\n    acc += tl.load(t + pid * n + s)', 'tl.store(out + pid, acc)'), ['t[i, j] = 2*x[i, j]', 'out[i] = sum(j < n: 2*x[i, j])']],
  ['stored twice', kernel('x, out, n, B', 'i = tl.program_id(0) * B + tl.arange(0, B)\nm = i < n', 'a = tl.load(x + i, mask=m)', 'tl.store(out + i, a, mask=m)', 'tl.store(out + i, a + 1.0, mask=m)'), ['out[i] = x[i] + 1']],
  ['overwritten unread', kernel('x, out, n, B', PID, LOOP('tl.store(out + pid * n + cols, 0.0, mask=m)'), SUM, LOOP('tl.store(out + pid * n + cols, total, mask=m)')), ['out[i, j] = sum(k < n: x[i, k])']],
  ['a cell first set, then set again', kernel('x, out, n', PID, 'tl.store(out + pid, 0.0)', SUM, 'tl.store(out + pid, total)'), ['out[i] = sum(j < n: x[i, j])']],
  ['overwritten under a condition', kernel('x, out, n, k', PID, 'tl.store(out + pid, 0.0)', SUM, 'if pid < k:\n    tl.store(out + pid, total)'), ['out[i] = if k <= i then 0 else sum(j < n: x[i, j])']]
])('%s', async (_title, source, formulas) => {
  const r = await liftOne(source);
  expect([r.verdict, openObligations(r)]).toEqual(['verified', []]);
  expect(r.outputs.map(o => `${o.target} = ${o.text}`)).toEqual(formulas);
});

describe('must not be verified', () => {
  test.each([
    ['read in another order than stored', kernel('x, out, n, B', PID, LOOP('tl.store(out + pid * n + cols, tl.load(x + pid * n + cols, mask=m), mask=m)'), LOOP('y = tl.load(out + pid * n + n - 1 - cols, mask=m)\ntl.store(out + pid * n + cols, y + 1, mask=m)'))],
    ['one cell for all iterations, read in the next loop', kernel('x, out, n', PID, 'for s in range(n):\n    tl.store(out + pid, tl.load(x + pid * n + s))', 'for s in range(n):\n    tl.store(out + pid, tl.load(out + pid) + 1)')],
    ['one cell for two programs, read before it is overwritten', kernel('x, out, z', PID, 'tl.store(out + pid // 2, tl.load(x + pid))', 'tl.store(z + pid, tl.load(out + pid // 2))', 'tl.store(out + pid // 2, 1.0)')],
    ['a cell that another program overwrites meanwhile', kernel('x, out, n', PID, 'tl.store(out + pid, tl.load(x + pid))', 'tl.store(x + pid, tl.load(out + (pid + 1) % n) + 1)')],
    ['overwritten by another program alone', kernel('x, out, n', PID, 'tl.store(out + pid, 0.0)', 'tl.store(out + pid + 1, tl.load(x + pid))')]
  ])('%s', async (_title, source) => {
    const r = await liftOne(source);
    expect(['unproved', 'unsupported', 'refuted']).toContain(r.verdict);
  });
});
