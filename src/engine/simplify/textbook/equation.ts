/**
 * Rules of the textbook form as rows. Each is an equation of partial functions: whatever its variables stand for (a finite number,
 * ±∞ or nothing at all), as long as the conditions hold both sides have one value, or both have none. So it may be used in any
 * context and in both directions, and classes of the e-graph mean one partial function each.
 */
import { parsePattern, type PatternTree } from '../../egraph/pattern-text';

/**
 * What a condition says of a variable, for all values of the indices in scope. Every word but `defined` speaks of the values that
 * there are: `finite ?a` holds of a term that may be undefined but is never ±∞.
 */
export type ConditionWord =
  | 'finite'
  | 'nonzero'
  /** Neither negative nor 0; may be ∞. */
  | 'positive'
  /** Not negative; may be ∞. */
  | 'nonnegative'
  /** Never −∞. */
  | 'above-minus-infinity'
  /** Never ∞. */
  | 'below-infinity'
  /** Has a value, always. */
  | 'defined'
  /** Of an Int: at least 1. */
  | 'inhabited'
  /** Of an Int: not negative. */
  | 'natural'
  /** A rational number. */
  | 'number';
/** `apart ?c $i`: ?c does not mention the slot, though it stands under its binder wherever it stands. */
export type Condition = `${ConditionWord} ?${string}` | `only ?${string}` | `apart ?${string} $${string}`;

export type Equation = {
  readonly name: string;
  /** The law as a mathematician reads it. */
  readonly law: string;
  readonly left: PatternTree;
  readonly right: PatternTree;
  readonly when: readonly Condition[];
  /** `forward`: only from left to right, since the other way would never end or helps no one. */
  readonly direction: 'both' | 'forward';
};

/** A row that is used from left to right. */
export const rewrite = (name: string, law: string, left: string, right: string, ...when: readonly Condition[]): Equation => ({
  name,
  law,
  left: parsePattern(left),
  right: parsePattern(right),
  when,
  direction: 'forward'
});

/** A row that is used in both directions. */
export const equation = (name: string, law: string, left: string, right: string, ...when: readonly Condition[]): Equation => ({
  ...rewrite(name, law, left, right, ...when),
  direction: 'both'
});
