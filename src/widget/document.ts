/** What the page shows and a saved notebook keeps: results, with all that reproduces them. */
import type { LiftRequest, LiftResult } from '../engine/result';
import { isLiftRequest, isLiftResult } from '../worker';

/** The MIME type of a saved lift. */
export const MIME_TYPE = 'application/vnd.triton-lift+json';

/** What was asked for: a source, and which of its kernels; null lifts each that it defines. */
export type LiftJob = Pick<LiftRequest, 'source' | 'set'> & { readonly kernels: readonly string[] | null };

export type LiftDocument = {
  readonly schema: 1;
  /** Version of triton-lift that made it. */
  readonly version: string;
  readonly solver: string;
  readonly request: LiftJob;
  readonly results: readonly LiftResult[];
};

/** The job in a value that came from Python or a notebook, or null. */
export function readJob(value: unknown): LiftJob | null {
  if (!isLiftRequest(value)) {
    return null;
  }
  const { source, set } = value;
  const { kernels = null } = value as { readonly kernels?: unknown };
  const isList = Array.isArray(kernels) && kernels.every(name => typeof name === 'string');
  return kernels === null || isList ? { source, kernels, ...(set ? { set } : {}) } : null;
}

/** The requests to the engine that a job comes to. */
export const requestsOf = ({ source, set, kernels }: LiftJob): readonly LiftRequest[] =>
  kernels === null ? [{ source, ...(set ? { set } : {}) }] : kernels.map(kernel => ({ source, kernel, ...(set ? { set } : {}) }));

/** The document in a value that came from a notebook, or null. */
export function readDocument(value: unknown): LiftDocument | null {
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const { schema, version, solver, request, results } = value as Record<string, unknown>;
  const job = readJob(request);
  const ok = schema === 1 && typeof version === 'string' && typeof solver === 'string' && Array.isArray(results);
  return ok && job && results.every(isLiftResult) ? { schema, version, solver, request: job, results } : null;
}

const equations = ({ outputs }: LiftResult, left: 'target' | 'targetLatex', right: 'text' | 'latex'): readonly string[] =>
  outputs.map(output => `${output[left]} = ${output[right]}`);

/** The document as an output of a notebook: our own form first, and what others can show. */
export const mimeBundle = (data: LiftDocument): Record<string, string | LiftDocument> => ({
  [MIME_TYPE]: data,
  'text/latex': `$$\\begin{gathered}${data.results.flatMap(result => equations(result, 'targetLatex', 'latex')).join(' \\\\ ')}\\end{gathered}$$`,
  'text/plain': data.results
    .map(result => [`${result.kernel}: ${result.verdict}`, ...equations(result, 'target', 'text').map(line => `  ${line}`)].join('\n'))
    .join('\n')
});
