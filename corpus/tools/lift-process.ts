/** Lifts in a process of their own, each within a time limit. */
import { fork, type ChildProcess } from 'node:child_process';
import type { Entry } from './corpus';
import type { LiftedEntry, LiftJob } from './lifter';
import type { SynthesisOptions } from '../../src/engine/result';

/** A first lift that took longer is not repeated for its warm time: it is the same. */
const LONGEST_REPEATED_MS = 5000;

export class LiftProcess {
  private child: ChildProcess | null = null;

  /** `script` is the bundle of lifter.ts. */
  constructor(private readonly script: string, private readonly limitMs: number) {}

  lift(entry: Entry, twice: boolean, synthesis?: SynthesisOptions): Promise<LiftedEntry> {
    const child = (this.child ??= fork(this.script, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
    return new Promise(resolve => {
      const finish = (answer: LiftedEntry | string) => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (typeof answer === 'string') {
          child.kill('SIGKILL');
          this.child = null;
          resolve({ results: answer, cold: this.limitMs, warm: this.limitMs });
        } else {
          resolve(answer);
        }
      };
      const timer = setTimeout(() => finish(`no result in ${this.limitMs / 1000} s`), this.limitMs);
      child.once('message', message => finish(message as LiftedEntry));
      child.once('exit', () => finish('the lift ended its process'));
      child.send({ entry, againBelowMs: twice ? LONGEST_REPEATED_MS : 0, synthesis } satisfies LiftJob);
    });
  }

  dispose(): void {
    this.child?.kill();
    this.child = null;
  }
}
