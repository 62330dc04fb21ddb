/** The analysis of values covers what operators do: no value is of a kind that it excludes, and its conditions hold of all that it lets through. */
import { parsePattern } from '../../../egraph/pattern-text';
import { random } from '../../__tests__/prove';
import { conditions, Kind, meet, nodeValues, numberValues, Truth, UNKNOWN, type Values } from '../values';
import type { Condition } from '../equation';
import { Evaluator, meets } from './pattern-values';
import { variablesOf } from './signatures';

const NUMBERS = [-30, -2, -1, -0.5, -1e-3, 0, 1e-3, 0.5, 1, 2, 3, 30, Infinity, -Infinity, NaN];
const BOOLS = [0, 1, NaN];

const kindOf = (x: number): number =>
  Number.isNaN(x) ? Kind.Undefined : x === Infinity ? Kind.Infinity : x === -Infinity ? Kind.MinusInfinity : x < 0 ? Kind.Negative : x > 0 ? Kind.Positive : Kind.Zero;
const truthOf = (x: number): number => (Number.isNaN(x) ? Kind.Undefined : x ? Truth.True : Truth.False);
const values = (mask: number): Values => ({ ...UNKNOWN, values: mask });

/** A term over ?a, ?b, ?c at these values. */
const at = (text: string, given: readonly number[]): number => {
  const p = parsePattern(text);
  return new Evaluator(variablesOf([p]), name => given['abc'.indexOf(name[1])]).value(p, new Map());
};
/** Overflow and underflow are no values of real functions. */
const isRounded = (op: string, x: number): boolean => ['exp', 'exp2', 'sigmoid', 'tanh', 'erf', 'sinh', 'cosh', 'expm1'].includes(op) && Math.abs(x) > 500;

test.each(['neg', 'abs', 'exp', 'exp2', 'expm1', 'log', 'log2', 'log10', 'log1p', 'sqrt', 'sigmoid', 'tanh', 'erf', 'sinh', 'cosh', 'sin', 'cos'])('%s', op => {
  const wrong = NUMBERS.filter(x => !isRounded(op, x)).filter(x => {
    const result = at(`(${op} ?a)`, [x]);
    // What the language leaves undefined at infinity may have a value in floating point.
    return (nodeValues(op, [values(kindOf(x))]).values & kindOf(result)) === 0;
  });
  expect(wrong).toEqual([]);
});

test.each(['floor', 'ceil', 'atan'])('%s of finite values', op => {
  expect(NUMBERS.filter(x => Math.abs(x) !== Infinity && (nodeValues(op, [values(kindOf(x))]).values & kindOf(at(`(${op} ?a)`, [x]))) === 0)).toEqual([]);
});

test.each(['add', 'sub', 'mul', 'div', 'max2', 'min2', 'pow'])('%s', op => {
  const pairs = NUMBERS.flatMap(x => NUMBERS.map(y => [x, y] as const));
  expect(pairs.filter(([x, y]) => (nodeValues(op, [values(kindOf(x)), values(kindOf(y))]).values & kindOf(at(`(${op} ?a ?b)`, [x, y]))) === 0)).toEqual([]);
});

test.each([-3, -2, -1, 1, 2, 3])('the power %i', n => {
  const exponent = numberValues({ numerator: BigInt(n), denominator: 1n });
  expect(NUMBERS.filter(x => (nodeValues('pow', [values(kindOf(x)), exponent]).values & kindOf(at(`(pow ?a ${n})`, [x]))) === 0)).toEqual([]);
});

test.each(['lt', 'le', 'eq'])('%s', op => {
  const pairs = NUMBERS.flatMap(x => NUMBERS.map(y => [x, y] as const));
  expect(pairs.filter(([x, y]) => (nodeValues(op, [values(kindOf(x)), values(kindOf(y))]).values & truthOf(at(`(${op} ?a ?b)`, [x, y]))) === 0)).toEqual([]);
});

test.each(['and', 'or', 'xor'])('%s', op => {
  const pairs = BOOLS.flatMap(x => BOOLS.map(y => [x, y] as const));
  expect(pairs.filter(([x, y]) => (nodeValues(op, [values(truthOf(x)), values(truthOf(y))]).values & truthOf(at(`(${op} ?a ?b)`, [x, y]))) === 0)).toEqual([]);
});

test('select', () => {
  const all = BOOLS.flatMap(c => NUMBERS.flatMap(x => NUMBERS.map(y => [c, x, y] as const)));
  expect(all.filter(([c, x, y]) => (nodeValues('select', [values(truthOf(c)), values(kindOf(x)), values(kindOf(y))]).values & kindOf(at('(select ?a ?b ?c)', [c, x, y]))) === 0)).toEqual([]);
});

test.each(['sum', 'prod', 'max', 'min'])('%s over up to four elements', op => {
  const p = parsePattern(`(${op} ?n (\\ $i ?g) (\\ $i ?f))`);
  const next = random(3);
  const pick = <X>(from: readonly X[]): X => from[Math.floor(next() * from.length)];
  for (let k = 0; k < 3000; k++) {
    const n = Math.floor(next() * 5);
    const elements = Array.from({ length: 5 }, () => pick(NUMBERS));
    const guards = Array.from({ length: 5 }, () => (next() < 0.5 ? 1 : pick(BOOLS)));
    const isWhole = next() < 0.5;
    const result = new Evaluator(variablesOf([p]), (name, [i]) => (name === '?n' ? n : name === '?g' ? (isWhole ? 1 : guards[i]) : elements[i])).value(p, new Map());
    const extent: Values = { ...UNKNOWN, values: 0, least: n >= 1 ? 1 : 0 };
    const guard = values(isWhole ? Truth.True : guards.reduce((all, g) => all | truthOf(g), 0));
    const body = values(elements.reduce((all, x) => all | kindOf(x), 0));
    expect([op, n, elements, isWhole || guards, (nodeValues(op, [extent, guard, body]).values & kindOf(result)) !== 0]).toEqual([op, n, elements, isWhole || guards, true]);
  }
});

test('a condition that is answered with yes holds of every value that there may be', () => {
  const masks = Array.from({ length: 64 }, (_, m) => m).filter(m => m > 0);
  for (const word of ['finite', 'nonzero', 'positive', 'nonnegative', 'above-minus-infinity', 'below-infinity', 'defined'] as const) {
    const wrong = masks.flatMap(m => (conditions[word](values(m)) ? NUMBERS.filter(x => (kindOf(x) & m) !== 0 && !meets(x, '?a', [`${word} ?a` as Condition])) : []));
    expect([word, wrong]).toEqual([word, []]);
  }
});

test('two views of one class leave what both let through', () => {
  expect(meet(values(Kind.Positive | Kind.Zero), values(Kind.Zero | Kind.Negative)).values).toBe(Kind.Zero);
});
