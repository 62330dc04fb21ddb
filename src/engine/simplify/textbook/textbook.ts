/** The textbook form of a value: what a kernel computes as a reader would write it, with the proved rules that lead there. */
import { CONSTANT_FOLDING, EGraph, run, type Analysis, type Expr, type Step } from '../../egraph';
import type { Term, VariableTerm } from '../../term';
import type { Facts } from '../../verify/facts';
import { costOf } from './cost';
import { constantOp, Language, type Opened } from './language';
import { rewrites, lawOf } from './rewrites';
import { leafValues, meet, nodeValues, sameValues, type Values } from './values';

export type TextbookStep = {
  readonly rule: string;
  readonly law: string;
  readonly isForward: boolean;
  /** The part that changed, before and after; indices bound around it are free in them. */
  readonly before: Term;
  readonly after: Term;
};

export type Textbook = {
  readonly term: Term;
  readonly steps: readonly TextbookStep[];
  /** Constants that were read as numbers with a name. */
  readonly assumptions: readonly string[];
  /** Whether the rules had nothing more to add. */
  readonly isComplete: boolean;
  readonly counts: { readonly nodes: number; readonly classes: number };
};

export type TextbookBudget = {
  readonly maxNodes: number;
  readonly maxIterations: number;
  /** Asked often; the best form so far is taken when it says true. */
  readonly deadline: () => boolean;
};

/** Rewrites a value over output indices under what is known of sizes and scalars everywhere in its domain. */
export function textbookForm(value: Term, indices: readonly VariableTerm[], facts: Facts, budget: TextbookBudget): Textbook {
  const language = new Language(indices, facts);
  const raw = language.expression(value);
  const graph = new EGraph(analysisOf(language), { explain: true, substituteSlot: language.substituteSlot });
  const root = graph.add(raw);
  language.counts.forEach(([a, b]) => graph.unionTerms(a, b, NUMBER_OF_TUPLES));
  graph.rebuild();
  const report = run(graph, rewrites, budget);
  const best = graph.extraction(costOf).term(root);
  const steps = graph.explain(raw, best) ?? [];
  return {
    term: language.term(best),
    steps: steps.map(s => stepOf(s, language)),
    assumptions: [...language.constants].map(([constant, text]) => `${text} is read as ${constant.text}`),
    isComplete: report.stop === 'saturated',
    counts: { nodes: report.nodes, classes: report.classes }
  };
}

const NUMBER_OF_TUPLES = 'number-of-tuples';

const analysisOf = (language: Language): Analysis<Values> => ({
  make: (op, children) => {
    const leaf = language.leaf(op);
    return leaf ? leafValues(leaf) : nodeValues(op, children);
  },
  merge: meet,
  equal: sameValues,
  constant: ({ number }) => number && { op: constantOp(number), slots: [], children: [] }
});

function stepOf({ rule, direction, path, before, after }: Step, language: Language): TextbookStep {
  const [a, b] = changedParts(before, after, path, language);
  return { rule, law: laws[rule] ?? lawOf(rule), isForward: direction === 'forward', before: a, after: b };
}

const laws: Readonly<Record<string, string>> = {
  [CONSTANT_FOLDING]: 'arithmetic of numbers',
  [NUMBER_OF_TUPLES]: 'p · q tuples of an index below p and one below q'
};

/** The parts at a path, over the same free variables for the indices that are bound on the way. */
function changedParts(before: Expr, after: Expr, path: readonly number[], language: Language): [Term, Term] {
  let scope: Opened = language.outermost;
  let [a, b] = [before, after];
  for (const k of path) {
    const [x, y] = [a.children[k], b.children[k]];
    scope = language.opened(a, b, k, scope);
    [a, b] = [x.body, y.body];
  }
  return [language.termIn(a, scope.first), language.termIn(b, scope.second)];
}

