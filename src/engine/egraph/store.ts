/** Putting nodes and terms into a graph: as classes, or, where explanations are kept, as terms. */
import { addNode } from './add';
import { addTerm, classOfTerm } from './add-term';
import { canonicalise } from './canonical';
import type { Core } from './core';
import { Ints } from './ints';
import type { Expr, Slot } from './types';
import { union } from './union';
import type { Place } from './place';

/**
 * A class, or a term where explanations are kept, with its slots: both are a number followed by as many slots as they have,
 * which lets the same code build either.
 */
export type Stored = Place;

/** How many slots a class or term has. */
export const slotCount = <D>({ log, classes }: Core<D>, id: number): number => (log ? log.terms.free.data[id] : classes.arity.data[id]);

/** Stores a node whose children are stored; appends the result to `out` and answers where it begins. */
export function store<D>(core: Core<D>, raw: Int32Array, out: Ints): number {
  const { log } = core;
  if (log) {
    const start = out.length;
    const term = addTerm(core, log, raw);
    out.push(term);
    log.canonical.names.forEach(name => out.push(name));
    return start;
  }
  return writeOwner(core, addNode(core, raw, 0), out);
}

/** Looks for a node of classes; appends its class to `out` and answers where it begins, -1 where there is no such node. */
export function find<D>(core: Core<D>, raw: Int32Array, out: Ints): number {
  canonicalise(core, raw, 0, core.canonical);
  const node = core.nodes.find(core.canonical.shape);
  return node < 0 ? -1 : writeOwner(core, node, out);
}

/** Appends the class of the node in `core.canonical`. */
function writeOwner<D>({ nodes, classes, canonical }: Core<D>, node: number, out: Ints): number {
  const owner = nodes.owner.data[node];
  const start = out.push(owner);
  const parameters = nodes.parametersAt.data[node];
  for (let p = 0; p < classes.arity.data[owner]; p++) {
    out.push(canonical.names[nodes.parameters.data[parameters + p]]);
  }
  return start;
}

/** The class of something stored. */
export const classOf = <D>(core: Core<D>, stored: Stored): Place => (core.log ? classOfTerm(core, core.log, stored) : stored);

/** Something stored that stands for a class, which must be a root. Slots too many are named by `fresh`. */
export const storedFor = <D>(core: Core<D>, place: Place, fresh: () => number): Stored => (core.log ? core.log.termOf(place, fresh) : place);

/** Makes what two stored things stand for equal, and keeps the reason: whether that is news. */
export function equate<D>(core: Core<D>, a: Stored, b: Stored, reason: string): boolean {
  core.log?.equate(a, b, reason);
  return union(core, classOf(core, a), classOf(core, b));
}

/** Reads what `store` wrote. */
export const storedAt = <D>(core: Core<D>, out: Ints, at: number): Stored => ({
  id: out.data[at],
  args: Array.from(out.data.subarray(at + 1, at + 1 + slotCount(core, out.data[at])))
});

/** Numbers for the names of slots. */
export class SlotNames {
  private readonly numbers = new Map<Slot, number>();
  private readonly names: Slot[] = [];
  private made = 0;

  number(name: Slot): number {
    const known = this.numbers.get(name);
    if (known !== undefined) {
      return known;
    }
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  name(number: number): Slot {
    return this.names[number];
  }

  /** The number of a name that occurs nowhere else. */
  fresh(): number {
    return this.number(`%any${this.made++}`);
  }

  has(name: Slot): boolean {
    return this.numbers.has(name);
  }
}

/** Stores a term, each shared part once. */
export function storeExpr<D>(core: Core<D>, names: SlotNames, term: Expr): Stored {
  const done = new Map<Expr, Stored>();
  const raw = new Ints();
  const out = new Ints();
  const visit = (node: Expr): Stored => {
    const known = done.get(node);
    if (known) {
      return known;
    }
    const children = node.children.map(child => visit(child.body));
    writeNode(core, names, node, children, raw);
    out.length = 0;
    const stored = storedAt(core, out, store(core, raw.data, out));
    done.set(node, stored);
    return stored;
  };
  return visit(term);
}

/** Writes a node whose children are stored. */
export function writeNode<D>(core: Core<D>, names: SlotNames, { op, slots, children }: Expr, stored: readonly Stored[], raw: Ints): void {
  raw.length = 0;
  raw.push(core.heads.intern(op, slots.length, children.map(child => child.binds.length)));
  slots.forEach(slot => raw.push(names.number(slot)));
  stored.forEach(({ id, args }, c) => {
    const bound = children[c].binds.map(slot => names.number(slot));
    raw.push(id);
    args.forEach(arg => raw.push(bound.includes(arg) ? -bound.lastIndexOf(arg) - 1 : arg));
  });
}
