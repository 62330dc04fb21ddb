/** What the worker does with messages, apart from where they come from. */
import type { LiftContext, LiftRequest, LiftResult } from '../engine/result';
import type { Span } from '../engine/span';
import type { Solver } from '../engine/verify/solver';
import { PROTOCOL_VERSION, readRequest, type Failure, type Response } from './protocol';

/** The engine's entry. */
export type Lift = (request: LiftRequest, context: LiftContext) => readonly LiftResult[];

export type ServeOptions = {
  readonly lift: Lift;
  /** Loaded once, kept warm: the first request waits for it, later ones find it. */
  readonly solver: Promise<Solver>;
  readonly now: () => number;
  readonly post: (response: Response) => void;
};

const version = PROTOCOL_VERSION;

const isSpan = (value: unknown): value is Span => Array.isArray(value) && value.length === 4;

/** An input error carries the span in the user's source; anything else thrown is a bug of ours, shown with its stack. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) {
    return { message: String(error), span: null, expected: false };
  }
  const span = (error as { readonly span?: unknown }).span;
  const expected = error.name === 'LiftInputError';
  return { message: expected ? error.message : (error.stack ?? error.message), span: isSpan(span) ? span : null, expected };
}

/** The handler of messages. It announces `ready` when the solver is loaded. */
export function serve({ lift, solver, now, post }: ServeOptions): (data: unknown) => Promise<void> {
  solver.then(
    loaded => post({ version, kind: 'ready', id: 0, solver: loaded.name }),
    () => undefined // Told to each request, which has someone waiting.
  );
  return async data => {
    const message = readRequest(data);
    if (!message) {
      return;
    }
    const { id, request } = message;
    try {
      const loaded = await solver;
      const results = lift(request, { solver: loaded, now, progress: event => post({ version, kind: 'progress', id, event }) });
      post({ version, kind: 'result', id, results, last: true, solver: loaded.name });
    } catch (error) {
      post({ version, kind: 'failure', id, ...toFailure(error) });
    }
  };
}
