/**
 * Leaves of the textbook language: terms over Ints, conditions over them, reads and scalars. Each is one opaque operator with the
 * indices that it mentions as its slots, so that X[i, k] and X[i, j] are one operator at different slots.
 */
import * as T from '../../term';
import type { Term, VariableTerm } from '../../term';

/**
 * What is known of a leaf at the place where it stands. The operator stands for the function that has the property everywhere and
 * agrees with the term where the property holds: max(n, 1) for a size, so that no context has to be remembered.
 */
export type Claim =
  | 'none'
  /** At least 1. */
  | 'size'
  /** Not negative. */
  | 'natural'
  /** A read that a condition keeps inside of its tensor (and that stands for 0 elsewhere). */
  | 'partial'
  /** A read that is not seen to be inside of its tensor: perhaps without a value. */
  | 'stray'
  /** A real number that is positive. */
  | 'positive'
  /** A guard that holds somewhere in the range of its fold (and stands for `true` where it would hold nowhere). */
  | 'inhabited';

export type Leaf = {
  readonly op: string;
  /** Over the places of its slots. */
  readonly term: Term;
  /** The places of each slot; several where the slot is a tuple of indices. */
  readonly places: readonly (readonly VariableTerm[])[];
  readonly claim: Claim;
  /** Of an inhabited guard: the leaf of the extent below which it holds somewhere. */
  readonly range: string | null;
  /** Of the extent of a tuple of indices, which is the product: the extent of each. */
  readonly extents: readonly Term[] | null;
};

export type LeafKind = { readonly claim: Claim; readonly range?: string | null; readonly extents?: readonly Term[] | null };

/** The slot that a variable is, or is a part of. */
export type Place<S> = { readonly slot: S; readonly part: number; readonly parts: number };

/** The variable in the place of a part of the k-th slot of a leaf. */
const placeholder = (k: number, part: number, sort: T.Sort): VariableTerm => T.variable(`$${k}.${part}`, sort);

export class Leaves<S> {
  private readonly byKey = new Map<string, Leaf>();
  private readonly byOp = new Map<string, Leaf>();

  /** The leaf of a term and its slots, in order. `placeOf`: null for variables that are no slots. */
  of(term: Term, placeOf: (v: VariableTerm) => Place<S> | null, { claim, range = null, extents = null }: LeafKind): { leaf: Leaf; at: readonly S[] } {
    const at: Place<S>[] = [];
    const map = new Map<Term, Term>();
    for (const v of slotsOf(term, u => placeOf(u) !== null)) {
      const p = placeOf(v)!;
      let k = at.findIndex(q => q.slot === p.slot);
      if (k < 0) {
        k = at.push(p) - 1;
      }
      map.set(v, placeholder(k, p.part, v.sort));
    }
    const shape = T.substitute(term, map);
    const parts = extents && extents.map(e => T.substitute(e, map));
    const key = `${shape.id} ${claim} ${range} ${parts ? parts.map(e => e.id).join() : ''} ${at.map(p => p.parts).join()}`;
    let leaf = this.byKey.get(key);
    if (!leaf) {
      const sorts = new Map([...map.values()].map(t => [(t as VariableTerm).name, t.sort]));
      const places = at.map((p, k) => Array.from({ length: p.parts }, (_, part) => placeholder(k, part, sorts.get(placeholder(k, part, 'Int').name) ?? 'Int')));
      leaf = { op: `%${this.byKey.size}`, term: shape, places, claim, range, extents: parts };
      this.byKey.set(key, leaf);
      this.byOp.set(leaf.op, leaf);
    }
    return { leaf, at: at.map(p => p.slot) };
  }

  find(op: string): Leaf | undefined {
    return this.byOp.get(op);
  }
}

/**
 * The slot variables of a term in an order that does not depend on their names: arguments whose order is free are visited by their
 * shape.
 */
function slotsOf(term: Term, isSlot: (v: VariableTerm) => boolean): VariableTerm[] {
  const found = new Set<VariableTerm>();
  const shapes = new Map<Term, string>();
  const shape = (t: Term): string => {
    const known = shapes.get(t);
    if (known !== undefined) {
      return known;
    }
    const text = t.kind === 'variable' && isSlot(t) ? '$' : isFixed(t, isSlot) ? `#${t.id}` : `${nameOf(t)}(${ordered(t).map(shape).join(' ')})`;
    shapes.set(t, text);
    return text;
  };
  const ordered = (t: Term): readonly Term[] => {
    const parts = T.children(t);
    return t.kind === 'apply' && T.operationRow(t.op).commutative ? [...parts].sort((a, b) => (shape(a) < shape(b) ? -1 : shape(a) > shape(b) ? 1 : a.id - b.id)) : parts;
  };
  const seen = new Set<Term>();
  const visit = (t: Term): void => {
    if (seen.has(t)) {
      return;
    }
    seen.add(t);
    if (t.kind === 'variable') {
      if (isSlot(t)) {
        found.add(t);
      }
      return;
    }
    ordered(t).forEach(visit);
  };
  visit(term);
  return [...found];
}

const isFixed = (t: Term, isSlot: (v: VariableTerm) => boolean): boolean => ![...T.freeVariables(t)].some(isSlot);
const nameOf = (t: Term): string => (t.kind === 'apply' ? t.op : t.kind === 'read' ? `${t.buffer}[]` : t.kind === 'reduce' ? t.op : t.kind === 'variable' ? t.name : t.kind);
