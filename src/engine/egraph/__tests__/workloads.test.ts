/** Algebra and the lambda calculus: what the rules prove, what they must not, and that each explanation replays. */
import { backoff, everything, EGraph, parseExpr, printExpr, run, type Cost, type Rewrite } from '..';
import { prove, type Problem } from './helpers';
import { BIG_STEP_RULES, isFolded as isLambdaFolded, LAMBDA, LAMBDA_RULES, LAMBDA_TERMS, type LambdaFact } from './workloads/lambda';
import { isFolded, MATH, MATH_RULES, rulesNamed, type MathFact } from './workloads/math';

const math = (rules: readonly Rewrite<MathFact>[] = MATH_RULES, more: Partial<Problem<MathFact>> = {}): Problem<MathFact> => ({ analysis: MATH, rules, replay: { checks: { 'constant-folding': isFolded } }, run: { maxNodes: 4000, maxIterations: 12, scheduler: backoff() }, ...more });

const lambda = (rules: readonly Rewrite<LambdaFact>[], more: Partial<Problem<LambdaFact>> = {}): Problem<LambdaFact> => ({
  analysis: LAMBDA,
  rules,
  replay: { checks: { 'constant-folding': isLambdaFolded }, substituteSlot: (node, _slot, by) => (node.op === 'var' ? by : null) },
  graph: { substituteSlot: (node, _slot, by) => (node.op === 'var' ? by : null) },
  run: { maxNodes: 20000, maxIterations: 60 },
  ...more
});

const AC = rulesNamed('comm-add', 'assoc-add');
const D = rulesNamed('comm-add', 'comm-mul', 'zero-add', 'zero-mul', 'one-mul', 'd-variable', 'd-constant', 'd-add', 'd-mul', 'd-sin', 'd-cos', 'd-power');

const MATH_GOALS: readonly (readonly [title: string, rules: readonly Rewrite<MathFact>[], start: string, proved: readonly string[], not: readonly string[]])[] = [
  ['associate', AC, '(+ 1 (+ 2 (+ a (+ b c))))', ['(+ c (+ b (+ 3 a)))'], ['(+ c (+ b (+ 4 a)))', '(+ a (+ b 3))']],
  ['fold', MATH_RULES, '(+ 1 (* 2 3))', ['7'], ['8']],
  ['cancel', MATH_RULES, '(- a a)', ['0'], ['1']],
  ['cancel only what is not zero', rulesNamed('cancel-div'), '(/ 0 0)', [], ['1']],
  ['factors', MATH_RULES, '(+ x (* x 2))', ['(* 3 x)', '(* x 3)'], ['(* 2 x)', '(* 4 x)']],
  ['a square', MATH_RULES, '(* (pow 2 x) (pow 2 y))', ['(pow 2 (+ x y))'], ['(pow 2 (* x y))']],
  ['same', D, '(d x x)', ['1'], ['0']],
  ['different', D, '(d x y)', ['0'], ['1']],
  ['not a constant, not a variable', D, '(d x (f y))', [], ['0', '1']],
  ['linear', D, '(d x (+ 1 (* 2 x)))', ['2'], ['1', '3']],
  ['product', D, '(d x (* y x))', ['y'], ['x', '1']],
  ['sum of functions', D, '(d x (+ (cos x) (sin x)))', ['(+ (cos x) (* -1 (sin x)))'], ['(+ (cos x) (sin x))']],
  ['integral of one', MATH_RULES, '(i 1 x)', ['x'], ['1', '0']],
  ['integral of a cosine', MATH_RULES, '(i (cos x) x)', ['(sin x)'], ['(cos x)']],
  ['integral of a power', MATH_RULES, '(i (pow x 1) x)', ['(/ (pow x 2) 2)'], ['(pow x 2)']]
];

describe.each([false, true])('explanations kept: %s', explain => {
  test.each(MATH_GOALS)('math: %s', (_title, rules, start, proved, not) => {
    expect(prove(math(rules), start, proved, explain)).toEqual(proved.map(() => true));
    expect(prove(math(rules), start, not, explain, true)).toEqual(not.map(() => false));
  });

  const { under, if: ifTerm, compose, composeMany } = LAMBDA_TERMS;
  test.each([
    ['under a binder', under, '(lam (\\ $x 8))', '(lam (\\ $x 4))'],
    ['if', ifTerm, '1', '2'],
    ['compose', compose, '(lam (\\ $x (+ (var $x) 2)))', '(lam (\\ $x (+ (var $x) 1)))'],
    ['no capture', '(app (lam (\\ $x (lam (\\ $y (var $x))))) (var $y))', '(lam (\\ $z (var $y)))', '(lam (\\ $y (var $y)))'],
    ['no capture, twice', '(app (app (lam (\\ $x (lam (\\ $y (+ (var $x) (var $y)))))) (var $y)) (var $x))', '(+ (var $x) (var $y))', '(+ (var $y) (var $y))']
  ])('lambda in small and big steps: %s', (_title, start, goal, wrong) => {
    for (const rules of [LAMBDA_RULES, BIG_STEP_RULES.concat(LAMBDA_RULES.filter(rule => rule.name.startsWith('with')))]) {
      expect(prove(lambda(rules), start, [goal], explain)).toEqual([true]);
      expect(prove(lambda(rules), start, [wrong], explain, true)).toEqual([false]);
    }
  });

  test('lambda: compose many', () => {
    expect(prove(lambda(LAMBDA_RULES), composeMany, ['(lam (\\ $x (+ (var $x) 7)))'], explain)).toEqual([true]);
  });
});

test('lambda: fixed points', () => {
  const goals = [
    [LAMBDA_TERMS.fib(4), '3'],
    [LAMBDA_TERMS.repeat, '(lam (\\ $x (+ (var $x) 2)))']
  ];
  expect(goals.map(([start, goal]) => prove(lambda(LAMBDA_RULES, { run: { maxNodes: 100000, maxIterations: 60 } }), start, [goal], false))).toEqual([[true], [true]]);
});

test('extraction finds the derivative', () => {
  const graph = new EGraph(MATH);
  const root = graph.add(parseExpr('(d x (+ (* 3 x) (pow x 2)))'));
  run(graph, MATH_RULES, { maxNodes: 5000, maxIterations: 8 });
  const cost: Cost = (op, children) => children.reduce((a, b) => a + b, op === 'd' || op === 'i' ? 100 : 1);
  const term = graph.extraction(cost).term(root);
  expect(printExpr(term)).not.toMatch(/\(d /);
  expect(graph.extraction(cost).cost(root)).toBe(5);
});

test.each([
  ['saturated', { maxIterations: 50, scheduler: everything() }],
  ['nodes', { maxNodes: 20, maxIterations: 50 }],
  ['iterations', { maxIterations: 2 }],
  ['deadline', { deadline: () => true }]
])('stops: %s', (reason, options) => {
  const graph = new EGraph(MATH);
  graph.add(parseExpr('(+ a (+ b (+ c d)))'));
  expect(run(graph, AC, options).stop).toBe(reason);
  graph.check();
});

test('a rule that finds too much rests', () => {
  const graph = new EGraph(MATH);
  graph.add(parseExpr('(+ a (+ b (+ c (+ d (+ e f)))))'));
  const report = run(graph, AC, { maxIterations: 100, maxNodes: 100000, scheduler: backoff({ matchLimit: 20, banLength: 2 }) });
  expect(report.stop).toBe('saturated');
  const all = new EGraph(MATH);
  all.add(parseExpr('(+ a (+ b (+ c (+ d (+ e f)))))'));
  expect(run(all, AC, { maxIterations: 100, maxNodes: 100000, scheduler: everything() }).nodes).toBe(report.nodes);
  expect(report.iterations).toBeGreaterThan(8);
});
