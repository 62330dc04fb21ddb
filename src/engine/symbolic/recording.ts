/** What symbolic execution collects on its way, and the path that it is on. */
import * as T from '../term';
import type { Term } from '../term';
import type { Span } from '../span';
import type { Barrier, Claim, Denotation, Effect, Load, LoopCounter, Summary } from './denotation';
import type { SymbolicTensor } from './tensor';

export class Recording {
  readonly effects: Effect[] = [];
  readonly loads: Load[] = [];
  readonly claims: Claim[] = [];
  readonly barriers: Barrier[] = [];
  readonly products: Denotation['products'][number][] = [];
  readonly assumptions = new Set<string>();
  /** Bits of the narrowest integer to which a real is cast, under the assumption that it fits. */
  narrowest = Infinity;
  readonly spans = new Map<Term, Span[]>();
  /** Tests of NaN or infinity, which keep a kernel from being verified in the real model. */
  readonly nanTests: Span[] = [];
  readonly summaries: Summary[] = [];
  readonly steps: Term[] = [];
  /** Conditions of the branches and loops around the current statement. */
  readonly guards: Term[] = [];
  /** Counters of the loops around the current statement, outermost first. */
  readonly counters: LoopCounter[] = [];
  private order = 0;

  /** @param elementSorts the sort of each pointer argument's contents. */
  constructor(readonly elementSorts: ReadonlyMap<string, T.Sort>) {}

  /** Where the current statement is reached. */
  get guard(): Term {
    return T.and(...this.guards);
  }

  /** The place of the next access or barrier in the program. */
  nextOrder(): number {
    return this.order++;
  }

  /** Remembers from where in the source a value comes. */
  note(t: SymbolicTensor, span: Span): SymbolicTensor {
    const list = this.spans.get(t.element) ?? [];
    if (!list.some(s => s.join() === span.join())) {
      list.push(span);
      this.spans.set(t.element, list);
    }
    return t;
  }

  denotation(kernel: string, args: Denotation['arguments']): Denotation {
    const { effects, loads, claims, barriers, products, summaries, steps, assumptions, spans } = this;
    return { kernel, arguments: args, effects, loads, claims, barriers, products, summaries, steps, assumptions, spans };
  }
}
