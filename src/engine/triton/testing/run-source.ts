/** Running small sources over the number domain, for tables of tests. */
import { type Dtype, scalar } from '../dtype';
import type { Value } from '../domain';
import { runKernel } from '../evaluate';
import { parseModule } from '../parse';
import { Unsupported } from '../unsupported';
import { dtypeName, floatToNumber } from '../values';
import { type Block, NumberDomain } from './number-domain';

export const HEAD = 'import math, triton, triton.language as tl\nfrom triton.language.extra import libdevice\n';

/** A value in short: `[1, 2] int32`, `3`, `(1, 'a')`. */
export function show(value: Value<Block>): string {
  switch (value.kind) {
    case 'int':
    case 'bool':
      return value.value.toString();
    case 'float':
      return `${round(floatToNumber(value.value))}f`;
    case 'string':
      return `'${value.value}'`;
    case 'none':
      return 'None';
    case 'dtype':
      return dtypeName(value.dtype);
    case 'tuple':
      return `(${value.items.map(show).join(', ')})`;
    case 'tensor':
      return showBlock(value.tensor);
    default:
      return value.kind;
  }
}

const round = (x: number): number => (Number.isFinite(x) ? Math.round(x * 1e4) / 1e4 + 0 : x);

function showBlock(block: Block): string {
  const nest = (shape: readonly number[], data: readonly number[]): string => {
    if (shape.length === 0) {
      return String(round(data[0]));
    }
    const size = data.length / shape[0];
    return `[${Array.from({ length: shape[0] }, (_, i) => nest(shape.slice(1), data.slice(i * size, (i + 1) * size))).join(' ')}]`;
  };
  return `${nest(block.shape, block.data)} ${dtypeName(block.dtype)}${block.buffer ? ` of ${block.buffer}` : ''}`;
}

/** Arguments that every test program may use, by name. */
function argumentsFor(domain: NumberDomain): Map<string, Value<Block>> {
  const runtime = (value: number, dtype: Dtype): Value<Block> => ({ kind: 'tensor', tensor: domain.scalar(value, dtype), runtime: true });
  const names = ['fp16', 'bf16', 'fp32', 'int8', 'int32', 'int64', 'uint8', 'int1'] as const;
  return new Map<string, Value<Block>>([
    ...names.map(name => [name, runtime(name === 'int1' ? 1 : 5, scalar(name))] as const),
    ['n', runtime(-7, scalar('int32'))],
    ['m', runtime(2, scalar('int32'))],
    ['flag', runtime(1, scalar('int1'))],
    ['off', runtime(0, scalar('int1'))],
    ['p', { kind: 'tensor', tensor: domain.pointer('p'), runtime: true }],
    ['q', { kind: 'tensor', tensor: domain.pointer('q', scalar('int32')), runtime: true }],
    ['N', { kind: 'tensor', tensor: { ...domain.scalar(-7, scalar('int32')), symbolic: true } }],
    ['M', { kind: 'tensor', tensor: { ...domain.scalar(2, scalar('int32')), symbolic: true } }]
  ]);
}

export type Answer = { readonly value: string; readonly log: readonly string[]; readonly buffers: Readonly<Record<string, number[]>> };

/** Runs the function `k` of a source; its parameters are taken from the arguments above. */
export function runSource(source: string, undecided = false): Answer {
  const domain = new NumberDomain({ p: [10, 20, 30, 40], q: [3, 2, 1, 0] }, undecided);
  const { module } = parseModule(HEAD + source);
  const definition = module.functions.get('k')!;
  const known = argumentsFor(domain);
  const args = new Map(definition.parameters.flatMap(({ name }) => (known.has(name) ? [[name, known.get(name)!] as const] : [])));
  return { value: show(runKernel(definition, module, args, domain)), log: domain.log, buffers: domain.buffers };
}

const PARAMETERS = 'fp16, bf16, fp32, int8, int32, int64, uint8, int1, n, m, flag, off, p, q, N, M';

/** The value of an expression over those arguments. */
export const evaluateText = (text: string, undecided = false): string => runSource(`def k(${PARAMETERS}):\n    return ${text}\n`, undecided).value;

/** `line:column: message` of what is wrong with a function body, lines and columns counted in the body. */
export function failureOf(body: string, undecided = false, before = ''): string {
  const lines = HEAD.split('\n').length - 1 + (before === '' ? 0 : before.split('\n').length);
  const text = body.split('\n').map(line => `    ${line}`).join('\n');
  try {
    runSource(`${before}${before === '' ? '' : '\n'}def k(${PARAMETERS}):\n${text}\n`, undecided);
    return 'no failure';
  } catch (error) {
    if (!(error instanceof Unsupported)) {
      throw error;
    }
    const at = error.span ? `${error.span[0] - lines - 1}:${error.span[1] - 4}` : '?';
    return `${at}: [${error.construct}] ${error.message}`;
  }
}
