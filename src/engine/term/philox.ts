/** Philox 4×32-10 (Salmon et al., 2011), the generator behind Triton's random numbers, and its uniform distribution. */

const KEY_A = 0x9e3779b9;
const KEY_B = 0xbb67ae85;
const ROUND_A = 0xd2511f53;
const ROUND_B = 0xcd9e8d57;
const ROUNDS = 10;

/** The four counters of a call, or the four words that come out: integers modulo 2³². */
export type Words = readonly [number, number, number, number];

/** The low and the high half of an integer of up to 64 bits. */
export const halves = (n: bigint): readonly [number, number] => [Number(BigInt.asUintN(32, n)), Number(BigInt.asUintN(32, n >> 32n))];

/** The high half of the product of two unsigned 32-bit integers. */
function highProduct(a: number, b: number): number {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const cross = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(cross / 0x10000)) >>> 0;
}

/** The four words for a 64-bit seed and four counters. */
export function philox(seed: bigint, counters: Words): Words {
  let [c0, c1, c2, c3] = counters;
  let [k0, k1] = halves(seed);
  for (let round = 0; round < ROUNDS; round++) {
    const [b0, b2] = [c0, c2];
    c0 = (highProduct(ROUND_B, b2) ^ c1 ^ k0) >>> 0;
    c2 = (highProduct(ROUND_A, b0) ^ c3 ^ k1) >>> 0;
    c1 = Math.imul(ROUND_B, b2) >>> 0;
    c3 = Math.imul(ROUND_A, b0) >>> 0;
    k0 = (k0 + KEY_A) >>> 0;
    k1 = (k1 + KEY_B) >>> 0;
  }
  return [c0, c1, c2, c3];
}

const SCALE = Math.fround(4.6566127342e-10);

/** A 32-bit word, signed or not, as a float32 in [0, 1): `tl.uint_to_uniform_float`. */
export function uniform(word: number): number {
  const signed = word | 0;
  return Math.fround(Math.fround(signed < 0 ? ~signed : signed) * SCALE);
}
