/** Stores and atomics in closed form, and the contract that came up on the way. */
import * as T from '../term';
import type { Term } from '../term';
import type { Effect, Load } from '../symbolic/denotation';
import type { AccessDimension, AnalysedAccess, GuardPool, IndexVariable } from './accesses';
import type { Contract } from './contract';
import type { Facts } from './facts';

export type Normalise = (t: Term, facts: Facts) => Term;

/** A store in closed form. */
export type ClosedEffect = {
  /** Over the kernel's own programs and lanes, normalised. */
  readonly effect: Effect;
  readonly variables: readonly IndexVariable[];
  readonly analysed: AnalysedAccess<Effect>;
  /** The output indices, their extents, and the index of each as a term over programs and lanes. */
  readonly outputs: readonly T.Binder[];
  readonly indices: readonly Term[];
  /** Programs and lanes over the output indices; of an atomic, over the binders of its fold too. */
  readonly witness: ReadonlyMap<T.VariableTerm, Term>;
  /** Further condition on the output indices. */
  readonly where: Term;
  readonly address: Term;
  readonly value: Term;
  /** Index tensors that must not repeat an index, for two outputs to be two elements. */
  readonly injective: readonly string[];
  /** Of a store to segments, what it adds up along each stride, over the output indices: that two of them never meet is to be shown. */
  readonly coordinates?: readonly Term[];
  /** What an atomic adds up; null: a plain store. */
  readonly atomic: AtomicFold | null;
  /** What stopped the inversion; empty when nothing did. */
  readonly problem: string;
};

/** An atomic as a fold over the programs and lanes that hit an element: new = old ⊕ ⊕_{binders, guard} body. */
export type AtomicFold = {
  readonly op: 'add' | 'max' | 'min';
  readonly binders: readonly T.Binder[];
  readonly guard: Term;
  readonly body: Term;
  /** Each binder over the kernel's own programs and lanes. */
  readonly own: ReadonlyMap<T.VariableTerm, Term>;
  /** The content before, the fold as it came, and the fold in normal form. */
  readonly old: Term;
  readonly raw: Term;
  readonly contribution: Term;
};

export type Closed = {
  readonly effects: readonly ClosedEffect[];
  readonly loads: readonly AnalysedAccess<Load>[];
  readonly contract: Contract;
  readonly facts: Facts;
  readonly pool: GuardPool;
};

/** An effect over quotients and remainders, where its address decodes a flat index. */
export type SplitResult = {
  readonly effect: Effect;
  readonly variables: readonly IndexVariable[];
  /** Introduced variables over the original ones, and original ones over the introduced. */
  readonly definitions: ReadonlyMap<T.VariableTerm, Term>;
  readonly back: ReadonlyMap<T.VariableTerm, Term>;
};

/** An effect on its way: its address has dimensions, but is not inverted yet. */
export type Closing = {
  readonly effect: Effect;
  readonly variables: readonly IndexVariable[];
  readonly split: SplitResult;
  readonly analysed: AnalysedAccess<Effect>;
  /** Where the index tensors that its address reads are themselves indexed. */
  readonly sources: readonly AccessDimension[];
};

/** An effect that could not be inverted, and why. */
export const unclosed = ({ effect, variables, analysed }: Closing, problem: string): ClosedEffect => ({
  effect,
  variables,
  analysed,
  outputs: [],
  indices: [],
  witness: new Map(),
  where: T.TRUE,
  address: effect.address,
  value: effect.value,
  injective: [],
  atomic: null,
  problem
});
