/**
 * One row for each local rule: instances over pattern variables, and under which facts. The right side is what the rule itself
 * makes of the left one, so that the proof is about the code.
 */
import * as T from '../../term';
import type { Term } from '../../term';

const bool = (name: string) => T.variable(name, 'Bool');
/** A finite real number. */
export const real = (name: string) => T.variable(name, 'Real');
export const int = (name: string) => T.variable(name, 'Int');
/** Finite wherever it is defined, which is all that `isFinite` says of an operand. */
export const finite = (name: string): Term => T.select(bool(`${name}_defined`), real(name), T.special('undefined'));
/** Any value at all: finite, infinite or undefined. */
export const anything = (name: string): Term =>
  T.select(bool(`${name}_finite`), real(name), T.select(bool(`${name}_plus`), T.special('inf'), T.select(bool(`${name}_minus`), T.special('-inf'), T.special('undefined'))));
/** A condition that may be undefined. */
const condition = (name: string): Term => T.lt(finite(name), T.real(0));

const INF = T.special('inf');
const MINUS_INF = T.special('-inf');
const [x, y, z] = [real('x'), real('y'), real('z')];
const [i, j, q, r] = [int('i'), int('j'), int('q'), int('r')];
const call = (op: T.OperationName, ...args: readonly Term[]) => T.apply(op, args);
const positive = (t: Term) => T.lt(T.number(0, t.sort as 'Int' | 'Real'), t);

export type Instance = { readonly left: Term; readonly when?: readonly Term[] };
export type RuleProof = {
  /**
   * The right side may be defined where the left is not (0 · x = 0 for an undefined x). The proof then says just that, and the
   * definedness obligation, which looks at what the kernel stores, has to exclude it.
   */
  readonly definedness?: 'by obligation';
  readonly instances: readonly Instance[];
};

const of = (...instances: readonly (Instance | Term)[]): RuleProof => ({ instances: instances.map(t => ('left' in t ? t : { left: t })) });
const byObligation = (...instances: readonly (Instance | Term)[]): RuleProof => ({ ...of(...instances), definedness: 'by obligation' });

const atBoth = (ops: readonly T.OperationName[]) => ops.flatMap(op => [call(op, INF), call(op, MINUS_INF)]);
const comparisons = ['lt', 'le', 'eq'] as const;
const compared = (a: Term, b: Term) => comparisons.flatMap(op => [call(op, a, b), call(op, b, a)]);

export const proofs: Readonly<Record<string, RuleProof>> = {
  limit: of(...atBoth(['exp', 'exp2', 'expm1', 'sigmoid', 'tanh', 'erf', 'abs']), ...(['log', 'log2', 'sqrt'] as const).map(op => call(op, INF))),
  'at-zero': of(...(['exp', 'exp2', 'tanh', 'erf', 'sqrt', 'sin', 'cos', 'expm1', 'log1p', 'abs'] as const).map(op => call(op, T.real(0)))),
  'log-one': of(...(['log', 'log2', 'log10'] as const).map(op => call(op, T.real(1)))),
  'sqrt-square': of(...[0, 1, 4, 144].map(n => call('sqrt', T.real(n))), call('sqrt', T.real(T.Q.rational(9n, 16n)))),
  'add-infinity': byObligation(T.add(INF, finite('x')), T.add(MINUS_INF, finite('x'), finite('y'))),
  'mul-zero': byObligation(T.mul(T.real(0), finite('x')), T.mul(T.real(0), finite('x'), finite('y'))),
  'mul-infinity': of(
    ...[INF, MINUS_INF].flatMap(infinity => [
      { left: T.mul(infinity, x), when: [positive(x)] },
      { left: T.mul(infinity, x), when: [T.lt(x, T.real(0))] },
      { left: T.mul(infinity, call('exp', x)) },
      { left: T.mul(infinity, T.real(-2), call('exp', x)) },
      { left: T.mul(infinity, x, y), when: [positive(x), T.lt(y, T.real(0))] }
    ])
  ),
  'indicator-sum': of(T.add(T.mul(i, T.select(T.lt(q, r), T.ONE, T.ZERO)), T.mul(j, T.select(T.le(r, q), T.ONE, T.ZERO)), q), T.add(T.mul(r, T.select(T.le(i, j), T.ONE, T.ZERO)), T.mul(r, j, T.select(T.lt(j, i), T.ONE, T.ZERO)))),
  'choice-at-zero': of(
    { left: T.select(T.lt(T.ZERO, T.mul(i, j)), T.add(r, T.mul(i, q)), r), when: [positive(j), T.le(T.ZERO, i)] },
    { left: T.select(T.lt(T.ZERO, i), T.mul(i, q), T.ZERO), when: [T.le(T.ZERO, i)] }
  ),
  'equal-where-chosen': of({ left: T.select(T.le(i, T.ONE), T.ONE, i), when: [positive(i)] }, { left: T.select(T.lt(T.ONE, i), i, T.ONE), when: [positive(i)] }),
  'quotient-below': of({ left: T.lt(call('floordiv', i, j), q), when: [T.lt(T.ZERO, j), T.lt(i, T.mul(q, j))] }, { left: T.lt(call('floordiv', i, j), q), when: [T.lt(T.ZERO, j), T.lt(r, T.add(T.ONE, T.mul(q, j))), T.lt(i, r)] }),
  'exact-quotient': of(
    ...[-1, 0, 3].filter(c => c !== 0).map(c => ({ left: call('floordiv', T.add(i, T.int(c)), j), when: [T.lt(T.int(3), j), T.eq(i, T.mul(call('floordiv', i, j), j))] })),
    { left: call('floordiv', T.sub(i, T.int(4)), T.int(4)), when: [T.eq(i, T.mul(call('floordiv', i, T.int(4)), T.int(4)))] }
  ),
  'exact-bound': of({ left: T.lt(T.mul(r, j), i), when: [positive(j), T.eq(i, T.mul(call('floordiv', i, j), j))] }),
  'exact-product': of({ left: T.add(T.mul(r, j, call('floordiv', i, j)), q), when: [positive(j), T.eq(i, T.mul(call('floordiv', i, j), j))] }),
  'div-zero': byObligation(call('div', T.real(0), anything('x'))),
  'div-infinity': byObligation(call('div', finite('x'), INF), call('div', finite('x'), MINUS_INF)),
  'infinity-div': of({ left: call('div', INF, x), when: [positive(x)] }, { left: call('div', MINUS_INF, x), when: [positive(x)] }, call('div', INF, call('exp', x))),
  'times-reciprocal': of(
    T.mul(anything('x'), call('div', T.real(1), anything('y'))),
    T.mul(anything('x'), anything('z'), call('div', T.real(1), anything('y')))
  ),
  'max-infinity': byObligation(call('max2', INF, anything('x')), call('max2', MINUS_INF, anything('x')), call('max2', MINUS_INF, anything('x'), anything('y'))),
  'min-infinity': byObligation(call('min2', MINUS_INF, anything('x')), call('min2', INF, anything('x')), call('min2', INF, anything('x'), anything('y'))),
  'compare-infinity': byObligation(
    ...[INF, MINUS_INF].flatMap(infinity => compared(infinity, finite('x'))),
    ...comparisons.flatMap(op => [INF, MINUS_INF].flatMap(a => [INF, MINUS_INF].map(b => call(op, a, b))))
  ),
  'compare-branches': of(
    ...compared(T.select(condition('c'), T.real(2), anything('x')), T.real(3)),
    ...compared(T.select(condition('c'), anything('x'), T.real(2)), T.real(2)),
    ...compared(T.select(condition('c'), i, T.int(2)), T.int(2)).filter(t => t.kind === 'apply' && t.args.some(a => a.kind === 'apply' && a.op === 'select') && t.args.some(T.isNumber))
  ),
  'collect-embedded': byObligation(
    T.add(T.mul(anything('x'), call('toreal', i)), T.mul(anything('x'), call('toreal', j))),
    T.add(T.mul(finite('x'), call('toreal', i)), T.mul(finite('x'), call('toreal', j)), finite('y'))
  ),
  'compare-embedded': of(...compared(call('toreal', i), call('toreal', j)), ...compared(call('toreal', i), T.real(3))),
  'mul-mask': byObligation(
    T.mul(T.select(condition('c'), T.real(1), T.real(0)), finite('x')),
    T.mul(T.select(condition('c'), T.real(0), T.real(3)), finite('x'), finite('y')),
    T.mul(T.real(2), T.select(condition('c'), T.real(1), T.real(0)), finite('x')),
    T.mul(T.select(condition('c'), T.int(1), T.int(0)), i)
  ),
  'below-minimum': of(
    T.lt(T.add(q, i), call('min2', j, r)),
    T.lt(i, T.add(call('min2', j, r), T.int(3))),
    T.lt(call('max2', i, j), r),
    T.lt(T.add(call('max2', i, T.int(0)), q), r)
  ),
  truncating: of(...(['truncdiv', 'truncmod'] as const).map(op => ({ left: call(op, i, j), when: [T.le(T.ZERO, i), positive(j)] }))),
  recombine: byObligation(
    T.add(T.mul(call('floordiv', i, j), j), call('mod', i, j)),
    T.add(T.mul(T.int(6), q, call('floordiv', i, T.int(5))), T.mul(T.int(2), q), T.mul(T.int(3), q, call('floordiv', i, T.int(5))), T.mul(T.int(-4), q, call('floordiv', i, T.int(5))), T.mul(q, call('mod', i, T.int(5)))),
    T.add(T.mul(r, j, call('floordiv', i, j)), q, T.mul(r, call('mod', i, j))),
    T.add(T.mul(call('floordiv', T.add(i, q, T.mul(r, r)), j), j), call('mod', T.add(i, q, T.mul(r, r)), j))
  ),
  division: of(
    ...(['floordiv', 'mod'] as const).flatMap(op => [
      { left: call(op, T.add(T.mul(q, j), r), j), when: [positive(j), T.le(T.ZERO, r), T.lt(r, j)] },
      { left: call(op, T.add(T.mul(q, j), i), j), when: [positive(j)] },
      { left: call(op, r, j), when: [T.le(T.ZERO, r), T.lt(r, j)] },
      { left: call(op, T.add(T.mul(T.int(6), q), i), T.int(3)) }
    ])
  ),
  'extremum-known': of(
    ...(['max2', 'min2'] as const).flatMap(op => [
      { left: call(op, i, j), when: [T.le(i, j)] },
      { left: call(op, i, j), when: [T.lt(j, i)] }
    ])
  ),
  'abs-known': of({ left: call('intabs', i), when: [T.le(T.ZERO, i)] }),
  'floor-integer': of(...(['floor', 'ceil', 'round'] as const).map(op => call(op, call('toreal', i)))),
  'log-exp': byObligation(call('log', call('exp', anything('x'))))
};

/** Tempting equations that are wrong, with what someone might think that makes them right. */
export type WrongEquation = readonly [title: string, left: Term, right: Term, when?: readonly Term[]];
export const wrong: readonly WrongEquation[] = [
  ['x − x = 0, for infinite x', T.sub(anything('x'), anything('x')), T.real(0)],
  ['0 · x = 0, for infinite x', T.mul(T.real(0), T.select(bool('c'), x, INF)), T.real(0)],
  ['x / x = 1', call('div', finite('x'), finite('x')), T.real(1)],
  ['x · y / y = x', call('div', T.mul(x, y), y), x],
  ['√(x²) = x', call('sqrt', T.mul(x, x)), x],
  ['log(a · b) = log a + log b', call('log', T.mul(x, y)), T.add(call('log', x), call('log', y))],
  ['exp(log x) = x, for any x', call('exp', call('log', x)), x],
  ['∞ + x = ∞, for x that may be −∞', T.add(INF, anything('x')), INF],
  ['∞ · x = ∞, for x ≥ 0', T.mul(INF, x), INF, [T.le(T.real(0), x)]],
  ['∞ · x = ∞, for x = exp of something', T.mul(INF, call('exp', anything('x'))), INF],
  ['x / ∞ = 0, for infinite x', call('div', anything('x'), INF), T.real(0)],
  ['∞ / x = ∞, for any x', call('div', INF, x), INF],
  ['max(−∞, x) = −∞', call('max2', MINUS_INF, x), MINUS_INF],
  ['x < ∞, for x that may be ∞', T.lt(anything('x'), INF), T.TRUE],
  ['(c ? 1 : 0) · x = c ? x : 0, for infinite x', T.mul(T.select(bool('c'), T.real(1), T.real(0)), anything('x')), T.select(bool('c'), anything('x'), T.real(0))],
  ['a select evaluates both branches', T.select(bool('c'), x, T.special('undefined')), x],
  ['truncated division floors', call('truncdiv', i, j), call('floordiv', i, j), [positive(j)]],
  ['floored division truncates', call('floordiv', T.neg(i), j), T.neg(call('floordiv', i, j)), [positive(j)]],
  ['(q·b + r) div b = q, for any r', call('floordiv', T.add(T.mul(q, T.int(4)), r), T.int(4)), q],
  ['(q·b + r) div b = q, for r ≤ b', call('floordiv', T.add(T.mul(q, T.int(4)), r), T.int(4)), q, [T.le(T.ZERO, r), T.le(r, T.int(4))]],
  ['(i div 4) · 4 = i', T.mul(call('floordiv', i, T.int(4)), T.int(4)), i],
  ['(i mod 4) + 1 = (i + 1) mod 4', T.add(call('mod', i, T.int(4)), T.ONE), call('mod', T.add(i, T.ONE), T.int(4))],
  ['|i| = i', call('intabs', i), i],
  ['⌊x⌋ = x', call('floor', x), x],
  ['trunc = floor', call('toreal', call('trunc', x)) as Term, call('floor', x)],
  ['max(i, j) = i', call('max2', i, j), i],
  ['real(i) < real(j) = i ≤ j', T.lt(call('toreal', i), call('toreal', j)), T.le(i, j)],
  ['z · (1 / y) is z where y = 0', T.mul(z, call('div', T.real(1), y)), T.select(T.eq(y, T.real(0)), z, call('div', z, y))]
];
