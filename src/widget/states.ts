/** What the page shows before, instead of and around a result. */
import type { Progress } from '../engine/result';
import type { Failure } from '../worker';
import { button, h, part } from './dom';
import { stageWord, type Translator } from './words';

/** Where a lift stands. */
export type LiftState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'done' };

export type StateOptions = {
  readonly trans: Translator;
  readonly cancel: () => void;
  readonly retry: (() => void) | null;
  readonly source: string;
};

/** Progress in words, for the eye and for a polite screen reader. */
function progressText(state: LiftState & { readonly kind: 'waiting' | 'running' }, trans: Translator): string {
  const progress = state.kind === 'running' ? state.progress : null;
  if (!progress) {
    return state.kind === 'waiting' ? trans.__('Waiting for the worker…') : trans.__('Starting…');
  }
  return `${progress.kernel ? `${progress.kernel}: ` : ''}${stageWord(trans, progress.stage)}${progress.total > 1 ? ` (${progress.done + 1}/${progress.total})` : '…'}`;
}

function failureBlock(failure: Failure, { trans, source }: StateOptions): HTMLElement {
  const { span } = failure;
  const line = span && source.split('\n')[span[0] - 1];
  return h(
    'div',
    { role: 'alert' },
    h(
      'header',
      { class: part('verdict', failure.expected ? 'unsupported' : 'error') },
      h('span', { class: part('verdict-icon'), 'aria-hidden': 'true' }, failure.expected ? '–' : '!'),
      h(
        'div',
        { class: part('verdict-text') },
        h('h2', {}, failure.expected ? trans.__('Nothing to lift') : trans.__('The lift failed')),
        h('p', { class: part('message') }, failure.message),
        !failure.expected &&
          h('p', {}, trans.__('This is a bug in triton-lift, not in your kernel. Please report it with the source of the kernel.'))
      )
    ),
    span && line !== undefined && h('pre', { class: part('excerpt') }, h('span', { class: part('line-number') }, String(span[0])), line)
  );
}

/** The nodes for a state that shows no result. */
export function renderState(state: Exclude<LiftState, { readonly kind: 'done' }>, options: StateOptions): HTMLElement {
  const { trans, cancel, retry } = options;
  const again = retry && button(trans.__('Lift again'), 'retry', retry);
  switch (state.kind) {
    case 'waiting':
    case 'running': {
      const progress = state.kind === 'running' ? state.progress : null;
      const bar = h('progress', {
        'aria-hidden': 'true',
        ...(progress && progress.total > 1 ? { max: progress.total, value: progress.done } : {})
      });
      return h(
        'div',
        { class: part('progress') },
        bar,
        h('span', { role: 'status' }, progressText(state, trans)),
        button(trans.__('Cancel'), 'cancel', cancel)
      );
    }
    case 'cancelled':
      return h('div', { class: part('progress') }, h('span', { role: 'status' }, trans.__('The lift was cancelled.')), again);
    case 'failed':
      return h('div', {}, failureBlock(state.failure, options), again && h('div', { class: part('tools') }, again));
  }
}
