/** Windows of a tensor: coordinates `i · stride + k − padding` of an output index i and a bound index k. */
import { add, children, freeVariables, int, neg, sub, substitute, ZERO, type ReadTerm, type Term, type VariableTerm } from '../term';

/** All reads in a term, those under binders too. */
export function readsOf(term: Term): ReadTerm[] {
  const found = new Set<ReadTerm>();
  const seen = new Set<Term>();
  const visit = (t: Term): void => {
    if (!seen.has(t)) {
      seen.add(t);
      if (t.kind === 'read') {
        found.add(t);
      }
      (t.kind === 'named' ? [...t.functions, ...t.args] : children(t)).forEach(visit);
    }
  };
  visit(term);
  return [...found];
}

export type Window = { readonly bound: VariableTerm; readonly stride: Term; readonly padding: Term };

/** The windows along the coordinates that have a bound index; null where one has another form, or is a plain index. */
export function windowsOf(coordinates: readonly Term[], output: readonly VariableTerm[], bound: readonly VariableTerm[]): readonly Window[] | null {
  const windows = coordinates.filter(c => bound.some(k => freeVariables(c).has(k))).map(c => windowOf(c, output, bound));
  return windows.length > 0 && windows.length === bound.length && windows.every((w): w is Window => w !== null) ? windows : null;
}

function windowOf(coordinate: Term, output: readonly VariableTerm[], bound: readonly VariableTerm[]): Window | null {
  const free = freeVariables(coordinate);
  const [k, ...otherBound] = bound.filter(v => free.has(v));
  const [i, ...others] = output.filter(v => free.has(v));
  if (!k || otherBound.length > 0 || !i || others.length > 0) {
    return null;
  }
  const start = sub(coordinate, k);
  const first = substitute(start, new Map([[i, ZERO]]));
  const stride = sub(substitute(start, new Map([[i, int(1)]])), first);
  const isWindow = [start, first].every(t => !freeVariables(t).has(k)) && !freeVariables(stride).has(i) && sub(substitute(start, new Map([[i, int(2)]])), first) === add(stride, stride);
  return isWindow ? { bound: k, stride, padding: neg(first) } : null;
}
