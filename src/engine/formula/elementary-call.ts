/** Values that are one operation of the language on whole tensors, as PyTorch calls it: `sum(x, dim=1)`, `add(x, y)`. */
import type { Lifted, Piece } from '../symbolic/lifted';
import { freeVariables, int, isApply, isNumber, isValue, neg, open, sub, TRUE, type ApplyTerm, type FoldName, type NamedTerm, type OperationName, type ReadTerm, type ReduceTerm, type Term } from '../term';
import { axesOf, dimsText, foldedAxes, productSum, spansDimensions } from './operator-call';
import { pieceDisplay } from './output';
import { readsOf } from './windows';
import { termText } from './text';
import { readText, tensorText, type Axes } from './whole-tensor';
import type { Display } from './view';

const FOLDS: Readonly<Partial<Record<FoldName, string>>> = { sum: 'sum', prod: 'prod', max: 'amax', min: 'amin', any: 'any', all: 'all', argmax: 'argmax', argmin: 'argmin' };
const FUNCTIONS: Readonly<Partial<Record<OperationName, string>>> = {
  exp: 'exp', exp2: 'exp2', expm1: 'expm1', log: 'log', log2: 'log2', log10: 'log10', log1p: 'log1p', sqrt: 'sqrt', sin: 'sin', cos: 'cos', tan: 'tan', asin: 'asin', acos: 'acos', atan: 'atan',
  sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', asinh: 'asinh', acosh: 'acosh', atanh: 'atanh', erf: 'erf', sigmoid: 'sigmoid', abs: 'abs', floor: 'floor', ceil: 'ceil', round: 'round', trunc: 'trunc',
  add: 'add', mul: 'mul', div: 'div', pow: 'pow', max2: 'maximum', min2: 'minimum', fmod: 'fmod', atan2: 'atan2', intabs: 'abs', floordiv: 'floor_divide', mod: 'remainder', not: 'logical_not', and: 'logical_and',
  or: 'logical_or', xor: 'logical_xor', bitand: 'bitwise_and', bitor: 'bitwise_or', bitxor: 'bitwise_xor', shiftleft: 'bitwise_left_shift', shiftright: 'bitwise_right_shift', eq: 'eq', lt: 'lt', le: 'le'
};
const OPPOSITES: Readonly<Partial<Record<OperationName, string>>> = { lt: 'ge', le: 'gt', eq: 'ne' };
/** Whose operands are shown in the order of the tensors' dimensions. */
const COMMUTATIVE: ReadonlySet<OperationName> = new Set(['add', 'mul', 'max2', 'min2', 'and', 'or', 'xor', 'bitand', 'bitor', 'bitxor', 'eq']);

/** The value as one operation on whole tensors; null where it is more than that. */
export function elementaryCall(lifted: Lifted, piece: Piece): string | null {
  const display = pieceDisplay(lifted, piece);
  const axes = axesOf(piece);
  // A count or an index is stored as a number.
  const value = isApply(piece.value, 'toreal') && piece.value.args[0].kind === 'reduce' ? piece.value.args[0] : piece.value;
  switch (value.kind) {
    case 'reduce':
      return reduction(lifted, value, axes, display);
    case 'read':
      return movement(value, axes, display);
    case 'apply':
      return selection(value, piece, axes, display) ?? application(value, axes, display);
    default:
      return null;
  }
}

function reduction(lifted: Lifted, fold: ReduceTerm, output: Axes, display: Display): string | null {
  const { binders, guard, body, carry } = open(fold);
  const name = FOLDS[fold.op];
  const bound = binders.map(b => b.variable);
  if (!binders.every(b => spansDimensions(lifted, [body, guard], b, output))) {
    return null;
  }
  const flags = fold.op === 'sum' ? countedBy(guard, body) : null;
  if (flags) {
    const counted = foldedAxes([flags], output, bound, display);
    const condition = tensorText(flags, counted, display);
    return condition === null ? null : `count_nonzero(${condition}, dim=${dimsText(bound, counted)})`;
  }
  if (!name || guard !== TRUE || body.kind !== 'read' || (carry !== null && (bound.length > 1 || carry !== bound[0]))) {
    return null;
  }
  const axes = foldedAxes([body], output, bound, display);
  const x = readText(body, axes, display);
  return x === null ? null : output.length === 0 && bound.length === axes.length && bound.length > 1 ? `${name}(${x})` : `${name}(${x}, dim=${dimsText(bound, axes)})`;
}

/** What a sum counts: where it adds 1, and nothing elsewhere. */
function countedBy(guard: Term, body: Term): Term | null {
  if (isValue(body, 1)) {
    return guard === TRUE ? null : guard;
  }
  return guard === TRUE && isApply(body, 'select') && isValue(body.args[1], 1) && isValue(body.args[2], 0) ? body.args[0] : null;
}

/** Rows that are looked up, or a tensor turned. */
function movement(read: ReadTerm, axes: Axes, display: Display): string | null {
  const [first, ...rest] = display.coordinates(read);
  const ids = first?.kind === 'read' ? readText(first, axes.slice(0, axes.length - rest.length), display) : null;
  if (first?.kind === 'read' && ids !== null && rest.length > 0 && rest.every((c, k) => c === axes[axes.length - rest.length + k])) {
    return `embedding(${ids}, ${read.buffer})`;
  }
  const text = readText(read, axes, display);
  return text === `${read.buffer}.T` ? `t(${read.buffer})` : text === `${read.buffer}.mT` ? `transpose(${read.buffer}, -2, -1)` : null;
}

/** The part of a matrix on one side of a diagonal, or rows with one 1. */
function selection(value: ApplyTerm, piece: Piece, axes: Axes, display: Display): string | null {
  if (value.op !== 'select' || axes.length < 2) {
    return null;
  }
  const [condition, then, otherwise] = value.args;
  const [i, j] = axes.slice(-2);
  const x = then.kind === 'read' && isValue(otherwise, 0) ? readText(then, axes, display) : null;
  if (isValue(then, 1) && isValue(otherwise, 0) && isApply(condition, 'eq')) {
    const label = condition.args.find((a): a is ReadTerm => a.kind === 'read');
    const labels = label && condition.args.includes(j) ? readText(label, axes.slice(0, -1), display) : null;
    const classes = piece.indices.find(b => b.variable === j);
    return labels && classes ? `one_hot(${labels}, ${termText(classes.extent, display)})` : null;
  }
  const diagonal = diagonalOf(condition, i, j);
  return x === null || diagonal === null ? null : `${diagonal.name}(${[x, ...(isValue(diagonal.by, 0) ? [] : [termText(diagonal.by, display)])].join(', ')})`;
}

/** `j ≤ i + d` is below a diagonal, `i + d ≤ j` above it. */
function diagonalOf(condition: Term, i: Term, j: Term): { readonly name: 'tril' | 'triu'; readonly by: Term } | null {
  if (!isApply(condition, 'lt') && !isApply(condition, 'le')) {
    return null;
  }
  const above = sub(condition.args[1], condition.args[0]);
  const least = isApply(condition, 'lt') ? int(1) : int(0);
  // tril: i + d − j ≥ 0; triu: j − i − d ≥ 0.
  const below = sub(sub(above, least), sub(i, j));
  const over = sub(sub(above, least), sub(j, i));
  const isFree = (t: Term): boolean => ![...freeVariables(t)].some(v => v === i || v === j);
  return isFree(below) ? { name: 'tril', by: below } : isFree(over) ? { name: 'triu', by: neg(over) } : null;
}

function application(value: ApplyTerm, axes: Axes, display: Display): string | null {
  const { op, args } = value;
  if (op === 'not' && args[0].kind === 'apply' && OPPOSITES[args[0].op]) {
    return call(OPPOSITES[args[0].op]!, args[0].args, axes, display);
  }
  if (op === 'mul' && args.length === 2 && args.some(a => isValue(a, -1))) {
    return call('neg', args.filter(a => !isValue(a, -1)), axes, display);
  }
  if (op === 'add' && args.length === 2) {
    const dot = args.find((a): a is NamedTerm => a.kind === 'named' && a.operator === 'dot');
    const product = dot && productSum(args.find(a => a !== dot) ?? dot, dot, axes, display);
    if (product) {
      return product;
    }
    const scaled = args.map(a => scaling(a, axes, display));
    const [at, by] = scaled[1] ? [1, scaled[1]] : [0, scaled[0]];
    if (by) {
      return call(by.factor === '-1' ? 'sub' : 'add', [args[1 - at], by.of], axes, display, by.factor === '-1' ? [] : [`alpha=${by.factor}`]);
    }
  }
  if (op === 'trunc' && isApply(args[0], 'div')) {
    return call('div', args[0].args, axes, display, ["rounding_mode='trunc'"]);
  }
  const name = FUNCTIONS[op];
  if (!name || (args.length > 2 && COMMUTATIVE.has(op))) {
    return null;
  }
  return call(isOuter(value, axes, display) ? 'outer' : name, COMMUTATIVE.has(op) ? inAxisOrder(args, axes, display) : args, axes, display);
}

/** The value as a choice between two tensors or numbers; for values that are no operator. */
export function choiceCall(lifted: Lifted, piece: Piece): string | null {
  const display = pieceDisplay(lifted, piece);
  const axes = axesOf(piece);
  const { value } = piece;
  if (!isApply(value, 'select') || !value.args.slice(1).every(a => a.kind !== 'apply')) {
    return null;
  }
  const texts = value.args.map(a => tensorText(a, axes, display));
  return texts.includes(null) || !value.args.some(a => readsOf(a).length > 0) ? null : `where(${texts.join(', ')})`;
}

/** A tensor times a number, which PyTorch's `add` takes as `alpha`. */
function scaling(t: Term, axes: Axes, display: Display): { readonly factor: string; readonly of: Term } | null {
  if (!isApply(t, 'mul') || t.args.length !== 2) {
    return null;
  }
  const of = t.args.find(a => a.kind === 'read');
  const factor = t.args.find(a => a !== of);
  const isFactor = factor && (isNumber(factor) || (factor.kind === 'variable' && !axes.includes(factor)));
  return of && isFactor ? { of, factor: termText(factor, display) } : null;
}

const placesOf = (t: Term, axes: Axes, display: Display): readonly number[] => (t.kind === 'read' ? display.coordinates(t).map(c => axes.findIndex(a => a === c)) : []);

/** The operand with more dimensions first, then the one with the earlier ones. */
const inAxisOrder = (args: readonly Term[], axes: Axes, display: Display): readonly Term[] => {
  const places = new Map(args.map(a => [a, placesOf(a, axes, display)]));
  return [...args].sort((a, b) => places.get(b)!.length - places.get(a)!.length || (places.get(a)![0] ?? 0) - (places.get(b)![0] ?? 0));
};

const isOuter = ({ op, args }: ApplyTerm, axes: Axes, display: Display): boolean =>
  op === 'mul' && axes.length === 2 && args.length === 2 && args.every(a => a.kind === 'read') && inAxisOrder(args, axes, display).every((a, k) => placesOf(a, axes, display).join() === String(k));

function call(name: string, args: readonly Term[], axes: Axes, display: Display, options: readonly string[] = []): string | null {
  const texts = args.map((a, k) => {
    const inner = a.kind === 'apply' && a.op === 'toreal' ? a.args[0] : a;
    if (inner.kind === 'read') {
      return name === 'outer' ? readText(inner, [axes[k]], display) : readText(inner, axes, display);
    }
    return isNumber(inner) || (inner.kind === 'variable' && !axes.includes(inner)) ? termText(inner, display) : null;
  });
  const hasTensor = args.some(a => a.kind === 'read' || (a.kind === 'apply' && a.op === 'toreal' && a.args[0].kind === 'read'));
  return hasTensor && !texts.includes(null) ? `${name}(${[...texts, ...options].join(', ')})` : null;
}
