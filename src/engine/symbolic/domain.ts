/** Symbolic execution: the domain whose tensors are terms. Nothing is unrolled by block size. */
import * as T from '../term';
import type { Term } from '../term';
import type { AtomicOp, CombineSpec, Dimension, Domain, ElementwiseOp, LoopSpec, ReduceOp, WhileSpec } from '../triton/domain';
import { bitsOf, classOf, isFloat, isInteger, pointerTo, scalar, type Dtype } from '../triton/dtype';
import { Unsupported } from '../triton/unsupported';
import type { Span } from '../span';
import { cast } from './casts';
import { combine } from './combine';
import { runLoop, runWhile } from './control';
import { asksForNonFinite, elementOf } from './elementwise';
import { isLane, isProgram, PROGRAM } from './denotation';
import { argReduce, matrixProduct, reduce } from './folds';
import type { LoopSolver } from './loops';
import { GRID } from './lifted';
import * as memory from './memory';
import { Recording } from './recording';
import { expectInteger, Retype } from './retype';
import * as shapes from './shapes';
import { sortOf, type SymbolicTensor } from './tensor';

type Tensor = SymbolicTensor;
const INT32 = scalar('int32');

export class SymbolicDomain implements Domain<Tensor> {
  readonly record: Recording;

  /** @param elementSorts the sort of each pointer argument's contents. */
  constructor(
    elementSorts: ReadonlyMap<string, T.Sort>,
    private readonly solveLoop: LoopSolver
  ) {
    this.record = new Recording(elementSorts);
  }

  // ---- arguments

  pointer(name: string, element: Dtype): Tensor {
    return { dtype: pointerTo(element), shape: [], element: T.ZERO, base: name, constexpr: false };
  }

  scalarArgument(name: string, dtype: Dtype, constexpr = false): Tensor {
    return { dtype, shape: [], element: T.variable(name, sortOf(dtype)), base: null, constexpr };
  }

  // ---- observers

  dtype(t: Tensor): Dtype {
    return t.dtype;
  }

  shape(t: Tensor): readonly Dimension<Tensor>[] {
    return t.shape.map(e =>
      T.isNumber(e)
        ? { kind: 'int', value: e.value.numerator }
        : { kind: 'tensor', tensor: { dtype: INT32, shape: [], element: e, base: null, constexpr: true } }
    );
  }

  isConstexpr(t: Tensor): boolean {
    return t.constexpr;
  }

  // ---- elementwise

  constant(value: bigint | T.Q.Rational | boolean | 'inf' | '-inf' | 'nan', dtype: Dtype): Tensor {
    const make = (element: Term): Tensor => ({ dtype, shape: [], element, base: null, constexpr: true });
    if (typeof value === 'boolean') {
      return this.cast(make(T.boolean(value)), dtype, [0, 0, 0, 0], scalar('int1'));
    }
    if (value === 'nan') {
      return make(T.special('undefined'));
    }
    if (typeof value === 'string') {
      return make(T.special(value));
    }
    const exact = typeof value === 'bigint' ? T.Q.rational(value) : value;
    switch (classOf(dtype)) {
      case 'bool':
        return make(T.boolean(exact.numerator !== 0n));
      case 'float':
        return make(T.real(exact));
      default:
        return make(T.int(exact.numerator / exact.denominator));
    }
  }

  elementwise(op: ElementwiseOp, args: readonly Tensor[], result: Dtype, span: Span): Tensor {
    const elements = args.map(a => a.element);
    this.watchComparison(op, elements);
    if ((op === 'shl' || op === 'shr') && T.isNumber(elements[1]) && elements[1].value.numerator >= BigInt(bitsOf(result))) {
      throw new Unsupported('shift past the width', span, `a shift by ${T.show(elements[1])} of a number of ${bitsOf(result)} bits is undefined`);
    }
    const shape = shapes.commonShape(args, span);
    const constexpr = args.every(a => a.constexpr);
    let element = elementOf(op, elements);
    if (op === 'ne' && elements[0] === elements[1] && elements[0].sort === 'Real') {
      element = null;
    }
    if (element === null || asksForNonFinite(op, elements)) {
      this.record.nanTests.push(span);
    }
    if (element === null) {
      element = T.boolean(op === 'isfinite');
    }
    if ((op === 'mul' || op === 'shl') && isInteger(result) && bitsOf(result) <= 32 && !constexpr && isProductOfSizes(elements)) {
      this.record.products.push({ value: element, guard: this.record.guard, shape, span, loops: [...this.record.counters] });
    }
    return this.record.note({ dtype: result, shape, element, base: null, constexpr }, span);
  }

  /** A content compared with an index is an integer, also where it is cast to one first. */
  private watchComparison(op: ElementwiseOp, [a, b]: readonly Term[]): void {
    if (!['lt', 'le', 'gt', 'ge', 'eq', 'ne'].includes(op)) {
      return;
    }
    const indexed = (t: Term) => (t.sort === 'Int' || T.isApply(t, 'toreal')) && T.some(t, u => isLane(u) || isProgram(u)) && !T.some(t, u => u.kind === 'read');
    for (const [x, y] of [[a, b], [b, a]]) {
      let bare: Term = x;
      while (T.isApply(bare, 'select')) {
        bare = bare.args[1];
      }
      if (T.isApply(bare, 'trunc')) {
        bare = bare.args[0];
      }
      if (indexed(y) && bare.kind === 'read' && bare.sort === 'Real') {
        throw new Retype([bare.buffer], 'Int');
      }
    }
  }

  cast(t: Tensor, to: Dtype, span: Span, from: Dtype = t.dtype): Tensor {
    return cast(this.record, t, to, span, from);
  }

  bitcast(_t: Tensor, _to: Dtype, span: Span): Tensor {
    throw new Unsupported('bitcast', span, 'a bit pattern is read as another type, which the real number model does not know');
  }

  offset(pointer: Tensor, by: Tensor, span: Span): Tensor {
    return memory.offset(this.record, pointer, by, span);
  }

  notInteger(by: Tensor, span: Span): Error | null {
    const error = expectInteger(by.element, this.record.elementSorts, span, 'a pointer offset');
    return error instanceof Retype ? error : null;
  }

  // ---- shapes

  arange(start: Dimension<Tensor>, end: Dimension<Tensor>, span: Span): Tensor {
    return shapes.arange(start, end, span);
  }

  broadcastTo(t: Tensor, shape: readonly Dimension<Tensor>[], span: Span): Tensor {
    return shapes.broadcastTo(t, shape, span);
  }

  expandDims(t: Tensor, axis: number, _span: Span): Tensor {
    return shapes.expandDims(t, axis);
  }

  permute(t: Tensor, order: readonly number[], _span: Span): Tensor {
    return shapes.permute(t, order);
  }

  reshape(t: Tensor, shape: readonly Dimension<Tensor>[], span: Span): Tensor {
    return shapes.reshape(t, shape, span);
  }

  join(a: Tensor, b: Tensor, span: Span): Tensor {
    return shapes.join(a, b, span);
  }

  split(t: Tensor, span: Span): readonly [Tensor, Tensor] {
    return shapes.split(t, span);
  }

  // ---- folds

  reduce(op: ReduceOp, t: Tensor, axis: number | null, keepDims: boolean, span: Span): Tensor {
    return this.record.note(reduce(op, t, axis, keepDims), span);
  }

  combine(spec: CombineSpec<Tensor>): readonly Tensor[] {
    return combine(this.record, spec, this.solveLoop).map(t => this.record.note(t, spec.span));
  }

  argReduce(op: 'argmax' | 'argmin', t: Tensor, axis: number | null, keepDims: boolean, tieBreakLeft: boolean, span: Span): Tensor {
    if (!tieBreakLeft) {
      this.record.assumptions.add('ties of argmax and argmin go to the first index');
    }
    return this.record.note(argReduce(op, t, axis, keepDims), span);
  }

  dot(a: Tensor, b: Tensor, accumulator: Tensor | null, result: Dtype, span: Span): Tensor {
    if (isFloat(result)) {
      this.record.assumptions.add('tl.dot multiplies without rounding its operands to tf32');
    }
    const numeric = (x: Tensor) => (x.element.sort === sortOf(result) ? x : this.cast(x, result, span));
    const product = matrixProduct(numeric(a), numeric(b), result, span);
    return this.record.note(accumulator ? this.elementwise('add', [accumulator, product], result, span) : product, span);
  }

  // ---- memory

  load(pointer: Tensor, mask: Tensor | null, other: Tensor | null, span: Span): Tensor {
    return memory.load(this.record, pointer, mask, other, span);
  }

  store(pointer: Tensor, value: Tensor, mask: Tensor | null, span: Span): void {
    memory.store(this.record, pointer, value, mask, span);
  }

  atomic(op: AtomicOp, pointer: Tensor, value: Tensor, mask: Tensor | null, span: Span): Tensor {
    return memory.atomic(this.record, op, pointer, value, mask, span);
  }

  programId(axis: 0 | 1 | 2): Tensor {
    return { dtype: INT32, shape: [], element: PROGRAM[axis], base: null, constexpr: false };
  }

  numPrograms(axis: 0 | 1 | 2): Tensor {
    return { dtype: INT32, shape: [], element: T.variable(GRID[axis], 'Int'), base: null, constexpr: false };
  }

  random(kind: 'rand' | 'randn' | 'randint', seed: Tensor, offset: Tensor, span: Span): Tensor {
    const shape = shapes.commonShape([seed, offset], span);
    const dtype = kind === 'randint' ? INT32 : scalar('fp32');
    return this.record.note({ dtype, shape, element: T.apply(kind, [this.integerElement(seed, span), this.integerElement(offset, span)]), base: null, constexpr: false }, span);
  }

  philox(seed: Tensor, counters: readonly [Tensor, Tensor, Tensor, Tensor], span: Span): readonly Tensor[] {
    const shape = shapes.commonShape([seed, ...counters], span);
    const elements = [seed, ...counters].map(t => this.integerElement(t, span));
    return counters.map((_, word) =>
      this.record.note({ dtype: scalar('uint32'), shape, element: T.apply('philox', [T.int(word), ...elements]), base: null, constexpr: false }, span)
    );
  }

  uniform(words: Tensor, span: Span): Tensor {
    return this.record.note({ ...words, dtype: scalar('fp32'), element: T.apply('uniform', [this.integerElement(words, span)]), constexpr: false }, span);
  }

  /** What random numbers are drawn from is an integer. */
  private integerElement(t: Tensor, span: Span): Term {
    if (t.element.sort !== 'Int') {
      throw expectInteger(t.element, this.record.elementSorts, span, 'a seed or an offset of random numbers');
    }
    return t.element;
  }

  barrier(_span: Span): void {
    this.record.barriers.push({ order: this.record.nextOrder(), guard: this.record.guard });
  }

  claim(kind: 'assume' | 'multiple_of' | 'max_contiguous' | 'max_constancy', t: Tensor, values: readonly bigint[], span: Span): void {
    if (kind === 'assume' && t.element.sort === 'Bool') {
      this.record.claims.push({ statement: t.element, text: 'tl.assume', guard: this.record.guard, span });
    } else if (kind === 'multiple_of' && t.element.sort === 'Int' && t.base === null && values.length > 0) {
      const statement = T.eq(T.apply('mod', [t.element, T.int(values[0])]), T.ZERO);
      this.record.claims.push({ statement, text: `tl.multiple_of ${values[0]}`, guard: this.record.guard, span });
    }
    // Contiguity and constancy steer code generation; a false one changes no value in the real model.
  }

  // ---- control

  decide(condition: Tensor, _span: Span): boolean | null {
    return condition.element.kind === 'boolean' ? condition.element.value : null;
  }

  integer(t: Tensor): bigint | null {
    return T.isNumber(t.element) && T.Q.isInteger(t.element.value) ? t.element.value.numerator : null;
  }

  enter(condition: Tensor, negated: boolean, span: Span): void {
    const c = this.cast(condition, scalar('int1'), span).element;
    this.record.guards.push(negated ? T.not(c) : c);
  }

  leave(): void {
    this.record.guards.pop();
  }

  loop(spec: LoopSpec<Tensor>): readonly Tensor[] {
    return runLoop(this.record, spec, this.solveLoop);
  }

  loopWhile(spec: WhileSpec<Tensor>): readonly Tensor[] {
    return runWhile(this.record, spec, this.solveLoop);
  }

  merge(condition: Tensor, then: Tensor, otherwise: Tensor, span: Span): Tensor {
    if (then.base !== otherwise.base) {
      throw new Unsupported('runtime choice of pointers', span, 'a runtime condition chooses between two tensors');
    }
    const c = this.cast(condition, scalar('int1'), span).element;
    if (then.element.sort !== otherwise.element.sort) {
      throw new Unsupported('branches of different types', span, 'the branches of this if give a variable different types');
    }
    return { ...then, shape: shapes.commonShape([then, otherwise], span), element: T.select(c, then.element, otherwise.element), constexpr: false };
  }
}

/** A product of two quantities of the launch, or a multiple of one. */
function isProductOfSizes(factors: readonly Term[]): boolean {
  const quantities = factors.filter(f => !T.isNumber(f));
  return quantities.length > 1 || (quantities.length < factors.length && quantities.some(q => T.monomials(q).some(m => m.atoms.length > 1)));
}
