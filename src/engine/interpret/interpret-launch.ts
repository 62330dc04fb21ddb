/** Runs a kernel over a whole launch grid on concrete arguments. */
import { runKernel } from '../triton/evaluate';
import type { Value } from '../triton/domain';
import type { Dtype } from '../triton/dtype';
import type { FunctionDefinition, Module } from '../triton/syntax';
import { dtypeOfNumber, floatFromNumber, tensor } from '../triton/values';
import type { Block, Lanes } from './block';
import { ConcreteDomain } from './concrete-domain';
import type { Precision } from './conversion';
import { EventLog, type InterpretEvent } from './events';
import { Memory, type BufferSpec } from './memory';

export type LaunchArgument =
  /** A pointer to the element `offset` of a buffer; several arguments may point into one. */
  | { readonly kind: 'pointer'; readonly buffer: string; readonly offset?: number }
  /** A runtime scalar; without a dtype the one that Triton gives such a number: int32 or wider, fp32, int1. */
  | { readonly kind: 'scalar'; readonly value: number | bigint | boolean; readonly dtype?: Dtype }
  /** A constexpr, or None for a pointer. */
  | { readonly kind: 'constexpr'; readonly value: Value<never> };

/** Numbers are cheap: loops that symbolic execution would not unroll may run. */
const MAX_ITERATIONS = 20_000;

export type LaunchRequest = {
  readonly kernel: FunctionDefinition;
  readonly module: Module;
  readonly grid: readonly [number, number, number];
  /** By parameter name; parameters left out take their default. */
  readonly arguments: ReadonlyMap<string, LaunchArgument>;
  readonly buffers: ReadonlyMap<string, BufferSpec>;
  readonly precision: Precision;
  /** Loop iterations that one program may take. */
  readonly maxIterations?: number;
};

export type Outcome = {
  /** Storage of each buffer after the launch. Integers of 64 bits are bigints where one of them is past 2⁵³. */
  readonly buffers: ReadonlyMap<string, Lanes>;
  /** Elements of each buffer that hold an undefined value; null: none. */
  readonly undefinedElements: ReadonlyMap<string, Uint8Array | null>;
  readonly events: readonly InterpretEvent[];
};

/** A float of Python has a point or an exponent; here a number that is no integer, or a dtype that says so. */
function scalarValue(domain: ConcreteDomain, { value, dtype }: Extract<LaunchArgument, { kind: 'scalar' }>): Value<Block> {
  const number =
    typeof value === 'boolean'
      ? ({ kind: 'bool', value } as const)
      : typeof value === 'bigint' || Number.isSafeInteger(value)
        ? ({ kind: 'int', value: BigInt(value) } as const)
        : ({ kind: 'float', value: floatFromNumber(value) } as const);
  const chosen = dtype ?? dtypeOfNumber(number);
  if (chosen === null) {
    throw new Error(`no dtype holds ${value}`);
  }
  return tensor(domain.constant(number.value, chosen));
}

function argumentValue(domain: ConcreteDomain, argument: LaunchArgument, buffers: ReadonlyMap<string, BufferSpec>): Value<Block> {
  switch (argument.kind) {
    case 'pointer': {
      const buffer = buffers.get(argument.buffer);
      if (buffer === undefined) {
        throw new Error(`no buffer named ${argument.buffer}`);
      }
      return tensor(domain.pointer(argument.buffer, argument.offset ?? 0, buffer.dtype));
    }
    case 'scalar':
      return scalarValue(domain, argument);
    case 'constexpr':
      return argument.value;
  }
}

/**
 * Runs every program, one after the other, x fastest. What a GPU would do differently (races, undefined lanes,
 * accesses out of bounds) does not stop the run but is among the events. Throws `Unsupported` as the evaluator does.
 */
export function interpretLaunch(request: LaunchRequest): Outcome {
  const { kernel, module, grid, buffers, precision } = request;
  const log = new EventLog();
  const memory = new Memory(buffers, precision);
  const domain = new ConcreteDomain(memory, log, grid, precision);
  const values = new Map([...request.arguments].map(([name, argument]) => [name, argumentValue(domain, argument, buffers)]));
  const programs = grid[0] * grid[1] * grid[2];
  for (let program = 0; program < programs; program++) {
    domain.startProgram(program);
    runKernel(kernel, module, values, domain, { maxIterations: request.maxIterations ?? MAX_ITERATIONS });
  }
  const storages = memory.all();
  return {
    buffers: new Map(storages.map(s => [s.name, s.data])),
    undefinedElements: new Map(storages.map(s => [s.name, s.blame === null ? null : Uint8Array.from(s.blame, b => (b === 0 ? 0 : 1))])),
    events: log.all()
  };
}
