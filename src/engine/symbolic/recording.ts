/** What symbolic execution collects on its way, and the path that it is on. */
import * as T from '../term';
import type { Term } from '../term';
import type { Span } from '../span';
import type { Barrier, Claim, Denotation, Effect, Load, LoopCounter, Summary } from './denotation';
import type { SymbolicTensor } from './tensor';

/** A point of time in a recording. */
export type Mark = { readonly lengths: readonly number[]; readonly assumptions: number; readonly narrowest: number; readonly spans: number };

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
  /** Scalar arguments in integer values that the kernel casts to the integer type that they have: they may be real numbers. */
  readonly recast = new Set<string>();
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

  mark(): Mark {
    const { effects, loads, claims, barriers, products, summaries, nanTests, steps, guards, counters } = this;
    const lengths = [effects, loads, claims, barriers, products, summaries, nanTests, steps, guards, counters].map(list => list.length);
    return { lengths, assumptions: this.assumptions.size, narrowest: this.narrowest, spans: this.spans.size };
  }

  /** Forgets what was recorded since the mark. */
  restore(mark: Mark): void {
    const { effects, loads, claims, barriers, products, summaries, nanTests, steps, guards, counters } = this;
    [effects, loads, claims, barriers, products, summaries, nanTests, steps, guards, counters].forEach((list, k) => (list.length = mark.lengths[k]));
    [...this.assumptions].slice(mark.assumptions).forEach(a => this.assumptions.delete(a));
    this.narrowest = mark.narrowest;
  }

  /** Changes every term recorded since the mark. */
  rewriteSince(mark: Mark, change: (t: Term) => Term): void {
    const [effects, loads, claims, barriers, products, summaries] = mark.lengths;
    const counters = (list: readonly LoopCounter[]) => list.map(l => ({ ...l, trips: change(l.trips) }));
    const access = <A extends Load | Effect>(a: A): A => ({
      ...a,
      address: change(a.address),
      guard: change(a.guard),
      loops: counters(a.loops),
      ...('value' in a ? { value: change(a.value) } : {})
    });
    replaceFrom(this.effects, effects, access);
    replaceFrom(this.loads, loads, access);
    replaceFrom(this.claims, claims, c => ({ ...c, statement: change(c.statement), guard: change(c.guard) }));
    replaceFrom(this.barriers, barriers, b => ({ ...b, guard: change(b.guard) }));
    replaceFrom(this.products, products, p => ({ ...p, value: change(p.value), guard: change(p.guard), loops: counters(p.loops) }));
    replaceFrom(this.summaries, summaries, s => ({
      ...s,
      value: change(s.value),
      finite: s.finite.map(f => ({ ...f, term: change(f.term), guard: change(f.guard), counters: counters(f.counters) }))
    }));
    for (const [term, spans] of [...this.spans].slice(mark.spans)) {
      const changed = change(term);
      if (changed !== term && !this.spans.has(changed)) {
        this.spans.set(changed, spans);
      }
    }
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

function replaceFrom<X>(list: X[], start: number, change: (x: X) => X): void {
  for (let k = start; k < list.length; k++) {
    list[k] = change(list[k]);
  }
}
