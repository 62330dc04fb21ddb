/** The grammar of closed forms: what they are built from, and how. Operators are data; atoms come from the loop. */
import * as T from '../term';
import type { Term } from '../term';

/**
 * A binary operator of the grammar: how it acts on terms and on samples, and what its other operand must be for a given result; NaN
 * where the result does not say.
 */
export type Operator = {
  readonly name: string;
  readonly build: (a: Term, b: Term) => Term;
  readonly apply: (a: number, b: number) => number;
  readonly commutative: boolean;
  /** The hole on the right: b with a ∘ b = t; and on the left: b with b ∘ a = t. */
  readonly right: (t: number, a: number) => number;
  readonly left: (t: number, a: number) => number;
};

export const OPERATORS: readonly Operator[] = [
  { name: 'add', build: (a, b) => T.add(a, b), apply: (a, b) => a + b, commutative: true, right: (t, a) => t - a, left: (t, a) => t - a },
  { name: 'sub', build: (a, b) => T.sub(a, b), apply: (a, b) => a - b, commutative: false, right: (t, a) => a - t, left: (t, a) => t + a },
  { name: 'mul', build: (a, b) => T.mul(a, b), apply: (a, b) => a * b, commutative: true, right: (t, a) => t / a, left: (t, a) => t / a },
  { name: 'max', build: (a, b) => T.apply('max2', [a, b]), apply: Math.max, commutative: true, right: () => NaN, left: () => NaN },
  { name: 'min', build: (a, b) => T.apply('min2', [a, b]), apply: Math.min, commutative: true, right: () => NaN, left: () => NaN },
  { name: 'div', build: (a, b) => T.apply('div', [a, b]), apply: (a, b) => a / b, commutative: false, right: (t, a) => a / t, left: (t, a) => t * a }
];

/** What a closed form may mention: terms in the counter, all defined from the first iteration on. */
export type Atom = { readonly term: Term; readonly size: number };

/** Folds over the iterations before: over a seed, over a product of two, over a centred square. */
export type FoldProduction = { readonly name: string; readonly op: T.FoldName; readonly size: number; readonly bodies: (seeds: readonly Term[], centres: readonly Term[]) => Term[] };

const pairs = (seeds: readonly Term[]): Term[] => seeds.flatMap((a, k) => seeds.slice(k).map(b => T.mul(a, b)));

export const FOLDS: readonly FoldProduction[] = [
  { name: 'sum', op: 'sum', size: 1, bodies: seeds => [...seeds] },
  { name: 'product', op: 'prod', size: 1, bodies: seeds => [...seeds] },
  { name: 'maximum', op: 'max', size: 1, bodies: seeds => [...seeds] },
  { name: 'minimum', op: 'min', size: 1, bodies: seeds => [...seeds] },
  { name: 'sum of products', op: 'sum', size: 2, bodies: seeds => pairs(seeds) },
  {
    name: 'sum of centred squares',
    op: 'sum',
    size: 2,
    bodies: (seeds, centres) => centres.flatMap(c => seeds.flatMap(s => [T.real(1), ...seeds.filter(w => w !== s)].map(w => T.mul(w, T.sub(s, c), T.sub(s, c)))))
  }
];
