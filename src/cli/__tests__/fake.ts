/** A result and a host for the command line's tests. */
import { LiftInputError } from '../../engine/errors';
import type { LiftRequest, LiftResult } from '../../engine/result';
import type { IHost } from '../host';

export const result = (fields: Partial<LiftResult> = {}): LiftResult => ({
  schema: 1,
  numberModel: 'real',
  kernel: 'add_kernel',
  variant: {},
  verdict: 'verified',
  summary: 'proved for all sizes',
  outputs: [{ tensor: 'out', index: ['i'], domain: 'i < n', domainLatex: 'i < n', latex: 'x_{i}', text: 'x[i]', target: 'out[i]', targetLatex: 'out_{i}', operator: null, unusual: false }],
  torch: 'def lifted(args, grid): ...',
  preconditions: [
    { text: 'n >= 1', expr: 'n >= 1', because: 'an extent', unusual: false },
    { text: 'n <= BLOCK', expr: 'n <= BLOCK', because: 'one block', unusual: true }
  ],
  inPlace: [],
  reference: null,
  assumptions: ['numbers are real'],
  obligations: [{ id: 'in-bounds.1', kind: 'in-bounds', statement: 'each load lies inside x', status: 'proved', why: '', scope: 'all sizes', span: [3, 4, 3, 9], ms: 1, smtlib: '', by: 'Z3' }],
  trace: [],
  hazards: [],
  formula: [],
  counterexample: null,
  unsupported: null,
  timings: {},
  counts: {},
  ...fields
});

export const KERNEL = `
import triton
import triton.language as tl

@triton.jit
def add_kernel(x, out, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    tl.store(out + i, tl.load(x + i, mask=i < n), mask=i < n)
`;

export type Recorded = { readonly host: IHost; readonly out: string[]; readonly err: string[]; readonly requests: LiftRequest[] };

/** A host over one file `f.py`; `lift` gives back the results, or throws. */
export function fakeHost(results: readonly LiftResult[] | Error, source = KERNEL): Recorded {
  const out: string[] = [];
  const err: string[] = [];
  const requests: LiftRequest[] = [];
  const host: IHost = {
    readFile: path => (path === 'f.py' ? Promise.resolve(source) : Promise.reject(Object.assign(new Error('ENOENT'), { code: 'ENOENT' }))),
    out: text => out.push(text),
    error: text => err.push(text),
    loadSolver: () => Promise.resolve({ name: 'none', check: () => ({ kind: 'unknown', reason: 'a test' }) }),
    now: () => 0,
    lift: (request, context) => {
      requests.push(request);
      context.progress?.({ kernel: 'add_kernel', stage: 'prove', done: 0, total: 1 });
      if (results instanceof Error) {
        throw results;
      }
      return [...results];
    }
  };
  return { host, out, err, requests };
}

export { LiftInputError };
