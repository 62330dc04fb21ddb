/** Dimensions that a guard bounds as a whole are one; what it bounds only in part, or in other proportions, is not. */
import * as T from '../../term';
import { lane, PROGRAM } from '../../symbolic/denotation';
import { isIndexVariable } from '../accesses';
import type { IndexedDimension } from '../layout';
import { joinBoundedWholes } from '../whole-index';

const [B, S, K, s] = ['B', 'S', 'K', 's'].map(name => T.variable(name, 'Int'));
const [t, p, m] = [T.fresh('t', 'Int'), PROGRAM[2], lane(0)];
const BS = T.mul(B, S);
const dimension = (index: T.Term, stride: T.Term, offset: T.Term = T.ZERO): IndexedDimension => ({ index, stride, offset, tiles: [] });
const whole = T.add(T.mul(t, BS), T.mul(p, B), m);
const shown = (dimensions: readonly IndexedDimension[], base: T.Term, ...guard: T.Term[]) => {
  const layout = joinBoundedWholes({ dimensions, base }, T.and(...guard), isIndexVariable);
  return [...layout.dimensions.map(d => `${T.show(d.index)} × ${T.show(d.stride)} + ${T.show(d.offset)}`), `base ${T.show(layout.base)}`];
};
const three = [dimension(t, BS), dimension(p, B), dimension(m, T.ONE)];

test.each([
  ['three strides of one bounded index', three, T.ZERO, [T.lt(whole, K)], [`${T.show(whole)} × 1 + 0`, 'base 0']],
  ['with a common stride, beside another index', [dimension(PROGRAM[0], s), dimension(t, T.mul(BS, K)), dimension(p, T.mul(B, K)), dimension(m, K)], T.ZERO, [T.lt(whole, B)], ['pid[0] × s + 0', `${T.show(whole)} × K + 0`, 'base 0']],
  ['offsets go with it', [dimension(t, BS, T.ONE), dimension(p, B), dimension(m, T.ONE)], T.ONE, [T.lt(whole, K)], [`${T.show(whole)} × 1 + ${T.show(T.add(BS, T.ONE))}`, 'base 0']],
  ['a guard on a part', three, T.ZERO, [T.lt(T.add(T.mul(p, B), m), K)], [`${T.show(t)} × ${T.show(BS)} + 0`, `${T.show(T.add(T.mul(p, B), m))} × 1 + 0`, 'base 0']],
  ['a guard in other proportions', three, T.ZERO, [T.lt(T.add(t, p, m), K)], [`${T.show(t)} × ${T.show(BS)} + 0`, 'pid[2] × B + 0', 'lane[0] × 1 + 0', 'base 0']],
  ['a guard on one index', three, T.ZERO, [T.lt(m, K)], [`${T.show(t)} × ${T.show(BS)} + 0`, 'pid[2] × B + 0', 'lane[0] × 1 + 0', 'base 0']],
  ['no guard', three, T.ZERO, [], [`${T.show(t)} × ${T.show(BS)} + 0`, 'pid[2] × B + 0', 'lane[0] × 1 + 0', 'base 0']]
])('%s', (_title, dimensions, base, guard, expected) => expect(shown(dimensions, base, ...guard)).toEqual(expected));
