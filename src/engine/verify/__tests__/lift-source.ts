/** Small kernels as source text, lifted whole, for the tables of this folder. */
import type { LiftResult } from '../../result';
import { lift } from '../../lift';
import { loadNodeSolver } from '../z3/node';

/** A one-dimensional grid of blocks: lanes `i` below `n` by the mask `m`. */
export const TILE = 'i = tl.program_id(0) * B + tl.arange(0, B)\nm = i < n';
/** One program, one block that is as long as the axis. */
export const BLOCK = 'i = tl.arange(0, B)\nm = i < n';
/** A row for each program, one block that is as long as the row. */
export const ROW = 'pid = tl.program_id(0)\ni = tl.arange(0, B)\nm = i < n';

const indented = (lines: string) =>
  lines
    .trim()
    .split('\n')
    .map(line => `    ${line}`)
    .join('\n');

/** A module with one kernel; `B` and `C` are constexpr wherever they are parameters. */
export function kernel(parameters: string, ...body: readonly string[]): string {
  const list = parameters.replace(/\b([BC])\b/g, '$1: tl.constexpr');
  return `import triton\nimport triton.language as tl\n\n@triton.jit\ndef kernel(${list}):\n${body.map(indented).join('\n')}\n`;
}

/** A module with a helper function before its kernel. */
export function withHelper(helper: string, source: string): string {
  return source.replace('@triton.jit\n', `@triton.jit\n${helper.trim()}\n\n@triton.jit\n`);
}

export async function liftOne(source: string): Promise<LiftResult> {
  const solver = await loadNodeSolver();
  const results = lift({ source, kernel: 'kernel', raw: true }, { solver, now: () => performance.now() });
  expect(results).toHaveLength(1);
  return results[0];
}

/** The obligations that are not proved, as `kind: why`. */
export const openObligations = (r: LiftResult): string[] => r.obligations.filter(o => o.status !== 'proved').map(o => `${o.kind}: ${o.why}`);
