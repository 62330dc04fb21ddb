/** Heads: an operator with the number of its slots and, for each child, the number of slots bound in it. */

export type Head = { readonly op: string; readonly slots: number; readonly binds: readonly number[] };

/** Numbers heads, so that a node starts with one integer. */
export class Heads {
  private readonly ids = new Map<string, number>();
  private readonly heads: Head[] = [];

  get size(): number {
    return this.heads.length;
  }

  /** The number of a head, new or known. */
  intern(op: string, slots: number, binds: readonly number[]): number {
    return this.internKeyed(keyOf(op, slots, binds), op, slots, binds);
  }

  private internKeyed(key: string, op: string, slots: number, binds: readonly number[]): number {
    const known = this.ids.get(key);
    if (known !== undefined) {
      return known;
    }
    this.ids.set(key, this.heads.length);
    return this.heads.push({ op, slots, binds }) - 1;
  }

  /** The numbers of the heads in a list. */
  internAll(list: HeadList): Int32Array {
    return Int32Array.from(list.heads, ({ op, slots, binds }, i) => this.internKeyed(list.keys[i], op, slots, binds));
  }

  op(head: number): string {
    return this.heads[head].op;
  }

  /** How many slots the node itself uses. */
  slots(head: number): number {
    return this.heads[head].slots;
  }

  /** How many slots each child binds. */
  binds(head: number): readonly number[] {
    return this.heads[head].binds;
  }
}

const keyOf = (op: string, slots: number, binds: readonly number[]): string => (slots === 0 && binds.length === 0 ? op : `${op}\u0000${slots}\u0000${binds.join()}`);

/** The heads in the patterns of a rule, numbered within the rule: a rule is compiled once, for all graphs. */
export class HeadList {
  readonly heads: Head[] = [];
  readonly keys: string[] = [];

  /** The place of a head in the list, new or known. */
  place(op: string, slots: number, binds: readonly number[]): number {
    const key = keyOf(op, slots, binds);
    const known = this.keys.indexOf(key);
    if (known >= 0) {
      return known;
    }
    this.keys.push(key);
    return this.heads.push({ op, slots, binds }) - 1;
  }
}
