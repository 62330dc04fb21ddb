import type { LiftRequest } from '../../engine/result';
import { LiftFailure, type Lifted, type LiftOptions } from '../../worker';
import { LiftSession } from '../session';
import { result } from './fixture';

type Answer = (request: LiftRequest, options: LiftOptions) => Promise<Lifted>;

const start = (answer: Answer, kernels: readonly string[] | null = null): { session: LiftSession; states: string[] } => {
  const session = new LiftSession({ source: 's', kernels }, { lift: (request, options = {}) => answer(request, options) });
  const states: string[] = [];
  session.changed.connect(({ state, document }) => states.push(`${state.kind}:${document?.results.length ?? 0}`));
  return { session, states };
};

const found: Answer = async (request, { progress }) => {
  progress?.({ kernel: request.kernel ?? '', stage: 'parse', done: 0, total: 1 });
  return { results: [result], solver: 'Z3' };
};

const cancelled = (signal: AbortSignal | undefined): Promise<Lifted> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))));

it('keeps what it found before the rest', async () => {
  const { session, states } = start(found, ['a', 'b']);
  await session.run();
  expect(states).toEqual(['waiting:0', 'running:0', 'running:1', 'done:2']);
});

it('ends as failed', async () => {
  const { session } = start(() => Promise.reject(new LiftFailure({ message: 'no', span: null, expected: true })));
  await session.run();
  expect(session.state).toMatchObject({ kind: 'failed', failure: { message: 'no', expected: true } });
});

it('ends as cancelled, and runs again', async () => {
  let tries = 0;
  const { session } = start((request, options) => (tries++ === 0 ? cancelled(options.signal) : found(request, options)));
  const first = session.run();
  session.cancel();
  await first;
  expect(session.state.kind).toBe('cancelled');
  await session.run();
  expect(session.state.kind).toBe('done');
});

it('forgets a run that another replaced, and says nothing once disposed', async () => {
  let tries = 0;
  const { session, states } = start((request, options) => (tries++ === 0 ? cancelled(options.signal) : found(request, options)));
  const first = session.run();
  await session.run();
  await first;
  expect(session.state.kind).toBe('done');
  const third = session.run();
  session.dispose();
  const before = states.length;
  await third;
  expect(states.length).toBe(before);
});
