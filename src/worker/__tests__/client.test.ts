import type { Progress } from '../../engine/result';
import { LiftClient, LiftFailure, isCancelled, type WorkerLike } from '../client';
import { PROTOCOL_VERSION as version, readRequest, readResponse, type Request } from '../protocol';
import { serve, type Lift } from '../serve';

/** A worker that runs in this thread and answers on the next turn, unless it was ended. */
class FakeWorker implements WorkerLike {
  constructor(lift: Lift) {
    this.answer = serve({
      lift,
      solver: Promise.resolve({ name: 'Z3 test', check: () => ({ kind: 'unsat' }) }),
      now: () => 0,
      post: data => this.ended || this.listeners.get('message')?.({ data } as MessageEvent)
    });
  }
  postMessage(message: unknown): void {
    this.received.push(message as Request);
    setTimeout(() => this.ended || void this.answer(message), 0);
  }
  terminate(): void {
    this.ended = true;
  }
  addEventListener(kind: string, listener: unknown): void {
    this.listeners.set(kind, listener as (event: unknown) => void);
  }
  ended = false;
  readonly received: Request[] = [];
  readonly listeners = new Map<string, (event: unknown) => void>();
  private readonly answer: (data: unknown) => Promise<void>;
}

const event: Progress = { kernel: 'k', stage: 'parse', done: 1, total: 2 };

const lift: Lift = (request, context) => {
  context.progress?.(event);
  if (request.source === 'wrong') {
    throw Object.assign(new Error('no kernel here'), { name: 'LiftInputError', span: [1, 0, 1, 5] });
  }
  return [];
};

function makeClient(): { client: LiftClient; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const client = new LiftClient(() => {
    workers.push(new FakeWorker(lift));
    return workers[workers.length - 1];
  });
  return { client, workers };
}

const outcome = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

describe('the client', () => {
  it('reports progress and the result', async () => {
    const { client } = makeClient();
    const seen: Progress[] = [];
    await expect(client.lift({ source: 'x' }, { progress: e => seen.push(e) })).resolves.toEqual({ results: [], solver: 'Z3 test' });
    expect(seen).toEqual([event]);
  });

  it('keeps one worker warm and sends one lift at a time', async () => {
    const { client, workers } = makeClient();
    client.warm();
    const both = Promise.all([client.lift({ source: 'a' }), client.lift({ source: 'b' })]);
    expect(workers[0].received).toHaveLength(1);
    await both;
    expect(workers).toHaveLength(1);
    expect(workers[0].received.map(m => m.request.source)).toEqual(['a', 'b']);
  });

  it('passes on where the source is wrong', async () => {
    const { client } = makeClient();
    const error = await outcome(client.lift({ source: 'wrong' }));
    expect(error).toBeInstanceOf(LiftFailure);
    expect((error as LiftFailure).failure).toEqual({ message: 'no kernel here', span: [1, 0, 1, 5], expected: true });
  });

  it('cancels the running lift by a fresh worker, and goes on with the next', async () => {
    const { client, workers } = makeClient();
    const abort = new AbortController();
    const first = outcome(client.lift({ source: 'a' }, { signal: abort.signal }));
    const second = client.lift({ source: 'b' });
    abort.abort();
    expect(isCancelled(await first)).toBe(true);
    await expect(second).resolves.toMatchObject({ results: [] });
    expect(workers.map(w => w.ended)).toEqual([true, false]);
  });

  it('cancels a waiting lift without ending the worker', async () => {
    const { client, workers } = makeClient();
    const abort = new AbortController();
    const first = client.lift({ source: 'a' });
    const second = outcome(client.lift({ source: 'b' }, { signal: abort.signal }));
    abort.abort();
    expect(isCancelled(await second)).toBe(true);
    await first;
    expect(workers).toHaveLength(1);
  });

  it('fails the lift whose worker breaks, and starts another for the next', async () => {
    const { client, workers } = makeClient();
    const broken = outcome(client.lift({ source: 'a' }));
    workers[0].listeners.get('error')?.({ message: 'out of memory' });
    expect(await broken).toMatchObject({ message: 'out of memory' });
    await client.lift({ source: 'b' });
    expect(workers).toHaveLength(2);
  });

  it('refuses another version of the protocol', async () => {
    const { client, workers } = makeClient();
    const lifted = outcome(client.lift({ source: 'a' }));
    workers[0].listeners.get('message')?.({ data: { version: 99, kind: 'ready', id: 0, solver: '' } });
    expect(await lifted).toMatchObject({ message: expect.stringContaining('version') });
  });

  it('cancels what is under way when disposed', async () => {
    const { client } = makeClient();
    const lifted = outcome(client.lift({ source: 'a' }));
    client.dispose();
    expect(isCancelled(await lifted)).toBe(true);
    expect(isCancelled(await outcome(client.lift({ source: 'b' })))).toBe(true);
  });
});

describe('messages', () => {
  const rows: readonly [string, unknown, boolean][] = [
    ['a request', { version, kind: 'lift', id: 1, request: { source: '', set: { BLOCK: 4, FLAG: true, MODE: null } } }, true],
    ['another version', { version: 0, kind: 'lift', id: 1, request: { source: '' } }, false],
    ['no source', { version, kind: 'lift', id: 1, request: {} }, false],
    ['a list as a value', { version, kind: 'lift', id: 1, request: { source: '', set: { BLOCK: [1] } } }, false]
  ];
  it.each(rows)('reads %s', (_title, data, accepted) => expect(readRequest(data) !== null).toBe(accepted));

  const answers: readonly [string, unknown, boolean][] = [
    ['ready', { version, kind: 'ready', id: 0, solver: 'Z3' }, true],
    ['progress', { version, kind: 'progress', id: 1, event }, true],
    ['progress without a stage', { version, kind: 'progress', id: 1, event: { kernel: 'k', done: 0, total: 0 } }, false],
    ['a result that is none', { version, kind: 'result', id: 1, results: [{}], last: true }, false],
    ['a failure with a broken span', { version, kind: 'failure', id: 1, message: '', span: [1], expected: true }, false],
    ['an unknown kind', { version, kind: 'hello', id: 1 }, false]
  ];
  it.each(answers)('reads %s', (_title, data, accepted) => expect(readResponse(data) !== null).toBe(accepted));
});
