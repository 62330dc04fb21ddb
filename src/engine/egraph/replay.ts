/** Checking an explanation step by step, from the rules alone. */
import type { Step } from './explain';
import { alphaEquivalent, AT, renameSlots } from './expr';
import { noBindings, TermMatcher, type Bindings } from './match-term';
import type { PatternTree } from './pattern-text';
import type { Expr, Slot, SubstituteSlot } from './types';

/** What of a rule a replay needs; a right side that is a function needs a check of its own. */
export type ReplayRule = { readonly name: string; readonly left: PatternTree; readonly right: PatternTree | ((...args: never) => unknown) };

export type ReplayOptions = {
  /** For steps that are no rule with two patterns: whether one term may be replaced by the other. */
  readonly checks?: Readonly<Record<string, (left: Expr, right: Expr) => boolean>>;
  /** Whether a rule's condition holds; default: it was checked when the rule was applied. */
  readonly holds?: (rule: string, bindings: Bindings) => boolean;
  readonly substituteSlot?: SubstituteSlot;
};

/** Checks that the steps lead from one term to the other, each by its rule at its position; null: they do, else what is wrong. */
export function replay(from: Expr, to: Expr, steps: readonly Step[], rules: readonly ReplayRule[], options: ReplayOptions = {}): string | null {
  let at = from;
  for (const [i, step] of steps.entries()) {
    if (!alphaEquivalent(at, step.before)) {
      return `step ${i} does not begin where the one before it ends`;
    }
    const wrong = checkStep(step, rules, options);
    if (wrong !== null) {
      return `step ${i}, ${step.rule}: ${wrong}`;
    }
    at = step.after;
  }
  return alphaEquivalent(at, to) ? null : 'the last step does not end at the second term';
}

function checkStep({ rule: name, direction, path, before, after }: Step, rules: readonly ReplayRule[], options: ReplayOptions): string | null {
  let count = 0;
  const fresh = () => `%replay${count++}`;
  const changed = descend(before, after, path, fresh);
  if (changed === null) {
    return 'something changes elsewhere';
  }
  const [left, right] = direction === 'forward' ? changed : [changed[1], changed[0]];
  const check = options.checks?.[name];
  if (check) {
    return check(left, right) ? null : 'its check says no';
  }
  // Rules may share a name: one of them has to fit.
  const candidates = rules.filter(rule => rule.name === name && typeof rule.right !== 'function');
  if (candidates.length === 0) {
    return 'no rule with two patterns has this name, and there is no check';
  }
  return candidates.some(rule => isInstance(rule, left, right, fresh, options)) ? null : 'not an instance of the rule';
}

function isInstance({ name, left: leftTree, right: rightTree }: ReplayRule, left: Expr, right: Expr, fresh: () => Slot, options: ReplayOptions): boolean {
  const matcher = new TermMatcher(noBindings(), fresh, options.substituteSlot ?? AT);
  return typeof rightTree !== 'function' && matcher.fits(leftTree, left) && matcher.fits(rightTree, right) && (options.holds?.(name, matcher.bindings) ?? true);
}

/** The subterms at the path, their bound slots given the same names; null where the terms differ elsewhere. */
function descend(before: Expr, after: Expr, path: readonly number[], fresh: () => Slot): readonly [Expr, Expr] | null {
  if (path.length === 0) {
    return [before, after];
  }
  const [at, ...rest] = path;
  const sameNode = before.op === after.op && before.slots.join(' ') === after.slots.join(' ') && before.children.length === after.children.length && at < before.children.length;
  const [child, other] = [before.children[at], after.children[at]];
  if (!sameNode || child.binds.length !== other.binds.length) {
    return null;
  }
  const only = (children: Expr['children']): Expr => ({ op: '', slots: [], children: children.filter((_, c) => c !== at) });
  if (!alphaEquivalent(only(before.children), only(after.children))) {
    return null;
  }
  const names = child.binds.map(fresh);
  const renamed = ({ binds, body }: Expr['children'][number]) => renameSlots(body, new Map(binds.map((slot, b) => [slot, names[b]])));
  return descend(renamed(child), renamed(other), rest, fresh);
}
