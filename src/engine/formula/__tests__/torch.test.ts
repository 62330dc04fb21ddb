/** The generated Python is run, and its numbers are compared with those of the evaluator on the same terms. */
import { add, and, apply, eq, fresh, int, le, lt, mul, ne, neg, not, or, read, real, recur, reduce, select, special, sub, variable, type OperationName, type Term } from '../../term';
import type { Argument, Lifted } from '../../symbolic/lifted';
import { torchSource } from '..';
import { testByValues } from './by-values';
import { a, B, b, decimal, float, fold, integer, iterate, lifted, n, p, pointer } from './fixtures';
import { hasTorch, runAll, type Run, type TensorArgument } from './run-python';

const m = variable('m', 'Int');
const s = variable('s', 'Int');
const x = (at: Term) => read('x', at, 'Real');
const y = (at: Term) => read('y', at, 'Real');
const z = (at: Term) => read('z', at, 'Int');
const op = (name: OperationName, ...args: Term[]) => apply(name, args);
const toReal = (t: Term) => op('toreal', t);

const X: TensorArgument = { data: [3, -1, 4, 1, -5, 9, 2, 6, 5, 3.5, -8, 0.25], dtype: 'float64', shape: [12], stride: [1] };
const Z: TensorArgument = { data: [3, 0, 2, 1, -7, 5], dtype: 'int32', shape: [6], stride: [1] };
const Y: TensorArgument = { data: Array(12).fill(-99), dtype: 'float64', shape: [12], stride: [1] };
const args: Argument[] = [pointer('x'), pointer('y'), pointer('z', 'int32'), integer('n'), integer('m'), integer('s'), integer('B'), float('a'), float('b'), { name: 'p', kind: 'constexpr', sort: 'Bool', dtype: null, none: false }];
const given = { x: X, y: Y, z: Z, n: 4, m: 3, s: 4, B: 2, a: 0.5, b: -1.25, p: true };

/** Fibonacci's numbers with weights: two states at once. */
const twoStates = (count: Term, component: number, weight: (j: Term) => Term): Term => {
  const [j, s, u] = [fresh('j', 'Int'), fresh('s', 'Real'), fresh('s', 'Real')];
  return recur(count, { index: j, states: [s, u], initial: [real(0), real(1)], updates: [u, add(s, mul(weight(j), u))] }, component);
};

/** y[i] = value(i) for i < n. */
const vector = (value: (i: Term) => Term, where?: (i: Term) => Term): Lifted => lifted(args, [{ tensor: 'y', extents: [n], where: where && (i => where(i)), address: i => i, value: i => value(i) }]);
/** y[i, j] = value(i, j) for i < m, j < n, rows s apart. */
const matrix = (value: (i: Term, j: Term) => Term): Lifted => lifted(args, [{ tensor: 'y', extents: [m, n], address: (i, j) => add(mul(i, s), j), value: (i, j) => value(i, j) }]);

const row = (i: Term, j: Term) => x(add(mul(i, s), j));
const shifted = (i: Term, j: Term) => op('exp', sub(row(i, j), fold('max', n, k => row(i, k))));
const unary: OperationName[] = ['exp', 'exp2', 'expm1', 'sin', 'cos', 'tan', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'erf', 'sigmoid', 'abs', 'floor', 'ceil', 'round'];
const positive: OperationName[] = ['log', 'log2', 'log10', 'log1p', 'sqrt', 'acosh'];
const unit: OperationName[] = ['asin', 'acos', 'atanh'];
const integers: OperationName[] = ['floordiv', 'mod', 'truncdiv', 'truncmod'];

type Case = readonly [title: string, kernel: Lifted, change?: Record<string, Run['args'][string]>];

const cases: readonly Case[] = [
  ['a sum of two tensors', vector(i => add(x(i), y(i)))],
  ['constants and scalars', vector(i => add(mul(a, x(i)), neg(b), decimal(1, 3)))],
  ['softmax', matrix((i, j) => op('div', shifted(i, j), fold('sum', n, k => shifted(i, k))))],
  ['a product of matrices', matrix((i, j) => fold('sum', B, k => mul(row(i, k), x(add(mul(k, s), j)))))],
  ['a fold of nothing', vector(i => add(x(i), fold('sum', m, x))), { m: 0 }],
  ['max of nothing', vector(() => fold('max', m, x)), { m: 0 }],
  ['a negative extent', vector(() => fold('prod', m, x)), { m: -2 }],
  ['no index at all: nothing is written', vector(x), { n: 0 }],
  ['a guarded fold', vector(i => fold('sum', int(12), x, k => le(k, i)))],
  ['an extent that varies', vector(i => fold('sum', add(i, int(1)), x))],
  ['nested folds that vary', vector(i => fold('sum', add(i, int(1)), k => fold('max', add(k, int(1)), l => mul(x(l), x(k)))))],
  ['two bound indices', vector(i => {
    const [k, l] = [fresh('k', 'Int'), fresh('l', 'Int')];
    return reduce('sum', [{ variable: k, extent: n }, { variable: l, extent: add(k, int(1)) }], lt(l, add(i, int(1))), mul(x(k), x(l)));
  })],
  ['a constant summed', vector(() => fold('sum', n, () => real(2)))],
  ['argmax with its first tie', vector(i => toReal(fold('argmax', n, k => op('abs', op('floor', mul(x(k), x(i), decimal(1, 10)))), undefined, true)))],
  ['argmin under a guard', vector(i => toReal(fold('argmin', int(8), x, k => ne(k, i), true)))],
  ['any and all', vector(i => select(or(fold('any', n, k => lt(x(k), real(0))), fold('all', n, k => lt(x(i), x(k)))), real(1), real(0)))],
  ['xor of integers', vector(i => toReal(fold('xorsum', int(6), k => add(z(k), i))))],
  ['max and min of integers', vector(() => toReal(add(fold('max', int(6), z), fold('min', int(6), z))))],
  ['a select between reads, one outside', vector(i => select(lt(i, m), x(i), x(int(1000))))],
  ['an undefined branch', vector(i => select(lt(i, m), x(i), special('undefined')))],
  ['infinities', vector(i => op('exp', select(lt(i, m), x(i), special('-inf'))))],
  ['a condition on scalars', vector(i => select(lt(n, m), x(i), neg(x(i))))],
  ['a boolean argument', vector(i => select(p, x(i), real(0)))],
  ['its negation', vector(i => select(and(not(p), lt(real(0), x(i))), x(i), real(0)))],
  ['only where', vector(x, i => ne(i, int(2)))],
  ['extrema', vector(i => op('max2', op('min2', x(i), a, real(2)), x(add(i, int(1))), real(0)))],
  ['extrema of integers', vector(i => toReal(op('max2', op('min2', n, m), z(i))))],
  ['division by a zero scalar in the branch not taken', vector(i => select(eq(m, int(0)), x(i), toReal(op('floordiv', i, m)))), { m: 0 }],
  ['division by a read zero in the branch not taken', vector(i => select(eq(z(i), int(0)), x(i), toReal(op('truncdiv', n, z(i)))))],
  ['bits', vector(i => toReal(op('bitxor', op('bitand', op('shiftright', z(i), int(1)), int(5)), op('bitor', op('shiftleft', i, int(2)), n))))],
  ['truncation', vector(i => toReal(op('trunc', mul(x(i), decimal(3, 10)))))],
  ['powers and remainders', vector(i => add(op('pow', op('abs', x(i)), a), op('fmod', x(i), real(3)), op('atan2', x(i), b)))],
  ['random numbers', vector(i => add(op('rand', m, i), op('randn', n, i), mul(decimal(1, 1 << 30), toReal(op('randint', m, add(i, int(7))))))), { m: 123456789012 }],
  ['words of random numbers', vector(i => add(...[0, 1, 2, 3].map(word => op('uniform', op('philox', int(word), m, add(i, int(2 ** 32 - 2)), n, i, mul(i, n)))))), { m: 123456789012 }],
  ['a recurrence', vector(i => iterate(m, x(i), (j, h) => add(mul(h, decimal(1, 2)), x(add(i, j)))))],
  ['as many steps as the index', vector(i => iterate(i, real(1), (j, h) => add(mul(h, a), x(j))))],
  ['no steps', vector(i => add(x(i), iterate(m, real(1), (_, h) => mul(h, h)))), { m: 0 }],
  ['two states at once', vector(i => add(twoStates(i, 0, x), twoStates(m, 1, j => x(add(i, j)))))],
  ['a recurrence of integers', vector(i => toReal(iterate(n, i, (j, h) => op('mod', add(mul(h, int(3)), z(j)), int(17)))))],
  ['a fold over states', vector(i => fold('sum', m, k => iterate(add(k, i), x(k), (j, h) => op('max2', neg(h), x(j)))))],
  ['a fold inside a step', vector(i => iterate(m, x(i), (j, h) => fold('max', n, k => mul(h, sub(x(k), toReal(j))))))],
  ['a recurrence inside a step', vector(i => iterate(m, x(i), (j, h) => iterate(add(j, int(1)), h, (k, g) => add(mul(g, decimal(1, 4)), x(add(i, j, k))))))],
  ['the grid', vector(i => mul(toReal(variable('grid[1]', 'Int')), x(i)))],
  ['a gather', vector(i => x(op('mod', z(i), int(12))))],
  ...unary.map((f): Case => [f, vector(i => op(f, x(i)))]),
  ...positive.map((f): Case => [f, vector(i => op(f, add(op('abs', x(i)), real(1))))]),
  ...unit.map((f): Case => [f, vector(i => op(f, mul(x(i), decimal(1, 10))))]),
  ...integers.flatMap((f): Case[] => [
    [`${f} of tensors`, vector(i => toReal(op(f, z(add(i, int(2))), sub(i, int(7)))))],
    [`${f} by a literal`, vector(i => toReal(op(f, z(add(i, int(2))), int(3))))],
    [`${f} of scalars`, vector(() => toReal(op(f, sub(m, int(10)), B)))]
  ])
];

const whenTorch = hasTorch ? describe : describe.skip;

whenTorch('generated PyTorch', () => {
  testByValues(cases.map(([title, kernel, change]) => [title, kernel, { ...given, ...change }]), [4, 5, 1]);

  const spaced = (value: (n: number) => number, gap: number) => [0, 1, 2].flatMap(r => [...[0, 1, 2].map(c => value(10 * r + c + 0.25)), gap]);
  const layout = (dtype: string, gap: number, offset = 0): TensorArgument => ({ data: Array(12 + offset).fill(gap), dtype, shape: [3, 3], stride: [4, 1], offset });
  const stored = matrix((i, j) => add(toReal(add(mul(int(10), i), j)), decimal(1, 4)));
  const swap = lifted(args, [
    { tensor: 'y', extents: [n], address: i => i, value: i => x(i) },
    { tensor: 'x', extents: [n], address: i => i, value: i => y(i) }
  ]);
  const names = ['torch', 'grid', 'index', 'i', 'k', 'contents', 'x_values', 'größe'];
  const hostile = lifted(
    [pointer('args'), pointer('device'), ...names.map(integer)],
    [{ tensor: 'args', extents: [variable('torch', 'Int')], address: i => i, value: i => mul(read('device', i, 'Real'), toReal(add(...names.map(v => variable(v, 'Int'))))) }]
  );
  const numbered = Object.fromEntries(names.map((v, k) => [v, k + 1]));

  /** Storage wanted after the run, from the pointer on. */
  const layouts: readonly [title: string, kernel: Lifted, args: Run['args'], storages: Record<string, readonly number[]>][] = [
    ['a row stride leaves the gaps alone', stored, { y: layout('float32', 7) }, { y: spaced(v => v, 7) }],
    ['an offset into the storage', stored, { y: layout('float16', 7, 2) }, { y: spaced(v => v, 7) }],
    ['integers truncate', stored, { y: layout('int8', 7) }, { y: spaced(Math.floor, 7) }],
    ['unsigned integers', stored, { y: layout('uint32', 7) }, { y: spaced(Math.floor, 7) }],
    ['truth values', stored, { y: layout('bool', 0) }, { y: spaced(() => 1, 0) }],
    ['eight-bit floats', stored, { y: layout('float8_e5m2', 7) }, { y: [0.25, 1.25, 2, 7, 10, 12, 12, 7, 20, 20, 24, 7] }],
    ['all pieces read the old contents', swap, { n: 4 }, { x: [-99, -99, -99, -99, ...X.data.slice(4)], y: [...X.data.slice(0, 4), ...Y.data.slice(4)] }],
    ['names of the kernel never collide with ours', hostile, { args: Y, device: X, ...numbered, torch: 2 }, { args: [3 * 37, -37, ...Y.data.slice(2)] }]
  ];
  const layoutRuns = layouts.map(([, kernel, change]): Run => ({ source: torchSource(kernel), args: { ...given, n: 3, ...change }, grid: [1] }));
  let layoutOutcomes: ReturnType<typeof runAll>;
  beforeAll(() => {
    layoutOutcomes = runAll(layoutRuns);
  }, 120_000);

  test.each(layouts.map(([title], k) => [title, k] as const))('%s', (_, k) => {
    const outputs = Object.entries(layouts[k][3]).map(([name, storage]) => {
      const { dtype, shape, stride } = layoutRuns[k].args[name] as TensorArgument;
      return [name, { storage, dtype: `torch.${dtype}`, shape, stride }];
    });
    expect(layoutOutcomes[k]).toEqual({ error: null, outputs: Object.fromEntries(outputs) });
  });
});

test('the source reads well, and shared parts are computed once', () => {
  const source = torchSource(matrix((i, j) => op('div', shifted(i, j), fold('sum', n, k => shifted(i, k)))));
  expect(source.slice(0, source.indexOf('    def ')).trimEnd().split('\n')).toEqual([
    'def lifted(args, grid):',
    '    """What the kernel leaves in each tensor that it writes:',
    '',
    '        y[i, j] = exp(x[i*s + j] - max(k < n: x[i*s + k])) / sum(k < n: exp(x[i*s + k] - max(l < n: x[i*s + l])))  for i < m, j < n',
    '    """',
    '    import torch',
    '',
    '    grid = (tuple(grid) + (1, 1, 1))[:3]',
    '    device = next((a.device for a in args.values() if isinstance(a, torch.Tensor)), "cpu")',
    '    n = int(args["n"])',
    '    m = int(args["m"])',
    '    s = int(args["s"])'
  ]);
  expect(source.slice(source.indexOf('    # y[i, j]')).split('\n')).toEqual([
    '    # y[i, j]',
    '    i = index(m, 0)',
    '    j = index(n, 1)',
    '    offset = j + s * i',
    '    x = contents(args["x"], torch.float64)',
    '    x_values = read(x, offset)',
    '    greatest = fold_max((1,), (j,), x_values)',
    '    exp_of = torch.exp(x_values - greatest)',
    '    total = fold_sum((1,), (j,), exp_of)',
    '',
    '    # Everything above reads the old contents; only now are the new ones written.',
    '    new_y = flat(args["y"]).clone()',
    '    store(new_y, offset, exp_of / total, True, i, j)',
    '    return {',
    '        "y": new_y.as_strided(args["y"].shape, args["y"].stride()),',
    '    }',
    ''
  ]);
});
