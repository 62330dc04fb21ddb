/** A tiny concrete domain for tests: blocks of JavaScript numbers, one program, buffers by name. Exactness is not its business. */
import { toNumber } from '../../term/rational';
import type { Dimension, Domain, ElementwiseOp, ReduceOp } from '../domain';
import { type Dtype, isFloat, pointerTo, sameDtype, scalar } from '../dtype';

export type Block = {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly data: readonly number[];
  readonly buffer?: string;
  readonly symbolic?: boolean;
};

const count = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
const fraction = (x: number): number => x - Math.floor(x);

const operations: Partial<Record<ElementwiseOp, (...x: number[]) => number>> = {
  add: (a, b) => a + b, sub: (a, b) => a - b, mul: (a, b) => a * b, div: (a, b) => a / b, fmod: (a, b) => a % b,
  truncdiv: (a, b) => Math.trunc(a / b), truncmod: (a, b) => a % b, floordiv: (a, b) => Math.floor(a / b), mod: (a, b) => a - Math.floor(a / b) * b,
  neg: a => -a, abs: Math.abs, max: (a, b) => Math.max(a, b), min: (a, b) => Math.min(a, b), maxnan: (a, b) => Math.max(a, b), minnan: (a, b) => Math.min(a, b),
  lt: (a, b) => +(a < b), le: (a, b) => +(a <= b), gt: (a, b) => +(a > b), ge: (a, b) => +(a >= b), eq: (a, b) => +(a === b), ne: (a, b) => +(a !== b),
  and: (a, b) => a & b, or: (a, b) => a | b, xor: (a, b) => a ^ b, shl: (a, b) => a << b, shr: (a, b) => a >> b, select: (c, a, b) => (c ? a : b),
  exp: Math.exp, exp2: x => 2 ** x, log: Math.log, log2: Math.log2, sqrt: Math.sqrt, rsqrt: x => 1 / Math.sqrt(x), tanh: Math.tanh, sigmoid: x => 1 / (1 + Math.exp(-x)), floor: Math.floor, ceil: Math.ceil,
  fma: (a, b, c) => a * b + c, pow: Math.pow, isnan: x => +Number.isNaN(x), isinf: x => +(Math.abs(x) === Infinity), isfinite: x => +Number.isFinite(x), sin: Math.sin, cos: Math.cos, tan: Math.tan, atan: Math.atan, atan2: Math.atan2, asin: Math.asin, acos: Math.acos, sinh: Math.sinh, cosh: Math.cosh, asinh: Math.asinh, acosh: Math.acosh, atanh: Math.atanh, log1p: Math.log1p, expm1: Math.expm1, log10: Math.log10, truncate: Math.trunc, round: x => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)), erf: x => Math.tanh(1.128 * x)
};

const reductions: Partial<Record<ReduceOp, (a: number, b: number) => number>> = {
  sum: (a, b) => a + b, max: Math.max, min: Math.min, prod: (a, b) => a * b, any: (a, b) => a | b, all: (a, b) => a & b, xor: (a, b) => a ^ b
};

const sizeOf = (d: Dimension<Block>): number => (d.kind === 'int' ? Number(d.value) : d.tensor.data[0]);

export class NumberDomain implements Domain<Block> {
  /** What happened, in words: guards, claims, barriers. */
  readonly log: string[] = [];

  constructor(
    readonly buffers: Record<string, number[]> = {},
    /** Whether conditions on runtime values stay undecided. */
    private readonly undecided = false
  ) {}

  pointer = (buffer: string, dtype: Dtype = scalar('fp32')): Block => ({ dtype: pointerTo(dtype), shape: [], data: [0], buffer });
  scalar = (value: number, dtype: Dtype): Block => ({ dtype, shape: [], data: [value] });

  dtype = (t: Block): Dtype => t.dtype;
  shape = (t: Block): Dimension<Block>[] => t.shape.map(n => ({ kind: 'int', value: BigInt(n) }));
  isConstexpr = (t: Block): boolean => t.symbolic === true;
  constant(value: Parameters<Domain<Block>['constant']>[0], dtype: Dtype): Block {
    const number = typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : value === 'inf' ? Infinity : value === '-inf' ? -Infinity : value === 'nan' ? NaN : toNumber(value);
    return { dtype, shape: [], data: [number] };
  }
  elementwise(op: ElementwiseOp, args: readonly Block[], result: Dtype): Block {
    const apply = op === 'not' ? (a: number): number => (sameDtype(args[0].dtype, scalar('int1')) ? 1 - a : ~a) : operations[op];
    if (!apply) {
      throw new Error(`the test domain has no ${op}`);
    }
    const shape = args.map(a => a.shape).reduce((a, b) => this.common(a, b));
    const blocks = args.map(a => this.stretch(a, shape));
    const buffer = args.find(a => a.buffer)?.buffer;
    return { dtype: result, shape, data: blocks[0].data.map((_, i) => apply(...blocks.map(b => b.data[i]))), symbolic: args.every(a => a.symbolic), buffer };
  }
  private common(a: readonly number[], b: readonly number[]): number[] {
    const rank = Math.max(a.length, b.length);
    return Array.from({ length: rank }, (_, i) => {
      const [x, y] = [a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1];
      if (x !== y && x !== 1 && y !== 1) {
        throw new Error(`shapes ${a} and ${b}`);
      }
      return x === 1 ? y : x;
    });
  }
  private stretch(t: Block, shape: readonly number[]): Block {
    const offset = shape.length - t.shape.length;
    const data = Array.from({ length: count(shape) }, (_, flat) => {
      let at = 0;
      let rest = flat;
      let stride = 1;
      for (let d = shape.length - 1; d >= 0; d--) {
        const index = rest % shape[d];
        rest = (rest - index) / shape[d];
        if (d >= offset) {
          at += (t.shape[d - offset] === 1 ? 0 : index) * stride;
          stride *= t.shape[d - offset];
        }
      }
      return t.data[at];
    });
    return { ...t, shape: [...shape], data };
  }
  cast = (t: Block, to: Dtype): Block => ({
    ...t,
    dtype: to,
    symbolic: false,
    data: t.data.map(x => (sameDtype(to, scalar('int1')) ? +(x !== 0) : isFloat(t.dtype) && !isFloat(to) ? Math.trunc(x) : x))
  });
  bitcast = (t: Block, to: Dtype): Block => ({ ...t, dtype: to });
  offset(pointer: Block, by: Block): Block {
    const sum = this.elementwise('add', [pointer, by], pointer.dtype);
    return { ...sum, buffer: pointer.buffer };
  }
  arange = (start: Dimension<Block>, end: Dimension<Block>): Block => {
    const n = sizeOf(end) - sizeOf(start);
    return { dtype: scalar('int32'), shape: [n], data: Array.from({ length: n }, (_, i) => sizeOf(start) + i) };
  };
  broadcastTo = (t: Block, shape: readonly Dimension<Block>[]): Block => this.stretch(t, shape.map(sizeOf));
  expandDims = (t: Block, axis: number): Block => ({ ...t, shape: [...t.shape.slice(0, axis), 1, ...t.shape.slice(axis)] });
  reshape = (t: Block, shape: readonly Dimension<Block>[]): Block => ({ ...t, shape: shape.map(sizeOf) });
  permute(t: Block, order: readonly number[]): Block {
    const shape = order.map(axis => t.shape[axis]);
    const strides = t.shape.map((_, i) => count(t.shape.slice(i + 1)));
    const data = Array.from({ length: count(shape) }, (_, flat) =>
      shape.reduce((at, size, d) => at + (Math.floor(flat / count(shape.slice(d + 1))) % size) * strides[order[d]], 0)
    );
    return { ...t, shape, data: data.map(at => t.data[at]) };
  }
  join = (a: Block, b: Block): Block => ({ ...a, shape: [...a.shape, 2], data: a.data.flatMap((x, i) => [x, b.data[i]]) });
  split = (t: Block): readonly [Block, Block] => {
    const half = (k: number): Block => ({ ...t, shape: t.shape.slice(0, -1), data: t.data.filter((_, i) => i % 2 === k) });
    return [half(0), half(1)];
  };
  private lines(t: Block, axis: number | null): { lines: number[][]; shape: number[] } {
    if (axis === null) {
      return { lines: [[...t.data]], shape: [] };
    }
    const last = this.permute(t, [...t.shape.keys()].filter(a => a !== axis).concat(axis));
    const n = t.shape[axis];
    return { lines: Array.from({ length: last.data.length / n }, (_, i) => last.data.slice(i * n, i * n + n)), shape: t.shape.filter((_, a) => a !== axis) };
  }
  private kept = (shape: number[], rank: number, axis: number | null, keep: boolean): number[] =>
    !keep ? shape : axis === null ? Array<number>(rank).fill(1) : [...shape.slice(0, axis), 1, ...shape.slice(axis)];
  reduce(op: ReduceOp, t: Block, axis: number | null, keepDims: boolean): Block {
    const { lines, shape } = this.lines(t, axis);
    return { ...t, shape: this.kept(shape, t.shape.length, axis, keepDims), data: lines.map(line => line.reduce((a, b) => reductions[op]!(a, b))) };
  }
  argReduce(op: 'argmax' | 'argmin', t: Block, axis: number | null, keepDims: boolean): Block {
    const { lines, shape } = this.lines(t, axis);
    const pick = op === 'argmax' ? Math.max : Math.min;
    return { dtype: scalar('int32'), shape: this.kept(shape, t.shape.length, axis, keepDims), data: lines.map(line => line.indexOf(pick(...line))) };
  }
  dot(a: Block, b: Block, accumulator: Block | null, result: Dtype): Block {
    const [m, k] = a.shape;
    const n = b.shape[1];
    const data = Array.from({ length: m * n }, (_, at) => {
      let sum = accumulator?.data[at] ?? 0;
      for (let i = 0; i < k; i++) {
        sum += a.data[Math.floor(at / n) * k + i] * b.data[i * n + (at % n)];
      }
      return sum;
    });
    return { dtype: result, shape: [m, n], data };
  }
  private element(t: Block): Dtype {
    return t.dtype.kind === 'pointer' ? t.dtype.element : t.dtype;
  }
  load(pointer: Block, mask: Block | null, other: Block | null): Block {
    const on = mask && this.stretch(mask, this.common(mask.shape, pointer.shape));
    const fallback = other && this.stretch(other, pointer.shape);
    const data = pointer.data.map((at, i) => (on && !on.data[i] ? (fallback ? fallback.data[i] : NaN) : this.buffers[pointer.buffer!][at]));
    return { dtype: this.element(pointer), shape: pointer.shape, data };
  }
  store(pointer: Block, value: Block, mask: Block | null): void {
    const [values, on] = [this.stretch(value, pointer.shape), mask && this.stretch(mask, pointer.shape)];
    pointer.data.forEach((at, i) => {
      if (!on || on.data[i]) {
        this.buffers[pointer.buffer!][at] = values.data[i];
      }
    });
    this.log.push(`store ${pointer.buffer}`);
  }
  atomic(op: string, pointer: Block, value: Block, mask: Block | null): Block {
    const old = this.load(pointer, mask, null);
    this.log.push(`atomic ${op} ${pointer.buffer}`);
    this.store(pointer, this.elementwise(op as ElementwiseOp, [old, value], value.dtype), mask);
    return old;
  }
  programId = (axis: number): Block => this.scalar(axis, scalar('int32'));
  numPrograms = (axis: number): Block => this.scalar(axis + 1, scalar('int32'));
  random = (kind: string, seed: Block, offset: Block): Block => ({ ...offset, dtype: scalar('fp32'), data: offset.data.map(x => fraction(x * 0.618 + seed.data[0])) });
  philox = (seed: Block, counters: readonly Block[]): Block[] => counters.map((c, k) => ({ ...c, dtype: scalar('uint32'), data: c.data.map(x => x + k + seed.data[0]) }));
  uniform = (words: Block): Block => ({ ...words, dtype: scalar('fp32'), data: words.data.map(x => fraction(x * 0.618)) });
  barrier(): void {
    this.log.push('barrier');
  }
  claim(kind: string, _t: Block, values: readonly bigint[]): void {
    this.log.push(`${kind} ${values.join(',')}`.trim());
  }
  decide = (condition: Block): boolean | null => (this.undecided ? null : condition.data[0] !== 0);
  integer = (t: Block): bigint | null => (t.shape.length === 0 && !isFloat(t.dtype) && t.dtype.kind === 'scalar' ? BigInt(t.data[0]) : null);
  enter(_c: Block, negated: boolean): void {
    this.log.push(negated ? 'enter not' : 'enter');
  }
  leave(): void {
    this.log.push('leave');
  }
  merge = (condition: Block, then: Block, otherwise: Block): Block => this.elementwise('select', [condition, then, otherwise], then.dtype);
}
