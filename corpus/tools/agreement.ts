/** The agreement harness as a function: one Python process answers request after request, and is started again if it dies. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Recipe, Variant } from './corpus';

export type AgreementRequest = {
  readonly id: string;
  readonly file: string;
  readonly recipe: Recipe;
  /** The text of `lifted`; null: against the recipe's reference. */
  readonly torch: string | null;
  readonly preconditions: readonly string[];
  readonly variant: Variant;
  readonly timeout?: number;
  readonly launches?: number;
};

export type Agreement = {
  readonly id: string;
  readonly outcome: 'agrees' | 'differs' | 'failed' | 'rejected';
  readonly compared: number;
  readonly rejected: number;
  readonly why: string;
};

export class AgreementHarness {
  private process: ChildProcess | null = null;
  private settle: ((answer: Agreement | null) => void) | null = null;

  /** `python` must have torch and triton. */
  constructor(private readonly root: string, private readonly python: string) {}

  async check(request: AgreementRequest): Promise<Agreement> {
    const answer = await new Promise<Agreement | null>(resolve => {
      this.settle = resolve;
      this.start().stdin!.write(`${JSON.stringify(request)}\n`);
    });
    this.settle = null;
    return answer ?? { id: request.id, outcome: 'failed', compared: 0, rejected: 0, why: 'the kernel ended the Python process' };
  }

  dispose(): void {
    this.settle = null;
    this.process?.stdin?.end();
    this.process = null;
  }

  private start(): ChildProcess {
    if (this.process) {
      return this.process;
    }
    const child = spawn(this.python, [join(this.root, 'corpus/agreement')], { stdio: ['pipe', 'pipe', 'ignore'] });
    createInterface({ input: child.stdout! }).on('line', line => this.settle?.(JSON.parse(line) as Agreement));
    const ended = () => {
      this.process = null;
      this.settle?.(null);
    };
    child.on('exit', ended);
    child.on('error', ended);
    child.stdin!.on('error', () => undefined);
    this.process = child;
    return child;
  }
}
