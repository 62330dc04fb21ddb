/** Union-find over classes with parameters: each link says which parameters of the child class stand for those of the parent. */
import { Ints } from './ints';

/** The number of a class's parameters never changes: a class that shrinks is linked to a new one. */
export class SlottedUnionFind {
  readonly arity = new Ints(1024);
  readonly parent = new Ints(1024);
  /** Where, in `links`, the link of a class begins: for each parameter of its parent, the own parameter in its place. */
  readonly linkAt = new Ints(1024);
  readonly links = new Ints(1024);

  get size(): number {
    return this.parent.length;
  }

  /** A new class. */
  make(arity: number): number {
    this.arity.push(arity);
    this.linkAt.push(0);
    return this.parent.push(this.parent.length);
  }

  /** The class that stands for the given one; afterwards its link leads there directly. */
  root(id: number): number {
    const parent = this.parent.data;
    const up = parent[id];
    return parent[up] === up ? up : this.compress(id);
  }

  /** Makes `id`, a root, a child of another root. */
  link(id: number, parent: number, parameters: readonly number[]): void {
    this.linkAt.data[id] = this.links.length;
    parameters.forEach(p => this.links.push(p));
    this.parent.data[id] = parent;
  }

  private compress(id: number): number {
    const up = this.parent.data[id];
    const root = this.root(up);
    if (root !== up) {
      const arity = this.arity.data[root];
      const [own, above, start] = [this.linkAt.data[id], this.linkAt.data[up], this.links.length];
      for (let q = 0; q < arity; q++) {
        this.links.push(this.links.data[own + this.links.data[above + q]]);
      }
      this.linkAt.data[id] = start;
      this.parent.data[id] = root;
    }
    return root;
  }
}
