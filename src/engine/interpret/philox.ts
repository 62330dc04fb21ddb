/** Triton's random numbers: Philox 4×32-10 of (seed, offset), and the distributions that `tl.rand` and `tl.randn` make of it. */

const KEY_A = 0x9e3779b9;
const KEY_B = 0xbb67ae85;
const ROUND_A = 0xd2511f53;
const ROUND_B = 0xcd9e8d57;
const ROUNDS = 10;

/** The high half of the product of two unsigned 32-bit integers. */
function highProduct(a: number, b: number): number {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const cross = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(cross / 0x10000)) >>> 0;
}

/** The first two words of Philox for a 64-bit seed and a 64-bit offset. */
function philox(seed: bigint, offset: bigint): readonly [number, number] {
  let c0 = Number(BigInt.asUintN(32, offset));
  let c1 = Number(BigInt.asUintN(32, offset >> 32n));
  let c2 = 0;
  let c3 = 0;
  let k0 = Number(BigInt.asUintN(32, seed));
  let k1 = Number(BigInt.asUintN(32, seed >> 32n));
  for (let round = 0; round < ROUNDS; round++) {
    const [b0, b2] = [c0, c2];
    c0 = (highProduct(ROUND_B, b2) ^ c1 ^ k0) >>> 0;
    c2 = (highProduct(ROUND_A, b0) ^ c3 ^ k1) >>> 0;
    c1 = Math.imul(ROUND_B, b2) >>> 0;
    c3 = Math.imul(ROUND_A, b0) >>> 0;
    k0 = (k0 + KEY_A) >>> 0;
    k1 = (k1 + KEY_B) >>> 0;
  }
  return [c0, c1];
}

const round = Math.fround;
const SCALE = round(4.6566127342e-10);

/** Uniform in [0, 1), in float32. */
function uniform(word: number): number {
  const signed = word | 0;
  return round(round(signed < 0 ? ~signed : signed) * SCALE);
}

/** `tl.randint`: an unsigned 32-bit integer. */
export const randint = (seed: bigint, offset: bigint): number => philox(seed, offset)[0];

/** `tl.rand`: uniform in [0, 1), in float32. */
export const rand = (seed: bigint, offset: bigint): number => uniform(philox(seed, offset)[0]);

/** `tl.randn`: standard normal by the method of Box and Muller, in float32. */
export function randn(seed: bigint, offset: bigint): number {
  const [first, second] = philox(seed, offset);
  const u = Math.max(round(1e-7), uniform(first));
  const angle = round(round(6.283185307179586) * uniform(second));
  const radius = round(Math.sqrt(round(-2 * round(Math.log(u)))));
  return round(radius * round(Math.cos(angle)));
}
