/** What users of the e-graph see: terms, classes, analyses and rewrites. Operators and slots are opaque strings. */
import type { PatternTree } from './pattern-text';

/** The name of an index, free or bound. */
export type Slot = string;

/** A child of a term, and the slots that are bound in it. */
export type ExprChild = { readonly binds: readonly Slot[]; readonly body: Expr };

/** A term: `slots` are those that the node itself uses, in a fixed order. Terms are DAGs, shared by object identity. */
export type Expr = { readonly op: string; readonly slots: readonly Slot[]; readonly children: readonly ExprChild[] };

/** A class of equal terms; ids that a later union or shrinking made obsolete stay valid. */
export type ClassId = number & { readonly brand: 'ClassId' };

/** A class with a slot in the place of each of its parameters; the slots are distinct. */
export type Applied = { readonly id: ClassId; readonly slots: readonly Slot[] };

/** A fact kept for each class: a join semilattice, and the constant that a fact may amount to. */
export type Analysis<D> = {
  /** The fact of a node from those of its children; `binds` says how many slots each child binds. */
  readonly make: (op: string, children: readonly D[], binds: readonly number[]) => D;
  /** What holds when both hold: commutative, associative, idempotent. */
  readonly merge: (a: D, b: D) => D;
  readonly equal: (a: D, b: D) => boolean;
  /** The closed term, without slots and children, that every term of a class with this fact equals; null: none. */
  readonly constant?: (data: D) => Expr | null;
};

/** The analysis of those who need none. */
export const NO_ANALYSIS: Analysis<null> = { make: () => null, merge: () => null, equal: () => true };

/** The rule named in explanations for constants that an analysis found. */
export const CONSTANT_FOLDING = 'constant-folding';

/**
 * What a use of a slot in a node becomes when a term takes the slot's place: the new node, whose children are already
 * substituted; null where the language has no such term.
 */
export type SubstituteSlot = (node: Expr, slot: Slot, by: Expr) => Expr | null;

export type GraphOptions = {
  /** Keep what `explain` needs; slower. */
  readonly explain?: boolean;
  /** Default: `(at $i)` is the slot as a term, and no other node can have its slots replaced. */
  readonly substituteSlot?: SubstituteSlot;
};

/** Where a rule's left side fits. The slots of a match are local to it: `%0`, `%1`, … */
export type Match<D> = {
  /** The class that the left side equals. */
  readonly root: Applied;
  /** The class of a variable, named with its question mark. */
  readonly class: (variable: string) => Applied;
  readonly data: (variable: string) => D;
  /** The local name of a slot of the left side, named with its dollar. */
  readonly slot: (name: string) => Slot;
  /** Whether the variable's class depends on the slot of the left side. */
  readonly mentions: (variable: string, slot: string) => boolean;
  /** A smallest term of the variable's class. */
  readonly expr: (variable: string) => Expr;
};

/** An answer to a condition; only `yes` lets a rule fire. */
export type Answer = 'yes' | 'no' | 'unknown';

/** A rule: wherever the left side fits and the condition holds, the right side is equal to it. */
export type Rewrite<D> = {
  readonly name: string;
  readonly left: PatternTree;
  readonly right: PatternTree | ((match: Match<D>) => Expr | null);
  readonly when?: (match: Match<D>) => Answer;
};
