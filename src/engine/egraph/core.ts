/** The state of an e-graph, in flat arrays, for the operations beside this file (add, union, rebuild, match). */
import { newCanonical } from './numbering';
import type { Heads } from './heads';
import { Ints } from './ints';
import { NodeTable } from './node-table';
import type { ProofLog } from './proof-log';
import { SlottedUnionFind } from './union-find';
import type { Symmetry } from './symmetry';
import type { Analysis } from './types';

export class Core<D> {
  readonly classes = new SlottedUnionFind();
  readonly nodes = new NodeTable();
  /** For each root, its symmetries; null where it has none. */
  readonly symmetries: (Symmetry | null)[] = [];
  /** For each root, its fact. */
  readonly data: D[] = [];
  /** For each root, the nodes that have it as a child: a chain through `users` from `firstUser` to `lastUser`. */
  readonly firstUser = new Ints(1024);
  readonly lastUser = new Ints(1024);
  readonly users = new Ints(1024);
  readonly nextUser = new Ints(1024);
  readonly userCount = new Ints(1024);
  classCount = 0;
  /** How many unions have changed anything. */
  unionCount = 0;

  /** Nodes whose shape may be out of date, and nodes whose fact may be. */
  readonly staleNodes: number[] = [];
  readonly staleFacts: number[] = [];
  /** Where a constant may have been found: a node, or ~c for a class c. */
  readonly newConstants: number[] = [];
  /** For each node, 1 while it is in `staleNodes`, 2 while it is in `staleFacts`, 3 in both. */
  readonly stale = new Ints(1024);
  clean = true;

  readonly canonical = newCanonical();

  constructor(readonly analysis: Analysis<D>, readonly heads: Heads, readonly log: ProofLog | null) {}

  /** A new class, without nodes. */
  addClass(arity: number, data: D): number {
    const id = this.classes.make(arity);
    this.symmetries.push(null);
    this.data.push(data);
    this.firstUser.push(-1);
    this.lastUser.push(-1);
    this.userCount.push(0);
    this.classCount++;
    return id;
  }

  addUser(id: number, node: number): void {
    const entry = this.users.push(node);
    this.nextUser.push(-1);
    const last = this.lastUser.data[id];
    if (last === -1) {
      this.firstUser.data[id] = entry;
    } else {
      this.nextUser.data[last] = entry;
    }
    this.lastUser.data[id] = entry;
    this.userCount.data[id]++;
  }

  /** Moves the users of one class to the end of another's. */
  moveUsers(from: number, to: number): void {
    const first = this.firstUser.data[from];
    if (first === -1) {
      return;
    }
    const last = this.lastUser.data[to];
    if (last === -1) {
      this.firstUser.data[to] = first;
    } else {
      this.nextUser.data[last] = first;
    }
    this.lastUser.data[to] = this.lastUser.data[from];
    this.userCount.data[to] += this.userCount.data[from];
    this.firstUser.data[from] = -1;
    this.lastUser.data[from] = -1;
  }

  /** Notes that the users of a class have to be looked at again: for their shape, or for their fact only. */
  touch(id: number, what: typeof STALE_SHAPE | typeof STALE_FACT): void {
    const list = what === STALE_SHAPE ? this.staleNodes : this.staleFacts;
    for (let entry = this.firstUser.data[id]; entry !== -1; entry = this.nextUser.data[entry]) {
      const node = this.users.data[entry];
      if ((this.stale.data[node] & what) === 0 && this.nodes.live.data[node] === 1) {
        this.stale.data[node] |= what;
        list.push(node);
      }
    }
  }
}

export const STALE_SHAPE = 1;
export const STALE_FACT = 2;
