/** One lift as the page sees it: its state, its results so far, and how to cancel or repeat it. */
import { Signal, type ISignal } from '@lumino/signaling';
import type { LiftResult, Progress } from '../engine/result';
import { isCancelled, LiftFailure, type Failure, type LiftClient } from '../worker';
import { requestsOf, type LiftDocument, type LiftJob } from './document';
import type { LiftState } from './states';
import { VERSION } from './version';

const toFailure = (error: unknown): Failure =>
  error instanceof LiftFailure
    ? error.failure
    : { message: error instanceof Error ? (error.stack ?? error.message) : String(error), span: null, expected: false };

export class LiftSession {
  constructor(
    readonly job: LiftJob,
    private readonly client: Pick<LiftClient, 'lift'>
  ) {}

  /** Emitted after each change of `state` or `document`. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get state(): LiftState {
    return this._state;
  }

  /** Everything found so far; null before the first result. */
  get document(): LiftDocument | null {
    return this._document;
  }

  /** Lifts each kernel of the job in turn. Never rejects: how it ended is in `state`. */
  async run(): Promise<void> {
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    this._document = null;
    this.set({ kind: 'waiting' });
    const found: LiftResult[] = [];
    try {
      for (const request of requestsOf(this.job)) {
        const progress = (event: Progress): void => this.update(abort, { kind: 'running', progress: event });
        const { results, solver } = await this.client.lift(request, { signal: abort.signal, progress });
        found.push(...results);
        this._document = { schema: 1, version: VERSION, solver, request: this.job, results: [...found] };
      }
      this.update(abort, { kind: 'done' });
    } catch (error) {
      this.update(abort, isCancelled(error) ? { kind: 'cancelled' } : { kind: 'failed', failure: toFailure(error) });
    }
  }

  cancel(): void {
    this.abort?.abort();
  }

  dispose(): void {
    const { abort } = this;
    this.abort = null;
    abort?.abort();
    Signal.clearData(this);
  }

  /** Ignores a run that another one has replaced. */
  private update(abort: AbortController, state: LiftState): void {
    if (this.abort === abort) {
      this.set(state);
    }
  }

  private set(state: LiftState): void {
    this._state = state;
    this._changed.emit();
  }

  private _state: LiftState = { kind: 'waiting' };
  private _document: LiftDocument | null = null;
  private abort: AbortController | null = null;
  private readonly _changed = new Signal<this, void>(this);
}
