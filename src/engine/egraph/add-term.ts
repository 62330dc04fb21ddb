/** Adding a node to the terms of its children, where explanations are kept: the term as written, and its class. */
import { addNode } from './add';
import type { Core } from './core';
import type { Ints } from './ints';
import type { Place } from './place';
import type { ProofLog } from './proof-log';

/** The term of a node whose children are terms; afterwards `log.canonical.names` are its slots. */
export function addTerm<D>(core: Core<D>, log: ProofLog, raw: Int32Array): number {
  log.number(raw, 0);
  const known = log.terms.find(log.canonical.shape);
  return known >= 0 ? known : create(core, log);
}

/** The class of a term, in the places of its slots. */
export function classOfTerm<D>({ classes }: Core<D>, { terms }: ProofLog, { id: term, args }: Place): Place {
  const id = terms.owner.data[term];
  const start = terms.parametersAt.data[term];
  return { id, args: Array.from({ length: classes.arity.data[id] }, (_, p) => args[terms.parameters.data[start + p]]) };
}

function create<D>(core: Core<D>, log: ProofLog): number {
  const { nodes, classes } = core;
  const before = nodes.size;
  const node = addNode(core, withClasses(core, log).data, 0);
  const { names, ties } = core.canonical;
  const id = nodes.owner.data[node];
  const start = nodes.parametersAt.data[node];
  const parameters = Array.from({ length: classes.arity.data[id] }, (_, p) => names[nodes.parameters.data[start + p]]);
  if (node < before) {
    return log.addTwin(node, id, parameters, names);
  }
  const term = log.addSource(node, id, parameters, names.slice());
  ties.forEach(tie => log.symmetric(node, tie.map(name => names.indexOf(name))));
  return term;
}

/** The node of classes for the node of terms in `log.canonical`. */
function withClasses<D>({ classes, heads }: Core<D>, { canonical, terms, raw }: ProofLog): Ints {
  raw.length = 0;
  const { data } = canonical.shape;
  const own = heads.slots(data[0]);
  raw.append(data, 0, 1 + own);
  let read = 1 + own;
  for (let c = heads.binds(data[0]).length; c > 0; c--) {
    const term = data[read++];
    const id = terms.owner.data[term];
    const start = terms.parametersAt.data[term];
    raw.push(id);
    for (let p = 0; p < classes.arity.data[id]; p++) {
      raw.push(data[read + terms.parameters.data[start + p]]);
    }
    read += terms.free.data[term];
  }
  return raw;
}
