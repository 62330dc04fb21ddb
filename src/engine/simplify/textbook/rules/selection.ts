/** select, which is undefined where its condition is, and looks at no other branch than the one it takes. */
import { equation, rewrite, type Equation } from '../equation';

/** A function of one argument, of either branch. */
const THROUGH: readonly (readonly [op: string, law: string])[] = [
  ['neg', '−'],
  ['abs', '| |'],
  ['exp', 'exp'],
  ['log', 'log'],
  ['sqrt', '√'],
  ['sigmoid', 'σ'],
  ['tanh', 'tanh']
];
/** A function of two arguments, one of which is selected. */
const THROUGH_PAIR: readonly (readonly [op: string, law: string])[] = [
  ['add', '+'],
  ['sub', '−'],
  ['mul', '·'],
  ['div', '/'],
  ['max2', 'max'],
  ['min2', 'min']
];

export const selection: readonly Equation[] = [
  rewrite('select-true', 'true ? a : b = a', '(select true ?a ?b)', '?a'),
  rewrite('select-false', 'false ? a : b = b', '(select false ?a ?b)', '?b'),
  rewrite('select-same', 'c ? a : a = a', '(select ?c ?a ?a)', '?a', 'defined ?c'),
  equation('select-not', '¬c ? a : b = c ? b : a', '(select (not ?c) ?a ?b)', '(select ?c ?b ?a)'),
  rewrite('select-twice-then', 'c ? (c ? a : b) : d = c ? a : d', '(select ?c (select ?c ?a ?b) ?d)', '(select ?c ?a ?d)'),
  rewrite('select-twice-else', 'c ? a : (c ? b : d) = c ? a : d', '(select ?c ?a (select ?c ?b ?d))', '(select ?c ?a ?d)'),
  equation('select-both', 'p ∧ q ? a : b = p ? (q ? a : b) : b', '(select (and ?p ?q) ?a ?b)', '(select ?p (select ?q ?a ?b) ?b)', 'defined ?p'),
  equation('select-either', 'p ∨ q ? a : b = p ? a : (q ? a : b)', '(select (or ?p ?q) ?a ?b)', '(select ?p ?a (select ?q ?a ?b))', 'defined ?p'),

  ...THROUGH.map(([op, law]) => equation(`select-through-${op}`, `${law}(c ? a : b) = c ? ${law}(a) : ${law}(b)`, `(${op} (select ?c ?a ?b))`, `(select ?c (${op} ?a) (${op} ?b))`)),
  ...THROUGH_PAIR.map(([op, law]) =>
    equation(`select-through-${op}`, `(c ? a : b) ${law} d = c ? (a ${law} d) : (b ${law} d)`, `(${op} (select ?c ?a ?b) ?d)`, `(select ?c (${op} ?a ?d) (${op} ?b ?d))`)
  ),
  equation('select-through-sub-right', 'd − (c ? a : b) = c ? (d − a) : (d − b)', '(sub ?d (select ?c ?a ?b))', '(select ?c (sub ?d ?a) (sub ?d ?b))'),
  equation('select-through-div-right', 'd / (c ? a : b) = c ? (d / a) : (d / b)', '(div ?d (select ?c ?a ?b))', '(select ?c (div ?d ?a) (div ?d ?b))'),

  equation('select-summand-then', 'c ? a + d : a = a + (c ? d : 0)', '(select ?c (add ?a ?d) ?a)', '(add ?a (select ?c ?d 0))'),
  equation('select-summand-else', 'c ? a : a + d = a + (c ? 0 : d)', '(select ?c ?a (add ?a ?d))', '(add ?a (select ?c 0 ?d))'),
  equation('select-subtrahend-then', 'c ? a − d : a = a − (c ? d : 0)', '(select ?c (sub ?a ?d) ?a)', '(sub ?a (select ?c ?d 0))'),
  equation('select-subtrahend-else', 'c ? a : a − d = a − (c ? 0 : d)', '(select ?c ?a (sub ?a ?d))', '(sub ?a (select ?c 0 ?d))'),
  equation('select-factor-then', 'c ? a d : a = a (c ? d : 1)', '(select ?c (mul ?a ?d) ?a)', '(mul ?a (select ?c ?d 1))'),
  equation('select-factor-else', 'c ? a : a d = a (c ? 1 : d)', '(select ?c ?a (mul ?a ?d))', '(mul ?a (select ?c 1 ?d))'),
  equation('select-factor-or-zero', 'c ? a d : 0 = a (c ? d : 0)', '(select ?c (mul ?a ?d) 0)', '(mul ?a (select ?c ?d 0))', 'finite ?a', 'defined ?a'),
  equation('indicator-factor', '(c ? 1 : 0) a = c ? a : 0', '(mul (select ?c 1 0) ?a)', '(select ?c ?a 0)', 'finite ?a', 'defined ?a'),
  equation('indicator-complement', '1 − (c ? 1 : 0) = c ? 0 : 1', '(sub 1 (select ?c 1 0))', '(select ?c 0 1)'),

  rewrite('larger-by-lt', 'a < b ? b : a = max(a, b)', '(select (lt ?a ?b) ?b ?a)', '(max2 ?a ?b)'),
  rewrite('larger-by-le', 'a ≤ b ? b : a = max(a, b)', '(select (le ?a ?b) ?b ?a)', '(max2 ?a ?b)'),
  rewrite('smaller-by-lt', 'a < b ? a : b = min(a, b)', '(select (lt ?a ?b) ?a ?b)', '(min2 ?a ?b)'),
  rewrite('smaller-by-le', 'a ≤ b ? a : b = min(a, b)', '(select (le ?a ?b) ?a ?b)', '(min2 ?a ?b)'),
  rewrite('magnitude-by-lt', 'a < 0 ? −a : a = |a|', '(select (lt ?a 0) (neg ?a) ?a)', '(abs ?a)'),
  rewrite('magnitude-by-le', 'a ≤ 0 ? −a : a = |a|', '(select (le ?a 0) (neg ?a) ?a)', '(abs ?a)'),
  rewrite('magnitude-by-gt', '0 < a ? a : −a = |a|', '(select (lt 0 ?a) ?a (neg ?a))', '(abs ?a)'),
  rewrite('magnitude-by-ge', '0 ≤ a ? a : −a = |a|', '(select (le 0 ?a) ?a (neg ?a))', '(abs ?a)'),
  rewrite('relu-factor', '(0 < a ? 1 : 0) a = max(a, 0)', '(mul (select (lt 0 ?a) 1 0) ?a)', '(max2 ?a 0)', 'above-minus-infinity ?a'),
  rewrite('leaky-relu-as-larger', '0 < a ? a : ca = max(a, 0) + c min(a, 0)', '(select (lt 0 ?a) ?a (mul ?c ?a))', '(add (max2 ?a 0) (mul ?c (min2 ?a 0)))', 'finite ?c', 'defined ?c')
];
