/** Algebra, derivatives and integrals, after egg's suite: rules as rows, which its Rust side reads too (it has no binders). */
import { parsePattern, type Analysis, type Answer, type Expr, type Match, type Rewrite } from '../..';

/** A constant's value, and whether the class is a variable. */
export type MathFact = { readonly value: number | null; readonly symbol: boolean };

const FOLDED: Readonly<Record<string, (a: number, b: number) => number | null>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? null : a / b)
};

const isNumber = (op: string): boolean => /^-?[\d.]/.test(op);

/** Constant folding. Two different constants in one class mean that a rule is wrong. */
export const MATH: Analysis<MathFact> = {
  make: (op, children) => {
    if (children.length === 0) {
      return isNumber(op) ? { value: Number(op), symbol: false } : { value: null, symbol: true };
    }
    const [a, b] = children.map(child => child.value);
    const value = typeof a === 'number' && typeof b === 'number' ? FOLDED[op]?.(a, b) ?? null : null;
    return { value, symbol: false };
  },
  merge: (a, b) => {
    if (a.value !== null && b.value !== null && Math.abs(a.value - b.value) > 1e-6 * Math.max(1, Math.abs(a.value))) {
      throw new Error(`two constants in one class: ${a.value} and ${b.value}`);
    }
    return { value: a.value ?? b.value, symbol: a.symbol || b.symbol };
  },
  equal: (a, b) => a.value === b.value && a.symbol === b.symbol,
  constant: ({ value }) => (value === null ? null : { op: String(value), slots: [], children: [] })
};

/** Checks a constant-folding step by itself. */
export function isFolded(left: Expr, right: Expr): boolean {
  const [a, b] = left.children.map(child => Number(child.body.op));
  return String(FOLDED[left.op]?.(a, b)) === right.op;
}

/** Conditions, named in the rows: each on one variable, or two. */
const CONDITIONS: Readonly<Record<string, (match: Match<MathFact>, a: string, b: string) => boolean>> = {
  nonzero: (match, a) => match.data(a).value !== 0,
  constant: (match, a) => match.data(a).value !== null,
  symbol: (match, a) => match.data(a).symbol,
  distinct: (match, a, b) => match.class(a).id !== match.class(b).id && (match.data(a).value !== null || match.data(a).symbol)
};

/** Name, left side, right side, conditions. */
export type MathRow = readonly [name: string, left: string, right: string, ...conditions: string[]];

export const MATH_ROWS: readonly MathRow[] = [
  ['comm-add', '(+ ?a ?b)', '(+ ?b ?a)'],
  ['comm-mul', '(* ?a ?b)', '(* ?b ?a)'],
  ['assoc-add', '(+ ?a (+ ?b ?c))', '(+ (+ ?a ?b) ?c)'],
  ['assoc-mul', '(* ?a (* ?b ?c))', '(* (* ?a ?b) ?c)'],
  ['sub-canon', '(- ?a ?b)', '(+ ?a (* -1 ?b))'],
  ['div-canon', '(/ ?a ?b)', '(* ?a (pow ?b -1))', 'nonzero ?b'],
  ['zero-add', '(+ ?a 0)', '?a'],
  ['zero-mul', '(* ?a 0)', '0'],
  ['one-mul', '(* ?a 1)', '?a'],
  ['add-zero', '?a', '(+ ?a 0)'],
  ['mul-one', '?a', '(* ?a 1)'],
  ['cancel-sub', '(- ?a ?a)', '0'],
  ['cancel-div', '(/ ?a ?a)', '1', 'nonzero ?a'],
  ['distribute', '(* ?a (+ ?b ?c))', '(+ (* ?a ?b) (* ?a ?c))'],
  ['factor', '(+ (* ?a ?b) (* ?a ?c))', '(* ?a (+ ?b ?c))'],
  ['pow-mul', '(* (pow ?a ?b) (pow ?a ?c))', '(pow ?a (+ ?b ?c))'],
  ['pow0', '(pow ?x 0)', '1', 'nonzero ?x'],
  ['pow1', '(pow ?x 1)', '?x'],
  ['pow2', '(pow ?x 2)', '(* ?x ?x)'],
  ['pow-recip', '(pow ?x -1)', '(/ 1 ?x)', 'nonzero ?x'],
  ['recip-mul-div', '(* ?x (/ 1 ?x))', '1', 'nonzero ?x'],
  ['d-variable', '(d ?x ?x)', '1', 'symbol ?x'],
  ['d-constant', '(d ?x ?c)', '0', 'symbol ?x', 'distinct ?c ?x'],
  ['d-add', '(d ?x (+ ?a ?b))', '(+ (d ?x ?a) (d ?x ?b))'],
  ['d-mul', '(d ?x (* ?a ?b))', '(+ (* ?a (d ?x ?b)) (* ?b (d ?x ?a)))'],
  ['d-sin', '(d ?x (sin ?x))', '(cos ?x)'],
  ['d-cos', '(d ?x (cos ?x))', '(* -1 (sin ?x))'],
  ['d-ln', '(d ?x (ln ?x))', '(/ 1 ?x)', 'nonzero ?x'],
  ['d-power', '(d ?x (pow ?f ?g))', '(* (pow ?f ?g) (+ (* (d ?x ?f) (/ ?g ?f)) (* (d ?x ?g) (ln ?f))))', 'nonzero ?f', 'nonzero ?g'],
  ['i-one', '(i 1 ?x)', '?x'],
  ['i-power-const', '(i (pow ?x ?c) ?x)', '(/ (pow ?x (+ ?c 1)) (+ ?c 1))', 'constant ?c'],
  ['i-cos', '(i (cos ?x) ?x)', '(sin ?x)'],
  ['i-sin', '(i (sin ?x) ?x)', '(* -1 (cos ?x))'],
  ['i-sum', '(i (+ ?f ?g) ?x)', '(+ (i ?f ?x) (i ?g ?x))'],
  ['i-dif', '(i (- ?f ?g) ?x)', '(- (i ?f ?x) (i ?g ?x))'],
  ['i-parts', '(i (* ?a ?b) ?x)', '(- (* ?a (i ?b ?x)) (i (* (d ?x ?a) (i ?b ?x)) ?x))']
];

const holds = (conditions: readonly string[]) => (match: Match<MathFact>): Answer =>
  conditions.every(condition => {
    const [name, a, b] = condition.split(' ');
    return CONDITIONS[name](match, a, b);
  })
    ? 'yes'
    : 'no';

export const MATH_RULES: readonly Rewrite<MathFact>[] = MATH_ROWS.map(([name, left, right, ...conditions]) => ({
  name,
  left: parsePattern(left),
  right: parsePattern(right),
  ...(conditions.length > 0 ? { when: holds(conditions) } : {})
}));

/** Some of the rules, for starts that are about something. */
export const rulesNamed = (...names: string[]): readonly Rewrite<MathFact>[] => MATH_RULES.filter(rule => names.includes(rule.name));
