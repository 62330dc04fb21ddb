/** The domain of numbers: what a kernel's blocks do when they are run. */
import type { AtomicOp, CombineSpec, Dimension, Domain, ElementwiseOp, ReduceOp } from '../triton/domain';
import { bitsOf, classOf, isFloat, pointerTo, sameDtype, scalar, type Dtype } from '../triton/dtype';
import { toNumber, type Rational } from '../term/rational';
import { Unsupported } from '../triton/unsupported';
import type { Span } from '../span';
import { atomic, load, store, type Access, type AccessContext } from './access';
import { bigLane, broadcast, broadcastShapes, gather, mergeBlame, numberLane, operand, relabel, SCALAR, scalarBlock, sizeOf, stridesOf, walk, zeros, type Block, type Operand, type Shape } from './block';
import { bitcastBlock, castBlock, integerLanes, type Precision } from './conversion';
import { elementwise, type Arithmetic } from './elementwise';
import { combineBlocks } from './combine';
import type { AccessKind, EventLog } from './events';
import { programOf, type Memory } from './memory';
import { philox, uniform, type Words } from '../term';
import { rand, randint, randn } from './philox';
import { argReduceBlock, dotBlocks, reduceBlock } from './reductions';

const INT32 = scalar('int32');
const SPECIAL = { inf: Infinity, '-inf': -Infinity, nan: NaN } as const;
const RANDOM = { rand: { draw: rand, dtype: scalar('fp32') }, randn: { draw: randn, dtype: scalar('fp32') }, randint: { draw: randint, dtype: scalar('uint32') } } as const;

export class ConcreteDomain implements Domain<Block> {
  private readonly context: AccessContext;
  private readonly arithmetic: Arithmetic;
  private readonly dimensions = new WeakMap<Shape, readonly Dimension<Block>[]>();
  private ids: readonly Block[] = [];
  private readonly counts: readonly Block[];

  constructor(
    memory: Memory,
    private readonly log: EventLog,
    grid: readonly [number, number, number],
    private readonly precision: Precision
  ) {
    this.context = { memory, log, grid, precision, program: 0, operation: 0, barrier: 0 };
    this.arithmetic = { precision, log };
    this.counts = grid.map(extent => scalarBlock(extent, INT32));
    this.startProgram(0);
  }

  /** What follows is run by the program of this number in launch order, x fastest. */
  startProgram(number: number): void {
    this.context.program = number;
    this.context.barrier = this.context.operation + 1;
    this.ids = programOf(number, this.context.grid).map(id => scalarBlock(id, INT32));
  }

  /** A pointer to an element of a buffer. */
  pointer(buffer: string, element: number, dtype: Dtype): Block {
    return scalarBlock(this.context.memory.address(buffer, element), pointerTo(dtype));
  }

  dtype(t: Block): Dtype {
    return t.dtype;
  }

  shape(t: Block): readonly Dimension<Block>[] {
    let known = this.dimensions.get(t.shape);
    if (known === undefined) {
      known = t.shape.map(extent => ({ kind: 'int', value: BigInt(extent) }));
      this.dimensions.set(t.shape, known);
    }
    return known;
  }

  /** Constants of the source are values of the Python level; blocks are what the machine computes. */
  isConstexpr(): boolean {
    return false;
  }

  constant(value: bigint | Rational | boolean | 'inf' | '-inf' | 'nan', dtype: Dtype): Block {
    if (typeof value === 'bigint' && !isFloat(dtype)) {
      const lanes = classOf(dtype) === 'bool' ? Float64Array.of(value === 0n ? 0 : 1) : integerLanes(dtype, [value]);
      return { dtype, shape: SCALAR, data: lanes, blame: null };
    }
    const number = typeof value === 'object' ? toNumber(value) : typeof value === 'string' ? SPECIAL[value] : Number(value);
    return castBlock(scalarBlock(number, scalar('fp64')), dtype, this.precision);
  }

  elementwise(op: ElementwiseOp, args: readonly Block[], result: Dtype, span: Span): Block {
    return elementwise(op, args, result, this.arithmetic, span);
  }

  cast(t: Block, to: Dtype, span: Span): Block {
    this.expectValues(t, to, span);
    return castBlock(t, to, this.precision);
  }

  bitcast(t: Block, to: Dtype, span: Span): Block {
    this.expectValues(t, to, span);
    return bitcastBlock(t, to);
  }

  offset(pointer: Block, by: Block, span: Span): Block {
    return elementwise('add', [pointer, relabel(by, by.shape, pointer.dtype)], pointer.dtype, this.arithmetic, span);
  }

  arange(start: Dimension<Block>, end: Dimension<Block>): Block {
    const first = this.extent(start);
    const size = this.extent(end) - first;
    const data = zeros(size);
    for (let i = 0; i < size; i++) {
      data[i] = first + i;
    }
    return { dtype: INT32, shape: [size], data, blame: null };
  }

  broadcastTo(t: Block, shape: readonly Dimension<Block>[], span: Span): Block {
    const target = this.extents(shape);
    const both = broadcastShapes(t.shape, target);
    if (both === null || both.length !== target.length || both.some((extent, axis) => extent !== target[axis])) {
      throw new Unsupported('broadcast', span, `A block of shape [${t.shape.join(', ')}] does not broadcast to [${target.join(', ')}].`);
    }
    return broadcast(t, target);
  }

  expandDims(t: Block, axis: number): Block {
    const at = axis < 0 ? axis + t.shape.length + 1 : axis;
    return relabel(t, [...t.shape.slice(0, at), 1, ...t.shape.slice(at)]);
  }

  reshape(t: Block, shape: readonly Dimension<Block>[], span: Span): Block {
    const target = this.extents(shape);
    if (sizeOf(target) !== t.data.length) {
      throw new Unsupported('reshape', span, `A block of shape [${t.shape.join(', ')}] cannot be reshaped to [${target.join(', ')}].`);
    }
    return relabel(t, target);
  }

  permute(t: Block, order: readonly number[]): Block {
    const strides = stridesOf(t.shape);
    const pick = (values: Shape): number[] => order.map(axis => values[axis] as number);
    const shape = pick(t.shape);
    return gather(t, shape, walk(shape, pick(strides)));
  }

  join(a: Block, b: Block, span: Span): Block {
    const shape = broadcastShapes(a.shape, b.shape);
    if (shape === null) {
      throw new Unsupported('tl.join', span, `Blocks of shapes [${a.shape.join(', ')}] and [${b.shape.join(', ')}] cannot be joined.`);
    }
    const parity = { dtype: scalar('int1'), shape: [2], data: Float64Array.of(1, 0), blame: null };
    const [first, second] = [a, b].map(t => this.expandDims(broadcast(t, shape), shape.length)) as [Block, Block];
    return elementwise('select', [parity, first, second], a.dtype, this.arithmetic, span);
  }

  split(t: Block): readonly [Block, Block] {
    const shape = t.shape.slice(0, -1);
    const half = (which: 0 | 1): Block => gather(t, shape, Int32Array.from({ length: sizeOf(shape) }, (_, i) => 2 * i + which));
    return [half(0), half(1)];
  }

  reduce(op: ReduceOp, t: Block, axis: number | null, keepDims: boolean): Block {
    return reduceBlock(op, t, axis, keepDims, this.precision);
  }

  combine(spec: CombineSpec<Block>): readonly Block[] {
    return combineBlocks(spec);
  }

  argReduce(op: 'argmax' | 'argmin', t: Block, axis: number | null, keepDims: boolean): Block {
    return argReduceBlock(op, t, axis, keepDims);
  }

  dot(a: Block, b: Block, accumulator: Block | null, result: Dtype, span: Span): Block {
    const product = dotBlocks(a, b, result, this.precision);
    return accumulator === null ? product : elementwise('add', [product, castBlock(accumulator, result, this.precision)], result, this.arithmetic, span);
  }

  load(pointer: Block, mask: Block | null, other: Block | null, span: Span): Block {
    const access = this.access('load', pointer, mask, null, span);
    return load(access, other === null ? null : operand(castBlock(other, access.element, this.precision), access.shape), this.context);
  }

  store(pointer: Block, value: Block, mask: Block | null, span: Span): void {
    const access = this.access('store', pointer, mask, value, span);
    store(access, this.valueOperand(value, access), this.context);
  }

  atomic(op: AtomicOp, pointer: Block, value: Block, mask: Block | null, span: Span): Block {
    const access = this.access('atomic', pointer, mask, value, span);
    return atomic(op, access, this.valueOperand(value, access), this.context);
  }

  programId(axis: 0 | 1 | 2): Block {
    return this.ids[axis] as Block;
  }

  numPrograms(axis: 0 | 1 | 2): Block {
    return this.counts[axis] as Block;
  }

  random(kind: 'rand' | 'randn' | 'randint', seed: Block, offset: Block): Block {
    const { draw, dtype } = RANDOM[kind];
    const shape = broadcastShapes(seed.shape, offset.shape) as Shape;
    const [seeds, offsets] = [operand(seed, shape), operand(offset, shape)];
    // Offsets of at most 32 bits are taken as unsigned words.
    const bits = bitsOf(offset.dtype) === 64 ? 64 : 32;
    const data = Float64Array.from({ length: sizeOf(shape) }, (_, i) =>
      draw(bigLane(seeds.block.data, i * seeds.step), BigInt.asUintN(bits, bigLane(offsets.block.data, i * offsets.step)))
    );
    const blame = mergeBlame([seeds, offsets], data.length);
    return { dtype, shape, data, blame };
  }

  philox(seed: Block, counters: readonly [Block, Block, Block, Block]): readonly Block[] {
    const shape = [seed, ...counters].map(b => b.shape).reduce((a, b) => broadcastShapes(a, b) as Shape);
    const [seeds, ...rest] = [seed, ...counters].map(b => operand(b, shape));
    const word = (o: Operand, i: number) => Number(BigInt.asUintN(32, bigLane(o.block.data, i * o.step)));
    const drawn = Array.from({ length: sizeOf(shape) }, (_, i) => philox(bigLane(seeds.block.data, i * seeds.step), rest.map(o => word(o, i)) as unknown as Words));
    const blame = mergeBlame([seeds, ...rest], drawn.length);
    return counters.map((_, k) => ({ dtype: scalar('uint32'), shape, data: Float64Array.from(drawn, words => words[k]), blame }));
  }

  uniform(words: Block): Block {
    return { ...words, dtype: scalar('fp32'), data: Float64Array.from({ length: sizeOf(words.shape) }, (_, i) => uniform(numberLane(words.data, i))) };
  }

  barrier(): void {
    this.context.barrier = this.context.operation + 1;
  }

  claim(kind: 'assume' | 'multiple_of' | 'max_contiguous' | 'max_constancy', t: Block, values: readonly bigint[], span: Span): void {
    if (!claimHolds(kind, t, values)) {
      this.log.add({ kind: 'false-claim', claim: kind }, programOf(this.context.program, this.context.grid), span);
    }
  }

  decide(condition: Block, span: Span): boolean {
    this.noteCondition(condition, span);
    return numberLane(condition.data, 0) !== 0;
  }

  /** Loop bounds are read by this; the blame tells where an undefined one came from. */
  integer(t: Block): bigint | null {
    const blame = t.blame?.[0];
    if (blame) {
      this.noteCondition(t, this.log.cause(blame).span);
    }
    return t.data.length === 1 && !isFloat(t.dtype) && t.dtype.kind === 'scalar' ? bigLane(t.data, 0) : null;
  }

  enter(): void {
    throw new Error('every condition of a concrete run is known');
  }

  leave(): void {
    throw new Error('every condition of a concrete run is known');
  }

  merge(condition: Block, then: Block, otherwise: Block, span: Span): Block {
    return elementwise('select', [condition, then, otherwise], then.dtype, this.arithmetic, span);
  }

  /** An event where the condition of a branch or the bound of a loop is undefined. */
  private noteCondition(t: Block, span: Span): void {
    const blame = t.blame?.[0];
    if (blame) {
      this.log.add({ kind: 'undefined', reaches: 'condition', cause: this.log.cause(blame) }, programOf(this.context.program, this.context.grid), span);
    }
  }

  private extent(d: Dimension<Block>): number {
    return d.kind === 'int' ? Number(d.value) : numberLane(d.tensor.data, 0);
  }

  private extents(shape: readonly Dimension<Block>[]): number[] {
    return shape.map(d => this.extent(d));
  }

  private expectValues(t: Block, to: Dtype, span: Span): void {
    if ((t.dtype.kind === 'pointer') !== (to.kind === 'pointer')) {
      throw new Unsupported('cast between pointers and numbers', span, 'Addresses have no value that holds for every launch.');
    }
  }

  /** The lanes of an access: pointers, masks and values broadcast against each other. */
  private access(kind: AccessKind, pointer: Block, mask: Block | null, value: Block | null, span: Span): Access {
    if (pointer.dtype.kind !== 'pointer') {
      throw new Unsupported(`${kind} through a number`, span, 'The first argument is not a pointer.');
    }
    let shape: Shape | null = pointer.shape;
    for (const t of [mask, value]) {
      shape = shape === null || t === null ? shape : broadcastShapes(shape, t.shape);
    }
    if (shape === null) {
      throw new Unsupported(kind, span, 'Pointer, mask and value do not broadcast to one shape.');
    }
    return { kind, shape, pointer: operand(pointer, shape), mask: mask === null ? null : operand(mask, shape), element: pointer.dtype.element, span };
  }

  private valueOperand(value: Block, access: Access): Operand {
    const cast = sameDtype(value.dtype, access.element) ? value : castBlock(value, access.element, this.precision);
    return operand(cast, access.shape);
  }
}

/**
 * `multiple_of` speaks of the first lane along each axis, which is what compilers make of it for contiguous blocks;
 * the other two of groups of neighbours along each axis.
 */
function claimHolds(kind: 'assume' | 'multiple_of' | 'max_contiguous' | 'max_constancy', t: Block, values: readonly bigint[]): boolean {
  if (kind === 'assume') {
    return numberLane(t.data, 0) !== 0;
  }
  if (kind === 'multiple_of') {
    return values.every(v => v === 0n || bigLane(t.data, 0) % v === 0n);
  }
  const step = kind === 'max_contiguous' ? 1 : 0;
  const strides = stridesOf(t.shape);
  return values.every((group, axis) => {
    const stride = strides[axis] ?? 1;
    const extent = t.shape[axis] ?? 1;
    for (let i = 0; i < t.data.length; i++) {
      const coordinate = Math.floor(i / stride) % extent;
      if (coordinate % Number(group) !== 0 && numberLane(t.data, i) - numberLane(t.data, i - stride) !== step) {
        return false;
      }
    }
    return true;
  });
}
