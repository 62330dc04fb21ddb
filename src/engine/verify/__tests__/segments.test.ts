/** Stores to segments of a tensor of offsets: what is verified, under which contract, and what must not be. */
import * as T from '../../term';
import { pullSegments } from '../segments';
import { kernel, liftOne, openObligations } from './lift-source';

const SEGMENT = 'b = tl.program_id(1)\nlo = tl.load(off + b)\nn = tl.load(off + b + 1) - lo';
const PLACE = 'i = tl.program_id(0) * B + tl.arange(0, B)';
const copy = (place: string, address: string, mask: string): string => kernel('x, off, out, B', SEGMENT, place, `tl.store(out + ${address}, tl.load(x + lo + i, mask=i < n, other=0.0) * b, mask=${mask})`);

const right: readonly (readonly [title: string, source: string, contract: readonly string[]])[] = [
  ['tiles over programs', copy(PLACE, 'lo + i', 'i < n'), ['off is sorted', 'no segment of off is longer than B * grid[0]']],
  ['one block', copy('i = tl.arange(0, B)', 'lo + i', 'i < n'), ['off is sorted', 'no segment of off is longer than B']],
  [
    'tiles in a loop, counted from the start of the segment',
    kernel('x, off, out, B', 'b = tl.program_id(0)\nlo = tl.load(off + b)\nhi = tl.load(off + b + 1)', 'for s in range(lo, hi, B):\n    i = s + tl.arange(0, B)\n    tl.store(out + i, tl.load(x + i, mask=i < hi, other=0.0) * b, mask=i < hi)'),
    ['off is sorted']
  ],
  [
    'rows of a padded tensor',
    kernel('x, off, out, stride, row, D, B, C', SEGMENT, PLACE, 'd = tl.arange(0, C)\nok = (i[:, None] < n) & (d[None, :] < D)\ny = tl.load(x + b * stride + i[:, None] * D + d[None, :], mask=ok)\ntl.store(out + (lo + i)[:, None] * row + d[None, :], y, mask=ok)'),
    ['off is sorted', 'no segment of off is longer than B * grid[0]', 'the elements of out do not overlap: row >= D']
  ]
];

test.each(right)('verified: %s', async (_, source, contract) => {
  const r = await liftOne(source);
  expect([r.verdict, openObligations(r)]).toEqual(['verified', []]);
  expect(r.preconditions.map(p => p.text)).toEqual(expect.arrayContaining([...contract]));
}, 30_000);

const wrong: readonly (readonly [title: string, source: string])[] = [
  ['a mask one too long writes into the next segment', copy(PLACE, 'lo + i', 'i <= n')],
  ['no mask', kernel('x, off, out, B', SEGMENT, PLACE, 'if tl.program_id(0) * B < n:\n    tl.store(out + lo + i, tl.load(x + lo + i, mask=i < n, other=0.0) * b)')],
  ['the end of the segment after the next', copy(PLACE, 'lo + i', 'i < n').replace('b + 1)', 'b + 2)')],
  ['ends from another tensor', copy(PLACE, 'lo + i', 'i < n').replace('x, off, out', 'x, off, ends, out').replace('off + b + 1', 'ends + b + 1')],
  ['the start forgotten', copy(PLACE, 'i', 'i < n')],
  ['a start that goes on by one for each segment', copy(PLACE, 'lo + i + b', 'i < n')],
  ['tiles that overlap', copy(PLACE.replace('* B', '* (B // 2)'), 'lo + i', 'i < n').replace('* b,', '* tl.program_id(0),')],
  ['a value of another axis of programs', copy(PLACE, 'lo + i', 'i < n').replace('* b,', '* tl.program_id(2),')],
  ['rows of stride 1', kernel('x, off, out, D, B, C', SEGMENT, PLACE, 'd = tl.arange(0, C)\nok = (i[:, None] < n) & (d[None, :] < D)\ny = tl.load(x + (lo + i)[:, None] * D + d[None, :], mask=ok, other=0.0)\ntl.store(out + (lo + i)[:, None] + d[None, :], y, mask=ok)')],
  ['in place, from the next element', copy(PLACE, 'lo + i', 'i < n').replace('out, ', '').replace('out + lo', 'x + lo').replace('x + lo + i, mask', 'x + lo + i + 1, mask')]
];

test.each(wrong)('not verified: %s', async (_, source) => {
  const r = await liftOne(source);
  expect([r.verdict, openObligations(r).length > 0]).toEqual(['unproved', true]);
}, 30_000);

const [b, p, lane, s, B] = ['pid[1]', 'pid[0]', 'lane[1]', 's', 'B'].map(name => T.variable(name, 'Int'));
const [start, end] = [b, T.add(b, T.ONE)].map(a => T.read('off', a, 'Int'));
const place = T.add(T.mul(p, B), lane);
const varies = (v: T.VariableTerm): boolean => [b, p, lane].includes(v);
const column = T.variable('lane[0]', 'Int');

test.each<[string, T.Term, T.Term, string[], T.Term]>([
  ['rows of stride s', T.add(T.mul(T.add(start, place), s), column), T.lt(T.add(start, place), end), [T.show(s)], column],
  ['the longest index that a guard bounds', T.add(start, place), T.and(T.lt(T.add(start, T.mul(p, B)), end), T.lt(T.add(start, place), end)), ['1'], T.ZERO],
  ['none where a part of the index goes on', T.add(start, place), T.lt(T.add(start, T.mul(p, B)), end), [], T.add(start, place)],
  ['none where the end is no neighbour', T.add(start, place), T.lt(T.add(start, place), T.read('off', T.add(b, T.int(2)), 'Int')), [], T.add(start, place)]
])('pulls out: %s', (_, address, guard, strides, rest) => {
  const pulled = pullSegments(address, guard, varies);
  expect(pulled.found.map(f => T.show(f.stride))).toEqual(strides);
  expect(pulled.rest).toBe(rest);
});
