/** Each pointer argument as a tensor: the strides and extents on which all its accesses agree. */
import * as T from '../term';
import type { Term } from '../term';
import type { Tensor, TensorDimension } from '../symbolic/lifted';
import type { Access } from '../symbolic/denotation';
import type { AnalysedAccess } from './accesses';
import type { Facts } from './facts';
import { largerStrideFirst, splitBy } from './layout';

/** A stride without its numeric factor: 2 · s and s address one dimension. */
function canonical(stride: Term): { stride: Term; factor: bigint } {
  const list = T.monomials(stride);
  if (list.length !== 1) {
    return { stride, factor: 1n };
  }
  return { stride: T.fromMonomials([{ coefficient: 1n, atoms: list[0].atoms }]), factor: list[0].coefficient };
}

export type TensorShape = Tensor & {
  /** Accesses whose extents along one dimension could not be ordered. */
  readonly problem: string;
};

/** @param accesses loads and stores of this tensor. */
export function tensorOf(name: string, sort: T.Sort, accesses: readonly AnalysedAccess<Access>[], facts: Facts): TensorShape {
  const extents = new Map<Term, Term>();
  let problem = '';
  const merge = (own: ReadonlyMap<Term, Term>): void => {
    for (const [stride, extent] of own) {
      const before = extents.get(stride);
      if (!before || facts.holds(T.le(before, extent))) {
        extents.set(stride, extent);
      } else if (!facts.holds(T.le(extent, before))) {
        problem = 'two accesses reach extents of which neither is seen to be the larger';
      }
    }
  };
  for (const a of accesses) {
    if (a.problem) {
      return { name, sort, dimensions: [], problem: a.problem };
    }
    const own = new Map<Term, Term>();
    if (a.whole) {
      own.set(T.ONE, a.whole);
      merge(own);
      continue;
    }
    let base = a.base;
    for (const d of a.dimensions) {
      const { stride, factor } = canonical(d.stride);
      const { quotient, rest } = splitBy(base, stride);
      base = rest;
      // index · factor + quotient, with index < bound
      const reach = T.add(T.mul(T.int(factor), T.sub(d.bound, T.ONE)), quotient, T.ONE);
      own.set(stride, own.has(stride) ? T.add(own.get(stride)!, T.sub(reach, T.ONE)) : reach);
    }
    if (base !== T.ZERO) {
      const extra = T.add(base, T.ONE);
      own.set(T.ONE, own.has(T.ONE) ? T.add(own.get(T.ONE)!, base) : extra);
    }
    merge(own);
  }
  const dimensions: TensorDimension[] = [...extents]
    .map(([stride, extent]) => ({ stride, extent }))
    .sort(largerStrideFirst);
  return { name, sort, dimensions, problem };
}

/** What an access adds up along each stride, as `tensorOf` counts what it reaches there. */
export function indicesAlong(a: AnalysedAccess<Access>): ReadonlyMap<Term, Term> {
  const indices = new Map<Term, Term>();
  const add = (stride: Term, index: Term): void => void indices.set(stride, T.add(indices.get(stride) ?? T.ZERO, index));
  let base = a.base;
  for (const d of a.dimensions) {
    const { stride, factor } = canonical(d.stride);
    const { quotient, rest } = splitBy(base, stride);
    base = rest;
    add(stride, T.add(T.mul(T.int(factor), T.add(d.index, d.offset)), quotient));
  }
  if (base !== T.ZERO) {
    add(T.ONE, base);
  }
  return indices;
}

/** The indices of a flat address in a tensor: each monomial goes to the first stride that divides it. */
export function coordinatesIn(tensor: Tensor, address: Term): readonly Term[] {
  const indices: Term[] = [];
  let rest = address;
  for (const d of tensor.dimensions) {
    if (T.monomials(d.stride).length !== 1) {
      return [address];
    }
    const split = splitBy(rest, d.stride);
    indices.push(split.quotient);
    rest = split.rest;
  }
  return rest === T.ZERO && indices.length > 0 && !runsOver(tensor, indices) ? indices : [address];
}

/** An index that may run over its own dimension into one that it leaves at 0: dimensions without a gap that were addressed as one. */
function runsOver(tensor: Tensor, indices: readonly Term[]): boolean {
  return tensor.dimensions.some((d, k) => {
    const next = tensor.dimensions[k + 1];
    return next !== undefined && indices[k] === T.ZERO && T.freeVariables(indices[k + 1]).size > 0 && d.stride === T.mul(next.extent, next.stride);
  });
}

/** Whether the strides are seen not to overlap: each exceeds what the smaller ones reach. */
export function seenApart(dimensions: readonly TensorDimension[], facts: Facts): boolean {
  let reach: Term = T.ZERO;
  for (const d of [...dimensions].reverse()) {
    if (!facts.holds(T.lt(reach, d.stride))) {
      return false;
    }
    reach = T.add(reach, T.mul(d.stride, T.sub(d.extent, T.ONE)));
  }
  return true;
}

/** Dimensions that follow one another without a gap, as groups of channels do, in the place of the innermost of them. */
function chains(dimensions: readonly TensorDimension[]): TensorDimension[][] {
  let found: TensorDimension[][] = dimensions.map(d => [d]);
  for (const outer of dimensions) {
    const inner = found.find(c => c[0] !== outer && outer.stride === T.mul(c[0].extent, c[0].stride));
    const own = found.find(c => c[c.length - 1] === outer);
    if (inner && own && inner !== own) {
      found = found.filter(c => c !== own).map(c => (c === inner ? [...own, ...inner] : c));
    }
  }
  return found;
}

const permutations = <X>(items: readonly X[]): X[][] =>
  items.length <= 1 ? [[...items]] : items.flatMap((x, k) => permutations([...items.slice(0, k), ...items.slice(k + 1)]).map(rest => [x, ...rest]));

/** Each order of the dimensions in which strides may nest, outermost first; beyond three, of those that follow one another as one; beyond three of these, only the given one. */
export function nestings(dimensions: readonly TensorDimension[]): TensorDimension[][] {
  const parts = dimensions.length > 3 ? chains(dimensions) : dimensions.map(d => [d]);
  const orders = parts.length > 3 ? [parts] : permutations(parts);
  return orders.map(o => o.flat()).filter((order, _, all) => all.length === 1 || order.every((d, k) => d.stride !== T.ONE || k === order.length - 1));
}

/** 1 + Σ (extent − 1) · stride: the elements that an index space spans. */
export const spanOf = (dimensions: readonly TensorDimension[]): Term => T.add(T.ONE, ...dimensions.map(d => T.mul(T.sub(d.extent, T.ONE), d.stride)));

/** That some order of the dimensions nests: each stride is at least what the smaller ones span. */
export const apartStatement = (dimensions: readonly TensorDimension[]): Term =>
  T.or(...nestings(dimensions).map(order => T.and(...order.map((d, k) => T.le(spanOf(order.slice(k + 1)), d.stride)))));

/** The same on numbers, in the best order: sorted by stride. */
export function seenApartNumerically(dimensions: readonly { readonly extent: number; readonly stride: number }[]): boolean {
  let reach = 0;
  for (const d of [...dimensions].sort((a, b) => a.stride - b.stride)) {
    if (d.stride <= reach) {
      return false;
    }
    reach += d.stride * (d.extent - 1);
  }
  return true;
}
