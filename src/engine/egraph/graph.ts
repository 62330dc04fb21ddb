/** The e-graph: equal terms with binders, closed under congruence. */
import type { Place } from './place';
import { check } from './check';
import { Core } from './core';
import { canonicalise } from './canonical';
import { newCanonical } from './numbering';
import { AT } from './expr';
import { explain, type Step } from './explain';
import { Extractor, SIZE, type Cost } from './extract';
import { foldConstant } from './fold';
import { Heads } from './heads';
import { buildIndex, type Index } from './index-tables';
import { Ints } from './ints';
import { ProofLog } from './proof-log';
import { restore } from './rebuild';
import type { Workspace } from './rule';
import { classOf, equate, SlotNames, storedFor, storeExpr, writeNode } from './store';
import type { Analysis, Applied, ClassId, Expr, GraphOptions } from './types';
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
    const fresh = () => names.fresh();
    core.log?.equate(storedFor(core, found(core, this.place(a)), fresh), storedFor(core, found(core, this.place(b)), fresh), reason);
    return union(core, this.place(a), this.place(b));
  }

  /** Adds two terms and makes them equal: in explanations, the step from one to the other has this reason. */
  unionTerms(a: Expr, b: Expr, reason: string): boolean {
    const { core, names } = this;
    return equate(core, storeExpr(core, names, a), storeExpr(core, names, b), reason);
  }

  /** Restores congruence and facts. */
  rebuild(): void {
    const { core } = this;
    restore(core, found => foldConstant(core, this.names, found));
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
