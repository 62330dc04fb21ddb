/** Patterns against terms as written, without a graph: for checking explanations by other means than those that made them. */
import { alphaEquivalent, freeSlots, renameSlots, substituteSlot } from './expr';
import type { PatternTree } from './pattern-text';
import type { Expr, Slot, SubstituteSlot } from './types';

/** What the variables and slots of a rule stand for. Bound slots have names that occur nowhere else. */
export type Bindings = { readonly variables: Map<string, Expr>; readonly slots: Map<string, Slot> };

export const noBindings = (): Bindings => ({ variables: new Map(), slots: new Map() });

type Renaming = { readonly tree: Extract<PatternTree, { kind: 'rename' }>; readonly term: Expr };

/** Matches sides of one rule, each against a term, with the same bindings. */
export class TermMatcher {
  private renamings: Renaming[] = [];

  constructor(readonly bindings: Bindings, private readonly fresh: () => Slot, private readonly substitute: SubstituteSlot) {}

  /** Whether the pattern fits; adds to the bindings. */
  fits(tree: PatternTree, term: Expr): boolean {
    this.renamings = [];
    return this.fit(tree, term) && this.settleRenamings(this.renamings);
  }

  private fit(tree: PatternTree, term: Expr): boolean {
    const { variables } = this.bindings;
    switch (tree.kind) {
      case 'variable': {
        const known = variables.get(tree.name);
        if (known === undefined) {
          variables.set(tree.name, term);
          return true;
        }
        return alphaEquivalent(known, term);
      }
      case 'rename':
        this.renamings.push({ tree, term });
        return true;
      case 'substitute': {
        const filled = this.fill(tree);
        return filled !== null && alphaEquivalent(filled, term);
      }
      case 'node':
        return this.fitNode(tree, term);
    }
  }

  private fitNode(tree: Extract<PatternTree, { kind: 'node' }>, term: Expr): boolean {
    return (
      tree.op === term.op &&
      tree.slots.length === term.slots.length &&
      tree.children.length === term.children.length &&
      tree.slots.every((slot, i) => this.assign(slot, term.slots[i])) &&
      tree.children.every(({ binds, body }, c) => {
        const child = term.children[c];
        if (binds.length !== child.binds.length) {
          return false;
        }
        const names = binds.map(slot => this.binder(slot));
        // A binder cannot take a name that is free in its body.
        if (names.some((name, b) => name !== child.binds[b] && freeSlots(child.body).has(name))) {
          return false;
        }
        return this.fit(body, renameSlots(child.body, new Map(child.binds.map((slot, b) => [slot, names[b]]))));
      })
    );
  }

  private binder(slot: string): Slot {
    const name = this.bindings.slots.get(slot) ?? this.fresh();
    this.bindings.slots.set(slot, name);
    return name;
  }

  private assign(slot: string, name: Slot): boolean {
    const { slots } = this.bindings;
    const known = slots.get(slot);
    if (known !== undefined) {
      return known === name;
    }
    if ([...slots.values()].includes(name)) {
      return false;
    }
    slots.set(slot, name);
    return true;
  }

  /** Renamed occurrences are compared last, when all variables are known; a slot found by comparing may be any that fits. */
  private settleRenamings(pending: readonly Renaming[]): boolean {
    if (pending.length === 0) {
      return true;
    }
    const [{ tree, term }, ...rest] = pending;
    const { variables, slots } = this.bindings;
    const of = variables.get(tree.of);
    const to = slots.get(tree.to);
    if (of === undefined || to === undefined) {
      return false;
    }
    const known = slots.get(tree.from);
    if (known !== undefined) {
      return alphaEquivalent(renameSlots(of, new Map([[known, to]])), term) && this.settleRenamings(rest);
    }
    for (const from of freeSlots(of)) {
      if (![...slots.values()].includes(from)) {
        slots.set(tree.from, from);
        if (alphaEquivalent(renameSlots(of, new Map([[from, to]])), term) && this.settleRenamings(rest)) {
          return true;
        }
        slots.delete(tree.from);
      }
    }
    // The variable does not depend on the slot, which may then be any.
    return alphaEquivalent(of, term) && this.settleRenamings(rest);
  }

  /** The pattern as a term; null where something is missing. */
  private fill(tree: PatternTree): Expr | null {
    const { variables, slots } = this.bindings;
    switch (tree.kind) {
      case 'variable':
        return variables.get(tree.name) ?? null;
      case 'rename': {
        const [of, from, to] = [variables.get(tree.of), slots.get(tree.from), slots.get(tree.to)];
        return of && from !== undefined && to !== undefined ? renameSlots(of, new Map([[from, to]])) : null;
      }
      case 'substitute': {
        const [into, slot, by] = [variables.get(tree.into), slots.get(tree.slot), this.fill(tree.by)];
        return into && slot !== undefined && by ? substituteSlot(into, slot, by, this.substitute) : null;
      }
      case 'node': {
        const children = tree.children.map(({ binds, body }) => ({ binds: binds.map(slot => this.binder(slot)), body: this.fill(body) }));
        const filled = children.flatMap(({ binds, body }) => (body ? [{ binds, body }] : []));
        return filled.length === children.length ? { op: tree.op, slots: tree.slots.map(slot => slots.get(slot) ?? slot), children: filled } : null;
      }
    }
  }
}
