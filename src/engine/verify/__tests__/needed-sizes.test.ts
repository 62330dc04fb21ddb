/** Sizes that enter the contract because a formula has no value without them, and sizes that do not. */
import { kernel, liftOne } from './lift-source';

const ROW = 'i = tl.program_id(0)\nj = tl.arange(0, B)';
const masked = (mask: string, ...rest: readonly string[]): string => kernel('x, out, n, w, B', ROW, 'y = tl.load(x + i * n + j, mask=j < n, other=0.0)', `m = (j < n) & (${mask})`, ...rest);
const softmax = ['z = tl.where(m, y, -float("inf"))', 'e = tl.exp(z - tl.max(z, 0))', 'tl.store(out + i * n + j, e / tl.sum(e, 0), mask=j < n)'];

test.each<[title: string, source: string, sizes: boolean]>([
  ['the first w of a row', masked('j < w', ...softmax), true],
  ['the last w of a row', masked('j + w >= n', ...softmax), true],
  ['a sum over w elements is 0 of none', masked('j < w', 'tl.store(out + i, tl.sum(tl.where(m, y, 0.0), 0))'), false]
])('%s', async (_, source, isNeeded) => {
  const { verdict, preconditions } = await liftOne(source);
  expect([verdict, /\bw\b/.test(preconditions.at(-1)?.text ?? '')]).toEqual(['verified', isNeeded]);
}, 30_000);
