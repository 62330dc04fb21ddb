/** Applying rules until nothing new comes, or a budget is used up. */
import type { EGraph } from './graph';
import { Ints } from './ints';
import { hasAllHeads, Machine, Scratch, type Matches } from './machine';
import { Applier, compileRule, type CompiledRule } from './rule';
import { backoff, type Scheduler } from './scheduler';
import type { Rewrite } from './types';

export type RunOptions = {
  /** Stop when there are more nodes. */
  readonly maxNodes?: number;
  readonly maxIterations?: number;
  /** Asked often; stop when it says true. */
  readonly deadline?: () => boolean;
  /**
   * Whether nodes with slots that their class does not depend on (0 · x is 0) take part in matches. Such a slot may be any, so each match
   * brings a new one, and terms with many of them are everywhere in a short time.
   */
  readonly matchRedundant?: boolean;
  /** Which rules may be searched; default: `backoff()`. */
  readonly scheduler?: Scheduler;
};

export type StopReason = 'saturated' | 'nodes' | 'iterations' | 'deadline';

export type RuleCount = { readonly matches: number; readonly applied: number };

export type RunReport = {
  readonly stop: StopReason;
  readonly iterations: number;
  readonly nodes: number;
  readonly classes: number;
  /** For each rule by name: how many matches were found, and how many of them were news. */
  readonly rules: ReadonlyMap<string, RuleCount>;
};

/** How many matches are applied between two looks at the budget. */
const STRIDE = 64;

type Found<D> = { readonly rule: CompiledRule<D>; readonly matches: Matches };

/** Applies the rules. The same graph and rules give the same result in every run, unless the deadline comes first. */
export function run<D>(graph: EGraph<D>, rewrites: readonly Rewrite<D>[], options: RunOptions = {}): RunReport {
  return new Runner(graph, rewrites, options).run();
}

class Runner<D> {
  private readonly rules: readonly CompiledRule<D>[];
  private readonly scheduler: Scheduler;
  private readonly maxNodes: number;
  private readonly maxIterations: number;
  private readonly deadline: () => boolean;
  private readonly matchRedundant: boolean;
  private readonly matched: number[];
  private readonly applied: number[];
  private iterations = 0;

  constructor(private readonly graph: EGraph<D>, rewrites: readonly Rewrite<D>[], options: RunOptions) {
    this.rules = rewrites.map(rewrite => compileRule(graph.core, rewrite));
    this.scheduler = options.scheduler ?? backoff();
    this.maxNodes = options.maxNodes ?? 10_000;
    this.maxIterations = options.maxIterations ?? 30;
    this.matchRedundant = options.matchRedundant ?? true;
    this.deadline = options.deadline ?? (() => false);
    this.matched = rewrites.map(() => 0);
    this.applied = rewrites.map(() => 0);
  }

  run(): RunReport {
    this.graph.rebuild();
    for (;;) {
      const stop = this.iterations >= this.maxIterations ? 'iterations' : this.iterate();
      if (stop !== null) {
        return this.report(stop);
      }
    }
  }

  /** Searches with all rules, then applies what was found; null: go on. */
  private iterate(): StopReason | null {
    const { graph } = this;
    const [unions, nodes] = [graph.unions, graph.nodes];
    const found = this.search();
    if (found === null) {
      return 'deadline';
    }
    const stop = this.apply(found);
    graph.rebuild();
    this.iterations++;
    if (stop !== null) {
      return stop;
    }
    return graph.unions === unions && graph.nodes === nodes && this.scheduler.mayStop(this.iterations) ? 'saturated' : null;
  }

  private search(): readonly Found<D>[] | null {
    const index = this.graph.index();
    const scratch = new Scratch();
    const found: Found<D>[] = [];
    for (let r = 0; r < this.rules.length; r++) {
      if (this.deadline()) {
        return null;
      }
      const rule = this.rules[r];
      const limit = this.scheduler.limit(r, this.iterations);
      if (limit > 0 && hasAllHeads(index, rule)) {
        const matches: Matches = { data: new Ints(), count: 0 };
        new Machine(this.graph.core, index, rule, matches, scratch, !this.matchRedundant).search({ matches: limit + 1 });
        if (this.scheduler.found(r, this.iterations, matches.count)) {
          this.matched[r] += matches.count;
          if (matches.count > 0) {
            found.push({ rule, matches });
          }
        }
      }
    }
    return found;
  }

  private apply(found: readonly Found<D>[]): StopReason | null {
    for (const { rule, matches } of found) {
      const applier = new Applier(this.graph.space, rule, matches);
      const r = this.rules.indexOf(rule);
      for (let i = 0; applier.next(); i++) {
        if (i % STRIDE === 0) {
          if (this.graph.nodes > this.maxNodes) {
            return 'nodes';
          }
          if (this.deadline()) {
            return 'deadline';
          }
        }
        this.applied[r] += applier.apply() ? 1 : 0;
      }
    }
    return this.graph.nodes > this.maxNodes ? 'nodes' : null;
  }

  private report(stop: StopReason): RunReport {
    const { graph, iterations } = this;
    const rules = new Map(this.rules.map(({ rewrite }, r) => [rewrite.name, { matches: this.matched[r], applied: this.applied[r] }]));
    return { stop, iterations, nodes: graph.nodes, classes: graph.classes, rules };
  }
}
