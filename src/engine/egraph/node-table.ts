/** All nodes, in flat arrays, and the hash table that finds one by its shape. */
import { Ints } from './ints';

/**
 * A node's shape: head, own slots, then for each child its class and the slots in the place of the class's parameters.
 * Free slots are numbered 0, 1, … as they occur; the bound slot number b of a child is -(b + 1) in that child.
 */
export class NodeTable {
  readonly shapes = new Ints(4096);
  readonly start = new Ints(1024);
  readonly length = new Ints(1024);
  /** How many free slots a node has. */
  readonly free = new Ints(1024);
  /** The class that holds a node, perhaps not a root any more. */
  readonly owner = new Ints(1024);
  /** Where, in `parameters`, a node begins: for each parameter of its owner, the number of the node's slot in its place. */
  readonly parametersAt = new Ints(1024);
  readonly parameters = new Ints(1024);
  /** 1: in use; 0: found equal to another node. */
  readonly live = new Ints(1024);
  liveCount = 0;

  private readonly hashes = new Ints(1024);
  private slots = new Int32Array(2048).fill(EMPTY);
  private used = 0;

  get size(): number {
    return this.start.length;
  }

  /** The live node with the given shape; -1 where there is none. */
  find(shape: Ints): number {
    const hash = hashOf(shape.data, 0, shape.length);
    const mask = this.slots.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const node = this.slots[at];
      if (node === EMPTY) {
        return -1;
      }
      if (node !== REMOVED && this.hashes.data[node] === hash && this.hasShape(node, shape)) {
        return node;
      }
    }
  }

  /** A new node, with a shape that is not in the table. */
  add(shape: Ints, free: number, owner: number, parameters: Int32Array | readonly number[], arity: number): number {
    const node = this.start.length;
    this.start.push(this.shapes.append(shape.data, 0, shape.length));
    this.length.push(shape.length);
    this.free.push(free);
    this.owner.push(owner);
    this.parametersAt.push(this.parameters.length);
    for (let p = 0; p < arity; p++) {
      this.parameters.push(parameters[p]);
    }
    this.live.push(1);
    this.liveCount++;
    this.hashes.push(0);
    this.insert(node);
    return node;
  }

  /** Takes a node out of the hash table, before its shape changes. */
  remove(node: number): void {
    const mask = this.slots.length - 1;
    let at = this.hashes.data[node] & mask;
    while (this.slots[at] !== node) {
      at = (at + 1) & mask;
    }
    this.slots[at] = REMOVED;
  }

  /** Gives a removed node its new shape, which is no longer than the old one. */
  reinsert(node: number, shape: Ints, free: number): void {
    const start = this.start.data[node];
    for (let i = 0; i < shape.length; i++) {
      this.shapes.data[start + i] = shape.data[i];
    }
    this.length.data[node] = shape.length;
    this.free.data[node] = free;
    this.insert(node);
  }

  /** A removed node that has become equal to another one. */
  retire(node: number): void {
    this.live.data[node] = 0;
    this.liveCount--;
  }

  private insert(node: number): void {
    if (2 * (this.used + 1) > this.slots.length) {
      this.grow();
    }
    const start = this.start.data[node];
    const hash = hashOf(this.shapes.data, start, this.length.data[node]);
    this.hashes.data[node] = hash;
    this.place(node, hash);
  }

  private place(node: number, hash: number): void {
    const mask = this.slots.length - 1;
    let at = hash & mask;
    while (this.slots[at] >= 0) {
      at = (at + 1) & mask;
    }
    this.used += this.slots[at] === EMPTY ? 1 : 0;
    this.slots[at] = node;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Int32Array(4 * Math.max(this.liveCount, 512) > old.length ? 2 * old.length : old.length).fill(EMPTY);
    this.used = 0;
    for (const node of old) {
      if (node >= 0) {
        this.place(node, this.hashes.data[node]);
      }
    }
  }

  private hasShape(node: number, shape: Ints): boolean {
    if (this.length.data[node] !== shape.length) {
      return false;
    }
    const start = this.start.data[node];
    const [own, other] = [this.shapes.data, shape.data];
    for (let i = 0; i < shape.length; i++) {
      if (own[start + i] !== other[i]) {
        return false;
      }
    }
    return true;
  }
}

const EMPTY = -1;
const REMOVED = -2;

function hashOf(data: Int32Array, start: number, length: number): number {
  let hash = length;
  for (let i = start; i < start + length; i++) {
    hash = Math.imul(hash ^ data[i], 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
