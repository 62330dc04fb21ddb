/** The larger and the smaller of two, and magnitudes. */
import { equation, rewrite, type Equation } from '../equation';

/** Functions that keep the order of their arguments, wherever they are defined. */
const INCREASING: readonly (readonly [op: string, law: string])[] = [
  ['exp', 'exp'],
  ['exp2', 'exp2'],
  ['sigmoid', 'σ'],
  ['tanh', 'tanh']
];

export const extrema: readonly Equation[] = [
  rewrite('larger-commutes', 'max(a, b) = max(b, a)', '(max2 ?a ?b)', '(max2 ?b ?a)'),
  equation('larger-associates', 'max(max(a, b), c) = max(a, max(b, c))', '(max2 (max2 ?a ?b) ?c)', '(max2 ?a (max2 ?b ?c))'),
  rewrite('smaller-commutes', 'min(a, b) = min(b, a)', '(min2 ?a ?b)', '(min2 ?b ?a)'),
  equation('smaller-associates', 'min(min(a, b), c) = min(a, min(b, c))', '(min2 (min2 ?a ?b) ?c)', '(min2 ?a (min2 ?b ?c))'),
  rewrite('larger-same', 'max(a, a) = a', '(max2 ?a ?a)', '?a'),
  rewrite('smaller-same', 'min(a, a) = a', '(min2 ?a ?a)', '?a'),
  rewrite('larger-than-least', 'max(a, −∞) = a', '(max2 ?a -inf)', '?a'),
  rewrite('smaller-than-greatest', 'min(a, ∞) = a', '(min2 ?a inf)', '?a'),
  rewrite('larger-absorbs', 'max(a, min(a, b)) = a', '(max2 ?a (min2 ?a ?b))', '?a', 'defined ?b'),
  rewrite('smaller-absorbs', 'min(a, max(a, b)) = a', '(min2 ?a (max2 ?a ?b))', '?a', 'defined ?b'),
  rewrite('larger-of-nonnegative', 'max(a, 0) = a, for a ≥ 0', '(max2 ?a 0)', '?a', 'nonnegative ?a'),
  rewrite('smaller-of-nonnegative', 'min(a, 0) = 0, for a ≥ 0', '(min2 ?a 0)', '0', 'nonnegative ?a', 'defined ?a'),
  equation('larger-distributes', 'max(a, min(b, c)) = min(max(a, b), max(a, c))', '(max2 ?a (min2 ?b ?c))', '(min2 (max2 ?a ?b) (max2 ?a ?c))'),
  equation('neg-larger', '−max(a, b) = min(−a, −b)', '(neg (max2 ?a ?b))', '(min2 (neg ?a) (neg ?b))'),
  equation('neg-smaller', '−min(a, b) = max(−a, −b)', '(neg (min2 ?a ?b))', '(max2 (neg ?a) (neg ?b))'),
  equation('larger-plus', 'max(a + c, b + c) = max(a, b) + c', '(max2 (add ?a ?c) (add ?b ?c))', '(add (max2 ?a ?b) ?c)', 'finite ?c'),
  equation('smaller-plus', 'min(a + c, b + c) = min(a, b) + c', '(min2 (add ?a ?c) (add ?b ?c))', '(add (min2 ?a ?b) ?c)', 'finite ?c'),
  equation('larger-times', 'max(ca, cb) = c max(a, b), for c > 0', '(max2 (mul ?c ?a) (mul ?c ?b))', '(mul ?c (max2 ?a ?b))', 'positive ?c', 'finite ?c'),
  equation('smaller-times', 'min(ca, cb) = c min(a, b), for c > 0', '(min2 (mul ?c ?a) (mul ?c ?b))', '(mul ?c (min2 ?a ?b))', 'positive ?c', 'finite ?c'),
  equation('larger-over', 'max(a / c, b / c) = max(a, b) / c, for c > 0', '(max2 (div ?a ?c) (div ?b ?c))', '(div (max2 ?a ?b) ?c)', 'positive ?c', 'finite ?c'),
  equation('smaller-over', 'min(a / c, b / c) = min(a, b) / c, for c > 0', '(min2 (div ?a ?c) (div ?b ?c))', '(div (min2 ?a ?b) ?c)', 'positive ?c', 'finite ?c'),
  ...INCREASING.flatMap(([op, law]) => [
    equation(`larger-under-${op}`, `max(${law} a, ${law} b) = ${law} max(a, b)`, `(max2 (${op} ?a) (${op} ?b))`, `(${op} (max2 ?a ?b))`),
    equation(`smaller-under-${op}`, `min(${law} a, ${law} b) = ${law} min(a, b)`, `(min2 (${op} ?a) (${op} ?b))`, `(${op} (min2 ?a ?b))`)
  ]),
  equation('larger-under-log', 'max(log a, log b) = log max(a, b)', '(max2 (log ?a) (log ?b))', '(log (max2 ?a ?b))', 'positive ?a', 'positive ?b'),
  rewrite('larger-plus-smaller', 'max(a, b) + min(a, b) = a + b', '(add (max2 ?a ?b) (min2 ?a ?b))', '(add ?a ?b)'),
  rewrite('larger-less-smaller', 'max(a, b) − min(a, b) = |a − b|', '(sub (max2 ?a ?b) (min2 ?a ?b))', '(abs (sub ?a ?b))'),
  rewrite('larger-by-magnitude', '(a + b + |a − b|) / 2 = max(a, b)', '(div (add (add ?a ?b) (abs (sub ?a ?b))) 2)', '(max2 ?a ?b)', 'finite ?a', 'finite ?b'),
  rewrite('relu-by-magnitude', '(a + |a|) / 2 = max(a, 0)', '(div (add ?a (abs ?a)) 2)', '(max2 ?a 0)', 'above-minus-infinity ?a'),
  rewrite('positive-plus-negative-part', 'max(a, 0) + min(a, 0) = a', '(add (max2 ?a 0) (min2 ?a 0))', '?a'),
  rewrite('positive-less-negative-part', 'max(a, 0) + max(−a, 0) = |a|', '(add (max2 ?a 0) (max2 (neg ?a) 0))', '(abs ?a)'),

  equation('magnitude-as-larger', 'max(a, −a) = |a|', '(max2 ?a (neg ?a))', '(abs ?a)'),
  rewrite('magnitude-of-negative', '|−a| = |a|', '(abs (neg ?a))', '(abs ?a)'),
  rewrite('magnitude-of-magnitude', '||a|| = |a|', '(abs (abs ?a))', '(abs ?a)'),
  rewrite('magnitude-of-nonnegative', '|a| = a, for a ≥ 0', '(abs ?a)', '?a', 'nonnegative ?a'),
  rewrite('magnitude-of-difference', '|a − b| = |b − a|', '(abs (sub ?a ?b))', '(abs (sub ?b ?a))'),
  equation('magnitude-of-product', '|ab| = |a| |b|', '(abs (mul ?a ?b))', '(mul (abs ?a) (abs ?b))'),
  equation('magnitude-of-quotient', '|a / b| = |a| / |b|', '(abs (div ?a ?b))', '(div (abs ?a) (abs ?b))'),
  rewrite('square-of-magnitudes', '|a| |a| = aa', '(mul (abs ?a) (abs ?a))', '(mul ?a ?a)')
];
