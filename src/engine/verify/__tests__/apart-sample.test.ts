/** Tensors whose elements may lie apart for some sizes, and those whose elements never do. */
import * as T from '../../term';
import type { Term } from '../../term';
import { canLieApart } from '../apart-sample';
import { apartStatement, nestings } from '../tensors';

const [a, b, c, d, s, t] = ['a', 'b', 'c', 'd', 's', 't'].map(n => T.variable(n, 'Int'));
const tensor = (...pairs: readonly (readonly [Term, Term])[]) => pairs.map(([extent, stride]) => ({ extent, stride }));
const rows = tensor([a, s], [b, T.ONE]);
const groups = tensor([a, T.mul(s, c)], [b, t], [c, s], [d, T.ONE]);
const overlapping = tensor([a, T.sub(b, T.ONE)], [b, T.ONE]);

test.each([
  ['rows with a stride', rows, true],
  ['groups of channels inside of images', groups, true],
  ['rows one element shorter than they are', overlapping, false],
  ['two dimensions along one stride', tensor([a, T.ONE], [b, T.ONE]), false]
])('%s', (_, dimensions, expected) => {
  const several = dimensions.map(x => T.le(T.int(2), x.extent));
  expect(canLieApart(dimensions, several, apartStatement(dimensions))).toBe(expected);
});

test('groups of channels stay together, inside and outside of images', () => {
  const strides = nestings(groups).map(order => order.map(x => T.show(x.stride)).join(' '));
  const [image, group, channel] = [t, T.mul(s, c), s].map(T.show);
  expect(strides.sort()).toEqual([`${image} ${group} ${channel} 1`, `${group} ${channel} ${image} 1`].sort());
});
