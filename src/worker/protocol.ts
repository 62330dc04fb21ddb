/**
 * The messages between a front end and the worker, and nothing else. Structured-clone data only. Both sides may come from different
 * builds (a cached script, a stale page), so each message carries the version and is validated on arrival.
 */
import type { ConstexprValue, LiftRequest, LiftResult, Progress, SynthesisOptions } from '../engine/result';
import type { Span } from '../engine/span';

export const PROTOCOL_VERSION = 1;

/** To the worker. Cancelling is no message: a busy worker reads none, so the client ends it. */
export type Request = { readonly version: number; readonly kind: 'lift'; readonly id: number; readonly request: LiftRequest };

/** Why no result came. `expected`: the source is at fault, and `span` says where; otherwise we are. */
export type Failure = { readonly message: string; readonly span: Span | null; readonly expected: boolean };

/** From the worker. `result` may come several times, each with everything found so far; `last` marks the end. */
export type Response =
  | { readonly version: number; readonly kind: 'ready'; readonly id: 0; readonly solver: string }
  | { readonly version: number; readonly kind: 'progress'; readonly id: number; readonly event: Progress }
  | {
      readonly version: number;
      readonly kind: 'result';
      readonly id: number;
      readonly results: readonly LiftResult[];
      readonly last: boolean;
      readonly solver: string;
    }
  | ({ readonly version: number; readonly kind: 'failure'; readonly id: number } & Failure);

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const isConstexpr = (value: unknown): value is ConstexprValue => value === null || ['number', 'string', 'boolean'].includes(typeof value);

const isSynthesis = (value: unknown): value is SynthesisOptions =>
  isFields(value) && ['topDown', 'bottomUp', 'pruning'].every(part => typeof value[part] === 'boolean');

/** Whether a value is what `lift` takes. Requests also come from Python, through the widget's state. */
export function isLiftRequest(value: unknown): value is LiftRequest {
  return (
    isFields(value) &&
    typeof value.source === 'string' &&
    (value.kernel === undefined || typeof value.kernel === 'string') &&
    (value.set === undefined || (isFields(value.set) && Object.values(value.set).every(isConstexpr))) &&
    (value.synthesis === undefined || isSynthesis(value.synthesis)) &&
    (value.raw === undefined || typeof value.raw === 'boolean')
  );
}

/** Whether a value has the shape of a result, as far as the page relies on it. Saved notebooks are not to be trusted. */
export function isLiftResult(value: unknown): value is LiftResult {
  const lists = ['outputs', 'preconditions', 'assumptions', 'obligations', 'trace', 'hazards', 'inPlace', 'formula'];
  return (
    isFields(value) &&
    value.schema === 1 &&
    typeof value.kernel === 'string' &&
    typeof value.verdict === 'string' &&
    typeof value.summary === 'string' &&
    typeof value.torch === 'string' &&
    lists.every(name => Array.isArray(value[name])) &&
    ['variant', 'timings', 'counts'].every(name => isFields(value[name]))
  );
}

const isSpan = (value: unknown): value is Span =>
  Array.isArray(value) && value.length === 4 && value.every(part => typeof part === 'number');

const isProgress = (value: unknown): value is Progress =>
  isFields(value) &&
  typeof value.kernel === 'string' &&
  typeof value.stage === 'string' &&
  typeof value.done === 'number' &&
  typeof value.total === 'number';

/** The request in a message, or null if it is none of this version. */
export function readRequest(data: unknown): Request | null {
  const ok =
    isFields(data) &&
    data.version === PROTOCOL_VERSION &&
    data.kind === 'lift' &&
    typeof data.id === 'number' &&
    isLiftRequest(data.request);
  return ok ? (data as Request) : null;
}

/** The response in a message, or null if it is none of this version. */
export function readResponse(data: unknown): Response | null {
  if (!isFields(data) || data.version !== PROTOCOL_VERSION || typeof data.id !== 'number') {
    return null;
  }
  return isComplete(data) ? (data as Response) : null;
}

function isComplete(data: Fields): boolean {
  switch (data.kind) {
    case 'ready':
      return typeof data.solver === 'string';
    case 'progress':
      return isProgress(data.event);
    case 'result':
      return Array.isArray(data.results) && data.results.every(isLiftResult) && typeof data.last === 'boolean';
    case 'failure':
      return typeof data.message === 'string' && typeof data.expected === 'boolean' && (data.span === null || isSpan(data.span));
    default:
      return false;
  }
}
