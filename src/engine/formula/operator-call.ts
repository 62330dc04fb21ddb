/** An operator as one would call it on whole tensors: `softmax(in_ptr, dim=1)`, `layer_norm(x, weight, bias, eps=eps)`. */
import type { Lifted, Piece } from '../symbolic/lifted';
import { add, apply, conjuncts, freeVariables, int, isApply, isValue, le, lt, named, neg, openNamed, sub, TRUE, type Binder, type NamedTerm, type Term, type VariableTerm } from '../term';
import { findOperator } from '../simplify/textbook/operators';
import { callTemplate, isOfLastAxis } from './call-templates';
import { operandsOf } from './operands';
import { pieceDisplay } from './output';
import { termText } from './text';
import { readsOf, windowsOf } from './windows';
import { productOf, scaledDot, tensorText, type Axes } from './whole-tensor';
import type { Display } from './view';

type Parts = ReturnType<typeof operandsOf>;
type Setting = { readonly operator: NamedTerm; readonly display: Display; readonly output: Axes; readonly bound: Axes; readonly parts: Parts; readonly isByChannel?: boolean };

/** The call; the operator as formulas show it where it has none on whole tensors. */
export function operatorCall(lifted: Lifted, piece: Piece, operator: NamedTerm): string | null {
  const display = pieceDisplay(lifted, piece);
  const { binders, functions } = openNamed(operator);
  const bound = binders.map(b => b.variable);
  const setting: Setting = { operator, display, bound, output: axesOf(piece), parts: operandsOf(operator, functions, display) };
  const isWhole = binders.every(b => isWholeAxis(lifted, setting.parts.map(p => p.term), b, setting));
  const call = (isWhole ? (specialCall(setting) ?? plainCall(setting)) : null) ?? termText(operator, display);
  return wordsIn(call) > MOST_WORDS ? null : call;
}

/** A call of more names and numbers says less than the formula; how long the names are does not count. */
const MOST_WORDS = 36;
const wordsIn = (text: string): number => (text.match(/[\w.]+(\[\d\])?/g) ?? []).length;

/** Whether a binder runs over all of the dimensions that are read along it; scans do, and causal attention says so itself. */
function isWholeAxis(lifted: Lifted, terms: readonly Term[], binder: Binder, { operator, output }: Setting): boolean {
  if (operator.at.length > 0 && binder.extent === add(operator.at[0], int(1))) {
    return true;
  }
  return operator.operator === 'attention' || operator.operator.endsWith('_pool') || spansDimensions(lifted, terms, binder, output);
}

/** Whether the extent is fixed, and that of each dimension which is read along the binder's index alone. */
export function spansDimensions(lifted: Lifted, terms: readonly Term[], { variable, extent }: Binder, output: Axes): boolean {
  const dimensions = terms.flatMap(readsOf).flatMap(read => lifted.coordinates(read).flatMap((c, d) => (c === variable ? [lifted.tensors.get(read.buffer)?.dimensions[d]?.extent] : [])));
  return !output.some(v => freeVariables(extent).has(v)) && dimensions.every(e => e === undefined || e === extent);
}

/** The indices of an output in the order of its dimensions. */
export function axesOf(piece: Piece): Axes {
  const indices = piece.indices.map(i => i.variable);
  const coordinates = piece.coordinates.filter((c): c is VariableTerm => indices.some(i => i === c));
  return coordinates.length === indices.length ? coordinates : indices;
}

const partOf = (parts: Parts, name: string): Term => {
  const found = parts.find(p => p.name === name);
  if (!found) {
    throw new Error(`the operator has no part ${name}`);
  }
  return found.term;
};

function specialCall(setting: Setting): string | null {
  switch (setting.operator.operator) {
    case 'dot':
      return productCall(setting.operator, setting);
    case 'addmm':
      return sumCall(setting);
    case 'attention':
      return attentionCall(setting);
    case 'max_pool':
    case 'avg_pool':
      return windowCall(setting) ?? wholeAxisCall(setting);
    case 'pairwise_distance':
      return distanceCall(setting);
    case 'var_divisor':
      return varianceCall(setting);
    case 'batch_norm_eval':
    case 'batch_norm_eval_affine':
      return hasChannels(setting) ? plainCall({ ...setting, isByChannel: true }) : termText(setting.operator, setting.display);
    default:
      return null;
  }
}

/** Whether statistics and weights have one element for each channel, the second dimension. */
const hasChannels = ({ parts, output, display }: Setting): boolean =>
  output.length > 1 && parts.every(p => p.role !== 'operand' || p.name === 'x' || (p.term.kind === 'read' && display.coordinates(p.term).length === 1 && display.coordinates(p.term)[0] === output[1]));

// ---- calls by template

function plainCall(setting: Setting): string | null {
  const { operator, parts, bound, output, display } = setting;
  const row = findOperator(operator.operator);
  if (!row || parts.some(p => p.role === 'guard' && p.term !== TRUE)) {
    return null;
  }
  const axes = bound.length === 0 ? output : valueAxes(setting);
  if (!axes || (isOfLastAxis(row.name) && axes[axes.length - 1] !== bound[bound.length - 1])) {
    return axes && row.name === 'layer_norm' && axes.length === 2 ? batchNorm(setting, axes) : null;
  }
  const texts = new Map<string, string | null>([['dim', dimsText(bound, axes)]]);
  for (const { name, role, term } of parts) {
    // Weights lie along the binder's axis alone, targets along the others.
    const along = setting.isByChannel && role === 'operand' && name !== 'x' ? [output[1]] : role === 'function' ? axes : operator.at.length > 0 ? axes : axes.filter(a => !bound.includes(a));
    const text = tensorText(term, along, display) ?? (bound.length === 0 || role !== 'function' ? termText(term, display) : null);
    texts.set(name, text);
  }
  return filled(callTemplate(row), texts);
}

/** The template with everything in its place; null where a part has no text. */
function filled(template: string, texts: ReadonlyMap<string, string | null>): string | null {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(m => m[1]);
  return names.some(n => (texts.get(n) ?? null) === null) ? null : template.replace(/\{(\w+)\}/g, (_, name: string) => texts.get(name)!);
}

/** The axes of the values that an operator works on: those of the output, with the binder's where they stand in what is read. */
function valueAxes({ operator, output, bound, parts, display }: Setting): Axes | null {
  const functions = parts.filter(p => p.role === 'function').map(p => p.term);
  if (operator.at.length === 0) {
    return foldedAxes(functions, output, bound, display);
  }
  const [at] = operator.at;
  const axes = output.map(a => (a === at ? bound[0] : a));
  // What varies with the index at which it is taken too is not one vector for all of them.
  const isVector = operator.at.length === 1 && bound.length === 1 && axes.includes(bound[0]) && at.kind === 'variable' && functions.every(f => !freeVariables(f).has(at));
  return isVector ? axes : null;
}

/** The axes of what is folded, in the order of a read along all of the bound ones. */
export function foldedAxes(functions: readonly Term[], output: Axes, bound: Axes, display: Display): Axes {
  const all = [...output, ...bound];
  const orders = functions.flatMap(readsOf).map(read => display.coordinates(read).map(c => all.find(v => v === c)));
  const order = orders.find((o): o is VariableTerm[] => o.every(v => v !== undefined) && bound.every(v => o.includes(v)) && new Set(o).size === o.length);
  const kept = (order ?? []).filter(v => !bound.includes(v));
  return order && kept.every((v, k) => k === 0 || output.indexOf(kept[k - 1]) < output.indexOf(v)) ? order : all;
}

/** Over the batch of a matrix, each column by itself. */
function batchNorm({ parts, display }: Setting, axes: Axes): string | null {
  const x = tensorText(partOf(parts, 'f'), axes, display);
  return x === null ? null : `batch_norm(${x}, None, None, training=True, eps=${termText(partOf(parts, 'eps'), display)})`;
}

/** `var(x, dim=1, correction=1)`: the divisor is the extent less the correction. */
function varianceCall(setting: Setting): string | null {
  const { operator, parts, bound, output, display } = setting;
  const axes = foldedAxes([partOf(parts, 'f')], output, bound, display);
  const x = tensorText(partOf(parts, 'f'), axes, display);
  return x === null || bound.length !== 1 ? null : `var(${x}, dim=${axes.indexOf(bound[0])}, correction=${termText(lessThan(operator.binders[0].extent, partOf(parts, 'm')), display)})`;
}

/** By how much a real number is less than a count. */
function lessThan(count: Term, m: Term): Term {
  const counted = apply('toreal', [count]);
  if (isApply(m, 'toreal')) {
    return sub(count, m.args[0]);
  }
  return isApply(m, 'add') && m.args.includes(counted) ? neg(add(...m.args.filter(a => a !== counted))) : sub(counted, m);
}

// ---- products

function productCall(dot: NamedTerm, { output, display }: Setting): string | null {
  const product = productOf(dot, output, display);
  return product && `${product.kind}(${product.left}, ${product.right})`;
}

const SUMS: Readonly<Partial<Record<string, string>>> = { matmul: 'addmm', linear: 'addmm', bmm: 'baddbmm', mv: 'addmv' };

/** `addmm(c, a, b, beta=β, alpha=α)` and its kin, by the shapes of the product. */
function sumCall({ operator, parts, bound, output, display }: Setting): string | null {
  const binders = bound.map((variable, k) => ({ variable, extent: operator.binders[k].extent }));
  const dot = named('dot', binders, [partOf(parts, 'a'), partOf(parts, 'b')], [], [], operator.meaning);
  const factors = ['beta', 'alpha'].filter(f => !isValue(partOf(parts, f), 1)).map(f => `${f}=${termText(partOf(parts, f), display)}`);
  return productSum(partOf(parts, 'c'), dot, output, display, factors);
}

/** A tensor and a product, added. */
export function productSum(added: Term, dot: NamedTerm, output: Axes, display: Display, factors: readonly string[] = []): string | null {
  const product = productOf(dot, output, display);
  const c = tensorText(added, output, display);
  const name = product ? SUMS[product.kind] : undefined;
  if (!product || !name || c === null) {
    return null;
  }
  return `${name}(${[c, product.left, product.kind === 'linear' ? `${product.right}.T` : product.right, ...factors].join(', ')})`;
}

/** `scaled_dot_product_attention` where the scores are inner products of rows of q and k, scaled, with a bias. */
function attentionCall({ operator, parts, bound, output, display }: Setting): string | null {
  const [s, v, guard] = [partOf(parts, 's'), partOf(parts, 'v'), partOf(parts, 'g')];
  if (bound.length !== 1 || output.length < 2) {
    return null;
  }
  const [k] = bound;
  const [batch, row, column] = [output.slice(0, -2), output[output.length - 2], output[output.length - 1]];
  const summands = isApply(s, 'add') ? s.args : [s];
  const scores = summands.map(scaledDot).find(d => d !== null);
  const product = scores && productOf(scores.dot, [...batch, row, k], display);
  const values = tensorText(v, [...batch, k, column], display);
  const others = summands.filter(t => scaledDot(t)?.dot !== scores?.dot);
  const bias = others.length === 0 ? null : tensorText(add(...others), [...batch, row, k], display);
  if (!scores || !product || values === null || (others.length > 0 && bias === null)) {
    return null;
  }
  const scale = scores.scale ?? null;
  const keys = product.kind === 'linear' ? product.right : product.kind === 'bmm' && product.right.endsWith('.mT') ? product.right.slice(0, -3) : null;
  const [{ extent }] = operator.binders;
  const varies = output.some(v => freeVariables(extent).has(v));
  const mask = varies ? (extent === add(row, int(1)) && guard === TRUE ? [CAUSAL] : null) : maskOf(guard, row, k);
  if (keys === null || mask === null || (scale !== null && [...output, k].some(x => freeVariables(scale).has(x)))) {
    return null;
  }
  const options = [...(bias === null ? [] : [`attn_mask=${bias}`]), ...mask, `scale=${scale === null ? '1.0' : termText(scale, display)}`];
  return bias !== null && mask.length > 0 ? null : `scaled_dot_product_attention(${[product.left, keys, values, ...options].join(', ')})`;
}

/** Keys up to the query, or all of them; null for anything else. */
function maskOf(guard: Term, row: VariableTerm, k: VariableTerm): readonly string[] | null {
  const isCausal = (t: Term): boolean => t === le(k, row) || t === lt(k, add(row, int(1)));
  const conditions = conjuncts(guard);
  return conditions.length === 0 || guard === TRUE ? [] : conditions.every(isCausal) ? [CAUSAL] : null;
}

const CAUSAL = 'is_causal=True';

// ---- windows and distances

/** `max_pool1d(x, size, stride, padding)`: a fold over windows of a tensor. */
function windowCall({ operator, parts, bound, output, display }: Setting): string | null {
  const f = partOf(parts, 'f');
  const windows = f.kind === 'read' ? windowsOf(display.coordinates(f), output, bound) : null;
  if (!windows || f.kind !== 'read') {
    return null;
  }
  const list = (terms: readonly Term[]): string => (terms.length === 1 ? termText(terms[0], display) : `(${terms.map(t => termText(t, display)).join(', ')})`);
  const paddings = windows.map(w => w.padding);
  const sizes = windows.map(w => operator.binders[bound.indexOf(w.bound)].extent);
  return `${operator.operator}${windows.length}d(${[f.buffer, list(sizes), list(windows.map(w => w.stride)), ...(paddings.every(p => isValue(p, 0)) ? [] : [list(paddings)])].join(', ')})`;
}

/** Over all of an axis a pool is a reduction. */
function wholeAxisCall({ operator, parts, bound, output, display }: Setting): string | null {
  const axes = foldedAxes([partOf(parts, 'f')], output, bound, display);
  const x = tensorText(partOf(parts, 'f'), axes, display);
  return x === null || partOf(parts, 'g') !== TRUE ? null : `${operator.operator === 'max_pool' ? 'amax' : 'mean'}(${x}, dim=${dimsText(bound, axes)})`;
}

export const dimsText = (bound: Axes, axes: Axes): string => {
  const dims = bound.map(v => axes.indexOf(v)).sort((p, q) => p - q);
  return dims.length === 1 ? String(dims[0]) : `(${dims.join(', ')})`;
};

/** Distances of all rows from all rows, or of row from row. */
function distanceCall({ parts, bound, output, display }: Setting): string | null {
  const [a, b] = ['a', 'b'].map(name => ({ term: partOf(parts, name), own: output.filter(x => freeVariables(partOf(parts, name)).has(x)) }));
  const [left, right] = a.own[0] !== undefined && output.indexOf(a.own[0]) > output.indexOf(b.own[0]) ? [b, a] : [a, b];
  const texts = [left, right].map(s => tensorText(s.term, [...s.own, ...bound], display));
  if (bound.length !== 1 || texts.includes(null)) {
    return null;
  }
  const isPairs = left.own.length === 1 && right.own.length === 1 && left.own[0] !== right.own[0];
  const isSame = left.own.length === right.own.length && left.own.every((x, k) => x === right.own[k]);
  return isPairs ? `cdist(${texts.join(', ')})` : isSame ? `vector_norm(${texts.join(' - ')}, dim=${left.own.length})` : null;
}
