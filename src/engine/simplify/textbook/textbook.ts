/** The textbook form of a value: what a kernel computes as a reader would write it, with the proved rules that lead there. */
import { CONSTANT_FOLDING, EGraph, run, type Analysis, type Applied, type Cost, type Expr, type RunReport, type Step } from '../../egraph';
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
  /** How the value becomes it; found when asked for. */
  readonly steps: () => readonly TextbookStep[];
  /** The form without operators that have a name. */
  readonly plain: { readonly term: Term; readonly steps: () => readonly TextbookStep[] };
  /** The operator of PyTorch that the value is as a whole; null where it is none that we know. */
  readonly operator: NamedTerm | null;
  /** Constants that were read as numbers with a name. */
  readonly assumptions: readonly string[];
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
  const start: Form = { expr: language.expression(value), cost: Infinity, steps: () => [] };
  const strays = language.strays(value);
  language.settle();
  const isPlaced = ({ expr }: Form): boolean => {
    const term = language.term(expr);
    return !mentionsAnyIndex(term) && [...language.strays(term)].every(op => strays.has(op));
  };
  let plain = start;
  const found: Form[] = [];
  let isComplete = false;
  // Rounds from the best form so far reach further than one large graph: most of what a graph holds leads nowhere. They go on from
  // forms without names, in which all rules see what there is.
  for (let round = 0; round < budget.maxRounds && !isComplete && !budget.deadline(); round++) {
    const saturated = saturate(plain, language, budget, 'shown');
    const [next, named] = [cheapest(saturated, plainCostOf), cheapest(saturated, costOf)];
    isComplete = saturated.report.stop === 'saturated' || (next.cost >= plain.cost && found.some(f => f.cost <= named.cost));
    found.push(named);
    plain = next.cost < plain.cost ? next : plain;
  }
  const best = found.sort((a, b) => a.cost - b.cost).find(isPlaced) ?? start;
  const term = best === start ? value : language.term(best.expr);
  const placed = plain !== start && isPlaced(plain) ? plain : null;
  const explained = (form: Form) => () => form.steps().map(s => stepOf(s, language));
  return {
    plain: placed ? { term: language.term(placed.expr), steps: explained(placed) } : { term: value, steps: () => [] },
    operator: term.kind === 'named' ? term : placed ? calledOperator(placed, language, budget) : null,
    term,
    steps: explained(best),
    assumptions: [...language.constants].map(([constant, text]) => `${text} is read as ${constant.text}`)
  };
}

/** The operator that a form is as a whole, those included that no formula is shown with. */
function calledOperator(form: Form, language: Language, budget: TextbookBudget): NamedTerm | null {
  const saturated = saturate(form, language, { ...budget, maxNodes: budget.maxNodes / 2, maxIterations: CALL_ITERATIONS }, 'all');
  const term = language.term(cheapest(saturated, callCostOf).expr);
  return term.kind === 'named' ? term : null;
}

const CALL_ITERATIONS = 4;

/** An expression, and the steps that lead to it from the first one, which cost more than the form itself. */
type Form = { readonly expr: Expr; readonly cost: number; readonly steps: () => readonly Step[] };

type Saturated = { readonly from: Form; readonly graph: EGraph<Values>; readonly root: Applied; readonly report: RunReport };

/** A graph of a form and of what the rewrites find equal to it. */
function saturate(from: Form, language: Language, budget: TextbookBudget, vocabulary: Vocabulary): Saturated {
  const graph = new EGraph(analysisOf(language), { explain: true, substituteSlot: language.substituteSlot });
  const root = graph.add(from.expr);
  language.counts.forEach(([a, b]) => graph.unionTerms(a, b, NUMBER_OF_TUPLES));
  graph.rebuild();
  return { from, graph, root, report: run(graph, rewritesOf(language, vocabulary), { ...budget, matchRedundant: false }) };
}

function cheapest({ from, graph, root }: Saturated, cost: Cost): Form {
  const extraction = graph.extraction(cost);
  const expr = extraction.term(root);
  return { expr, cost: extraction.cost(root), steps: () => [...from.steps(), ...(graph.explain(from.expr, expr) ?? [])] };
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

