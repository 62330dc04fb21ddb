/** Constant folding: a class that the analysis finds to be constant gets the constant as a node. */
import { addTerm } from './add-term';
import type { Core } from './core';
import { Ints } from './ints';
import type { ProofLog } from './proof-log';
import { equate, storedFor, storeExpr, type SlotNames, type Stored } from './store';
import { CONSTANT_FOLDING } from './types';
import { found, union } from './union';

/** Adds the constant that a node, or ~c for a class c, was found to be. */
export function foldConstant<D>(core: Core<D>, names: SlotNames, at: number): void {
  const { analysis, classes, nodes, data, log } = core;
  const id = classes.root(at >= 0 ? nodes.owner.data[at] : ~at);
  const constant = analysis.constant?.(data[id]);
  if (!constant) {
    return;
  }
  const stored = storeExpr(core, names, constant);
  if (log === null) {
    union(core, { id, args: Array.from({ length: classes.arity.data[id] }, () => names.fresh()) }, stored);
    return;
  }
  const term = at >= 0 ? withConstantChildren(core, log, names, at) : storedFor(core, { id, args: Array.from({ length: classes.arity.data[id] }, () => names.fresh()) }, () => names.fresh());
  if (term.id !== stored.id) {
    equate(core, term, stored, CONSTANT_FOLDING);
  }
}

/** A node as a term, its constant children as constants, so that a reader can check the step by itself. */
function withConstantChildren<D>(core: Core<D>, log: ProofLog, names: SlotNames, node: number): Stored {
  const { heads, nodes, classes, analysis, data } = core;
  const shapes = nodes.shapes.data;
  const head = shapes[nodes.start.data[node]];
  const local = Array.from({ length: nodes.free.data[node] }, () => names.fresh());
  const raw = new Ints();
  let read = nodes.start.data[node];
  raw.push(shapes[read++]);
  for (let i = heads.slots(head); i > 0; i--) {
    raw.push(local[shapes[read++]]);
  }
  for (let c = heads.binds(head).length; c > 0; c--) {
    const id = shapes[read++];
    const args = Array.from(shapes.subarray(read, read + classes.arity.data[id]), arg => (arg < 0 ? arg : local[arg]));
    read += args.length;
    const child = found(core, { id, args });
    const constant = analysis.constant?.(data[child.id]);
    const stored = constant ? storeExpr(core, names, constant) : storedFor(core, child, () => names.fresh());
    raw.push(stored.id);
    stored.args.forEach(arg => raw.push(arg));
  }
  return { id: addTerm(core, log, raw.data), args: log.canonical.names.slice() };
}
