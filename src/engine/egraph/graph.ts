/** The e-graph: equal terms with binders, closed under congruence. */
import type { Place } from './place';
import { addTerm } from './add-term';
import { check } from './check';
import { Core } from './core';
import { canonicalise } from './canonical';
import { newCanonical } from './numbering';
import { AT } from './expr';
import { explain, type Step } from './explain';
import { Extractor, SIZE, type Cost } from './extract';
import { Heads } from './heads';
import { buildIndex, type Index } from './index-tables';
import { Ints } from './ints';
import { ProofLog } from './proof-log';
import { restore } from './rebuild';
import type { Workspace } from './rule';
import { classOf, SlotNames, storedFor, storeExpr, writeNode, type Stored } from './store';
import { CONSTANT_FOLDING, type Analysis, type Applied, type ClassId, type Expr, type GraphOptions } from './types';
import { found, isEqual, union } from './union';

/** The terms of least cost, as of the graph when this was made. */
export type Extraction = { readonly cost: (applied: Applied) => number; readonly term: (applied: Applied) => Expr };

/** The sorted nodes, when there were so many, and their smallest terms once these were asked for. */
type Indexed<D> = { readonly size: number; readonly index: Index; smallest: Extractor<D> | null };

export class EGraph<D> {
  /** For the operations of this folder. */
  readonly core: Core<D>;
  readonly space: Workspace<D>;
  private readonly names = new SlotNames();
  private indexed: Indexed<D> | null = null;

  constructor(analysis: Analysis<D>, options: GraphOptions = {}) {
    const heads = new Heads();
    this.core = new Core(analysis, heads, options.explain ? new ProofLog(heads) : null);
    this.space = { core: this.core, names: this.names, substitute: options.substituteSlot ?? AT, smallest: () => this.smallest() };
  }

  get classes(): number {
    return this.core.classCount;
  }

  get nodes(): number {
    return this.core.nodes.liveCount;
  }

  /** How many unions have brought anything new. */
  get unions(): number {
    return this.core.unionCount;
  }

  /** Adds a term, in time linear in its DAG. */
  add(term: Expr): Applied {
    return this.applied(classOf(this.core, storeExpr(this.core, this.names, term)));
  }

  /** The same class by its root. */
  find(applied: Applied): Applied {
    return this.applied(this.place(applied));
  }

  /** The fact of a class. */
  data(id: ClassId): D {
    return this.core.data[this.core.classes.root(id)];
  }

  /** Makes two classes equal. Congruence is restored by `rebuild`. Answers whether that is news. */
  union(a: Applied, b: Applied, reason: string): boolean {
    const { core, names } = this;
    const fresh = () => names.number(`%any${this.fresh++}`);
    core.log?.equate(storedFor(core, found(core, this.place(a)), fresh), storedFor(core, found(core, this.place(b)), fresh), reason);
    return union(core, this.place(a), this.place(b));
  }

  private fresh = 0;

  /** Adds two terms and makes them equal: in explanations, the step from one to the other has this reason. */
  unionTerms(a: Expr, b: Expr, reason: string): boolean {
    const [x, y] = [storeExpr(this.core, this.names, a), storeExpr(this.core, this.names, b)];
    return this.equate(x, y, reason);
  }

  /** Restores congruence and facts. */
  rebuild(): void {
    const { core } = this;
    restore(core, found => this.foldConstant(found));
    core.clean = true;
    this.indexed = null;
  }

  /** Whether two classes are equal, as far as unions and congruence tell. */
  same(a: Applied, b: Applied): boolean {
    this.settle();
    return isEqual(this.core, this.place(a), this.place(b));
  }

  /** Whether two terms are in the graph and equal. */
  equal(a: Expr, b: Expr): boolean {
    this.settle();
    const [x, y] = [this.lookup(a), this.lookup(b)];
    return x !== null && y !== null && isEqual(this.core, x, y);
  }

  /** The cheapest terms. Ties are broken the same way in every run. */
  extraction(cost: Cost): Extraction {
    const extractor = new Extractor(this.core, this.index(), cost);
    return {
      cost: applied => extractor.costOf(this.core.classes.root(applied.id)),
      term: applied => {
        const { id, slots } = this.find(applied);
        return extractor.term(id, slots);
      }
    };
  }

  /** The steps from one term to an equal one; null where they are not known to be equal. Only with `explain` set. */
  explain(a: Expr, b: Expr): readonly Step[] | null {
    const { core, names } = this;
    if (core.log === null) {
      throw new Error('explanations are not kept');
    }
    const [x, y] = [storeExpr(core, names, a), storeExpr(core, names, b)];
    this.settle();
    return isEqual(core, classOf(core, x), classOf(core, y)) ? explain(core, core.log, names, x, y) : null;
  }

  /** Throws where an invariant does not hold. For tests: slow. */
  check(): void {
    this.index();
    check(this.core);
  }

  /** The sorted nodes of the graph, which is rebuilt where needed. */
  index(): Index {
    return this.current().index;
  }

  private smallest(): Extractor<D> {
    // While rules are applied the graph is not clean, but choices stay valid until it is rebuilt.
    const current = this.indexed ?? this.current();
    return (current.smallest ??= new Extractor(this.core, current.index, SIZE));
  }

  private current(): Indexed<D> {
    this.settle();
    if (this.indexed?.size !== this.core.nodes.size) {
      this.indexed = { size: this.core.nodes.size, index: buildIndex(this.core), smallest: null };
    }
    return this.indexed;
  }

  private settle(): void {
    if (!this.core.clean) {
      this.rebuild();
    }
  }

  private equate(a: Stored, b: Stored, reason: string): boolean {
    this.core.log?.equate(a, b, reason);
    return union(this.core, classOf(this.core, a), classOf(this.core, b));
  }

  private place({ id, slots }: Applied): Place {
    return found(this.core, { id, args: slots.map(slot => this.names.number(slot)) });
  }

  private applied(place: Place): Applied {
    const { id, args } = found(this.core, place);
    return { id: id as ClassId, slots: args.map(arg => this.names.name(arg)) };
  }

  private lookup(term: Expr): Place | null {
    const { core, names } = this;
    const done = new Map<Expr, Place | null>();
    const raw = new Ints();
    const visit = (node: Expr): Place | null => {
      const known = done.get(node);
      if (known !== undefined) {
        return known;
      }
      const children = node.children.map(child => visit(child.body));
      const places = children.filter(child => child !== null);
      let place: Place | null = null;
      if (places.length === children.length) {
        writeNode(core, names, node, places, raw);
        place = lookupNode(core, raw);
      }
      done.set(node, place);
      return place;
    };
    return visit(term);
  }

  /** Adds the constant that a node, or ~c for a class c, was found to be. */
  private foldConstant(foundAt: number): void {
    const { core, names } = this;
    const id = core.classes.root(foundAt >= 0 ? core.nodes.owner.data[foundAt] : ~foundAt);
    const constant = core.analysis.constant?.(core.data[id]);
    if (!constant) {
      return;
    }
    const stored = storeExpr(core, names, constant);
    const place = classOf(core, stored);
    if (core.classes.root(place.id) === id) {
      return;
    }
    if (core.log === null) {
      union(core, { id, args: Array.from({ length: core.classes.arity.data[id] }, (_, p) => p) }, place);
      return;
    }
    const args = Array.from({ length: core.classes.arity.data[id] }, () => names.number(`%any${this.fresh++}`));
    const fresh = () => names.number(`%any${this.fresh++}`);
    this.equate(this.foldedNode(foundAt) ?? storedFor(core, { id, args }, fresh), stored, CONSTANT_FOLDING);
  }

  /** A node with its constant children as constants, so that a reader can check the step by itself. */
  private foldedNode(node: number): Stored | null {
    const { core, names } = this;
    if (node < 0 || core.log === null) {
      return null;
    }
    const { heads, nodes, classes, analysis } = core;
    const shapes = nodes.shapes.data;
    const start = nodes.start.data[node];
    const head = shapes[start];
    const own = heads.slots(head);
    const local = Array.from({ length: nodes.free.data[node] }, () => names.number(`%any${this.fresh++}`));
    const raw = new Ints();
    raw.push(head);
    for (let i = 0; i < own; i++) {
      raw.push(local[shapes[start + 1 + i]]);
    }
    let read = start + 1 + own;
    for (let c = heads.binds(head).length; c > 0; c--) {
      const child = shapes[read];
      const args = Array.from(shapes.subarray(read + 1, read + 1 + classes.arity.data[child]), arg => (arg < 0 ? arg : local[arg]));
      read += 1 + args.length;
      const root = found(core, { id: child, args });
      const constant = analysis.constant?.(core.data[root.id]);
      const stored = constant ? storeExpr(core, names, constant) : storedFor(core, root, () => names.number(`%any${this.fresh++}`));
      raw.push(stored.id);
      stored.args.forEach(arg => raw.push(arg));
    }
    const term = addTerm(core, core.log, raw.data);
    return { id: term, args: core.log.canonical.names.slice() };
  }
}

function lookupNode<D>(core: Core<D>, raw: Ints): Place | null {
  const canonical = newCanonical();
  canonicalise(core, raw.data, 0, canonical);
  const node = core.nodes.find(canonical.shape);
  if (node < 0) {
    return null;
  }
  const start = core.nodes.parametersAt.data[node];
  const id = core.nodes.owner.data[node];
  return { id, args: Array.from({ length: core.classes.arity.data[id] }, (_, p) => canonical.names[core.nodes.parameters.data[start + p]]) };
}
