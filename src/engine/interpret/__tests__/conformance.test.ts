/**
 * The kernels of corpus/conformance, run by Triton's own interpreter and by ours. The Python that has Triton is named by
 * TRITON_LIFT_PYTHON, else it is the checkout's `.venv`. Without one the test fails: agreement is never assumed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { interpretLaunch, type LaunchArgument } from '..';
import { parseModule } from '../../triton/parse';
import { scalar, dtypes, type DtypeName } from '../../triton/dtype';
import { fromNumber } from '../../term/rational';
import type { BufferSpec } from '../memory';

type JsonNumber = number | boolean | string;
type JsonArgument =
  | { kind: 'tensor'; dtype: string; before: JsonNumber[]; after: JsonNumber[] }
  | { kind: 'none' }
  | { kind: 'dtype'; name: DtypeName }
  | { kind: 'int' | 'float' | 'bool' | 'str'; value: JsonNumber };
type Record_ = {
  source: string;
  kernel: string;
  title: string;
  grid: number[];
  tolerance: number;
  arguments: Record<string, JsonArgument>;
  problem?: string;
};

const root = join(__dirname, '../../../..');
const folder = join(root, 'corpus/conformance');

function triton(): Record_[] {
  const python = process.env['TRITON_LIFT_PYTHON'] ?? join(root, '.venv/bin/python');
  if (!existsSync(python)) {
    throw new Error(`no Python at ${python}: set TRITON_LIFT_PYTHON to one that has torch and triton`);
  }
  return JSON.parse(execFileSync(python, [join(folder, 'run.py')], { encoding: 'utf8', maxBuffer: 1 << 28 })) as Record_[];
}

const NAMED: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
/** Integers come as text. */
const number = (v: JsonNumber): number | bigint => (typeof v === 'string' ? (NAMED[v] ?? BigInt(v)) : Number(v));

const dtypeOf = (torch: string) => {
  const found = (Object.keys(dtypes) as DtypeName[]).find(name => dtypes[name].torch === torch);
  if (found === undefined) {
    throw new Error(`no dtype for ${torch}`);
  }
  return scalar(found);
};

/** A constexpr parameter by its annotation, in the source. */
const isConstexpr = (source: string, kernel: string, name: string): boolean =>
  new RegExp(`def ${kernel}\\([^)]*\\b${name}: tl\\.constexpr`).test(source);

function argumentOf(name: string, json: JsonArgument, constexpr: boolean): LaunchArgument {
  switch (json.kind) {
    case 'tensor':
      return { kind: 'pointer', buffer: name };
    case 'none':
      return { kind: 'constexpr', value: { kind: 'none' } };
    case 'dtype':
      return { kind: 'constexpr', value: { kind: 'dtype', dtype: scalar(json.name) } };
    case 'str':
      return { kind: 'constexpr', value: { kind: 'string', value: String(json.value) } };
    case 'bool':
      return constexpr ? { kind: 'constexpr', value: { kind: 'bool', value: json.value === true } } : { kind: 'scalar', value: json.value === true };
    case 'int':
      return constexpr ? { kind: 'constexpr', value: { kind: 'int', value: BigInt(json.value) } } : { kind: 'scalar', value: BigInt(json.value) };
    case 'float':
      return constexpr ? { kind: 'constexpr', value: { kind: 'float', value: fromNumber(Number(number(json.value))) } } : { kind: 'scalar', value: Number(number(json.value)), dtype: scalar('fp32') };
  }
}

function ours(record: Record_): ReturnType<typeof interpretLaunch> {
  const source = readFileSync(join(folder, 'kernels', record.source), 'utf8');
  const { module } = parseModule(source);
  const kernel = module.functions.get(record.kernel);
  if (kernel === undefined) {
    throw new Error(`${record.source} defines no ${record.kernel}`);
  }
  const entries = Object.entries(record.arguments);
  const [x = 1, y = 1, z = 1] = record.grid;
  return interpretLaunch({
    kernel,
    module,
    grid: [x, y, z],
    precision: 'float32',
    arguments: new Map(entries.map(([name, json]) => [name, argumentOf(name, json, isConstexpr(source, record.kernel, name))])),
    buffers: new Map(entries.flatMap(([name, json]): [string, BufferSpec][] => (json.kind === 'tensor' ? [[name, { dtype: dtypeOf(json.dtype), data: json.before.map(number) }]] : [])))
  });
}

function agree(a: number | bigint, b: number | bigint, tolerance: number): boolean {
  if (typeof a === 'bigint' || typeof b === 'bigint') {
    return BigInt(a) === BigInt(b);
  }
  return Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * Math.abs(b);
}

const records = triton();
const named = records.map(r => [`${r.source} ${r.kernel}${r.title === '' ? '' : `, ${r.title}`}`, r] as const);

test.each(named)('%s', (_, record) => {
  expect(record.problem).toBeUndefined();
  const { buffers, events } = ours(record);
  for (const [name, json] of Object.entries(record.arguments)) {
    if (json.kind === 'tensor') {
      const expected = json.after.map(number);
      const actual = Array.from<number | bigint>(buffers.get(name) ?? []);
      const exact = json.dtype.startsWith('float') || json.dtype === 'bfloat16' ? record.tolerance : 0;
      const wrong = expected.flatMap((value, i) => (agree(actual[i] as number | bigint, value, exact) ? [] : [{ index: i, ours: actual[i], triton: value }]));
      expect({ name, wrong }).toEqual({ name, wrong: [] });
    }
  }
  expect(events.filter(e => e.kind !== 'atomic')).toEqual([]);
});
