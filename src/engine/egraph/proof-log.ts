/**
 * What explanations need: every term that was ever added, as it was written, and every equation between two of them, with
 * its reason, in the order in which they were found. A congruence follows from equations before it.
 */
import { clear, newCanonical, numberOf } from './numbering';
import type { Heads } from './heads';
import { Ints } from './ints';
import { NodeTable } from './node-table';
import type { Place } from './place';

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
  readonly canonical = newCanonical();
  /** Room for a node of classes. */
  readonly raw = new Ints();

  constructor(private readonly heads: Heads) {}

  /** A new term, of the shape in `canonical`, which came from nowhere else: it stands for its class and its node. */
  addSource(node: number, id: number, parameters: readonly number[], slots: readonly number[]): number {
    const term = this.addTerm(id, parameters);
    this.sources[node] = { term, slots };
    this.representatives[id] = { term, slots: parameters };
    this.recordForeign(term, slots);
    return term;
  }

  /** A new term, of the shape in `canonical`, that has become a node which is there already; `slots` are its own for the node's numbers. */
  addTwin(node: number, id: number, parameters: readonly number[], slots: readonly number[]): number {
    const term = this.addTerm(id, parameters);
    const all = allSlots(this.terms.free.data[term]);
    this.record({ id: term, args: all }, this.sourcePlace(node, number => slots[number], freshFrom(all.length)), CONGRUENCE);
    return term;
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
    const left = names.map(number => slots[number]);
    this.sources[node] = { term, slots: left };
    if (left.length < slots.length) {
      this.recordForeign(term, left);
    }
  }

  /** Two nodes have the same shape. */
  congruent(node: number, twin: number): void {
    const fresh = freshFrom(Math.max(this.sources[node].slots.length, this.sources[twin].slots.length));
    this.record(this.sourcePlace(node, number => number, fresh), this.sourcePlace(twin, number => number, fresh), CONGRUENCE);
  }

  /** A node has the same shape when number `exchange[s]` takes the place of s. */
  symmetric(node: number, exchange: readonly number[]): void {
    const fresh = freshFrom(exchange.length);
    this.record(this.sourcePlace(node, number => number, fresh), this.sourcePlace(node, number => exchange.indexOf(number), fresh), CONGRUENCE);
  }

  private sourcePlace(node: number, rename: (number: number) => number, fresh: () => number): Place {
    const { term, slots } = this.sources[node];
    return { id: term, args: Array.from({ length: this.terms.free.data[term] }, (_, slot) => (slots.includes(slot) ? rename(slots.indexOf(slot)) : fresh())) };
  }

  /** Writes the shape of a node whose children are terms to `canonical`. */
  number(raw: Int32Array, at: number): void {
    const { shape, names } = this.canonical;
    shape.length = 0;
    clear(names);
    const head = raw[at];
    const put = (slot: number) => shape.push(numberOf(names, slot));
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

  private addTerm(id: number, parameters: readonly number[]): number {
    this.firstEquation.push(-1);
    return this.terms.add(this.canonical.shape, this.canonical.names.length, id, parameters, parameters.length);
  }

  /** A term whose children do not depend on some of its slots does not depend on them either. */
  private recordForeign(term: number, slots: readonly number[]): void {
    const all = allSlots(this.terms.free.data[term]);
    if (slots.length < all.length) {
      this.record({ id: term, args: all }, { id: term, args: all.map(slot => (slots.includes(slot) ? slot : all.length + slot)) }, CONGRUENCE);
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

const allSlots = (count: number): readonly number[] => Array.from({ length: count }, (_, slot) => slot);

function freshFrom(first: number): () => number {
  let next = first;
  return () => next++;
}
