/** Values over all of their indices as expressions on whole tensors: `x[i, j] + b[j]` is `x + b`. */
import { children, freeVariables, isApply, openNamed, substitute, variable, type NamedTerm, type ReadTerm, type Term, type VariableTerm } from '../term';
import { termText } from './text';
import type { Display } from './view';

/** The indices of a value in the order of its dimensions. */
export type Axes = readonly VariableTerm[];

/** A tensor by its name, turned and expanded so that it lies along the axes; null where it is read in another way. */
export function readText(read: ReadTerm, axes: Axes, display: Display): string | null {
  const coordinates = display.coordinates(read);
  const at = coordinates.map(c => axes.findIndex(a => a === c));
  if (coordinates.length === 0 || at.includes(-1) || new Set(at).size < at.length) {
    return null;
  }
  const isSorted = at.every((p, k) => k === 0 || at[k - 1] < p);
  if (isSorted) {
    const places = axes.slice(at[0]).map((_, k) => (at.includes(at[0] + k) ? ':' : 'None'));
    return places.includes('None') ? `${read.buffer}[${places.join(', ')}]` : read.buffer;
  }
  const [p, q] = at.slice(-2);
  const isTurned = p === axes.length - 1 && q === axes.length - 2 && at.slice(0, -2).every((a, k) => a === q - (at.length - 2) + k);
  return isTurned ? `${read.buffer}.${at.length === 2 ? 'T' : 'mT'}` : null;
}

/** The term as an expression on whole tensors; null where something is read, or counts, index by index. */
export function tensorText(term: Term, axes: Axes, display: Display): string | null {
  const whole = new Map<Term, Term>();
  const visit = (t: Term): boolean => {
    if (t.kind === 'read' || (t.kind === 'named' && t.operator === 'dot')) {
      const text = t.kind === 'read' ? readText(t, axes, display) : productText(t, axes, display);
      return text !== null && Boolean(whole.set(t, variable(text, t.sort)));
    }
    return t.kind === 'apply' ? t.args.every(visit) : children(t).length === 0;
  };
  if (!visit(term)) {
    return null;
  }
  const placed = substitute(term, whole);
  if (axes.some(a => freeVariables(placed).has(a))) {
    return null;
  }
  const text = termText(placed, display).replace(/ = /g, ' == ').replace(/ ?\^ ?/g, ' ** ');
  return placed.kind === 'variable' && /^\(.*\)$/.test(text) ? text.slice(1, -1) : text;
}

/** What stands on the two sides of a product of tensors. */
export type Product = { readonly left: string; readonly right: string; readonly kind: 'dot' | 'vecdot' | 'mv' | 'matmul' | 'bmm' | 'linear' };

/** Σ_k a·b as a product of whole tensors, by the axes that a and b have. */
export function productOf(dot: NamedTerm, axes: Axes, display: Display): Product | null {
  const { binders, functions } = openNamed(dot);
  if (binders.length !== 1 || functions.length !== 2) {
    return null;
  }
  const [k] = binders.map(b => b.variable);
  const sides = functions.map(term => ({ term, own: axes.filter(a => freeVariables(term).has(a)) }));
  const rank = (s: { own: Axes }): number => (s.own.length === 0 ? -1 : axes.indexOf(s.own[s.own.length - 1]));
  // The side with the columns stands on the right.
  const [a, b] = rank(sides[0]) > rank(sides[1]) ? [sides[1], sides[0]] : sides;
  const text = (side: { term: Term }, along: Axes): string | null => tensorText(side.term, along, display);
  const product = (kind: Product['kind'], left: string | null, right: string | null): Product | null => (left !== null && right !== null ? { kind, left, right } : null);
  const shared = a.own.filter(x => b.own.includes(x));
  if (a.own.length === b.own.length && shared.length === a.own.length) {
    return product(a.own.length === 0 ? 'dot' : 'vecdot', text(a, [...a.own, k]), text(b, [...b.own, k]));
  }
  if (a.own.length === 0 && b.own.length === 1) {
    const columns = text(b, [...b.own, k]);
    return product('mv', columns, text(a, [k]));
  }
  const isMatrix = a.own.length - shared.length === 1 && b.own.length - shared.length === 1 && shared.every((x, d) => axes[d] === x);
  if (!isMatrix) {
    return null;
  }
  const [row, column] = [a, b].map(s => s.own.filter(x => !shared.includes(x))[0]);
  const left = text(a, [...shared, row, k]);
  // Both with the summed axis last, as the weights of a linear layer are.
  const isLinear = shared.length === 0 && isPlainRead(b.term, [column, k], display) && isPlainRead(a.term, [row, k], display);
  return isLinear ? product('linear', left, text(b, [column, k])) : product(shared.length === 0 ? 'matmul' : 'bmm', left, text(b, [...shared, k, column]));
}

const isPlainRead = (t: Term, axes: Axes, display: Display): boolean => t.kind === 'read' && readText(t, axes, display) === t.buffer;

/** The product as an operand of something else. */
function productText(dot: NamedTerm, axes: Axes, display: Display): string | null {
  const product = productOf(dot, axes, display);
  if (!product) {
    return null;
  }
  const tight = (text: string): string => (/^[\w.]+$/.test(text) ? text : `(${text})`);
  return product.kind === 'linear' ? `(${tight(product.left)} @ ${tight(product.right)}.T)` : product.kind === 'vecdot' ? `vecdot(${product.left}, ${product.right})` : `(${tight(product.left)} @ ${tight(product.right)})`;
}

/** The factor and the inner product of a scaled one. */
export function scaledDot(term: Term): { readonly scale: Term | null; readonly dot: NamedTerm } | null {
  if (term.kind === 'named' && term.operator === 'dot') {
    return { scale: null, dot: term };
  }
  if (isApply(term, 'mul') && term.args.length === 2) {
    const dot = term.args.find((t): t is NamedTerm => t.kind === 'named' && t.operator === 'dot');
    return dot ? { scale: term.args.find(t => t !== dot)!, dot } : null;
  }
  return null;
}
