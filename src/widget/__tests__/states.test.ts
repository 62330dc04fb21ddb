/** @jest-environment jsdom */
import { renderState, type LiftState } from '../states';
import { trans } from './fixture';

const render = (state: Exclude<LiftState, { kind: 'done' }>, calls: string[] = []): HTMLElement =>
  renderState(state, { trans, source: 'one\ntwo\n', cancel: () => calls.push('cancel'), retry: () => calls.push('retry') });

const progress = { kernel: 'k', stage: 'prove', done: 1, total: 4 };

const rows: readonly [string, Exclude<LiftState, { kind: 'done' }>, string][] = [
  ['waiting', { kind: 'waiting' }, 'Waiting for the worker…Cancel'],
  ['running', { kind: 'running', progress }, 'k: Proving the obligations (2/4)Cancel'],
  ['a stage without a word', { kind: 'running', progress: { ...progress, stage: 'polish', total: 1 } }, 'k: polish…Cancel'],
  ['cancelled', { kind: 'cancelled' }, 'The lift was cancelled.Lift again'],
  [
    'wrong source',
    { kind: 'failed', failure: { message: 'no kernel', span: [2, 0, 2, 3], expected: true } },
    '–Nothing to liftno kernel2twoLift again'
  ]
];
it.each(rows)('%s', (_title, state, expected) => expect(render(state).textContent).toBe(expected));

it('tells our own bugs from the user’s', () =>
  expect(render({ kind: 'failed', failure: { message: 'x', span: null, expected: false } }).textContent).toContain(
    'This is a bug in triton-lift'
  ));

it('announces progress politely', () => expect(render({ kind: 'running', progress }).querySelector('[role=status]')).not.toBeNull());

it('cancels and repeats by buttons', () => {
  const calls: string[] = [];
  render({ kind: 'waiting' }, calls).querySelector('button')?.click();
  render({ kind: 'cancelled' }, calls).querySelector('button')?.click();
  expect(calls).toEqual(['cancel', 'retry']);
});
