/** Restoring congruence: nodes whose children have changed get their shape anew, and those that now look alike become one. */
import type { Place } from './place';
import { canonicalise } from './canonical';
import { STALE_FACT, STALE_SHAPE, type Core } from './core';
import { refreshFact } from './facts';
import { orbit } from './symmetry';
import { shrink, union } from './union';

/** Works until no node is out of date. `fold` makes a constant that was found equal to its class. */
export function restore<D>(core: Core<D>, fold: (found: number) => void): void {
  const { staleNodes, staleFacts, newConstants, stale } = core;
  for (;;) {
    const node = staleNodes.pop();
    if (node !== undefined) {
      stale.data[node] &= ~STALE_SHAPE;
      refreshShape(core, node);
      continue;
    }
    const fact = staleFacts.pop();
    if (fact !== undefined) {
      stale.data[fact] &= ~STALE_FACT;
      refreshFact(core, fact);
      continue;
    }
    const found = newConstants.pop();
    if (found === undefined) {
      return;
    }
    fold(found);
  }
}

function refreshShape<D>(core: Core<D>, node: number): void {
  const { nodes, canonical, log } = core;
  if (nodes.live.data[node] === 0) {
    return;
  }
  const slots = nodes.free.data[node];
  nodes.remove(node);
  canonicalise(core, nodes.shapes.data, nodes.start.data[node], canonical);
  const { names, ties } = canonical;
  refreshOwner(core, node);
  log?.reshaped(node, names);
  if (names.length < slots) {
    dropLostSlots(core, node, names);
  }
  renameParameters(core, node, names);
  const twin = nodes.find(canonical.shape);
  if (twin >= 0) {
    nodes.retire(node);
    log?.congruent(node, twin);
    union(core, placeOf(core, node), placeOf(core, twin));
    return;
  }
  nodes.reinsert(node, canonical.shape, names.length);
  // Each tie names the same node with its slots exchanged: the class is equal to itself under that exchange.
  for (const tie of ties) {
    const exchange = tie.map(name => names.indexOf(name));
    log?.symmetric(node, exchange);
    const { id, args } = placeOf(core, node);
    union(core, { id, args }, { id, args: args.map(number => exchange.indexOf(number)) });
  }
}

/** Makes a node's owner a root. */
export function refreshOwner<D>({ nodes, classes }: Core<D>, node: number): void {
  const owner = nodes.owner.data[node];
  const root = classes.root(owner);
  if (root !== owner) {
    const start = nodes.parametersAt.data[node];
    const old = nodes.parameters.data.slice(start, start + classes.arity.data[owner]);
    const link = classes.linkAt.data[owner];
    for (let q = 0; q < classes.arity.data[root]; q++) {
      nodes.parameters.data[start + q] = old[classes.links.data[link + q]];
    }
    nodes.owner.data[node] = root;
  }
}

/** The class of a node depends on none of the slots that the node has lost. */
function dropLostSlots<D>(core: Core<D>, node: number, names: readonly number[]): void {
  const { id, args } = placeOf(core, node);
  const lost = args.flatMap((number, p) => (names.includes(number) ? [] : [p]));
  if (lost.length > 0) {
    shrink(core, id, orbit(core.symmetries[id], lost));
    refreshOwner(core, node);
  }
}

/** The numbers in a node's new shape, instead of those in the old one. */
function renameParameters<D>({ nodes, classes }: Core<D>, node: number, names: readonly number[]): void {
  const start = nodes.parametersAt.data[node];
  const parameters = nodes.parameters.data;
  for (let p = start; p < start + classes.arity.data[nodes.owner.data[node]]; p++) {
    parameters[p] = names.indexOf(parameters[p]);
  }
}

/** The class of a node, its slots the numbers in the node's shape. */
export function placeOf<D>({ nodes, classes }: Core<D>, node: number): Place {
  const id = nodes.owner.data[node];
  const start = nodes.parametersAt.data[node];
  return { id, args: Array.from(nodes.parameters.data.subarray(start, start + classes.arity.data[id])) };
}
