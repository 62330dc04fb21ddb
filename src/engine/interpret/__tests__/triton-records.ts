/**
 * Launches as Triton's interpreter ran them, and the same launches run by ours. The Python that has Triton is named by
 * TRITON_LIFT_PYTHON, else it is the checkout's `.venv`. Without one the tests fail: agreement is never assumed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { interpretLaunch, type LaunchArgument, type Outcome } from '..';
import { parseModule } from '../../triton/parse';
import { scalar, dtypes, type DtypeName } from '../../triton/dtype';
import { fromNumber } from '../../term/rational';
import type { Precision } from '../conversion';
import type { BufferSpec } from '../memory';

type JsonNumber = number | boolean | string;
type JsonArgument =
  | { kind: 'tensor'; dtype: string; before: JsonNumber[]; after: JsonNumber[]; members?: number[] }
  | { kind: 'none' }
  | { kind: 'dtype'; name: DtypeName }
  | { kind: 'int' | 'float' | 'bool' | 'str'; value: JsonNumber };
export type LaunchRecord = {
  source: string;
  kernel: string;
  title: string;
  grid: number[];
  tolerance: number;
  arguments: Record<string, JsonArgument>;
  problem?: string;
};

const root = join(__dirname, '../../../..');
const corpus = join(root, 'corpus');

/** What a script of corpus/conformance prints. */
export function runTriton(script: string): LaunchRecord[] {
  const python = process.env['TRITON_LIFT_PYTHON'] ?? join(root, '.venv/bin/python');
  if (!existsSync(python)) {
    throw new Error(`no Python at ${python}: set TRITON_LIFT_PYTHON to one that has torch and triton`);
  }
  return JSON.parse(execFileSync(python, [join(corpus, 'conformance', script)], { encoding: 'utf8', maxBuffer: 1 << 28 })) as LaunchRecord[];
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

/** The launch by our interpreter; `folder` is where the kernels are, under corpus/. */
export function runOurs(record: LaunchRecord, folder: string, precision: Precision = 'float32'): Outcome {
  const source = readFileSync(join(corpus, folder, record.source), 'utf8');
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
    precision,
    arguments: new Map(entries.map(([name, json]) => [name, argumentOf(name, json, isConstexpr(source, record.kernel, name))])),
    buffers: new Map(entries.flatMap(([name, json]): [string, BufferSpec][] => (json.kind === 'tensor' ? [[name, { dtype: dtypeOf(json.dtype), data: json.before.map(number), members: json.members, gapsReadable: true }]] : [])))
  });
}

function agree(a: number | bigint, b: number | bigint, tolerance: number, absolute: number): boolean {
  if (typeof a === 'bigint' || typeof b === 'bigint') {
    return BigInt(a) === BigInt(b);
  }
  return Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * Math.abs(b) + absolute;
}

export type Difference = { readonly tensor: string; readonly index: number; readonly ours: number | bigint | undefined; readonly triton: number | bigint };

/** What floats may differ by beyond the record's relative tolerance: absolutely, and relatively by torch dtype. */
export type Slack = { readonly absolute: number; readonly relative: Readonly<Record<string, number>> };

/** Where the two disagree: integers exactly, floats up to the record's relative tolerance and the slack. */
export function differences(record: LaunchRecord, { buffers }: Outcome, slack: Slack = { absolute: 0, relative: {} }): Difference[] {
  return Object.entries(record.arguments).flatMap(([tensor, json]) => {
    if (json.kind !== 'tensor') {
      return [];
    }
    const float = json.dtype.includes('float');
    const [relative, absolute] = float ? [Math.max(record.tolerance, slack.relative[json.dtype] ?? 0), slack.absolute] : [0, 0];
    const actual = buffers.get(tensor);
    return json.after.map(number).flatMap((triton, index) => {
      const ours = actual?.[index];
      return ours !== undefined && agree(ours, triton, relative, absolute) ? [] : [{ tensor, index, ours, triton }];
    });
  });
}

export const titleOf = (record: LaunchRecord): string => `${record.source} ${record.kernel}${record.title === '' ? '' : `, ${record.title}`}`;
