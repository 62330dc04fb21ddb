/**
 * The shape of a node: its children replaced by their roots, its free slots numbered as they occur. Where children have
 * symmetries, the least of the equal shapes; every way to reach it is an equation between arguments of the node.
 */
import type { Core } from './core';
import { clear, numberOf, type Canonical } from './numbering';

/** Computes the shape of the node at `raw[at]`, whose slots are names ≥ 0 or bound (negative), and whose classes may be no roots. */
export function canonicalise<D>(core: Core<D>, raw: Int32Array, at: number, out: Canonical): void {
  const { heads, classes, symmetries } = core;
  const { shape, names } = out;
  const head = raw[at];
  const children = heads.binds(head).length;
  const own = heads.slots(head);
  shape.length = 0;
  clear(names);
  out.ties = NO_TIES;
  shape.push(head);
  let read = at + 1;
  for (let i = 0; i < own; i++) {
    shape.push(numberOf(names, raw[read++]));
  }
  let symmetric = false;
  for (let c = 0; c < children; c++) {
    const id = raw[read++];
    const root = classes.root(id);
    shape.push(root);
    const arity = classes.arity.data[root];
    if (arity > 0) {
      symmetric ||= symmetries[root] !== null;
      const link = root === id ? -1 : classes.linkAt.data[id];
      for (let q = 0; q < arity; q++) {
        shape.push(numberOf(names, raw[read + (link < 0 ? q : classes.links.data[link + q])]));
      }
    }
    read += classes.arity.data[id];
  }
  if (symmetric) {
    minimise(core, out);
  }
}

const NO_TIES: number[][] = [];

/** Replaces the shape by the least that the symmetries of the children allow, child by child. */
function minimise<D>({ heads, classes, symmetries }: Core<D>, out: Canonical): void {
  const { shape, names } = out;
  const given = shape.data.slice(0, shape.length);
  const own = heads.slots(given[0]);
  let orders: number[][] = [names.slice(0, new Set(given.slice(1, 1 + own)).size).map((_, i) => i)];
  let at = 1 + own;
  for (let c = heads.binds(given[0]).length; c > 0; c--) {
    const root = given[at++];
    const args = given.subarray(at, at + classes.arity.data[root]);
    const elements = symmetries[root]?.elements ?? [null];
    let best: number[] | null = null;
    let next = new Map<string, number[]>();
    for (const order of orders) {
      for (const element of elements) {
        const extended = order.slice();
        const sequence = Array.from(args, (_, q) => numberOf(extended, args[element ? element[q] : q]));
        const comparison = best ? compare(sequence, best) : -1;
        if (comparison < 0) {
          best = sequence;
          next = new Map();
        }
        if (comparison <= 0) {
          next.set(extended.join(), extended);
        }
      }
    }
    (best ?? []).forEach((value, q) => (shape.data[at + q] = value));
    at += args.length;
    orders = [...next.values()];
  }
  const named = orders.map(order => order.map(i => names[i]));
  out.names = named[0];
  out.ties = named.slice(1);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) {
      return a[i] - b[i];
    }
  }
  return 0;
}
