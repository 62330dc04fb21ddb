/**
 * What explanations need: every term that was ever added, as it was written, and every equation between two of them, with
 * its reason, in the order in which they were found. A congruence follows from equations before it.
 */
import { addNode } from './add';
import { newCanonical } from './canonical';
import type { Core } from './core';
import type { Heads } from './heads';
import { Ints } from './ints';
import { NodeTable } from './node-table';
import type { Place } from './union';

/** The reason of an equation that follows from those of the children. */
export const CONGRUENCE = 0;

/** A term as written stands for a class in the places of its slots; a class has one term that stands for it. */
type Representative = { readonly term: number; readonly slots: readonly number[] };

export class ProofLog {
  /** The terms: the owner is the class at the time; its parameters are slots of the term. */
  readonly terms = new NodeTable();
  /** Equations: two terms and their slots; the same number is the same slot, and all numbers of an equation are distinct slots. */
  readonly left = new Ints(1024);
  readonly right = new Ints(1024);
  readonly reason = new Ints(1024);
  readonly argsAt = new Ints(1024);
  readonly args = new Ints(4096);
  readonly reasons: string[] = ['congruence'];
  /** For each term, its equations, a chain through `nextEquation`; each equation is in the chains of both sides: 2e and 2e + 1. */
  readonly firstEquation = new Ints(1024);
  readonly nextEquation = new Ints(1024);

  private readonly reasonIds = new Map<string, number>();
  private readonly representatives: Representative[] = [];
  /** For each node of the graph, the term that it came from, and the slots of that term for the numbers in its shape. */
  private readonly sources: Representative[] = [];
  private readonly raw = new Ints();
  readonly canonical = newCanonical();

  constructor(private readonly heads: Heads) {}

  /** The term of a node whose children are terms; afterwards `canonical.names` are its slots. */
  addTerm<D>(core: Core<D>, raw: Int32Array, at: number): number {
    this.number(raw, at);
    const { shape, names } = this.canonical;
    const known = this.terms.find(shape);
    return known >= 0 ? known : this.create(core, names.length);
  }

  /** The class of a term, in the places of its slots. */
  placeOf<D>({ classes }: Core<D>, term: number, args: (slot: number) => number): Place {
    const id = this.terms.owner.data[term];
    const start = this.terms.parametersAt.data[term];
    return { id, args: Array.from({ length: classes.arity.data[id] }, (_, p) => args(this.terms.parameters.data[start + p])) };
  }

  /** The term that stands for a root; its slots that the class does not depend on are named by `fresh`. */
  termOf({ id, args }: Place, fresh: () => number): Place {
    const { term, slots } = this.representatives[id];
    return { id: term, args: Array.from({ length: this.terms.free.data[term] }, (_, slot) => (slots.includes(slot) ? args[slots.indexOf(slot)] : fresh())) };
  }

  /** Records that two terms are equal, and why. */
  equate(a: Place, b: Place, reason: string): void {
    let id = this.reasonIds.get(reason);
    if (id === undefined) {
      id = this.reasons.push(reason) - 1;
      this.reasonIds.set(reason, id);
    }
    this.record(a, b, id);
  }

  /** A class has become a smaller one. */
  adopt(smaller: number, id: number, kept: readonly number[]): void {
    const { term, slots } = this.representatives[id];
    this.representatives[smaller] = { term, slots: kept.map(p => slots[p]) };
  }

  /** Two classes become one: it is represented by the term with fewer slots too many. */
  preferred(keep: number, drop: number, parameters: readonly number[]): void {
    const [own, other] = [this.representatives[keep], this.representatives[drop]];
    const arity = ({ term }: Representative) => this.terms.free.data[term];
    if (arity(other) < arity(own)) {
      this.representatives[keep] = { term: other.term, slots: parameters.map(p => other.slots[p]) };
    }
  }

  /** A node's shape was computed anew: `names` are old numbers for the new ones; those not among them are lost. */
  reshaped(node: number, names: readonly number[]): void {
    const { term, slots } = this.sources[node];
    this.sources[node] = { term, slots: names.map(number => slots[number]) };
    if (names.length < slots.length) {
      const arity = this.terms.free.data[term];
      const lost = slots.filter((_, number) => !names.includes(number));
      const all = Array.from({ length: arity }, (_, slot) => slot);
      this.record({ id: term, args: all }, { id: term, args: all.map(slot => (lost.includes(slot) ? arity + slot : slot)) }, CONGRUENCE);
    }
  }

  /** Two nodes have the same shape. */
  congruent(node: number, twin: number): void {
    const fresh = this.freshFrom(Math.max(this.sources[node].slots.length, this.sources[twin].slots.length));
    this.record(this.sourcePlace(node, number => number, fresh), this.sourcePlace(twin, number => number, fresh), CONGRUENCE);
  }

  /** A node has the same shape when number `exchange[s]` takes the place of s. */
  symmetric(node: number, exchange: readonly number[]): void {
    const fresh = this.freshFrom(exchange.length);
    this.record(this.sourcePlace(node, number => number, fresh), this.sourcePlace(node, number => exchange.indexOf(number), fresh), CONGRUENCE);
  }

  private sourcePlace(node: number, rename: (number: number) => number, fresh: () => number): Place {
    const { term, slots } = this.sources[node];
    return { id: term, args: Array.from({ length: this.terms.free.data[term] }, (_, slot) => (slots.includes(slot) ? rename(slots.indexOf(slot)) : fresh())) };
  }

  private freshFrom(first: number): () => number {
    let next = first;
    return () => next++;
  }

  /** Numbers the slots of a node of terms. */
  private number(raw: Int32Array, at: number): void {
    const { shape, names } = this.canonical;
    shape.length = 0;
    names.length = 0;
    const head = raw[at];
    const put = (slot: number): void => {
      const known = slot < 0 ? slot : names.indexOf(slot);
      shape.push(slot >= 0 && known < 0 ? names.push(slot) - 1 : known);
    };
    shape.push(head);
    let read = at + 1;
    for (let i = this.heads.slots(head); i > 0; i--) {
      put(raw[read++]);
    }
    for (let c = this.heads.binds(head).length; c > 0; c--) {
      const term = raw[read++];
      shape.push(term);
      for (let i = this.terms.free.data[term]; i > 0; i--) {
        put(raw[read++]);
      }
    }
  }

  private create<D>(core: Core<D>, arity: number): number {
    const { shape } = this.canonical;
    this.toClasses(core);
    const before = core.nodes.size;
    const node = addNode(core, this.raw.data, 0);
    const { names, ties } = core.canonical;
    const owner = core.nodes.owner.data[node];
    const start = core.nodes.parametersAt.data[node];
    const parameters = Array.from({ length: core.classes.arity.data[owner] }, (_, p) => names[core.nodes.parameters.data[start + p]]);
    const term = this.terms.add(shape, arity, owner, parameters, parameters.length);
    this.firstEquation.push(-1);
    if (node === before) {
      this.sources[node] = { term, slots: names.slice() };
      this.representatives[owner] = { term, slots: parameters };
      ties.forEach(tie => this.symmetric(node, tie.map(name => names.indexOf(name))));
      this.reportForeign(term, names, arity);
    } else {
      this.record({ id: term, args: Array.from({ length: arity }, (_, slot) => slot) }, this.sourcePlace(node, number => names[number], this.freshFrom(arity)), CONGRUENCE);
    }
    return term;
  }

  /** A new term whose children do not depend on some of its slots does not depend on them either. */
  private reportForeign(term: number, names: readonly number[], arity: number): void {
    if (names.length < arity) {
      const all = Array.from({ length: arity }, (_, slot) => slot);
      this.record({ id: term, args: all }, { id: term, args: all.map(slot => (names.includes(slot) ? slot : arity + slot)) }, CONGRUENCE);
    }
  }

  /** Writes to `raw` the node of classes for the node of terms in `canonical`. */
  private toClasses<D>({ classes }: Core<D>): void {
    const { raw, canonical, terms, heads } = this;
    const data = canonical.shape.data;
    const own = heads.slots(data[0]);
    raw.length = 0;
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
  }

  private record(a: Place, b: Place, reason: number): void {
    const equation = this.left.push(a.id);
    this.right.push(b.id);
    this.reason.push(reason);
    this.argsAt.push(this.args.length);
    a.args.forEach(arg => this.args.push(arg));
    b.args.forEach(arg => this.args.push(arg));
    for (const [entry, { id }] of [
      [2 * equation, a],
      [2 * equation + 1, b]
    ] as const) {
      this.nextEquation.push(this.firstEquation.data[id]);
      this.firstEquation.data[id] = entry;
    }
  }
}
