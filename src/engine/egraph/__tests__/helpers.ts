/** What tests of rules share: rules as rows of text, and goals that are proved, not proved, and explained. */
import { EGraph, parseExpr, parsePattern, run, type Analysis, type GraphOptions, type Match, type Rewrite, type RunOptions } from '..';
import { replay, type ReplayOptions } from '../replay';

/** A rule as text: `left → right`. */
export function rule<D>(name: string, text: string, when?: Rewrite<D>['when']): Rewrite<D> {
  const [left, right] = text.split(' → ').map(parsePattern);
  return { name, left, right, when };
}

/** A rule in both directions. */
export const both = <D>(name: string, text: string): readonly Rewrite<D>[] => {
  const [left, right] = text.split(' = ');
  return [rule(name, `${left} → ${right}`), rule(`${name}-back`, `${right} → ${left}`)];
};

/** A condition on one variable's fact. */
export const ifData =
  <D>(variable: string, test: (data: D) => boolean) =>
  (match: Match<D>) =>
    test(match.data(variable)) ? ('yes' as const) : ('unknown' as const);

export type Problem<D> = {
  readonly analysis: Analysis<D>;
  readonly rules: readonly Rewrite<D>[];
  readonly run?: RunOptions;
  readonly graph?: GraphOptions;
  readonly replay?: ReplayOptions;
};

/** Runs the rules on a start, and where asked on the goals too; checks the graph, and replays the explanation of each goal that is proved. */
export function prove<D>(problem: Problem<D>, start: string, goals: readonly string[], explain: boolean, addGoals = false): readonly boolean[] {
  const graph = new EGraph(problem.analysis, { ...problem.graph, explain });
  const from = parseExpr(start);
  graph.add(from);
  const terms = goals.map(parseExpr);
  terms.forEach(term => addGoals && graph.add(term));
  run(graph, problem.rules, problem.run);
  graph.check();
  return terms.map(goal => {
    const proved = graph.equal(from, goal);
    if (proved && explain) {
      const steps = graph.explain(from, goal);
      expect(steps).not.toBeNull();
      expect(replay(from, goal, steps ?? [], problem.rules, problem.replay)).toBeNull();
    }
    return proved;
  });
}
