/** Every bit pattern of the narrow formats, and rounding as the choice of the nearest of them. */
import * as fc from 'fast-check';
import { bitsToFloat, floatToBits, rounding, type FloatName } from '../float-formats';

const narrow: readonly (readonly [FloatName, number])[] = [
  ['fp16', 16],
  ['bf16', 16],
  ['fp8e5', 8],
  ['fp8e4nv', 8],
  ['fp8e4b8', 8],
  ['fp8e5b16', 8]
];

const valuesOf = (name: FloatName, bits: number): number[] =>
  Array.from({ length: 2 ** bits }, (_, pattern) => bitsToFloat(name, BigInt(pattern))).filter(x => !Number.isNaN(x));

describe.each(narrow)('%s', (name, bits) => {
  const values = valuesOf(name, bits);

  test('a number of the format is its own rounding, and its pattern comes back', () => {
    const wrong = values.filter(x => Number.isFinite(x) && (!Object.is(rounding[name](x), x) || !Object.is(bitsToFloat(name, floatToBits(name, x)), x)));
    expect(wrong).toEqual([]);
  });

  test('NaN stays NaN', () => expect(bitsToFloat(name, floatToBits(name, NaN))).toBeNaN());

  test('rounding takes the nearest number, the even one of two', () => {
    const finite = [...new Set(values.filter(Number.isFinite))].sort((a, b) => a - b);
    fc.assert(
      fc.property(fc.nat(finite.length - 2), fc.double({ min: 0, max: 1, noNaN: true }), (at, part) => {
        const [low, high] = [finite[at] as number, finite[at + 1] as number];
        const x = low + (high - low) * part;
        const rounded = rounding[name](x);
        const distances = [x - low, high - x] as const;
        if (distances[0] === distances[1]) {
          expect([low, high]).toContain(rounded + 0);
          expect(Number(floatToBits(name, rounded) & 1n)).toBe(0);
        } else {
          expect(rounded + 0).toBe(distances[0] < distances[1] ? low : high);
        }
      })
    );
  });
});

const limits: readonly (readonly [FloatName, number, number])[] = [
  ['fp16', 65519.999, 65504],
  ['fp16', 65520, Infinity],
  ['fp16', -1e9, -Infinity],
  ['bf16', 3.4e38, Infinity],
  ['bf16', 3.39e38, 255 * 2 ** 120],
  ['fp8e4nv', 1000, 448],
  ['fp8e5', 1e9, 57344],
  ['fp32', 1 + 2 ** -25, 1],
  ['fp64', 0.1, 0.1]
];
test.each(limits)('%s holds %d as %d', (name, x, expected) => expect(rounding[name](x)).toBe(expected));
