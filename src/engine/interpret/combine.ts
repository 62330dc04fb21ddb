/** Folds and scans by a function of the kernel's own, strictly from left to right, all lines of the blocks at once. */
import type { CombineSpec } from '../triton/domain';
import { gather, stridesOf, walk, type Block, type Lanes } from './block';

/** The lanes at which a line along the axis starts, and their distance along it. */
function linesOf(shape: readonly number[], axis: number): { starts: Int32Array; step: number; extent: number; rest: number[] } {
  const strides = stridesOf(shape);
  const without = (values: readonly number[]): number[] => values.filter((_, k) => k !== axis);
  return { starts: walk(without(shape), without(strides)), step: strides[axis], extent: shape[axis], rest: without(shape) };
}

/** The results at each place of the axis, or the last of them alone. */
export function combineBlocks({ tensors, axis, results, reverse, combine }: CombineSpec<Block>): readonly Block[] {
  const { starts, step, extent, rest } = linesOf(tensors[0].shape, axis);
  const slice = (place: number): Block[] => tensors.map(t => gather(t, rest, starts.map(start => start + (reverse ? extent - 1 - place : place) * step)));
  const prefixes: (readonly Block[])[] = [slice(0)];
  for (let place = 1; place < extent; place++) {
    prefixes.push(combine(prefixes[place - 1], slice(place)));
  }
  if (results === 'last') {
    return prefixes[extent - 1];
  }
  return tensors.map((t, k) => stack(t, prefixes.map(p => p[k]), starts, step, reverse));
}

/** A block with the shape of `like` whose lanes along the axis are those of the slices. */
function stack(like: Block, slices: readonly Block[], starts: Int32Array, step: number, reverse: boolean): Block {
  const size = starts.length * slices.length;
  const values = new Array<number | bigint>(size);
  const isBlamed = slices.some(s => s.blame !== null);
  const blame = isBlamed ? new Uint16Array(size) : null;
  slices.forEach((slice, place) => {
    starts.forEach((start, line) => {
      const at = start + (reverse ? slices.length - 1 - place : place) * step;
      values[at] = slice.data[line];
      if (blame !== null) {
        blame[at] = slice.blame?.[line] ?? 0;
      }
    });
  });
  const wide = slices.some(s => Array.isArray(s.data));
  const data: Lanes = wide ? values.map(v => BigInt(v)) : Float64Array.from(values as number[]);
  return { ...like, data, blame };
}
