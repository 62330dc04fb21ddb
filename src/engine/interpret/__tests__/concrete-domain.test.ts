import { scalar, type DtypeName } from '../../triton/dtype';
import type { ElementwiseOp, ReduceOp } from '../../triton/domain';
import { rational } from '../../term/rational';
import type { Span } from '../../span';
import type { Block } from '../block';
import { ConcreteDomain } from '../concrete-domain';
import type { Precision } from '../conversion';
import { EventLog, type InterpretEvent } from '../events';
import { Memory, type BufferSpec } from '../memory';

const at = (line: number): Span => [line, 0, line, 1];
const here = at(1);

function start(buffers: Record<string, BufferSpec> = {}, grid: [number, number, number] = [4, 1, 1], precision: Precision = 'float32') {
  const log = new EventLog();
  const memory = new Memory(new Map(Object.entries(buffers)), precision);
  const domain = new ConcreteDomain(memory, log, grid, precision);
  const event = (): (Pick<InterpretEvent, 'kind'> & Partial<Record<string, unknown>>)[] => [...log.all()];
  return { domain, memory, log, event };
}

const block = (values: readonly (number | bigint)[], dtype: DtypeName, shape: readonly number[] = [values.length]): Block => ({
  dtype: scalar(dtype),
  shape,
  data: values.some(v => typeof v === 'bigint') ? values.map(BigInt) : Float64Array.from(values, Number),
  blame: null
});
const list = (t: Block): (number | bigint)[] => Array.from<number | bigint>(t.data);
const buffer = (values: readonly number[], dtype: DtypeName = 'fp32'): BufferSpec => ({ dtype: scalar(dtype), data: values });
const dims = (shape: readonly number[]) => shape.map(v => ({ kind: 'int', value: BigInt(v) }) as const);
const lanes = (n: number): Block => block([...Array(n).keys()], 'int32');

describe('elementwise operations', () => {
  const inf = Infinity;
  const rows: [ElementwiseOp, DtypeName, (number | bigint)[][], (number | bigint)[]][] = [
    ['truncdiv', 'int32', [[-7, 7, -7, 7], [2, -2, -2, 2]], [-3, -3, 3, 3]],
    ['truncmod', 'int32', [[-7, 7, -6, 6], [2, -2, 3, 4]], [-1, 1, 0, 2]],
    ['floordiv', 'int32', [[-7, 7], [2, -2]], [-4, -4]],
    ['mod', 'int32', [[-7, 7], [2, -2]], [1, -1]],
    ['truncdiv', 'int64', [[-7n, 2n ** 62n], [2n, 3n]], [-3n, 2n ** 62n / 3n]],
    ['floordiv', 'int64', [[-7, -6], [2, 2]], [-4, -3]],
    ['add', 'int32', [[2147483647], [1]], [-2147483648]],
    ['mul', 'int32', [[123456789], [987654321]], [-67153019]],
    ['mul', 'uint32', [[4294967295], [4294967295]], [1]],
    ['mul', 'int64', [[4294967295], [4294967295]], [-8589934591]],
    ['mul', 'int64', [[1 << 20], [1 << 20]], [2 ** 40]],
    ['sub', 'uint64', [[0], [1]], [2n ** 64n - 1n]],
    ['add', 'uint8', [[255], [1]], [0]],
    ['neg', 'int8', [[-128]], [-128]],
    ['neg', 'int64', [[0]], [0]],
    ['not', 'int32', [[5]], [-6]],
    ['not', 'uint8', [[5]], [250]],
    ['not', 'int1', [[1, 0]], [0, 1]],
    ['xor', 'uint32', [[4294967295], [1]], [4294967294]],
    ['and', 'int64', [[2 ** 40 + 5], [2 ** 40 + 4]], [2 ** 40 + 4]],
    ['shr', 'int32', [[-8], [1]], [-4]],
    ['shr', 'uint32', [[4294967295], [31]], [1]],
    ['shl', 'int32', [[1], [31]], [-2147483648]],
    ['max', 'fp32', [[NaN, 1, NaN], [1, NaN, NaN]], [1, 1, NaN]],
    ['min', 'fp32', [[NaN, -inf], [1, 0]], [1, -inf]],
    ['maxnan', 'fp32', [[NaN, 1], [1, 2]], [NaN, 2]],
    ['add', 'fp32', [[0.1], [0.2]], [Math.fround(Math.fround(0.1) + Math.fround(0.2))]],
    ['add', 'fp16', [[2048], [1]], [2048]],
    ['mul', 'fp16', [[60000], [2]], [inf]],
    ['round', 'fp32', [[0.5, 1.5, 2.5, -0.5, -1.5]], [0, 2, 2, -0, -2]],
    ['truncate', 'fp32', [[-1.7, 1.7]], [-1, 1]],
    ['fmod', 'fp32', [[-7.5], [2]], [-1.5]],
    ['pow', 'fp32', [[1, 2], [NaN, 10]], [1, 1024]],
    ['fma', 'fp32', [[2], [3], [4]], [10]],
    ['abs', 'int32', [[-2147483648, -3]], [-2147483648, 3]],
    ['exp', 'fp32', [[-inf, 0]], [0, 1]]
  ];
  test.each(rows)('%s of %s: %j is %j', (op, dtype, args, expected) => {
    const { domain } = start();
    const rounded = args.map(values => domain.cast(block(values, values.some(v => typeof v === 'bigint') ? 'int64' : 'fp64'), scalar(dtype), here));
    const given = dtype.startsWith('int') || dtype.startsWith('uint') ? args.map(values => block(values, dtype)) : rounded;
    expect(list(domain.elementwise(op, given, scalar(dtype), here))).toEqual(expected);
  });

  test('integers of 64 bits compare exactly, past doubles too', () => {
    const { domain } = start();
    const result = domain.elementwise('lt', [block([2n ** 53n], 'int64'), block([2n ** 53n + 1n], 'int64')], scalar('int1'), here);
    expect(list(result)).toEqual([1]);
  });

  test('shapes broadcast, scalars to anything', () => {
    const { domain } = start();
    const column = domain.expandDims(lanes(3), 1);
    const row = domain.expandDims(lanes(2), 0);
    const sum = domain.elementwise('add', [domain.elementwise('mul', [column, domain.constant(10n, scalar('int32'))], scalar('int32'), here), row], scalar('int32'), here);
    expect(sum.shape).toEqual([3, 2]);
    expect(list(sum)).toEqual([0, 1, 10, 11, 20, 21]);
  });
});

describe('casts', () => {
  const rows: [DtypeName, DtypeName, (number | bigint)[], (number | bigint)[]][] = [
    ['fp32', 'int32', [-1.7, 1.7, NaN, 1e20], [-1, 1, 0, 2147483647]],
    ['int32', 'int8', [200, -129], [-56, 127]],
    ['int32', 'uint64', [-1], [2n ** 64n - 1n]],
    ['int64', 'int32', [2n ** 32n + 7n], [7]],
    ['int32', 'int1', [0, 2, -1], [0, 1, 1]],
    ['fp32', 'int1', [0, 0.5, NaN], [0, 1, 1]],
    ['fp32', 'fp16', [1 + 2 ** -11, 1 + 3 * 2 ** -11, 65519, 65520, 2 ** -25, 1.5 * 2 ** -25], [1, 1 + 2 ** -9, 65504, Infinity, 0, 2 ** -24]],
    ['fp32', 'bf16', [1 + 2 ** -8, 1 + 3 * 2 ** -8, 3.4e38], [1, 1 + 2 ** -6, Infinity]],
    ['fp32', 'fp8e5', [1.125, 1.375, 0.1], [1, 1.5, 0.09375]],
    ['int32', 'fp16', [2049], [2048]]
  ];
  test.each(rows)('%s to %s: %j is %j', (from, to, values, expected) => {
    const { domain } = start();
    expect(list(domain.cast(block(values, from), scalar(to), here))).toEqual(expected);
  });

  const patterns: [DtypeName, DtypeName, (number | bigint)[], (number | bigint)[]][] = [
    ['fp32', 'int32', [1, -0], [0x3f800000, -2147483648]],
    ['int32', 'fp32', [0x40490fdb], [Math.fround(Math.PI)]],
    ['fp16', 'int16', [1, -2, 65504, 2 ** -24, Infinity], [0x3c00, -16384, 0x7bff, 1, 0x7c00]],
    ['int16', 'bf16', [0x3f80, 0x0001], [1, 2 ** -133]],
    ['int8', 'fp8e4nv', [0x7e, 0x7f, -127], [448, NaN, -(2 ** -9)]],
    ['fp64', 'int64', [1], [0x3ff0000000000000n]]
  ];
  test.each(patterns)('the bits of %s as %s: %j is %j', (from, to, values, expected) => {
    const { domain } = start();
    const cast = domain.bitcast(block(values, from), scalar(to), here);
    expect(list(cast)).toEqual(expected);
    expect(list(domain.bitcast(cast, scalar(from), here))).toEqual(values);
  });

  test('the exact model does not round', () => {
    const { domain } = start({}, [1, 1, 1], 'exact');
    const third = domain.constant(rational(1n, 3n), scalar('fp32'));
    expect(list(domain.cast(third, scalar('fp16'), here))).toEqual([1 / 3]);
  });
});

describe('reductions', () => {
  const nan = NaN;
  const rows: [ReduceOp, DtypeName, number[], number[], number | null, number[]][] = [
    ['sum', 'fp32', [1, 2, 3, 4, 5, 6], [2, 3], 0, [5, 7, 9]],
    ['sum', 'fp32', [1, 2, 3, 4, 5, 6], [2, 3], 1, [6, 15]],
    ['sum', 'fp32', [1, nan], [2], null, [nan]],
    ['sum', 'int32', [2147483647, 1], [2], null, [-2147483648]],
    ['sum', 'int64', [2 ** 40, 2 ** 40], [2], null, [2 ** 41]],
    ['prod', 'int32', [65537, 65537], [2], null, [131073]],
    ['max', 'fp32', [nan, 1, nan, -2], [4], 0, [1]],
    ['min', 'fp32', [nan, 1, nan, -2], [4], 0, [-2]],
    ['xor', 'int32', [1, 2, 7], [3], 0, [4]],
    ['any', 'int1', [0, 1, 0, 0], [2, 2], 1, [1, 0]],
    ['all', 'int1', [1, 1, 1, 0], [2, 2], 1, [1, 0]]
  ];
  test.each(rows)('%s of %s: %j in shape %j along %j is %j', (op, dtype, values, shape, axis, expected) => {
    const { domain } = start();
    expect(list(domain.reduce(op, block(values, dtype, shape), axis, false))).toEqual(expected);
  });

  test('argmax takes the first of equals and ignores NaN', () => {
    const { domain } = start();
    expect(list(domain.argReduce('argmax', block([nan, 1, 3, 3], 'fp32'), 0, false))).toEqual([2]);
    expect(list(domain.argReduce('argmin', block([2, 1, 1, nan], 'fp32'), null, false))).toEqual([1]);
  });

  test('kept dimensions have extent 1', () => {
    const { domain } = start();
    expect(domain.reduce('sum', block([1, 2, 3, 4], 'fp32', [2, 2]), 1, true).shape).toEqual([2, 1]);
    expect(domain.reduce('sum', block([1, 2, 3, 4], 'fp32', [2, 2]), null, true).shape).toEqual([1, 1]);
  });

  test('dot, with an accumulator and in batches', () => {
    const { domain } = start();
    const a = block([1, 2, 3, 4], 'fp16', [2, 2]);
    expect(list(domain.dot(a, a, block([1, 1, 1, 1], 'fp32', [2, 2]), scalar('fp32'), here))).toEqual([8, 11, 16, 23]);
    const batch = block([1, 2, 3, 4, 0, 1, 1, 0], 'fp32', [2, 2, 2]);
    expect(list(domain.dot(batch, batch, null, scalar('fp32'), here))).toEqual([7, 10, 15, 22, 1, 0, 0, 1]);
  });
});

describe('shapes', () => {
  const { domain } = start();
  const cube = block([0, 1, 2, 3, 4, 5], 'int32', [1, 2, 3]);
  test('permute', () => expect(list(domain.permute(cube, [2, 0, 1]))).toEqual([0, 3, 1, 4, 2, 5]));
  test('reshape', () => expect(domain.reshape(cube, dims([3, 2]), here).shape).toEqual([3, 2]));
  test('broadcast', () => expect(list(domain.broadcastTo(block([1, 2], 'int32', [2, 1]), dims([2, 2]), here))).toEqual([1, 1, 2, 2]));
  test('join and split', () => {
    const joined = domain.join(lanes(2), block([5, 6], 'int32'), here);
    expect(joined.shape).toEqual([2, 2]);
    expect(list(joined)).toEqual([0, 5, 1, 6]);
    expect(domain.split(joined).map(list)).toEqual([[0, 1], [5, 6]]);
  });
});

describe('what is noticed', () => {
  const less = (domain: ConcreteDomain, n: number, size = 4) => domain.elementwise('lt', [lanes(size), domain.constant(BigInt(n), scalar('int32'))], scalar('int1'), here);
  const point = (domain: ConcreteDomain, name: string, by: Block) => domain.offset(domain.pointer(name, 0, scalar('fp32')), by, here);
  const shifted = (domain: ConcreteDomain, by: number) => domain.elementwise('add', [lanes(4), domain.constant(BigInt(by), scalar('int32'))], scalar('int32'), here);

  test('a masked load and store is silent', () => {
    const { domain, memory, event } = start({ x: buffer([1, 2, 3]), y: buffer([0, 0, 0]) });
    const mask = less(domain, 3);
    domain.store(point(domain, 'y', lanes(4)), domain.load(point(domain, 'x', lanes(4)), mask, null, at(2)), mask, at(3));
    expect(event()).toEqual([]);
    expect(Array.from(memory.all()[1]?.data as Float64Array)).toEqual([1, 2, 3]);
  });

  test('a lane that is not masked off reads past the end', () => {
    const { domain, event } = start({ x: buffer([1, 2, 3]) });
    domain.load(point(domain, 'x', lanes(4)), null, null, at(2));
    expect(event()).toMatchObject([{ kind: 'out-of-bounds', access: 'load', buffer: 'x', address: 3, gap: false, program: [0, 0, 0], span: at(2), count: 1 }]);
  });

  test('gaps are read only where the caller allows it, and never written', () => {
    for (const gapsReadable of [true, false]) {
      const { domain, event } = start({ x: { ...buffer([1, 9, 2, 9]), members: [1, 0, 1, 0], gapsReadable } });
      const value = domain.load(point(domain, 'x', lanes(4)), null, null, at(2));
      expect(event()).toMatchObject(gapsReadable ? [] : [{ kind: 'out-of-bounds', gap: true, address: 1, count: 2 }]);
      domain.store(point(domain, 'x', lanes(4)), value, null, at(3));
      expect(event().filter(e => e['access'] === 'store')).toMatchObject([{ gap: true, address: 1, count: 2 }]);
    }
  });

  test('an undefined lane that is stored', () => {
    const { domain, event } = start({ x: buffer([1, 2, 3]), y: buffer([0, 0, 0, 0]) });
    const value = domain.load(point(domain, 'x', lanes(4)), less(domain, 3), null, at(2));
    domain.store(point(domain, 'y', lanes(4)), domain.elementwise('mul', [value, domain.constant(0n, scalar('fp32'))], scalar('fp32'), here), null, at(3));
    expect(event()).toMatchObject([{ kind: 'undefined', reaches: 'stored value', cause: { kind: 'masked-off load', span: at(2) }, span: at(3), count: 1 }]);
  });

  test('an undefined lane passes through a reduction, not through the branch of a select that is not taken', () => {
    const { domain, event } = start({ x: buffer([1, 2, 3]), y: buffer([0]) });
    const mask = less(domain, 3);
    const value = domain.load(point(domain, 'x', lanes(4)), mask, null, at(2));
    const chosen = domain.elementwise('select', [mask, value, domain.constant(0n, scalar('fp32'))], scalar('fp32'), here);
    const zero = domain.constant(0n, scalar('int32'));
    domain.store(point(domain, 'y', zero), domain.reduce('sum', chosen, 0, false), null, at(3));
    expect(event()).toEqual([]);
    domain.store(point(domain, 'y', zero), domain.reduce('max', value, 0, false), null, at(4));
    expect(event()).toMatchObject([{ kind: 'undefined', span: at(4) }]);
  });

  test('an undefined condition, mask and address; false and undefined is false', () => {
    const { domain, event } = start({ x: buffer([0, 1, 2], 'int32'), y: buffer([0, 0, 0, 0]) });
    const mask = less(domain, 3);
    const pointer = domain.offset(domain.pointer('x', 0, scalar('int32')), lanes(4), here);
    const index = domain.load(pointer, mask, null, at(2));
    const positive = domain.elementwise('ge', [index, domain.constant(0n, scalar('int32'))], scalar('int1'), here);
    const both = domain.elementwise('and', [mask, positive], scalar('int1'), here);
    domain.load(point(domain, 'y', index), both, domain.constant(0n, scalar('fp32')), at(3));
    expect(event()).toEqual([]);
    domain.load(point(domain, 'y', lanes(4)), positive, null, at(4));
    domain.load(point(domain, 'y', index), null, null, at(5));
    domain.decide(domain.reduce('any', positive, 0, false), at(6));
    expect(event().map(e => [e['reaches'], (e as InterpretEvent).span[0]])).toEqual([['mask', 4], ['address', 5], ['condition', 6]]);
  });

  test('a division by zero is undefined where it is used', () => {
    const { domain, event } = start({ y: buffer([0, 0, 0, 0], 'int32') });
    const pointer = domain.offset(domain.pointer('y', 0, scalar('int32')), lanes(4), here);
    const quotient = domain.elementwise('truncdiv', [domain.constant(8n, scalar('int32')), lanes(4)], scalar('int32'), at(2));
    const positive = domain.elementwise('gt', [lanes(4), domain.constant(0n, scalar('int32'))], scalar('int1'), here);
    domain.store(pointer, quotient, positive, at(3));
    expect(event()).toEqual([]);
    domain.store(pointer, quotient, null, at(4));
    expect(event()).toMatchObject([{ kind: 'undefined', cause: { kind: 'integer division by zero', span: at(2) }, span: at(4), count: 1 }]);
  });

  test('two programs write different values to one address; equal values are no conflict', () => {
    const { domain, event } = start({ y: buffer([0, 0, 0, 0]) });
    domain.store(point(domain, 'y', lanes(4)), domain.constant(1n, scalar('fp32')), null, at(2));
    domain.startProgram(1);
    domain.store(point(domain, 'y', lanes(4)), domain.constant(1n, scalar('fp32')), null, at(2));
    expect(event()).toEqual([]);
    domain.startProgram(2);
    domain.store(point(domain, 'y', lanes(4)), domain.constant(2n, scalar('fp32')), null, at(2));
    expect(event()).toMatchObject([{ kind: 'write-conflict', buffer: 'y', address: 0, program: [2, 0, 0], count: 4 }]);
  });

  test('two lanes of one store write different values to one address', () => {
    const { domain, event } = start({ y: buffer([0]) });
    const same = domain.elementwise('mul', [lanes(4), domain.constant(0n, scalar('int32'))], scalar('int32'), here);
    domain.store(point(domain, 'y', same), domain.constant(3n, scalar('fp32')), null, at(2));
    expect(event()).toEqual([]);
    domain.store(point(domain, 'y', same), domain.cast(lanes(4), scalar('fp32'), here), null, at(3));
    expect(event().filter(e => e.kind === 'write-conflict')).toMatchObject([{ address: 0, span: at(3) }]);
  });

  test('a program reads what another one stores, in either order', () => {
    const { domain, event } = start({ x: buffer([1, 2, 3, 4, 5]) });
    domain.store(point(domain, 'x', lanes(4)), domain.load(point(domain, 'x', shifted(domain, 1)), null, null, at(2)), domain.elementwise('lt', [lanes(4), domain.constant(1n, scalar('int32'))], scalar('int1'), here), at(3));
    domain.startProgram(1);
    domain.store(point(domain, 'x', shifted(domain, 1)), domain.constant(0n, scalar('fp32')), null, at(4));
    expect(event().filter(e => e.kind === 'read-conflict')).toMatchObject([{ buffer: 'x', address: 1, other: [0, 0, 0], program: [1, 0, 0], span: at(4) }]);
    domain.startProgram(2);
    domain.load(point(domain, 'x', lanes(4)), null, null, at(5));
    expect(event().filter(e => e.kind === 'read-conflict')).toMatchObject([{}, { address: 0, other: [0, 0, 0], program: [2, 0, 0], span: at(5) }]);
  });

  test('lanes of one program need a barrier between them', () => {
    const { domain, event } = start({ x: buffer([1, 2, 3, 4, 5]) });
    domain.store(point(domain, 'x', lanes(4)), domain.constant(7n, scalar('fp32')), null, at(2));
    domain.load(point(domain, 'x', lanes(4)), null, null, at(3));
    expect(event()).toEqual([]);
    domain.barrier();
    domain.load(point(domain, 'x', shifted(domain, 1)), null, null, at(4));
    expect(event()).toEqual([]);
    domain.store(point(domain, 'x', lanes(4)), domain.constant(8n, scalar('fp32')), null, at(5));
    expect(event()).toMatchObject([{ kind: 'missing-barrier', span: at(5) }]);
  });

  test('atomics add up, are reported, and clash with plain accesses of other programs', () => {
    const { domain, memory, event } = start({ x: buffer([0]) });
    const zero = domain.constant(0n, scalar('int32'));
    domain.atomic('add', point(domain, 'x', zero), domain.constant(2n, scalar('fp32')), null, at(2));
    domain.startProgram(1);
    expect(list(domain.atomic('add', point(domain, 'x', zero), domain.constant(3n, scalar('fp32')), null, at(2)))).toEqual([2]);
    expect(event()).toMatchObject([{ kind: 'atomic', op: 'add', buffer: 'x', count: 2 }]);
    expect(Array.from(memory.all()[0]?.data as Float64Array)).toEqual([5]);
    domain.load(point(domain, 'x', zero), null, null, at(3));
    expect(event()[1]).toMatchObject({ kind: 'read-conflict', span: at(3) });
  });
});
