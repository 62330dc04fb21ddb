import { add, and, apply, eq, fresh, int, le, lt, mul, neg, not, or, read, real, reduce, select, special, sub, TRUE, variable, type Binder, type FoldName, type Term, type VariableTerm } from '..';
import { compile, evaluate, type Environment } from '../evaluate';

const n = variable('n', 'Int');
const i = variable('i', 'Int');
const x = (at: Term) => read('x', at, 'Real');
const contents = [3, -1, 4, 1, 4, 9];

const env = (values: Record<string, number> = {}, data: readonly number[] = contents): Environment => ({
  variables: new Map(Object.entries(values)),
  read: (_, at) => data[at] ?? NaN
});

/** op over k < extent, where guard, of body. */
const fold = (op: FoldName, extent: Term, body: (k: VariableTerm) => Term, guard: (k: VariableTerm) => Term = () => TRUE, carry = false): Term => {
  const k = fresh('k', 'Int');
  return reduce(op, [{ variable: k, extent }], guard(k), body(k), carry ? k : null);
};

const hole = special('undefined');
const isHole = eq(hole, real(0));
const softmax = apply('div', [
  apply('exp', [sub(x(i), fold('max', n, k => x(k)))]),
  fold('sum', n, k => apply('exp', [sub(x(k), fold('max', n, j => x(j)))]))
]);

const rows: readonly [title: string, term: Term, values: Record<string, number>, expected: number][] = [
  ['a sum', fold('sum', n, x), { n: 6 }, 20],
  ['over nothing', fold('sum', n, x), { n: 0 }, 0],
  ['a negative extent is nothing', fold('prod', n, x), { n: -3 }, 1],
  ['max over nothing', fold('max', n, x), { n: 0 }, -Infinity],
  ['a guarded sum does not read outside its guard', fold('sum', int(100), x, k => lt(k, n)), { n: 3 }, 6],
  ['argmax takes the first tie', fold('argmax', int(5), x, () => TRUE, true), {}, 2],
  ['argmin', fold('argmin', n, x, () => TRUE, true), { n: 6 }, 1],
  ['argmax of nothing', fold('argmax', n, x, () => TRUE, true), { n: 0 }, NaN],
  ['softmax', softmax, { n: 3, i: 0 }, Math.exp(-1) / (Math.exp(-1) + Math.exp(-5) + 1)],
  ['select is lazy', select(lt(i, n), x(i), x(int(-1))), { i: 0, n: 1 }, 3],
  ['an undefined condition', select(isHole, real(1), real(2)), {}, NaN],
  ['not of undefined', select(not(isHole), real(1), real(2)), {}, NaN],
  ['false and undefined', select(and(isHole, lt(n, int(0))), real(1), real(2)), { n: 0 }, 2],
  ['true or undefined', select(or(isHole, lt(n, int(1))), real(1), real(2)), { n: 0 }, 1],
  ['an undefined guard', fold('sum', n, x, () => isHole), { n: 1 }, NaN],
  ['exp of -inf', apply('exp', [special('-inf')]), {}, 0],
  ['inf - inf', sub(special('inf'), special('inf')), {}, NaN],
  ['0 * inf', mul(real(0), special('inf')), {}, NaN],
  ['floordiv floors', apply('floordiv', [n, int(2)]), { n: -7 }, -4],
  ['mod is not negative', apply('mod', [n, int(4)]), { n: -7 }, 1],
  ['truncdiv truncates', apply('truncdiv', [n, int(2)]), { n: -7 }, -3],
  ['bits of undefined are undefined', apply('bitand', [apply('trunc', [hole]), n]), { n: 1 }, NaN],
  ['xor over a range', fold('xorsum', n, k => k), { n: 4 }, 0],
  ['any with an undefined part', fold('any', int(6), k => lt(x(k), real(0))), {}, 1],
  ['all', fold('all', int(6), k => lt(real(0), x(k))), {}, 0],
  ['minus', neg(n), { n: 3 }, -3]
];

test.each(rows)('%s', (_, term, values, expected) => {
  const actual = evaluate(term, env(values));
  Number.isNaN(expected) ? expect(actual).toBeNaN() : expect(actual).toBeCloseTo(expected, 12);
});

test('extents and bodies of inner loops follow the outer index', () => {
  const j = fresh('j', 'Int');
  const k = fresh('k', 'Int');
  const binders: Binder[] = [
    { variable: j, extent: n },
    { variable: k, extent: add(j, int(1)) }
  ];
  const triangle = reduce('sum', binders, le(j, n), apply('toreal', [add(mul(int(10), j), k)]));
  expect(evaluate(triangle, env({ n: 3 }))).toBe(0 + 10 + 11 + 20 + 21 + 22);
});

test('a program is compiled once and keeps nothing from one environment to the next', () => {
  const program = compile(softmax);
  expect(compile(softmax)).toBe(program);
  const first = program(env({ n: 3, i: 0 }));
  program(env({ n: 2, i: 1 }, [7, 8]));
  expect(program(env({ n: 3, i: 0 }))).toBe(first);
});

test('a loop-invariant subterm is computed once for the loop', () => {
  let reads = 0;
  evaluate(softmax, { variables: new Map([['n', 100], ['i', 0]]), read: () => (reads++, 1) });
  expect(reads).toBe(1 + 100 + 100);
});

test('shared subterms do not blow up', () => {
  let t: Term = x(int(0));
  for (let step = 0; step < 60; step++) {
    t = add(apply('exp', [t]), apply('tanh', [t]), real(-2));
  }
  expect(Number.isNaN(evaluate(t, env()))).toBe(false);
});

test('a variable without a number is our bug', () => {
  expect(() => evaluate(n, env())).toThrow('no value for n');
});
