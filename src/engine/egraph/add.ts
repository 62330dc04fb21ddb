/** Adding a node to the classes of its children. */
import { canonicalise } from './canonical';
import type { Core } from './core';
import { factOf } from './facts';
import { generate, type Permutation } from './symmetry';

/**
 * The node that the one at `raw[at]` is equal to, known or new. Afterwards `core.canonical.names` holds the slots of `raw`
 * for the numbers of the node's shape.
 */
export function addNode<D>(core: Core<D>, raw: Int32Array, at: number): number {
  const { canonical, nodes } = core;
  canonicalise(core, raw, at, canonical);
  const known = nodes.find(canonical.shape);
  return known >= 0 ? known : create(core);
}

function create<D>(core: Core<D>): number {
  const { canonical, nodes, heads, classes, analysis } = core;
  const { shape, names, ties } = canonical;
  const arity = names.length;
  const head = shape.data[0];
  const data = factOf(core, shape.data, 0);
  const id = core.addClass(arity, data);
  const node = nodes.add(shape, arity, id, identity(arity), arity);
  core.stale.push(0);
  let at = 1 + heads.slots(head);
  for (let c = heads.binds(head).length; c > 0; c--) {
    const child = shape.data[at];
    core.addUser(child, node);
    at += 1 + classes.arity.data[child];
  }
  if (ties.length > 0) {
    core.symmetries[id] = generate(null, ties.map(tie => between(names, tie)));
  }
  if (analysis.constant?.(data)) {
    core.newConstants.push(node);
    core.clean = false;
  }
  return node;
}

/** The permutation of numbers that takes one naming to another of the same names. */
const between = (names: readonly number[], tie: readonly number[]): Permutation => tie.map(name => names.indexOf(name));

const IDENTITIES: number[][] = [];

/** 0, 1, …, length - 1; shared, not to be changed. */
export function identity(length: number): readonly number[] {
  return (IDENTITIES[length] ??= Array.from({ length }, (_, i) => i));
}
