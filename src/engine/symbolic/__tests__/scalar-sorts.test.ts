/** Whether a scalar argument is read as an integer or as a real number, seen from the formula that comes out. */
import { kernel, liftOne } from '../../verify/__tests__/lift-source';

const TILE = 'i = tl.program_id(0) * B + tl.arange(0, B)';

test.each([
  ['a product cast to int32 scales an index', kernel('x, out, n, m, s, B', TILE, 'j = tl.minimum((i * s).to(tl.int32), m - 1)', 'tl.store(out + i, tl.load(x + j, mask=i < n), mask=i < n)'), 'x[min(m - 1, trunc(s*i))]'],
  ['a product widened is an address', kernel('x, out, n, s, B', TILE, 'tl.store(out + i, tl.load(x + (i * s).to(tl.int64), mask=i < n), mask=i < n)'), 'x[i]'],
  ['a size cast to int32 is a size', kernel('x, out, n, B', TILE, 'tl.store(out + i, tl.load(x + i, mask=i < n), mask=i < n.to(tl.int32))'), 'x[i]'],
  ['a content cast to int32 and compared with an index is an integer', kernel('x, c, out, B', TILE, 'k = tl.load(c).to(tl.int32)', 'tl.store(out + i, tl.load(x + i, mask=i < k) + k, mask=i < k)'), 'c[0] + x[i]'],
  ['only in values: a real', kernel('x, out, n, s, B', TILE, 'tl.store(out + i, tl.load(x + i, mask=i < n) * s, mask=i < n)'), 's*x[i]'],
  ['a block size cast to its own type', kernel('x, out, n, B', 'i = (tl.program_id(0) * B).to(tl.int32) + tl.arange(0, B)', 'tl.store(out + i, tl.load(x + i, mask=i < n), mask=i < n)'), 'x[i]']
])('%s', async (_title, source, formula) => {
  const r = await liftOne(source);
  expect(r.outputs.map(o => o.text)).toEqual([formula]);
});
