/** What the page shows and a saved notebook keeps: results, with all that reproduces them. */
import type { LiftRequest, LiftResult } from '../engine/result';
import { isLiftRequest, isLiftResult } from '../worker';

/** The MIME type of a saved lift. */
export const MIME_TYPE = 'application/vnd.triton-lift+json';

export type LiftDocument = {
  readonly schema: 1;
  /** Version of triton-lift that made it. */
  readonly version: string;
  readonly solver: string;
  readonly request: LiftRequest;
  readonly results: readonly LiftResult[];
};

/** The document in a value that came from a notebook, or null. */
export function readDocument(value: unknown): LiftDocument | null {
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const { schema, version, solver, request, results } = value as Record<string, unknown>;
  const ok = schema === 1 && typeof version === 'string' && typeof solver === 'string' && isLiftRequest(request) && Array.isArray(results);
  return ok && results.every(isLiftResult) ? { schema, version, solver, request, results } : null;
}
