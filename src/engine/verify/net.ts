/**
 * The last net: before a result is shown, the formula is evaluated against the concrete interpreter of the kernel on random small
 * launches that meet the contract: sizes of 1 and block ± 1, padded and transposed strides, a grid that is too large, gaps poisoned.
 */
import * as T from '../term';
import type { Term } from '../term';
import { compile, type Environment } from '../term/evaluate';
import { interpretLaunch, rand, randint, randn, type BufferSpec, type LaunchArgument, type Lanes } from '../interpret';
import type { Variant } from '../symbolic/execute';
import { isProgram } from '../symbolic/denotation';
import { GRID, type Argument, type Lifted, type Piece } from '../symbolic/lifted';
import { scalar, type Dtype } from '../triton/dtype';
import type { Kernel } from '../triton/kernels';
import { parseModule } from '../triton/parse';
import type { Module } from '../triton/syntax';
import { floatFromNumber } from '../triton/values';
import type { Closed } from './closed';
import type { Premise } from './contract';
import { indexVariables } from './accesses';
import { Random } from './random';
import { seenApartNumerically, spanOf, type TensorShape } from './tensors';

export type NetRequest = {
  readonly kernel: Kernel;
  readonly module: Module;
  readonly variant: Variant;
  readonly form: Lifted;
  readonly closed: Closed;
  readonly tensors: ReadonlyMap<string, TensorShape>;
  /** Bits of the narrowest integer that casts of reals are assumed to fit: values beyond it are outside the theorem. */
  readonly narrowest: number;
};

export type NetOutcome = {
  readonly launches: number;
  /** Stores whose domain was empty, or whose formula was undefined, in every launch. */
  readonly unreached: readonly string[];
  /** What a run showed that the theorem excludes; null: nothing. */
  readonly disagreement: string | null;
  /** Why there was no launch. */
  readonly why: string;
};

/** How many launches, of which sizes. */
type Effort = { readonly launches: number; readonly tries: number; readonly programs: number; readonly elements: number; readonly blocks: readonly number[] };
const SMALL: Effort = { launches: 8, tries: 400, programs: 96, elements: 6000, blocks: [2, 4, 8, 16, 1] };
/** For kernels whose own constants leave no small launch. */
const LARGE: Effort = { launches: 2, tries: 60, programs: 600, elements: 1 << 18, blocks: [64, 256, 1024] };
/** Elements of one output whose values are compared; of the others, that nothing but them is written. */
const SAMPLED = 3000;

export function runNet(given: NetRequest): NetOutcome {
  const request = { ...given, marks: marksOf(given.closed) };
  const small = runLaunches(request, SMALL);
  return small.launches > 0 ? small : runLaunches(request, LARGE);
}

function runLaunches(request: Drawn, effort: Effort): NetOutcome {
  const random = new Random(20241220);
  let launches = 0;
  let why = 'no sizes were found that meet it';
  const pieces = request.form.pieces.map(p => compilePiece(p));
  const unreached = () => pieces.filter(p => p.compared.count === 0).map(p => p.piece.tensor);
  for (let attempt = 0; attempt < effort.tries && launches < effort.launches; attempt++) {
    const launch = drawLaunch(request, effort, random, attempt);
    if (typeof launch === 'string') {
      why = launch;
      continue;
    }
    const disagreement = compareLaunch(request, launch, pieces, random);
    launches += 1;
    if (disagreement !== null) {
      const sizes = [...launch.numbers].filter(([n]) => !n.startsWith('max(')).map(([n, v]) => `${n} = ${v}`).join(', ');
      return { launches, unreached: [], disagreement: `${disagreement} (${sizes})`, why: '' };
    }
  }
  return { launches, unreached: unreached(), disagreement: null, why };
}

// ---- launches

type Drawn = NetRequest & { readonly marks: ReadonlyMap<string, readonly Term[]> };

/** Values with which a kernel compares the contents of an integer tensor (an index to ignore): they must occur, or branches stay untried. */
function marksOf(closed: Closed): Map<string, Term[]> {
  const marks = new Map<string, Term[]>();
  const seen = new Set<Term>();
  for (const e of closed.effects) {
    [e.effect.guard, e.effect.value].forEach(t => T.subterms(t, seen));
  }
  const isFixed = (t: Term) => !T.some(t, u => u.kind === 'read' || (u.kind === 'variable' && /^(lane|pid)\[|[%#]/.test(u.name)));
  const note = (r: Term, mark: Term): void => {
    if (r.kind === 'read' && isFixed(mark)) {
      marks.set(r.buffer, [...(marks.get(r.buffer) ?? []), mark]);
    }
  };
  for (const t of seen) {
    if (!T.isApply(t, 'eq') || t.args[0].sort === 'Bool') {
      continue;
    }
    const [l, r] = t.args;
    if (l.sort === 'Real') {
      note(l, r);
      note(r, l);
    } else {
      const difference = T.sub(l, r);
      T.subterms(difference).forEach(u => u.kind === 'read' && note(u, T.sub(u, difference)));
    }
  }
  return marks;
}

type Launch = {
  readonly numbers: ReadonlyMap<string, number>;
  readonly buffers: ReadonlyMap<string, BufferSpec>;
};

/** How contents are drawn. Under a logarithm or a root, either sign would leave nothing defined; extrema differ in how they break ties. */
type Manner = { readonly positive: boolean; readonly tied: boolean };

const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17];

/** Int arguments that are extents of blocks: powers of two. */
function blockNames(closed: Closed): Set<string> {
  const names = new Set<string>();
  for (const a of [...closed.effects.map(e => e.effect), ...closed.loads.map(l => l.access)]) {
    indexVariables(a).forEach(v => {
      if (!isProgram(v.variable) && !a.programs?.some(p => p.variable === v.variable)) {
        T.freeVariables(v.extent).forEach(x => names.add(x.name));
      }
    });
  }
  for (const e of closed.effects) {
    for (const t of T.subterms(e.effect.value)) {
      if (t.kind === 'reduce') {
        t.binders.forEach(b => T.freeVariables(b.extent).forEach(x => names.add(x.name)));
      }
    }
  }
  return names;
}

function drawLaunch(request: Drawn, effort: Effort, random: Random, attempt: number): Launch | string {
  const { form, closed, tensors } = request;
  const numbers = new Map<string, number>();
  const env: Environment = { variables: numbers, read: () => 0 };
  const value = (t: Term): number => compile(t)(env);
  const blocks = blockNames(closed);
  const strideNames = new Set<string>();
  for (const t of tensors.values()) {
    t.dimensions.forEach(d => d.stride.kind === 'variable' && strideNames.add(d.stride.name));
  }
  for (const a of form.arguments) {
    if (a.kind === 'pointer' || a.none) {
      continue;
    }
    const given = request.variant[a.name];
    if (a.kind === 'constexpr' && a.dtype === null && given === undefined) {
      continue;
    }
    if (typeof given === 'number' || typeof given === 'boolean') {
      numbers.set(a.name, Number(given));
    } else if (a.sort === 'Int') {
      numbers.set(a.name, blocks.has(a.name) ? random.pick(effort.blocks) : random.pick(SIZES));
    } else if (a.sort === 'Bool') {
      numbers.set(a.name, random.below(2));
    } else {
      numbers.set(a.name, Math.fround(random.pick([0.5, 1, 1.5, 0.25, 2, 0.1])));
    }
  }
  GRID.forEach((g, axis) => numbers.set(g, axis === 0 ? random.pick([1, 2, 3, 5]) : random.pick([1, 2, 3])));
  for (const p of closed.contract.premises) {
    if (p.kind === 'content') {
      const { buffer } = p;
      const isSorted = closed.contract.premises.some(q => q.kind === 'sorted' && q.buffer === buffer);
      numbers.set(p.max.name, random.below(isSorted ? 24 : 5));
    }
  }
  const premises = closed.contract.premises;
  const isFree = (t: Term): t is T.VariableTerm => t.kind === 'variable' && typeof request.variant[t.name] !== 'number';
  for (let pass = 0; pass < 3; pass++) {
    premises.forEach(p => repair(p, numbers, value, isFree, random, attempt));
  }
  assignStrides(tensors, numbers, value, strideNames, random, premises);
  for (const p of premises) {
    const indexed = p.kind === 'injective' ? tensors.get(p.buffer) : undefined;
    const max = `max(${indexed?.name})`;
    if (indexed && numbers.has(max)) {
      // Contents that never repeat need room.
      const length = value(spanOf(indexed.dimensions));
      numbers.set(max, Math.max(numbers.get(max)!, length - 1 + random.below(3)));
    }
  }
  const programs = GRID.reduce((n, g) => n * numbers.get(g)!, 1);
  if (!(programs >= 1 && programs <= effort.programs)) {
    return 'the grid is too large for a trial';
  }
  for (const p of premises) {
    if (!holds(p, value)) {
      return `no sizes were found for which ${p.kind} holds`;
    }
  }
  const manner: Manner = { positive: attempt % 3 === 1, tied: attempt % 4 >= 2 };
  const buffers = new Map<string, BufferSpec>();
  for (const a of form.arguments) {
    if (a.kind !== 'pointer' || a.none) {
      continue;
    }
    const marked = (request.marks.get(a.name) ?? []).map(value).filter(Number.isFinite);
    const buffer = drawBuffer(a, tensors.get(a.name), marked, value, numbers, premises, effort.elements, manner, random);
    if (typeof buffer === 'string') {
      return buffer;
    }
    buffers.set(a.name, buffer);
  }
  return { numbers, buffers };
}

/** Moves a free size so that the premise holds, where that is easy. */
function repair(p: Premise, numbers: Map<string, number>, value: (t: Term) => number, isFree: (t: Term) => t is T.VariableTerm, random: Random, attempt: number): void {
  const nextPower = (n: number) => 2 ** Math.ceil(Math.log2(Math.max(1, n)));
  switch (p.kind) {
    case 'one-block': {
      const bound = value(p.bound);
      if (bound > value(p.block) && isFree(p.block)) {
        numbers.set(p.block.name, nextPower(bound));
      } else if (isFree(p.bound) && attempt % 3 !== 0 && bound > value(p.block)) {
        numbers.set(p.bound.name, 1 + random.below(value(p.block)));
      }
      return;
    }
    case 'covering': {
      const least = Math.ceil(value(p.bound) / value(p.size));
      const axes = [...T.freeVariables(p.programs)];
      const others = axes.slice(1).reduce((n, v) => n * numbers.get(v.name)!, 1);
      if (axes.length > 0 && value(p.programs) < least) {
        numbers.set(axes[0].name, Math.ceil(least / others) + (attempt % 2));
      }
      return;
    }
    case 'exact-grid':
      if (p.programs.kind === 'variable') {
        numbers.set(p.programs.name, value(p.rows) * value(p.columns));
      }
      return;
    case 'tight':
      if (p.programs.kind === 'variable') {
        numbers.set(p.programs.name, Math.ceil(value(p.bound) / value(p.size)));
      }
      return;
    case 'content-below':
      numbers.set(p.max.name, Math.min(numbers.get(p.max.name)!, value(p.bound) - 1));
      return;
    case 'divides': {
      const divisor = value(p.divisor);
      if (isFree(p.total) && divisor > 0) {
        numbers.set(p.total.name, divisor * (1 + random.below(3)));
      }
      return;
    }
    case 'claim': {
      const s = p.statement;
      if (T.isApply(s, 'eq') && s.args[0].kind === 'variable' && T.isNumber(s.args[1])) {
        numbers.set(s.args[0].name, T.Q.toNumber(s.args[1].value));
      }
      return;
    }
    default:
      return;
  }
}

function holds(p: Premise, value: (t: Term) => number): boolean {
  switch (p.kind) {
    case 'positive':
      return value(p.term) >= 1;
    case 'nonnegative':
      return value(p.term) >= 0;
    case 'positive-real':
      return value(p.term) > 0;
    case 'covering':
      return value(p.bound) <= value(p.programs) * value(p.size);
    case 'tight':
      return (value(p.programs) - 1) * value(p.size) < value(p.bound);
    case 'exact-grid':
      return value(p.programs) === value(p.rows) * value(p.columns);
    case 'content-below':
      return value(p.max) < value(p.bound);
    case 'one-block':
      return value(p.bound) <= value(p.block);
    case 'divides':
      return value(p.total) % value(p.divisor) === 0 && value(p.total) > 0;
    case 'claim':
      return value(p.statement) === 1;
    case 'no-overlap':
      return seenApartNumerically(p.dimensions.map(d => ({ extent: value(d.extent), stride: value(d.stride) })));
    case 'content':
    case 'fits':
    case 'injective':
    case 'sorted':
    case 'segments-within':
    case 'int32':
      return true;
    default:
      return T.never(p);
  }
}

/** Strides that nest, in a random order of the dimensions, some of them padded. */
function assignStrides(tensors: ReadonlyMap<string, TensorShape>, numbers: Map<string, number>, value: (t: Term) => number, names: ReadonlySet<string>, random: Random, premises: readonly Premise[]): void {
  const sizes = new Set<string>();
  for (const t of tensors.values()) {
    t.dimensions.forEach(d => T.freeVariables(d.extent).forEach(v => sizes.add(v.name)));
  }
  for (const p of premises) {
    if (p.kind === 'covering' || p.kind === 'one-block') {
      T.freeVariables(p.bound).forEach(v => sizes.add(v.name));
    }
  }
  const done = new Set<string>();
  for (const t of tensors.values()) {
    const fixed = t.dimensions.filter(d => !(d.stride.kind === 'variable' && names.has(d.stride.name) && !sizes.has(d.stride.name)));
    const open = t.dimensions.filter(d => !fixed.includes(d));
    let reach = 1 + fixed.reduce((n, d) => n + (value(d.extent) - 1) * value(d.stride), 0);
    const order = fixed.length === 0 ? random.shuffle(open) : [...open].reverse();
    for (const d of order) {
      const name = (d.stride as T.VariableTerm).name;
      if (!done.has(name)) {
        numbers.set(name, reach + (random.below(3) === 0 ? random.below(4) : 0));
        done.add(name);
      }
      reach = Math.max(reach, 1 + (value(d.extent) - 1) * numbers.get(name)! + reach - 1);
    }
  }
}

function drawBuffer(a: Argument, shape: TensorShape | undefined, marked: readonly number[], value: (t: Term) => number, numbers: ReadonlyMap<string, number>, premises: readonly Premise[], elements: number, manner: Manner, random: Random): BufferSpec | string {
  const dimensions = (shape?.dimensions ?? []).map(d => ({ extent: value(d.extent), stride: value(d.stride) }));
  if (dimensions.some(d => !(d.extent >= 0) || !(d.stride >= 0))) {
    return `the shape of ${a.name} is negative for the sizes drawn`;
  }
  const length = 1 + dimensions.reduce((n, d) => n + Math.max(0, d.extent - 1) * d.stride, 0);
  if (length > elements) {
    return `${a.name} is too large for a trial`;
  }
  const content = premises.find(p => p.kind === 'content' && p.buffer === a.name);
  const max = content?.kind === 'content' ? value(content.max) : null;
  const members = new Uint8Array(length);
  const mark = (k: number, at: number): void => {
    if (k === dimensions.length) {
      members[at] = 1;
      return;
    }
    for (let i = 0; i < dimensions[k].extent; i++) {
      mark(k + 1, at + i * dimensions[k].stride);
    }
  };
  mark(0, 0);
  const integer = a.sort === 'Int';
  if (premises.some(p => p.kind === 'injective' && p.buffer === a.name)) {
    const all = random.shuffle(Array.from({ length: Math.max(length, (max ?? 0) + 1) }, (_, k) => k));
    return { dtype: bufferDtype(a), data: all.slice(0, length), members, gapsReadable: true };
  }
  if (premises.some(p => p.kind === 'sorted' && p.buffer === a.name)) {
    const longest = Math.min(8, ...premises.flatMap(p => (p.kind === 'segments-within' && p.buffer === a.name ? [value(p.bound)] : [])));
    return { dtype: bufferDtype(a), data: offsets(length, longest, max ?? 16, random), members, gapsReadable: true };
  }
  const data = Array.from({ length }, (_, k) => {
    if (members[k] === 1 && marked.length > 0 && random.below(3) === 0) {
      const mark = random.pick(marked);
      if (content?.kind !== 'content' || compile(content.when)({ variables: new Map([...numbers, [content.element.name, mark]]), read: () => NaN }) === 0) {
        return mark;
      }
    }
    if (integer) {
      return max === null ? random.below(9) - 4 : random.below(max + 1);
    }
    if (a.sort === 'Bool') {
      return random.below(2);
    }
    const x = manner.tied ? Math.round(random.normal()) : random.normal();
    return members[k] === 1 ? Math.fround(manner.positive ? 0.1 + Math.abs(x) : x) : NaN;
  });
  return { dtype: bufferDtype(a), data, members, gapsReadable: true };
}

/** Contents that do not fall, each at most the longest segment above the one before. */
function offsets(count: number, longest: number, max: number, random: Random): number[] {
  let at = Math.min(max, random.below(3));
  return Array.from({ length: count }, (_, k) => (at = k === 0 ? at : Math.min(max, at + random.below(longest + 1))));
}

function bufferDtype(a: Argument): Dtype {
  return a.sort === 'Int' ? scalar('int32') : a.sort === 'Bool' ? scalar('int1') : scalar('fp32');
}

// ---- comparison

type CompiledPiece = {
  readonly piece: Piece;
  readonly extents: readonly ((env: Environment) => number)[];
  readonly where: (env: Environment) => number;
  readonly address: (env: Environment) => number;
  readonly value: (env: Environment) => number;
  /** Elements at which the formula was defined and compared. */
  readonly compared: { count: number };
};

const compilePiece = (piece: Piece): CompiledPiece => ({
  piece,
  extents: piece.indices.map(b => compile(b.extent)),
  where: compile(piece.where),
  address: compile(piece.address),
  value: compile(piece.value),
  compared: { count: 0 }
});

function compareLaunch(request: NetRequest, launch: Launch, pieces: readonly CompiledPiece[], random: Random): string | null {
  const before = new Map([...launch.buffers].map(([n, b]) => [n, b.data]));
  const outcome = launchKernel(request, launch);
  const serious = outcome.events.find(e => e.kind !== 'atomic' && e.kind !== 'false-claim' && e.kind !== 'missing-barrier');
  if (serious) {
    return `the interpreter saw ${describeEvent(serious)} in line ${serious.span[0]}`;
  }
  const read = (buffer: string, address: number): number => {
    const data = before.get(buffer);
    return data && address >= 0 && address < data.length ? Number(data[address]) : NaN;
  };
  const expected = new Map<string, Map<number, number>>();
  for (const p of pieces) {
    const variables = new Map(launch.numbers);
    const env: Environment = { variables, read, random: randomOf };
    const written = expected.get(p.piece.tensor) ?? new Map<number, number>();
    expected.set(p.piece.tensor, written);
    // The extent of a segment varies with the indices before it.
    p.piece.indices.forEach(b => variables.set(b.variable.name, 0));
    const size = p.extents.reduce((n, extent) => n * extent(env), 1);
    const visit = (k: number): void => {
      if (k === p.piece.indices.length) {
        if (p.where(env) === 1) {
          const exact = size > SAMPLED && random.below(size) >= SAMPLED ? NaN : p.value(env);
          const value = Math.abs(exact) >= 2 ** (request.narrowest - 1) ? NaN : exact;
          p.compared.count += Number.isNaN(value) ? 0 : 1;
          written.set(p.address(env), value);
        }
        return;
      }
      const n = p.extents[k](env);
      for (let i = 0; i < n; i++) {
        variables.set(p.piece.indices[k].variable.name, i);
        visit(k + 1);
      }
    };
    visit(0);
  }
  for (const [name, after] of outcome.buffers) {
    const mismatch = firstMismatch(name, before.get(name)!, after, expected.get(name));
    if (mismatch !== null) {
      return mismatch;
    }
  }
  return null;
}

const randomOf: NonNullable<Environment['random']> = (op, seed, offset) => {
  switch (op) {
    case 'rand':
      return Number(rand(BigInt(seed), BigInt(offset)));
    case 'randn':
      return Number(randn(BigInt(seed), BigInt(offset)));
    default:
      return Number(randint(BigInt(seed), BigInt(offset)));
  }
};

function firstMismatch(name: string, before: ArrayLike<number | bigint>, after: Lanes, expected: ReadonlyMap<number, number> | undefined): string | null {
  for (let k = 0; k < before.length; k++) {
    const actual = Number(after[k]);
    const wanted = expected?.get(k);
    if (wanted === undefined) {
      const old = Number(before[k]);
      if (!Object.is(actual, old) && !(Number.isNaN(actual) && Number.isNaN(old))) {
        return `${name} changed at address ${k}, outside the formula's domain`;
      }
    } else if (!close(actual, wanted)) {
      return `${name} at address ${k} is ${actual}, the formula says ${wanted}`;
    }
  }
  return null;
}

/** Where the formula is undefined (NaN) nothing is claimed. */
function close(actual: number, wanted: number): boolean {
  if (Number.isNaN(wanted)) {
    return true;
  }
  if (actual === wanted) {
    return true;
  }
  return Math.abs(actual - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted));
}

function describeEvent(e: { readonly kind: string; readonly buffer?: string; readonly reaches?: string }): string {
  return [e.kind, e.buffer, e.reaches].filter(Boolean).join(' ');
}

function launchKernel(request: NetRequest, launch: Launch) {
  const grid = GRID.map(g => launch.numbers.get(g)!) as [number, number, number];
  const args = new Map<string, LaunchArgument>();
  for (const a of request.form.arguments) {
    args.set(a.name, launchArgument(a, request.variant, launch));
  }
  if (request.kernel.kind === 'pointwise') {
    return launchPointwise(request, launch, args);
  }
  return interpretLaunch({ kernel: request.kernel.definition, module: request.module, grid, arguments: args, buffers: launch.buffers, precision: 'exact' });
}

function launchArgument(a: Argument, variant: Variant, launch: Launch): LaunchArgument {
  if (a.none) {
    return { kind: 'constexpr', value: { kind: 'none' } };
  }
  const given = variant[a.name];
  if (a.kind === 'pointer') {
    return { kind: 'pointer', buffer: a.name };
  }
  if (typeof given === 'string' && given !== 'present') {
    return { kind: 'constexpr', value: { kind: 'string', value: given } };
  }
  if (typeof given === 'boolean') {
    return { kind: 'constexpr', value: { kind: 'bool', value: given } };
  }
  if (a.kind === 'constexpr' && a.dtype === null && given === undefined && !launch.numbers.has(a.name)) {
    return { kind: 'constexpr', value: { kind: 'dtype', dtype: scalar('fp32') } };
  }
  const number = launch.numbers.get(a.name)!;
  if (a.kind === 'constexpr') {
    return { kind: 'constexpr', value: a.sort === 'Int' ? { kind: 'int', value: BigInt(number) } : { kind: 'float', value: floatFromNumber(number) } };
  }
  return { kind: 'scalar', value: number, dtype: a.sort === 'Int' ? scalar('int32') : scalar('fp32') };
}

/** A pointwise function runs inside a kernel that loads each argument, applies it and stores. */
function launchPointwise(request: NetRequest, launch: Launch, args: Map<string, LaunchArgument>) {
  const { kernel, module, form } = request;
  const inputs = kernel.definition.parameters.map(p => p.name);
  const outputs = form.pieces.map(p => p.tensor);
  const isTensor = (n: string) => form.arguments.some(a => a.name === n && a.kind === 'pointer' && !a.none);
  const source = [
    'import triton as __triton',
    'import triton.language as __tl',
    '@__triton.jit',
    `def __apply(${[...inputs.filter(n => !outputs.includes(n)), ...outputs].map(n => `${n}${kernel.constexprs.includes(n) ? ': __tl.constexpr' : ''}`).join(', ')}, numel, __B: __tl.constexpr):`,
    '    __o = __tl.arange(0, __B)',
    '    __m = __o < numel',
    `    ${outputs.map((_, k) => `__r${k}`).join(', ')}${outputs.length > 1 ? '' : ''} = ${kernel.name}(${inputs.map(n => (isTensor(n) ? `__tl.load(${n} + __o, mask=__m)` : n)).join(', ')})`,
    ...outputs.map((n, k) => `    __tl.store(${n} + __o, __r${k}, mask=__m)`)
  ].join('\n');
  const wrapper = parseModule(source).module;
  const merged: Module = {
    functions: new Map([...module.functions, ...wrapper.functions]),
    imports: new Map([...module.imports, ...wrapper.imports]),
    assignments: module.assignments
  };
  const numel = launch.numbers.get('numel')!;
  args.set('numel', { kind: 'scalar', value: numel, dtype: scalar('int32') });
  args.set('__B', { kind: 'constexpr', value: { kind: 'int', value: BigInt(2 ** Math.ceil(Math.log2(numel))) } });
  return interpretLaunch({ kernel: wrapper.functions.get('__apply')!, module: merged, grid: [1, 1, 1], arguments: args, buffers: launch.buffers, precision: 'exact' });
}
