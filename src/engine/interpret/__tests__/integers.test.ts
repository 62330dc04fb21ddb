/** Integer operations of every width against the same operations on unbounded integers, wrapped. */
import * as fc from 'fast-check';
import { scalar, type DtypeName } from '../../triton/dtype';
import type { ElementwiseOp } from '../../triton/domain';
import { compact, bigLane, type Block } from '../block';
import { integerRange, wrapBig } from '../conversion';
import { elementwise } from '../elementwise';
import { EventLog } from '../events';

const names = ['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'] as const satisfies readonly DtypeName[];

const floorDivide = (a: bigint, b: bigint): bigint => a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n);
const truth = (b: boolean): bigint => (b ? 1n : 0n);

const arithmetic: Readonly<Partial<Record<ElementwiseOp, (a: bigint, b: bigint) => bigint>>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  truncdiv: (a, b) => a / b,
  truncmod: (a, b) => a % b,
  floordiv: floorDivide,
  mod: (a, b) => a - b * floorDivide(a, b),
  max: (a, b) => (a > b ? a : b),
  min: (a, b) => (a < b ? a : b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b
};
const shifts: typeof arithmetic = { shl: (a, b) => a << b, shr: (a, b) => a >> b };
const comparisons: typeof arithmetic = {
  lt: (a, b) => truth(a < b),
  le: (a, b) => truth(a <= b),
  gt: (a, b) => truth(a > b),
  ge: (a, b) => truth(a >= b),
  eq: (a, b) => truth(a === b),
  ne: (a, b) => truth(a !== b)
};
const divides = new Set<string>(['truncdiv', 'truncmod', 'floordiv', 'mod']);

describe.each(names)('%s', name => {
  const dtype = scalar(name);
  const [least, most] = integerRange(dtype);
  /** The edges of the range, small numbers, and any. */
  const value = fc.oneof(fc.constantFrom(least, least + 1n, most, most - 1n, 0n, 1n), fc.bigInt({ min: least < -9n ? -9n : 0n, max: 9n }), fc.bigInt({ min: least, max: most }));
  const count = fc.bigInt({ min: 0n, max: BigInt(Number(name.replace(/\D/g, '')) - 1) });
  const block = (values: readonly bigint[]): Block => ({ dtype, shape: [values.length], data: compact([...values]), blame: null });
  const run = (op: ElementwiseOp, pairs: readonly (readonly [bigint, bigint])[], result = dtype): Block =>
    elementwise(op, [block(pairs.map(p => p[0])), block(pairs.map(p => p[1]))], result, { precision: 'float32', log: new EventLog() }, [1, 0, 1, 0]);
  const pairs = (second: fc.Arbitrary<bigint>) => fc.array(fc.tuple(value, second), { minLength: 1, maxLength: 4 });

  test.each(Object.entries(arithmetic) as [ElementwiseOp, (a: bigint, b: bigint) => bigint][])('%s', (op, reference) => {
    fc.assert(
      fc.property(pairs(value), list => {
        const result = run(op, list);
        list.forEach(([a, b], i) => {
          if (divides.has(op) && b === 0n) {
            expect(result.blame?.[i]).toBeTruthy();
          } else {
            expect(bigLane(result.data, i)).toBe(wrapBig(dtype, reference(a, b)));
            expect(result.blame?.[i] ?? 0).toBe(0);
          }
        });
      })
    );
  });

  test.each(Object.entries(shifts) as [ElementwiseOp, (a: bigint, b: bigint) => bigint][])('%s', (op, reference) => {
    fc.assert(
      fc.property(pairs(count), list => {
        const result = run(op, list);
        list.forEach(([a, b], i) => expect(bigLane(result.data, i)).toBe(wrapBig(dtype, reference(a, b))));
      })
    );
  });

  test.each(Object.entries(comparisons) as [ElementwiseOp, (a: bigint, b: bigint) => bigint][])('%s', (op, reference) => {
    fc.assert(
      fc.property(pairs(value), list => {
        const result = run(op, list, scalar('int1'));
        list.forEach(([a, b], i) => expect(bigLane(result.data, i)).toBe(reference(a, b)));
      })
    );
  });
});
