/** The textbook form of a value: what a kernel computes as a reader would write it, with the proved rules that lead there. */
import { CONSTANT_FOLDING, EGraph, run, type Analysis, type Cost, type Expr, type RunReport, type Step } from '../../egraph';
import type { NamedTerm, ReadTerm, Term, VariableTerm } from '../../term';
import type { Facts } from '../../verify/facts';
import { callCostOf, costOf, plainCostOf } from './cost';
import { mentionsAnyIndex, constantOf, constantOp, isConstantOp, Language, type Opened } from './language';
import { lawOf, rewritesOf, type Vocabulary } from './rewrites';
import { leafValues, meet, nodeValues, numberValues, sameValues, type Values } from './values';

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
  /** The form without operators that have a name. */
  readonly plain: { readonly term: Term; readonly steps: readonly TextbookStep[] };
  /** The operator of PyTorch that the value is as a whole; null where it is none that we know. */
  readonly operator: NamedTerm | null;
  /** Constants that were read as numbers with a name. */
  readonly assumptions: readonly string[];
  /** Whether the rules had nothing more to add. */
  readonly isComplete: boolean;
  readonly counts: { readonly nodes: number; readonly classes: number };
};

/** Whether a read is inside of its tensor, by what is known. */
export type IsInside = (read: ReadTerm, facts: Facts) => boolean;

export type TextbookBudget = {
  /** Of one round. */
  readonly maxNodes: number;
  readonly maxIterations: number;
  readonly maxRounds: number;
  /** Asked often; the best form so far is taken when it says true. */
  readonly deadline: () => boolean;
};

/** Rewrites a value over output indices under what is known of sizes and scalars everywhere in its domain. */
export function textbookForm(value: Term, indices: readonly VariableTerm[], facts: Facts, isInside: IsInside, budget: TextbookBudget): Textbook {
  const language = new Language(indices, facts, isInside);
  const start: Form = { expr: language.expression(value), cost: Infinity, steps: [] };
  const strays = language.strays(value);
  language.settle();
  const isPlaced = ({ expr }: Form): boolean => {
    const term = language.term(expr);
    return !mentionsAnyIndex(term) && [...language.strays(term)].every(op => strays.has(op));
  };
  let plain = start;
  const found: Form[] = [];
  const counts = { nodes: 0, classes: 0 };
  let isComplete = false;
  // Rounds from the best form so far reach further than one large graph: most of what a graph holds leads nowhere. They go on from
  // forms without names, in which all rules see what there is.
  for (let round = 0; round < budget.maxRounds && !isComplete && !budget.deadline(); round++) {
    const next = improve(plain, language, budget, 'shown');
    counts.nodes += next.report.nodes;
    counts.classes += next.report.classes;
    isComplete = next.report.stop === 'saturated' || (next.plain.cost >= plain.cost && found.some(f => f.cost <= next.named.cost));
    found.push(next.named);
    plain = next.plain.cost < plain.cost ? next.plain : plain;
  }
  const best = found.sort((a, b) => a.cost - b.cost).find(isPlaced) ?? start;
  const term = best === start ? value : language.term(best.expr);
  const placed = plain !== start && isPlaced(plain) ? plain : null;
  const explained = (steps: readonly Step[]): TextbookStep[] => steps.map(s => stepOf(s, language));
  return {
    plain: placed ? { term: language.term(placed.expr), steps: explained(placed.steps) } : { term: value, steps: [] },
    operator: term.kind === 'named' ? term : placed ? calledOperator(placed, language, budget) : null,
    term,
    steps: explained(best.steps),
    assumptions: [...language.constants].map(([constant, text]) => `${text} is read as ${constant.text}`),
    isComplete,
    counts
  };
}

/** The operator that a form is as a whole, those included that no formula is shown with. */
function calledOperator(form: Form, language: Language, budget: TextbookBudget): NamedTerm | null {
  const { called } = improve(form, language, { ...budget, maxNodes: budget.maxNodes / 2, maxIterations: CALL_ITERATIONS }, 'all');
  const term = language.term(called);
  return term.kind === 'named' ? term : null;
}

const CALL_ITERATIONS = 4;

/** An expression, and the steps that lead to it from the first one. */
type Form = { readonly expr: Expr; readonly cost: number; readonly steps: readonly Step[] };

/** The cheapest forms that one graph finds. */
function improve({ expr, steps }: Form, language: Language, budget: TextbookBudget, vocabulary: Vocabulary): { readonly plain: Form; readonly named: Form; readonly called: Expr; readonly report: RunReport } {
  const graph = new EGraph(analysisOf(language), { explain: true, substituteSlot: language.substituteSlot });
  const root = graph.add(expr);
  language.counts.forEach(([a, b]) => graph.unionTerms(a, b, NUMBER_OF_TUPLES));
  graph.rebuild();
  const report = run(graph, rewritesOf(language, vocabulary), { ...budget, matchRedundant: false });
  const cheapest = (cost: Cost): Form => {
    const extraction = graph.extraction(cost);
    const found = extraction.term(root);
    return { expr: found, cost: extraction.cost(root), steps: [...steps, ...(graph.explain(expr, found) ?? [])] };
  };
  return { plain: cheapest(plainCostOf), named: cheapest(costOf), called: graph.extraction(callCostOf).term(root), report };
}

const NUMBER_OF_TUPLES = 'number-of-tuples';

const analysisOf = (language: Language): Analysis<Values> => ({
  make: (op, children) => {
    if (isConstantOp(op)) {
      return numberValues(constantOf(op));
    }
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

