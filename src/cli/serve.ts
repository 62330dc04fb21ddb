/**
 * `--serve`: one JSON request a line in, JSON messages a line out, from a process that stays warm.
 *
 *   → {"id": 1, "source": "...", "kernel": "f", "set": {"BLOCK": 64}}
 *   ← {"id": 1, "kind": "progress", "kernel": "f", "stage": "prove", "done": 0, "total": 1}
 *   ← {"id": 1, "kind": "result", "results": [...]}          or
 *   ← {"id": 1, "kind": "failure", "message": "...", "span": [3, 4, 3, 9] | null, "expected": true}
 *
 * `expected` is false when the failure is a bug of ours. Requests are answered in order, each by progress and then one result or failure.
 */
import { LiftInputError } from '../engine/errors';
import type { ConstexprValue, LiftRequest } from '../engine/result';
import type { Span } from '../engine/span';
import type { IHost } from './host';

type RequestId = number | string | null;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isConstexpr = (value: unknown): value is ConstexprValue => value === null || ['number', 'string', 'boolean'].includes(typeof value);

/** JSON writes an absent field as null from Python. */
const absent = (value: unknown): boolean => value === undefined || value === null;

function readRequest(data: Readonly<Record<string, unknown>>): LiftRequest | string {
  const { source, kernel, set } = data;
  if (typeof source !== 'string') {
    return 'a request needs a source';
  }
  if (!absent(kernel) && typeof kernel !== 'string') {
    return 'kernel must be a name';
  }
  if (!absent(set) && !(isRecord(set) && Object.values(set).every(isConstexpr))) {
    return 'set must map names to numbers, strings, booleans or null';
  }
  return {
    source,
    ...(typeof kernel === 'string' ? { kernel } : {}),
    ...(isRecord(set) ? { set: set as Record<string, ConstexprValue> } : {})
  };
}

/** Answers one line. Never throws: whatever goes wrong is a failure message. */
export async function answer(line: string, host: IHost): Promise<void> {
  const send = (id: RequestId, fields: Readonly<Record<string, unknown>>): void => host.out(`${JSON.stringify({ id, ...fields })}\n`);
  const fail = (id: RequestId, message: string, span: Span | null, expected: boolean): void => send(id, { kind: 'failure', message, span, expected });
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return fail(null, 'the request is not JSON', null, false);
  }
  if (!isRecord(data)) {
    return fail(null, 'the request is not a JSON object', null, false);
  }
  const id = typeof data.id === 'number' || typeof data.id === 'string' ? data.id : null;
  const request = readRequest(data);
  if (typeof request === 'string') {
    return fail(id, request, null, false);
  }
  try {
    const solver = await host.loadSolver();
    const results = host.lift(request, { solver, now: host.now, progress: event => send(id, { kind: 'progress', ...event }) });
    send(id, { kind: 'result', results, solver: solver.name });
  } catch (error) {
    if (error instanceof LiftInputError) {
      return fail(id, error.message, error.span, true);
    }
    fail(id, error instanceof Error ? error.message : String(error), null, false);
  }
}

/** Answers lines until there are no more. Z3 loads while the first request is on its way. */
export async function serve(lines: AsyncIterable<string>, host: IHost): Promise<void> {
  void host.loadSolver().catch(() => undefined);
  for await (const line of lines) {
    if (line.trim() !== '') {
      await answer(line, host);
    }
  }
}
