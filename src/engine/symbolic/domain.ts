/** Symbolic execution: the domain whose tensors are terms. Nothing is unrolled by block size. */
import * as T from '../term';
import type { Term } from '../term';
import type { AtomicOp, Dimension, Domain, ElementwiseOp, LoopSpec, ReduceOp } from '../triton/domain';
import { bitsOf, classOf, dtypes, isFloat, isInteger, pointerTo, sameDtype, scalar, type Dtype } from '../triton/dtype';
import { Unsupported } from '../triton/unsupported';
import type { Span } from '../span';
import { asksForNonFinite, elementOf } from './elementwise';
import { isLane, isProgram, lane, PROGRAM, type Barrier, type Claim, type Denotation, type Effect, type Load, type LoopCounter, type Summary } from './denotation';
import { directionOf, endLoop, startLoop, type LoopSolver } from './loops';
import { GRID } from './lifted';
import { argumentsOf, isUnit, reindex, sameExtent, sameShape, sortOf, type SymbolicTensor } from './tensor';

/** An argument turned out to be of another sort than it was given: execution starts again. An internal signal, never shown. */
export class Retype extends Error {
  constructor(
    readonly names: readonly string[],
    readonly sort: 'Int'
  ) {
    super(`retype ${names.join(', ')}`);
  }
}

type Tensor = SymbolicTensor;
const INT32 = scalar('int32');
const FOLDS = { sum: 'sum', max: 'max', min: 'min', xor: 'xorsum', any: 'any', all: 'all', prod: 'prod' } as const;

export class SymbolicDomain implements Domain<Tensor> {
  readonly effects: Effect[] = [];
  readonly loads: Load[] = [];
  readonly claims: Claim[] = [];
  readonly barriers: Barrier[] = [];
  readonly products: Denotation['products'][number][] = [];
  readonly assumptions = new Set<string>();
  /** Bits of the narrowest integer to which a real is cast, under the assumption that it fits. */
  narrowest = Infinity;
  readonly spans = new Map<Term, Span[]>();
  /** Tests of NaN or infinity, which keep a kernel from being verified in the real model. */
  readonly nanTests: Span[] = [];
  readonly summaries: Summary[] = [];
  readonly steps: Term[] = [];
  private readonly guards: Term[] = [];
  private readonly counters: LoopCounter[] = [];
  private order = 0;

  /** @param elementSorts the sort of each pointer argument's contents. */
  constructor(
    private readonly elementSorts: ReadonlyMap<string, T.Sort>,
    private readonly solveLoop: LoopSolver
  ) {}

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

  private extent(d: Dimension<Tensor>): Term {
    return d.kind === 'int' ? T.int(d.value) : d.tensor.element;
  }

  private get guard(): Term {
    return T.and(...this.guards);
  }

  private note(t: Tensor, span: Span): Tensor {
    const list = this.spans.get(t.element) ?? [];
    if (!list.some(s => s.join() === span.join())) {
      list.push(span);
      this.spans.set(t.element, list);
    }
    return t;
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

  private common(tensors: readonly Tensor[], span: Span): readonly Term[] {
    const rank = Math.max(...tensors.map(t => t.shape.length));
    const result: Term[] = [];
    for (let k = 0; k < rank; k++) {
      let extent: Term = T.ONE;
      for (const t of tensors) {
        const own = t.shape[t.shape.length - rank + k];
        if (own === undefined || isUnit(own)) {
          continue;
        }
        if (!isUnit(extent) && !sameExtent(extent, own)) {
          throw new Unsupported('shape mismatch', span, `blocks of different extents meet on axis ${k}: ${T.show(extent)} and ${T.show(own)}`);
        }
        extent = own;
      }
      result.push(extent);
    }
    return result;
  }

  elementwise(op: ElementwiseOp, args: readonly Tensor[], result: Dtype, span: Span): Tensor {
    const elements = args.map(a => a.element);
    this.watchComparison(op, elements);
    if ((op === 'shl' || op === 'shr') && T.isNumber(elements[1]) && elements[1].value.numerator >= BigInt(bitsOf(result))) {
      throw new Unsupported('shift past the width', span, `a shift by ${T.show(elements[1])} of a number of ${bitsOf(result)} bits is undefined`);
    }
    const shape = this.common(args, span);
    const constexpr = args.every(a => a.constexpr);
    let element = elementOf(op, elements);
    if (op === 'ne' && elements[0] === elements[1] && elements[0].sort === 'Real') {
      element = null;
    }
    if (element === null || asksForNonFinite(op, elements)) {
      this.nanTests.push(span);
    }
    if (element === null) {
      element = T.boolean(op === 'isfinite');
    }
    if ((op === 'mul' || op === 'shl') && isInteger(result) && bitsOf(result) <= 32 && !constexpr && elements.every(e => !T.isNumber(e))) {
      this.products.push({ value: element, guard: this.guard, shape, span, loops: [...this.counters] });
    }
    return this.note({ dtype: result, shape, element, base: null, constexpr }, span);
  }

  /** A content or scalar compared with an index is an integer. */
  private watchComparison(op: ElementwiseOp, [a, b]: readonly Term[]): void {
    if (!['lt', 'le', 'gt', 'ge', 'eq', 'ne'].includes(op) || a.sort !== 'Real') {
      return;
    }
    const indexed = (t: Term) => T.isApply(t, 'toreal') && T.some(t, u => isLane(u) || isProgram(u)) && !T.some(t, u => u.kind === 'read');
    for (const [x, y] of [[a, b], [b, a]]) {
      let bare: Term = x;
      while (T.isApply(bare, 'select')) {
        bare = bare.args[1];
      }
      if (indexed(y) && bare.kind === 'read') {
        throw new Retype([bare.buffer], 'Int');
      }
    }
  }

  cast(t: Tensor, to: Dtype, span: Span, from: Dtype = t.dtype): Tensor {
    if (to.kind === 'pointer' || from.kind === 'pointer') {
      if (to.kind === 'pointer' && from.kind === 'pointer' && sameDtype(to, from)) {
        return t;
      }
      if (to.kind === 'pointer' && from.kind === 'pointer' && classOf(to.element) === classOf(from.element)) {
        this.assumptions.add(`the pointer ${t.base} is cast to another element type of the same width`);
        if (bitsOf(to.element) === bitsOf(from.element)) {
          return { ...t, dtype: to };
        }
      }
      throw new Unsupported('pointer cast', span, 'casts between pointers and other types are not supported');
    }
    const source = t.element.sort;
    const target = sortOf(to);
    const make = (element: Term): Tensor => ({ ...t, dtype: to, element });
    if (isFloat(from) && isFloat(to) && bitsOf(to) < bitsOf(from)) {
      this.assumptions.add(`rounding to ${dtypes[to.name].torch} is not modelled`);
    }
    if (isInteger(from) && isInteger(to) && bitsOf(to) < bitsOf(from)) {
      if (bitsOf(to) < 32) {
        return make(wrapped(t.element, bitsOf(to), classOf(to) === 'signed'));
      }
      this.assumptions.add(`integers cast to ${dtypes[to.name].torch} fit it`);
    }
    if (source === target) {
      return make(t.element);
    }
    if (target === 'Bool') {
      return make(T.ne(t.element, T.number(0, source as 'Int' | 'Real')));
    }
    if (source === 'Bool') {
      const sort = target as 'Int' | 'Real';
      return make(T.select(t.element, T.number(1, sort), T.number(0, sort)));
    }
    if (target === 'Real') {
      return make(overBranches(t.element, e => T.apply('toreal', [e])));
    }
    this.assumptions.add(`numbers cast to ${dtypes[to.name].torch} fit it`);
    this.narrowest = Math.min(this.narrowest, bitsOf(to));
    return make(overBranches(t.element, e => T.apply('trunc', [e])));
  }

  bitcast(_t: Tensor, _to: Dtype, span: Span): Tensor {
    throw new Unsupported('bitcast', span, 'a bit pattern is read as another type, which the real number model does not know');
  }

  offset(pointer: Tensor, by: Tensor, span: Span): Tensor {
    if (by.element.sort !== 'Int') {
      throw this.expectInteger(by.element, span, 'a pointer offset');
    }
    const truncated = truncatedContents(by.element);
    if (truncated.length > 0) {
      throw new Retype(truncated, 'Int');
    }
    const shape = this.common([pointer, by], span);
    return { dtype: pointer.dtype, shape, element: T.add(pointer.element, by.element), base: pointer.base, constexpr: false };
  }

  /** The signal (or error) for a term that must be an Int but is not. */
  private expectInteger(t: Term, span: Span, what: string): Error {
    const names = [...argumentsOf(t)].filter(n => this.elementSorts.get(n) === 'Real');
    return names.length > 0 ? new Retype(names, 'Int') : new Unsupported('fractional index', span, `${what} must be an integer`);
  }

  // ---- shapes

  arange(start: Dimension<Tensor>, end: Dimension<Tensor>, span: Span): Tensor {
    const from = this.extent(start);
    const extent = T.sub(this.extent(end), from);
    if (T.isNumber(extent)) {
      const n = extent.value.numerator;
      if (n <= 0n || (n & (n - 1n)) !== 0n) {
        throw new Unsupported('arange', span, `tl.arange needs a power of two, not ${n}`);
      }
    }
    const element = isUnit(extent) ? from : T.add(from, lane(0));
    return { dtype: INT32, shape: [extent], element, base: null, constexpr: false };
  }

  broadcastTo(t: Tensor, shape: readonly Dimension<Tensor>[], span: Span): Tensor {
    const extents = shape.map(d => this.extent(d));
    return { ...t, shape: this.common([t, { ...t, shape: extents }], span) };
  }

  expandDims(t: Tensor, axis: number, _span: Span): Tensor {
    const rank = t.shape.length;
    const shape = [...t.shape.slice(0, axis), T.ONE, ...t.shape.slice(axis)];
    const element = reindex(t, t.shape.map((_, k) => lane(rank - (k < axis ? k : k + 1))));
    return { ...t, shape, element };
  }

  permute(t: Tensor, order: readonly number[], _span: Span): Tensor {
    const rank = order.length;
    const shape = order.map(k => t.shape[k]);
    const element = reindex(t, t.shape.map((_, k) => lane(rank - 1 - order.indexOf(k))));
    return { ...t, shape, element };
  }

  reshape(t: Tensor, shape: readonly Dimension<Tensor>[], span: Span): Tensor {
    const extents = shape.map(d => this.extent(d));
    if (T.mul(T.ONE, ...t.shape) !== T.mul(T.ONE, ...extents)) {
      throw new Unsupported('reshape', span, 'the number of elements of the reshaped block is not seen to be the same');
    }
    return { ...t, shape: extents, element: reindex(t, unravel(t.shape, extents)) };
  }

  join(a: Tensor, b: Tensor, span: Span): Tensor {
    const shape = this.common([a, b], span);
    const lift = (x: Tensor) => this.expandDims(x, x.shape.length, span).element;
    return { ...a, shape: [...shape, T.int(2)], element: T.select(T.eq(lane(0), T.ZERO), lift(a), lift(b)) };
  }

  split(t: Tensor, span: Span): readonly [Tensor, Tensor] {
    const rank = t.shape.length;
    if (rank === 0 || t.shape[rank - 1] !== T.int(2)) {
      throw new Unsupported('split', span, 'tl.split needs a last axis of 2');
    }
    const part = (k: number): Tensor => ({
      ...t,
      shape: t.shape.slice(0, -1),
      element: reindex(t, t.shape.map((_, axis) => (axis === rank - 1 ? T.int(k) : lane(rank - 2 - axis))))
    });
    return [part(0), part(1)];
  }

  // ---- folds

  /** The element with the axes given bound to fresh variables, and the other axes' lanes moved. */
  private bind(t: Tensor, axes: readonly number[], keepDims: boolean): { binders: T.Binder[]; element: Term; shape: Term[] } {
    const rank = t.shape.length;
    const shape = keepDims ? t.shape.map((e, k) => (axes.includes(k) ? T.ONE : e)) : t.shape.filter((_, k) => !axes.includes(k));
    const binders: T.Binder[] = [];
    let kept = 0;
    const to = t.shape.map((extent, k) => {
      if (axes.includes(k)) {
        kept += keepDims ? 1 : 0;
        if (isUnit(extent)) {
          return T.ZERO;
        }
        const v = T.fresh('k', 'Int');
        binders.push({ variable: v, extent });
        return v;
      }
      const target = lane(shape.length - 1 - kept);
      kept += 1;
      return target;
    });
    return { binders, element: reindex({ ...t, shape: t.shape.slice(0, rank) }, to), shape };
  }

  private axes(t: Tensor, axis: number | null): number[] {
    return axis === null ? t.shape.map((_, k) => k) : [axis];
  }

  reduce(op: ReduceOp, t: Tensor, axis: number | null, keepDims: boolean, span: Span): Tensor {
    const { binders, element, shape } = this.bind(t, this.axes(t, axis), keepDims);
    const result = binders.length === 0 ? element : T.reduce(FOLDS[op], binders, T.TRUE, element);
    return this.note({ dtype: t.dtype, shape, element: result, base: null, constexpr: false }, span);
  }

  argReduce(op: 'argmax' | 'argmin', t: Tensor, axis: number | null, keepDims: boolean, tieBreakLeft: boolean, span: Span): Tensor {
    if (!tieBreakLeft) {
      this.assumptions.add('ties of argmax and argmin go to the first index');
    }
    const axes = this.axes(t, axis);
    const { binders, element, shape } = this.bind(t, axes, keepDims);
    const carry = binders.reduce<Term>((index, b) => T.add(T.mul(index, b.extent), b.variable), T.ZERO);
    const result = binders.length === 0 ? T.ZERO : T.reduce(op, binders, T.TRUE, element, carry);
    return this.note({ dtype: INT32, shape, element: result, base: null, constexpr: false }, span);
  }

  dot(a: Tensor, b: Tensor, accumulator: Tensor | null, result: Dtype, span: Span): Tensor {
    const rank = a.shape.length;
    const inner = a.shape[rank - 1];
    if (!sameExtent(inner, b.shape[rank - 2])) {
      throw new Unsupported('shape mismatch', span, 'the inner extents of tl.dot differ');
    }
    if (isFloat(result)) {
      this.assumptions.add('tl.dot multiplies without rounding its operands to tf32');
    }
    const k = T.fresh('k', 'Int');
    const numeric = (x: Tensor) => (x.element.sort === sortOf(result) ? x : this.cast(x, result, span));
    const left = reindex(numeric(a), a.shape.map((_, d) => (d === rank - 1 ? k : lane(rank - 1 - d))));
    const right = reindex(numeric(b), b.shape.map((_, d) => (d === rank - 2 ? k : lane(rank - 1 - d))));
    const sum = T.reduce('sum', [{ variable: k, extent: inner }], T.TRUE, T.mul(left, right));
    const shape = [...a.shape.slice(0, -1), b.shape[rank - 1]];
    const product: Tensor = { dtype: result, shape, element: sum, base: null, constexpr: false };
    return this.note(accumulator ? this.elementwise('add', [accumulator, product], result, span) : product, span);
  }

  // ---- memory

  private access(pointer: Tensor, mask: Tensor | null, span: Span): Pick<Load, 'buffer' | 'address' | 'guard' | 'shape' | 'loops'> {
    if (pointer.base === null || pointer.dtype.kind !== 'pointer') {
      throw new Unsupported('pointer', span, 'this is not a pointer argument plus an offset');
    }
    const shape = this.common(mask ? [pointer, mask] : [pointer], span);
    return { buffer: pointer.base, address: pointer.element, guard: T.and(this.guard, mask ? mask.element : T.TRUE), shape, loops: [...this.counters] };
  }

  load(pointer: Tensor, mask: Tensor | null, other: Tensor | null, span: Span): Tensor {
    const at = this.access(pointer, mask, span);
    const dtype = (pointer.dtype as { element: Dtype }).element;
    const sort = sortOf(dtype);
    let content: Term = T.read(at.buffer, at.address, sort);
    const sees: number[] = [];
    for (const effect of this.effects) {
      // A load sees the program's own earlier store of the same lane, in the same iterations.
      const sameIterations = effect.loops.every(l => at.loops.includes(l));
      if (effect.buffer === at.buffer && effect.address === at.address && effect.atomic === null && sameShape(effect.shape, at.shape) && sameIterations) {
        content = T.select(effect.guard, effect.value, content);
        sees.push(effect.order);
      }
    }
    this.loads.push({ ...at, sort, span, order: this.order++, sees });
    const element = mask ? T.select(mask.element, content, other ? other.element : T.special('undefined', sort)) : content;
    return this.note({ dtype, shape: at.shape, element, base: null, constexpr: false }, span);
  }

  store(pointer: Tensor, value: Tensor, mask: Tensor | null, span: Span): void {
    const at = this.access(pointer, mask, span);
    const shape = this.common([pointer, value, ...(mask ? [mask] : [])], span);
    this.effects.push({ ...at, shape, atomic: null, value: value.element, span, order: this.order++ });
  }

  atomic(op: AtomicOp, _pointer: Tensor, _value: Tensor, _mask: Tensor | null, span: Span): Tensor {
    throw new Unsupported(`tl.atomic_${op}`, span, 'atomics are not supported yet');
  }

  programId(axis: 0 | 1 | 2): Tensor {
    return { dtype: INT32, shape: [], element: PROGRAM[axis], base: null, constexpr: false };
  }

  numPrograms(axis: 0 | 1 | 2): Tensor {
    return { dtype: INT32, shape: [], element: T.variable(GRID[axis], 'Int'), base: null, constexpr: false };
  }

  random(kind: 'rand' | 'randn' | 'randint', seed: Tensor, offset: Tensor, span: Span): Tensor {
    for (const t of [seed, offset]) {
      if (t.element.sort !== 'Int') {
        throw this.expectInteger(t.element, span, 'a seed or an offset of random numbers');
      }
    }
    const shape = this.common([seed, offset], span);
    const dtype = kind === 'randint' ? INT32 : scalar('fp32');
    return this.note({ dtype, shape, element: T.apply(kind, [seed.element, offset.element]), base: null, constexpr: false }, span);
  }

  barrier(_span: Span): void {
    this.barriers.push({ order: this.order++, guard: this.guard });
  }

  claim(kind: 'assume' | 'multiple_of' | 'max_contiguous' | 'max_constancy', t: Tensor, values: readonly bigint[], span: Span): void {
    if (kind === 'assume' && t.element.sort === 'Bool') {
      this.claims.push({ statement: t.element, text: 'tl.assume', guard: this.guard, span });
    } else if (kind === 'multiple_of' && t.element.sort === 'Int' && t.base === null && values.length > 0) {
      const statement = T.eq(T.apply('mod', [t.element, T.int(values[0])]), T.ZERO);
      this.claims.push({ statement, text: `tl.multiple_of ${values[0]}`, guard: this.guard, span });
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
    this.guards.push(negated ? T.not(c) : c);
  }

  leave(): void {
    this.guards.pop();
  }

  loop(spec: LoopSpec<Tensor>): readonly Tensor[] {
    const element = (t: Tensor): Term => {
      if (t.element.sort !== 'Int') {
        throw this.expectInteger(t.element, spec.span, 'the bound of a loop');
      }
      return t.element;
    };
    const bounds = { start: element(spec.start), stop: element(spec.stop), step: element(spec.step) };
    if (directionOf(bounds.step) === null) {
      throw new Unsupported('loop step', spec.span, 'whether this loop counts up or down is not known');
    }
    this.steps.push(bounds.step);
    const run = startLoop(bounds, spec.names, spec.initial);
    const marks = { effects: this.effects.length, loads: this.loads.length, claims: this.claims.length, products: this.products.length, summaries: this.summaries.length };
    this.guards.push(run.runs);
    this.counters.push(run.counter);
    const index: Tensor = { dtype: spec.dtype, shape: [], element: T.add(bounds.start, T.mul(run.counter.variable, bounds.step)), base: null, constexpr: false };
    const updates = spec.body(index, run.states);
    this.counters.pop();
    this.guards.pop();
    const end = endLoop(run, spec.names, spec.initial, updates, this.guard, [...this.counters], this.solveLoop, spec.span);
    const resolved = <A extends Load | Effect>(a: A): A => ({
      ...a,
      address: end.resolve(a.address),
      guard: end.resolve(a.guard),
      loops: a.loops.map(l => ({ ...l, trips: end.resolve(l.trips) })),
      ...('value' in a ? { value: end.resolve(a.value) } : {})
    });
    replaceFrom(this.effects, marks.effects, resolved);
    replaceFrom(this.loads, marks.loads, resolved);
    replaceFrom(this.claims, marks.claims, c => ({ ...c, statement: end.resolve(c.statement), guard: end.resolve(c.guard) }));
    replaceFrom(this.products, marks.products, p => ({ ...p, value: end.resolve(p.value), guard: end.resolve(p.guard) }));
    replaceFrom(this.summaries, marks.summaries, s => ({ ...s, value: end.resolve(s.value), finite: s.finite.map(f => ({ ...f, term: end.resolve(f.term), guard: end.resolve(f.guard) })) }));
    this.summaries.push(...end.summaries.map(s => ({ ...s, finite: s.finite.map(f => ({ ...f, term: end.resolve(f.term) })) })));
    return end.values;
  }

  merge(condition: Tensor, then: Tensor, otherwise: Tensor, span: Span): Tensor {
    if (then.base !== otherwise.base) {
      throw new Unsupported('runtime choice of pointers', span, 'a runtime condition chooses between two tensors');
    }
    const c = this.cast(condition, scalar('int1'), span).element;
    if (then.element.sort !== otherwise.element.sort) {
      throw new Unsupported('branches of different types', span, 'the branches of this if give a variable different types');
    }
    return { ...then, shape: this.common([then, otherwise], span), element: T.select(c, then.element, otherwise.element), constexpr: false };
  }

  denotation(kernel: string, args: Denotation['arguments']): Denotation {
    const { effects, loads, claims, barriers, products, summaries, steps, assumptions, spans } = this;
    return { kernel, arguments: args, effects, loads, claims, barriers, products, summaries, steps, assumptions, spans };
  }
}

/** The value of an integer kept in so many bits. */
function wrapped(t: Term, bits: number, signed: boolean): Term {
  const size = T.int(1n << BigInt(bits));
  const half = signed ? T.int(1n << BigInt(bits - 1)) : T.ZERO;
  return T.sub(T.apply('mod', [T.add(t, half), size]), half);
}

function replaceFrom<X>(list: X[], start: number, change: (x: X) => X): void {
  for (let k = start; k < list.length; k++) {
    list[k] = change(list[k]);
  }
}

/** Buffers whose contents are cast to an integer as they stand: indices, when they end in an address. */
function truncatedContents(t: Term): string[] {
  const names: string[] = [];
  for (const u of T.subterms(t)) {
    if (T.isApply(u, 'trunc') && u.args[0].kind === 'read') {
      names.push(u.args[0].buffer);
    }
  }
  return names;
}

/** Applies a conversion inside the branches of a select, where it keeps integers recognisable. */
function overBranches(t: Term, convert: (t: Term) => Term): Term {
  return T.isApply(t, 'select') ? T.select(t.args[0], overBranches(t.args[1], convert), overBranches(t.args[2], convert)) : convert(t.kind === 'special' ? T.special(t.value, 'Real') : t);
}

/** For each old axis, its index as a term over the lanes of the new shape: the row-major position is the same. */
function unravel(from: readonly Term[], to: readonly Term[]): Term[] {
  const newLane = (k: number): Term => (isUnit(to[k]) ? T.ZERO : lane(to.length - 1 - k));
  const result: Term[] = new Array(from.length).fill(T.ZERO);
  const olds = from.map((_, k) => k).filter(k => !isUnit(from[k]));
  const news = to.map((_, k) => k).filter(k => !isUnit(to[k]));
  // Groups of axes with equal products are reshaped independently, so that unchanged axes stay plain.
  let o = 0;
  let n = 0;
  while (o < olds.length && n < news.length) {
    const oldGroup = [olds[o++]];
    const newGroup = [news[n++]];
    const product = (group: readonly number[], shape: readonly Term[]) => T.mul(T.ONE, ...group.map(k => shape[k]));
    while (product(oldGroup, from) !== product(newGroup, to)) {
      if (o < olds.length && (newGroup.length > oldGroup.length || n >= news.length)) {
        oldGroup.push(olds[o++]);
      } else if (n < news.length) {
        newGroup.push(news[n++]);
      } else {
        break;
      }
    }
    let position: Term = T.ZERO;
    for (const k of newGroup) {
      position = T.add(T.mul(position, to[k]), newLane(k));
    }
    oldGroup.forEach((k, place) => {
      const inner = product(oldGroup.slice(place + 1), from);
      const quotient = oldGroup.length === 1 ? position : T.apply('floordiv', [position, inner]);
      result[k] = place === 0 ? quotient : T.apply('mod', [quotient, from[k]]);
    });
  }
  return result;
}
