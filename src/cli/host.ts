/** What the command line needs from its process, so that tests can stand in for it. */
import type { LiftContext, LiftRequest, LiftResult } from '../engine/result';
import type { Solver } from '../engine/verify/solver';

export interface IHost {
  /** Rejects when the file cannot be read. */
  readFile(path: string): Promise<string>;
  out(text: string): void;
  error(text: string): void;
  loadSolver(): Promise<Solver>;
  lift(request: LiftRequest, context: LiftContext): LiftResult[];
  now(): number;
}
