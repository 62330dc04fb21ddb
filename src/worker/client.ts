/** The front end's side of the worker: start it early, one lift at a time, cancel by ending it. */
import type { LiftRequest, LiftResult, Progress } from '../engine/result';
import { PROTOCOL_VERSION, readResponse, type Failure, type Request } from './protocol';

/** The part of `Worker` that the client uses. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** What a finished lift yields. `solver` is its name and version. */
export type Lifted = { readonly results: readonly LiftResult[]; readonly solver: string };

export type LiftOptions = {
  readonly signal?: AbortSignal;
  readonly progress?: (event: Progress) => void;
  /** Results found so far, before the last. */
  readonly partial?: (results: readonly LiftResult[]) => void;
};

/** The lift did not come to a result; not the user's wish. */
export class LiftFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
    this.name = 'LiftFailure';
  }
}

/** Whether an error says that a lift was cancelled. */
export const isCancelled = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

const cancelled = (): DOMException => new DOMException('The lift was cancelled', 'AbortError');

type Job = LiftOptions & {
  readonly id: number;
  readonly request: LiftRequest;
  readonly resolve: (lifted: Lifted) => void;
  readonly reject: (error: unknown) => void;
};

/** A queue of lifts over one worker. The worker stays warm between them and is replaced when one is cancelled. */
export class LiftClient {
  constructor(private readonly createWorker: () => WorkerLike) {}

  /** Starts loading the solver before anybody asks. */
  warm(): void {
    this.worker ??= this.connect();
  }

  /** Lifts; rejects with an AbortError when cancelled, with a LiftFailure when it fails. */
  lift(request: LiftRequest, options: LiftOptions = {}): Promise<Lifted> {
    if (this.isDisposed || options.signal?.aborted) {
      return Promise.reject(cancelled());
    }
    return new Promise<Lifted>((resolve, reject) => {
      const job: Job = { ...options, request, id: this.nextId++, resolve, reject };
      options.signal?.addEventListener('abort', () => this.cancel(job), { once: true });
      this.jobs.push(job);
      if (this.jobs.length === 1) {
        this.sendFirst();
      }
    });
  }

  /** Ends the worker; lifts under way are cancelled. */
  dispose(): void {
    this.isDisposed = true;
    this.disconnect();
    this.jobs.splice(0).forEach(job => job.reject(cancelled()));
  }

  private connect(): WorkerLike {
    const worker = this.createWorker();
    // A worker that was ended may have messages on the way: only the current one counts.
    worker.addEventListener('message', event => worker === this.worker && this.receive((event as MessageEvent).data));
    worker.addEventListener('error', event => worker === this.worker && this.crash((event as ErrorEvent).message));
    return worker;
  }

  private disconnect(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  private sendFirst(): void {
    const [job] = this.jobs;
    if (!job) {
      return;
    }
    this.warm();
    const message: Request = { version: PROTOCOL_VERSION, kind: 'lift', id: job.id, request: job.request };
    this.worker?.postMessage(message);
  }

  private finish(job: Job): void {
    const at = this.jobs.indexOf(job);
    this.jobs.splice(at, 1);
    if (at === 0) {
      this.sendFirst();
    }
  }

  private cancel(job: Job): void {
    const at = this.jobs.indexOf(job);
    if (at < 0) {
      return;
    }
    if (at === 0) {
      // A busy worker reads no messages. A fresh one answers in a quarter of a second.
      this.disconnect();
      this.warm();
    }
    job.reject(cancelled());
    this.finish(job);
  }

  private crash(message: string | undefined): void {
    const [job] = this.jobs;
    this.disconnect();
    if (job) {
      job.reject(new LiftFailure({ message: message || 'The worker could not be started.', span: null, expected: false }));
      this.finish(job);
    }
  }

  private receive(data: unknown): void {
    const message = readResponse(data);
    const job = message && this.jobs.find(candidate => candidate.id === message.id);
    if (!message) {
      this.crash('The worker speaks another version of the protocol. Reload the page.');
    } else if (job) {
      switch (message.kind) {
        case 'progress':
          job.progress?.(message.event);
          break;
        case 'result':
          if (message.last) {
            job.resolve({ results: message.results, solver: message.solver });
            this.finish(job);
          } else {
            job.partial?.(message.results);
          }
          break;
        case 'failure':
          job.reject(new LiftFailure({ message: message.message, span: message.span, expected: message.expected }));
          this.finish(job);
          break;
      }
    }
  }

  private worker: WorkerLike | null = null;
  private readonly jobs: Job[] = [];
  private nextId = 1;
  private isDisposed = false;
}
