/** The analysis: facts of nodes, and their way up to the classes that use them. */
import { STALE_FACT, type Core } from './core';

/** The fact of the node whose shape begins at `at`. */
export function factOf<D>({ heads, classes, data, analysis }: Core<D>, shape: Int32Array, at: number): D {
  const head = shape[at];
  const binds = heads.binds(head);
  let read = at + 1 + heads.slots(head);
  const children: D[] = [];
  for (let c = 0; c < binds.length; c++) {
    const child = shape[read];
    children.push(data[classes.root(child)]);
    read += 1 + classes.arity.data[child];
  }
  return analysis.make(heads.op(head), children, binds);
}

/** Computes the fact of a node again, and joins it to that of its class. */
export function refreshFact<D>(core: Core<D>, node: number): void {
  const { nodes, classes, analysis } = core;
  const data = factOf(core, nodes.shapes.data, nodes.start.data[node]);
  const id = classes.root(nodes.owner.data[node]);
  const merged = analysis.merge(core.data[id], data);
  if (!analysis.equal(merged, core.data[id])) {
    core.data[id] = merged;
    core.touch(id, STALE_FACT);
    if (analysis.constant?.(merged)) {
      core.newConstants.push(analysis.constant(data) ? node : ~id);
    }
  }
}

/** Joins the facts of a root and of a class that is about to be linked to it. */
export function mergeFacts<D>(core: Core<D>, root: number, other: number): void {
  const { analysis, data } = core;
  const merged = analysis.merge(data[root], data[other]);
  const news = !analysis.equal(merged, data[root]);
  const newsToOther = !analysis.equal(merged, data[other]);
  if (news) {
    core.touch(root, STALE_FACT);
  }
  if (newsToOther) {
    core.touch(other, STALE_FACT);
  }
  data[root] = merged;
  if (news && newsToOther && analysis.constant?.(merged)) {
    core.newConstants.push(~root);
  }
}
