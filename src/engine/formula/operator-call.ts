/** An operator as one would call it: `softmax(in_ptr, dim=1)`, `layer_norm(x, weight, bias, eps=eps)`. */
import type { Lifted, Piece } from '../symbolic/lifted';
import { open, openNamed, TRUE, type FoldName, type NamedTerm, type OperationName, type Term, type VariableTerm } from '../term';
import { findOperator } from '../simplify/textbook/operators';
import { operandsOf } from './operands';
import { pieceDisplay } from './output';
import { termText } from './text';
import { WHOLE_AXIS } from './slices';
import type { Display } from './view';

/** Parameters that are called by their names. */
const isKeyword = (name: string): boolean => name.length > 1;

export function operatorCall(lifted: Lifted, piece: Piece, operator: NamedTerm): string {
  const display = pieceDisplay(lifted, piece);
  const { binders, functions } = openNamed(operator);
  const bound = binders.map(b => b.variable);
  const indices = new Map([...display.indices, ...bound.map(v => [v, WHOLE_AXIS] as const)]);
  const inside: Display = { ...display, indices };
  const parts = operandsOf(operator, functions, display).filter(p => p.role !== 'index' && p.role !== 'guard');
  const args = parts.map(({ name, role, term }) => {
    const text = role === 'function' ? tensorText(term, bound, piece, inside) : tensorText(term, [], piece, display);
    return role === 'number' && isKeyword(name) ? `${name}=${text}` : text;
  });
  const axis = parts.map(p => (p.role === 'function' ? axisOf(p.term, bound, display) : null)).find(d => d !== null);
  const row = findOperator(operator.operator);
  const name = row?.aliases[0] ?? operator.operator;
  return `${name}(${[...args, ...(axis === undefined || axis === null || !row?.torch.includes('{dim}') ? [] : [`dim=${axis}`])].join(', ')})`;
}

/** Folds of the language that PyTorch has as reductions of its own, and functions of one element. */
const FOLDS: Readonly<Partial<Record<FoldName, string>>> = { sum: 'sum', prod: 'prod', max: 'amax', min: 'amin', any: 'any', all: 'all', argmax: 'argmax', argmin: 'argmin' };
const FUNCTIONS: Readonly<Partial<Record<OperationName, string>>> = {
  exp: 'exp', exp2: 'exp2', expm1: 'expm1', log: 'log', log2: 'log2', log10: 'log10', log1p: 'log1p', sqrt: 'sqrt', sin: 'sin', cos: 'cos', tan: 'tan', asin: 'asin', acos: 'acos', atan: 'atan',
  sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', asinh: 'asinh', acosh: 'acosh', atanh: 'atanh', erf: 'erf', sigmoid: 'sigmoid', abs: 'abs', floor: 'floor', ceil: 'ceil', round: 'round', add: 'add', mul: 'mul',
  div: 'div', pow: 'pow', max2: 'maximum', min2: 'minimum', fmod: 'fmod', atan2: 'atan2', not: 'logical_not', and: 'logical_and', or: 'logical_or', xor: 'logical_xor', eq: 'eq', lt: 'lt', le: 'le'
};

/** The value as one operation of the language on whole tensors; null where it is more than that. */
export function elementaryCall(lifted: Lifted, piece: Piece): string | null {
  const display = pieceDisplay(lifted, piece);
  const { value } = piece;
  if (value.kind === 'reduce') {
    const { binders, guard, body } = open(value);
    const name = FOLDS[value.op];
    const bound = binders.map(b => b.variable);
    const axis = axisOf(body, bound, display);
    return name && guard === TRUE && body.kind === 'read' && (axis !== null || bound.length > 1) ? `${name}(${body.buffer}${axis === null ? '' : `, dim=${axis}`})` : null;
  }
  const name = value.kind === 'apply' ? FUNCTIONS[value.op] : undefined;
  if (value.kind !== 'apply' || !name || !value.args.every(a => a.kind === 'read' || a.kind === 'variable' || a.kind === 'number') || !value.args.some(a => a.kind === 'read')) {
    return null;
  }
  return `${name}(${value.args.map(a => tensorText(a, [], piece, display)).join(', ')})`;
}

/** A read of all of a tensor is its name. */
function tensorText(term: Term, bound: readonly VariableTerm[], piece: Piece, display: Display): string {
  if (term.kind === 'read') {
    const coordinates = display.coordinates(term);
    const all: readonly Term[] = [...bound, ...piece.indices.map(i => i.variable)];
    if (coordinates.every(c => all.includes(c)) && new Set(coordinates).size === coordinates.length) {
      return term.buffer;
    }
  }
  return termText(term, display);
}

/** Which axis of the tensor that it reads a function runs along. */
function axisOf(term: Term, bound: readonly VariableTerm[], display: Display): number | null {
  if (term.kind !== 'read' || bound.length !== 1) {
    return null;
  }
  const at = display.coordinates(term).findIndex(c => c === bound[0]);
  return at < 0 ? null : at;
}
