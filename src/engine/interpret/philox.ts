/** The distributions that Triton makes of Philox for a 64-bit seed and a 64-bit offset. */
import { halves, philox, uniform, type Words } from '../term';

const round = Math.fround;

/** The words of an offset: its halves are the first two counters. */
function words(seed: bigint, offset: bigint): Words {
  const [low, high] = halves(offset);
  return philox(seed, [low, high, 0, 0]);
}

/** `tl.randint`: an unsigned 32-bit integer. */
export const randint = (seed: bigint, offset: bigint): number => words(seed, offset)[0];

/** `tl.rand`: uniform in [0, 1), in float32. */
export const rand = (seed: bigint, offset: bigint): number => uniform(words(seed, offset)[0]);

/** `tl.randn`: standard normal by the method of Box and Muller, in float32. */
export function randn(seed: bigint, offset: bigint): number {
  const [first, second] = words(seed, offset);
  const u = Math.max(round(1e-7), uniform(first));
  const angle = round(round(6.283185307179586) * uniform(second));
  const radius = round(Math.sqrt(round(-2 * round(Math.log(u)))));
  return round(radius * round(Math.cos(angle)));
}
