/** The cheapest term of each class. */
import type { Core } from './core';
import type { Index } from './index-tables';
import type { Expr, ExprChild, Slot } from './types';

/**
 * What a node costs, from the costs of its children. It must be greater than each of these, and not fall when they rise.
 */
export type Cost = (op: string, children: readonly number[], slots: number) => number;

/** The number of nodes in the tree. */
export const SIZE: Cost = (_op, children) => children.reduce((sum, cost) => sum + cost, 1);

/** More than any sum of costs: a term with a slot that its class does not depend on is taken only where there is no other. */
const FOREIGN_SLOT = 2 ** 40;

/** Costs, and the choice of a node, for all classes of a clean graph. Choices stay valid until the graph is rebuilt. */
export class Extractor<D> {
  private readonly costs: Float64Array;
  private readonly choices: Int32Array;
  private readonly terms = new Map<string, Expr>();

  constructor(private readonly core: Core<D>, private readonly index: Index, private readonly cost: Cost) {
    this.costs = new Float64Array(core.classes.size).fill(Infinity);
    this.choices = new Int32Array(core.classes.size).fill(-1);
    this.settle();
    this.choose();
  }

  /** The cost of the cheapest term of a class. */
  costOf(id: number): number {
    return this.costs[id];
  }

  /** The cheapest term of a class, with the given slots in the place of its parameters. `id` was a root when this was made. */
  term(id: number, slots: readonly Slot[]): Expr {
    const key = `${id} ${slots.join(' ')}`;
    const known = this.terms.get(key);
    if (known) {
      return known;
    }
    const choice = this.choices[id] ?? -1;
    if (choice < 0) {
      throw new Error('a class that is newer than the extraction');
    }
    const made = this.make(choice, slots);
    this.terms.set(key, made);
    return made;
  }

  private settle(): void {
    const { nodes } = this.core;
    for (let changed = true; changed; ) {
      changed = false;
      for (const node of this.index.nodes) {
        const owner = nodes.owner.data[node];
        const cost = this.nodeCost(node);
        if (cost < this.costs[owner]) {
          this.costs[owner] = cost;
          changed = true;
        }
      }
    }
  }

  /** Of the cheapest nodes the one with the least operator, then the oldest: the same in every run. */
  private choose(): void {
    const { nodes, heads } = this.core;
    const op = (node: number) => heads.op(nodes.shapes.data[nodes.start.data[node]]);
    for (const node of this.index.nodes) {
      const owner = nodes.owner.data[node];
      if (this.nodeCost(node) === this.costs[owner]) {
        const chosen = this.choices[owner];
        if (chosen < 0 || op(node) < op(chosen)) {
          this.choices[owner] = node;
        }
      }
    }
  }

  private nodeCost(node: number): number {
    const { nodes, heads, classes } = this.core;
    const shapes = nodes.shapes.data;
    const start = nodes.start.data[node];
    const head = shapes[start];
    const own = heads.slots(head);
    const children: number[] = [];
    let read = start + 1 + own;
    for (let c = heads.binds(head).length; c > 0; c--) {
      const child = this.costs[shapes[read]];
      if (child === Infinity) {
        return Infinity;
      }
      children.push(child);
      read += 1 + classes.arity.data[shapes[read]];
    }
    const cost = this.cost(heads.op(head), children, own);
    if (children.some(child => !(cost > child))) {
      throw new Error(`the cost of ${heads.op(head)} is no greater than that of a child`);
    }
    return cost + (nodes.free.data[node] > classes.arity.data[nodes.owner.data[node]] ? FOREIGN_SLOT : 0);
  }

  private make(node: number, slots: readonly Slot[]): Expr {
    const { nodes, heads, classes } = this.core;
    const shapes = nodes.shapes.data;
    const start = nodes.start.data[node];
    const head = shapes[start];
    const names = this.namesOf(node, slots);
    const own = heads.slots(head);
    let read = start + 1 + own;
    const children = heads.binds(head).map((count): ExprChild => {
      const child = shapes[read];
      const args = Array.from(shapes.subarray(read + 1, read + 1 + classes.arity.data[child]));
      read += 1 + args.length;
      const binds = newSlots(count, '$', names);
      return { binds, body: this.term(child, args.map(arg => (arg < 0 ? binds[-arg - 1] : names[arg]))) };
    });
    return { op: heads.op(head), slots: Array.from(shapes.subarray(start + 1, start + 1 + own), number => names[number]), children };
  }

  /** The slots for the numbers in a node's shape. */
  private namesOf(node: number, slots: readonly Slot[]): readonly Slot[] {
    const { nodes } = this.core;
    const free = nodes.free.data[node];
    const names: (Slot | undefined)[] = Array.from({ length: free }, () => undefined);
    slots.forEach((slot, p) => (names[nodes.parameters.data[nodes.parametersAt.data[node] + p]] = slot));
    const foreign = newSlots(free - slots.length, '$any', slots);
    let used = 0;
    return names.map(name => name ?? foreign[used++]);
  }
}

/** The first names that are not taken. */
function newSlots(count: number, prefix: string, taken: readonly Slot[]): readonly Slot[] {
  const names: Slot[] = [];
  for (let n = 0; names.length < count; n++) {
    if (!taken.includes(`${prefix}${n}`)) {
      names.push(`${prefix}${n}`);
    }
  }
  return names;
}
