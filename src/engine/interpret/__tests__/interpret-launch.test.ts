/** Whole launches: what a run gives back, and what it notices, each kernel with a sibling that does it right. */
import { interpretLaunch, type BufferSpec, type InterpretEvent, type LaunchArgument, type Precision } from '..';
import { parseModule } from '../../triton/parse';
import { scalar } from '../../triton/dtype';

type Argument = number | boolean | null | LaunchArgument;

const argumentOf = (name: string, value: Argument, constexpr: boolean): LaunchArgument => {
  if (value === null) {
    return { kind: 'constexpr', value: { kind: 'none' } };
  }
  if (typeof value === 'object') {
    return value;
  }
  if (!constexpr) {
    return { kind: 'scalar', value };
  }
  return { kind: 'constexpr', value: typeof value === 'boolean' ? { kind: 'bool', value } : { kind: 'int', value: BigInt(value) } };
};

/** Runs the kernel whose parameters and body are given; buffers are bound to the parameters of their names. */
function run(
  parameters: string,
  body: string,
  launch: { grid?: [number, number, number]; args?: Record<string, Argument>; buffers: Record<string, BufferSpec | number[]>; precision?: Precision }
) {
  const indented = body.trim().split('\n').map(line => `    ${line.replace(/^ {6}/, '')}`);
  const source = ['import triton', 'import triton.language as tl', '', '@triton.jit', `def kernel(${parameters}):`, ...indented, ''].join('\n');
  const { module } = parseModule(source);
  const kernel = module.functions.get('kernel');
  if (kernel === undefined) {
    throw new Error('no kernel');
  }
  const buffers = new Map(Object.entries(launch.buffers).map(([name, spec]): [string, BufferSpec] => [name, Array.isArray(spec) ? { dtype: scalar('fp32'), data: spec } : spec]));
  const given = Object.entries({ ...Object.fromEntries([...buffers.keys()].filter(name => parameters.split(', ').includes(name)).map(name => [name, { kind: 'pointer', buffer: name } as const])), ...launch.args });
  const outcome = interpretLaunch({
    kernel,
    module,
    grid: launch.grid ?? [1, 1, 1],
    arguments: new Map(given.map(([name, value]) => [name, argumentOf(name, value, parameters.includes(`${name}: tl.constexpr`))])),
    buffers,
    precision: launch.precision ?? 'float32'
  });
  const facts = outcome.events.map(e => `${factOf(e)} at line ${e.span[0]}`);
  return { outcome, facts, after: (name: string) => Array.from<number | bigint>(outcome.buffers.get(name) ?? []) };
}

function factOf(e: InterpretEvent): string {
  switch (e.kind) {
    case 'out-of-bounds':
      return `${e.access} of ${e.buffer}[${e.address}]${e.gap ? ', a gap,' : ''} by ${e.program[0]}, ${e.count} times`;
    case 'undefined':
      return `${e.cause.kind} of line ${e.cause.span[0]} reaches a ${e.reaches}`;
    case 'write-conflict':
    case 'read-conflict':
      return `${e.kind} on ${e.buffer}[${e.address}] of ${e.program[0]} with ${e.other[0]}`;
    case 'missing-barrier':
      return `${e.kind} on ${e.buffer}[${e.address}]`;
    case 'atomic':
      return `atomic ${e.op} on ${e.buffer}`;
    case 'false-claim':
      return `false ${e.claim}`;
  }
}

const COPY = 'X, Y, n, B: tl.constexpr';

describe('in bounds', () => {
  const body = (load: string, store: string) => `
      i = tl.program_id(0) * B + tl.arange(0, B)
      m = i < n
      x = tl.load(X + i${load})
      tl.store(Y + i, x${store})`;
  const launch = { grid: [2, 1, 1] as [number, number, number], args: { n: 3, B: 2 }, buffers: { X: [1, 2, 3], Y: [0, 0, 0] } };

  test('masks', () => {
    const { facts, after } = run(COPY, body(', m', ', m'), launch);
    expect(facts).toEqual([]);
    expect(after('Y')).toEqual([1, 2, 3]);
  });
  test('no mask on the load', () => expect(run(COPY, body('', ', m'), launch).facts).toEqual(['load of X[3] by 1, 1 times at line 8']));
  test('no mask on the store', () => expect(run(COPY, body(', m, 0.0', ''), launch).facts).toEqual(['store of Y[3] by 1, 1 times at line 9']));
  test('nor an undefined value where there is no element', () => expect(run(COPY, body(', m', ''), launch).facts).toEqual(['store of Y[3] by 1, 1 times at line 9']));
  test('addresses below zero', () => {
    const { facts } = run('X, Y', 'tl.store(Y, tl.load(X - 1))', { buffers: { X: [1], Y: [0] } });
    expect(facts[0]).toBe('load of X[-1] by 0, 1 times at line 6');
  });
  test('padding between rows may be read, not written', () => {
    const padded = { dtype: scalar('fp32'), data: [1, 9, 2, 9], members: [1, 0, 1, 0], gapsReadable: true };
    const { facts } = run('X, B: tl.constexpr', 'i = tl.arange(0, B)\n      tl.store(X + i, tl.load(X + i))', { args: { B: 4 }, buffers: { X: padded } });
    expect(facts).toEqual(['store of X[1], a gap, by 0, 2 times at line 7']);
  });
});

describe('definedness', () => {
  const row = (value: string) => `
      i = tl.arange(0, B)
      x = tl.load(X + i, i < n)
      tl.store(Y, ${value})`;
  const launch = { args: { n: 3, B: 4 }, buffers: { X: [1, 2, 3], Y: [0] } };
  const rows: [string, string[]][] = [
    ['tl.sum(tl.where(i < n, x, 0.0))', []],
    ['tl.sum(x)', ['masked-off load of line 7 reaches a stored value at line 8']],
    ['tl.sum(tl.where(i < n, 0.0, x))', ['masked-off load of line 7 reaches a stored value at line 8']],
    ['tl.sum(x * 0.0)', ['masked-off load of line 7 reaches a stored value at line 8']],
    ['tl.sum((i < n).to(tl.float32))', []],
    ['tl.sum(tl.where((i < n) & (x > 1), x, 0.0))', []],
    ['tl.argmax(x, 0)', ['masked-off load of line 7 reaches a stored value at line 8']]
  ];
  test.each(rows)('%s', (value, expected) => expect(run(COPY, row(value), launch).facts).toEqual(expected));

  test('an undefined branch condition', () => {
    const { facts } = run('X, Y, n', 'x = tl.load(X, mask=n > 0)\n      if x > 0:\n          tl.store(Y, 1.0)', { args: { n: 0 }, buffers: { X: [1], Y: [0] } });
    expect(facts).toEqual(['masked-off load of line 6 reaches a condition at line 7']);
  });
  test('an undefined loop bound', () => {
    const { facts } = run('X, Y, n', 'k = tl.load(X, mask=n > 0)\n      for _ in range(k):\n          tl.store(Y, 1.0)', { args: { n: 0 }, buffers: { X: { dtype: scalar('int32'), data: [1] }, Y: [0] } });
    expect(facts).toEqual(['masked-off load of line 6 reaches a condition at line 6']);
  });
  test('a stored undefined element stays undefined', () => {
    const { outcome } = run(COPY, 'i = tl.arange(0, B)\n      tl.store(Y + i, tl.load(X + i, i < n))', { args: { n: 3, B: 4 }, buffers: { X: [1, 2, 3], Y: [0, 0, 0, 0] } });
    expect(Array.from(outcome.undefinedElements.get('Y') ?? [])).toEqual([0, 0, 0, 1]);
    expect(outcome.undefinedElements.get('X')).toBeNull();
  });
  test('division by zero', () => {
    const { facts } = run('Y, n, k', 'tl.store(Y, n // k)', { args: { n: 3, k: 0 }, buffers: { Y: [0] } });
    expect(facts).toEqual(['integer division by zero of line 6 reaches a stored value at line 6']);
  });
  test('a false claim', () => {
    const { facts } = run('Y, n', 'tl.assume(n > 5)\n      tl.store(Y, n)', { args: { n: 3 }, buffers: { Y: [0] } });
    expect(facts).toEqual(['false assume at line 6']);
  });
});

describe('races', () => {
  const two = { grid: [2, 1, 1] as [number, number, number] };
  test('programs write different values to one address', () => {
    const { facts } = run('Y', 'tl.store(Y, tl.program_id(0))', { ...two, buffers: { Y: [0] } });
    expect(facts).toEqual(['write-conflict on Y[0] of 1 with 0 at line 6']);
  });
  test('the same value', () => expect(run('Y', 'tl.store(Y, 7)', { ...two, buffers: { Y: [0] } }).facts).toEqual([]));
  test('a neighbour is read in place', () => {
    const { facts } = run('Y, n', 'p = tl.program_id(0)\n      tl.store(Y + p, tl.load(Y + p + 1, p + 1 < n, 0.0))', { ...two, args: { n: 2 }, buffers: { Y: [1, 2] } });
    expect(facts).toEqual(['read-conflict on Y[1] of 1 with 0 at line 7']);
  });
  test('two arguments point into one buffer', () => {
    const args = { X: { kind: 'pointer', buffer: 'S', offset: 1 }, Y: { kind: 'pointer', buffer: 'S' } } as const;
    const { facts, after } = run('X, Y', 'p = tl.program_id(0)\n      tl.store(Y + p, tl.load(X + p) + 1)', { ...two, args, buffers: { S: [1, 2, 3] } });
    expect(after('S')).toEqual([3, 4, 3]);
    expect(facts).toEqual(['read-conflict on S[1] of 1 with 0 at line 7']);
  });
  test('lanes of one program, without and with a barrier', () => {
    const body = (barrier: string) => `
      i = tl.arange(0, B)
      tl.store(Y + i, tl.load(X + i))
      ${barrier}
      tl.store(Z + i, tl.load(Y + B - 1 - i))`;
    const launch = { args: { B: 4 }, buffers: { X: [1, 2, 3, 4], Y: [0, 0, 0, 0], Z: [0, 0, 0, 0] } };
    expect(run('X, Y, Z, B: tl.constexpr', body('pass'), launch).facts).toEqual(['missing-barrier on Y[3] at line 9']);
    const fenced = run('X, Y, Z, B: tl.constexpr', body('tl.debug_barrier()'), launch);
    expect(fenced.facts).toEqual([]);
    expect(fenced.after('Z')).toEqual([4, 3, 2, 1]);
  });
  test('atomics commute and are told', () => {
    const { facts, after } = run('X, Y', 'tl.atomic_add(Y, tl.load(X + tl.program_id(0)))', { ...two, buffers: { X: [1, 2], Y: [10] } });
    expect(facts).toEqual(['atomic add on Y at line 6']);
    expect(after('Y')).toEqual([13]);
  });
});

describe('number models', () => {
  const half = 'tl.store(Y, (tl.load(X).to(tl.float16) + 0.0001).to(tl.float32))';
  test('float32 rounds to each dtype', () => expect(run('X, Y', half, { buffers: { X: [1 / 3], Y: [0] } }).after('Y')).toEqual([0.333251953125]));
  test('exact does not', () => {
    const [value] = run('X, Y', half, { buffers: { X: [1 / 3], Y: [0] }, precision: 'exact' }).after('Y');
    expect(value).toBeCloseTo(1 / 3 + 0.0001, 14);
  });
  test('integers wrap in both', () => {
    for (const precision of ['float32', 'exact'] as const) {
      expect(run('Y, n', 'tl.store(Y, n * n)', { args: { n: 65536 }, buffers: { Y: [1] }, precision }).after('Y')).toEqual([0]);
    }
  });
});

test('programs run with x fastest, and an early return ends only its own', () => {
  const body = 'p = tl.program_id(1) * tl.num_programs(0) + tl.program_id(0)\n      if p == 1:\n          return\n      tl.store(Y + p, p + 1)';
  expect(run('Y', body, { grid: [2, 2, 1], buffers: { Y: [0, 0, 0, 0] } }).after('Y')).toEqual([1, 0, 3, 4]);
});
