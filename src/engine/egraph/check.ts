/** The invariants of a clean graph. */
import { canonicalise } from './canonical';
import { newCanonical } from './numbering';
import type { Core } from './core';
import { factOf } from './facts';
import { isElement, orbit } from './symmetry';
import { placeOf } from './rebuild';

/** Throws an error that says which invariant does not hold. */
export function check<D>(core: Core<D>): void {
  const { nodes, classes } = core;
  let live = 0;
  const using = new Map<number, Set<number>>();
  for (let node = 0; node < nodes.size; node++) {
    if (nodes.live.data[node] === 1) {
      live++;
      checkNode(core, node);
      childrenOf(core, node).forEach(child => using.set(child, (using.get(child) ?? new Set()).add(node)));
    }
  }
  expect(live === nodes.liveCount, 'the number of live nodes');
  let roots = 0;
  for (let id = 0; id < classes.size; id++) {
    if (classes.parent.data[id] === id) {
      roots++;
      checkClass(core, id, using.get(id) ?? new Set());
    } else {
      checkLink(core, id);
    }
  }
  expect(roots === core.classCount, 'the number of classes');
}

function checkNode<D>(core: Core<D>, node: number): void {
  const { nodes, classes, symmetries, analysis } = core;
  const canonical = newCanonical();
  canonicalise(core, nodes.shapes.data, nodes.start.data[node], canonical);
  const { shape, names, ties } = canonical;
  expect(shape.length === nodes.length.data[node] && names.length === nodes.free.data[node], `node ${node} has its canonical length`);
  for (let i = 0; i < shape.length; i++) {
    expect(shape.data[i] === nodes.shapes.data[nodes.start.data[node] + i], `node ${node} has its canonical shape`);
  }
  expect(nodes.find(shape) === node, `node ${node} is found by its shape`);
  const owner = nodes.owner.data[node];
  expect(classes.parent.data[owner] === owner, `the owner of node ${node} is a root`);
  const { args } = placeOf(core, node);
  expect(new Set(args).size === args.length && args.every(arg => arg >= 0 && arg < names.length), `the parameters of node ${node} are distinct slots of it`);
  for (const tie of [names, ...ties]) {
    const exchanged = args.map(arg => tie.indexOf(arg));
    const [a, b] = [args.map(arg => names.indexOf(arg)), exchanged];
    expect(b.every(x => a.includes(x)) && isElement(symmetries[owner], b.map(x => a.indexOf(x))), `the class of node ${node} has its symmetries`);
  }
  const fact = factOf(core, nodes.shapes.data, nodes.start.data[node]);
  expect(analysis.equal(analysis.merge(core.data[owner], fact), core.data[owner]), `the fact of node ${node} is part of its class's`);
}

function checkClass<D>(core: Core<D>, id: number, using: ReadonlySet<number>): void {
  const { classes, symmetries, firstUser, nextUser, users, nodes } = core;
  const arity = classes.arity.data[id];
  for (const element of symmetries[id]?.elements ?? []) {
    expect(element.length === arity && orbit(null, element).length === arity, `the symmetries of class ${id} are permutations of its parameters`);
  }
  expect(symmetries[id] === null || (symmetries[id]?.elements.length ?? 0) > 1, `class ${id} has symmetries or null`);
  const known = new Set<number>();
  for (let entry = firstUser.data[id]; entry !== -1; entry = nextUser.data[entry]) {
    if (nodes.live.data[users.data[entry]] === 1) {
      known.add(users.data[entry]);
    }
  }
  expect(known.size === using.size && [...using].every(node => known.has(node)), `the users of class ${id} are the nodes that have it as a child`);
}

function checkLink<D>({ classes }: Core<D>, id: number): void {
  const parent = classes.parent.data[id];
  const parameters = Array.from({ length: classes.arity.data[parent] }, (_, q) => classes.links.data[classes.linkAt.data[id] + q]);
  expect(new Set(parameters).size === parameters.length && parameters.every(p => p >= 0 && p < classes.arity.data[id]), `the link of class ${id} is injective`);
}

function childrenOf<D>({ nodes, classes, heads }: Core<D>, node: number): readonly number[] {
  const shape = nodes.start.data[node];
  const head = nodes.shapes.data[shape];
  let read = shape + 1 + heads.slots(head);
  return heads.binds(head).map(() => {
    const child = nodes.shapes.data[read];
    read += 1 + classes.arity.data[child];
    return child;
  });
}

function expect(holds: boolean, what: string): void {
  if (!holds) {
    throw new Error(`e-graph: it does not hold that ${what}`);
  }
}
