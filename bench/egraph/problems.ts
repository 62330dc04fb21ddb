/** What both sides of the e-graph benchmark run: rules, terms and limits. */
import { parseExpr, type Expr } from '../../src/engine/egraph';
import { LAMBDA_TERMS } from '../../src/engine/egraph/__tests__/workloads/lambda';
import { MATH_ROWS, type MathRow } from '../../src/engine/egraph/__tests__/workloads/math';

export type Problem = {
  readonly name: string;
  readonly language: 'math' | 'lambda';
  /** Names of rules; all, when left out. */
  readonly rules?: readonly string[];
  readonly starts: readonly string[];
  readonly maxNodes: number;
  readonly maxIterations: number;
  readonly scheduler: 'simple' | 'backoff';
};

const RING = ['comm-add', 'comm-mul', 'assoc-add', 'assoc-mul', 'distribute', 'factor', 'zero-add', 'zero-mul', 'one-mul', 'add-zero', 'mul-one'];

export const PROBLEMS: readonly Problem[] = [
  { name: 'sums of 8 terms, commuted and associated', language: 'math', rules: ['comm-add', 'assoc-add'], starts: ['(+ a (+ b (+ c (+ d (+ e (+ f (+ g h)))))))'], maxNodes: 1_000_000, maxIterations: 100, scheduler: 'simple' },
  { name: 'a ring', language: 'math', rules: RING, starts: ['(* (+ a b) (+ c d))', '(+ (* a (+ b 1)) (* c a))'], maxNodes: 60_000, maxIterations: 100, scheduler: 'backoff' },
  { name: 'all of algebra', language: 'math', starts: ['(i (* x (cos x)) x)', '(d x (pow (+ x 1) 3))', '(/ 1 (- (/ (+ 1 (sqrt five)) 2) (/ (- 1 (sqrt five)) 2)))'], maxNodes: 60_000, maxIterations: 100, scheduler: 'backoff' },
  { name: 'all of algebra, larger', language: 'math', starts: ['(i (ln x) x)', '(i (+ x (cos x)) x)', '(i (* (cos x) x) x)', '(d x (- (pow x 3) (* 7 (pow x 2))))'], maxNodes: 300_000, maxIterations: 50, scheduler: 'backoff' },
  { name: 'a function composed 7 times', language: 'lambda', starts: [LAMBDA_TERMS.composeMany], maxNodes: 100_000, maxIterations: 60, scheduler: 'backoff' },
  { name: 'a fixed point: repeat', language: 'lambda', starts: [LAMBDA_TERMS.repeat], maxNodes: 100_000, maxIterations: 60, scheduler: 'backoff' },
  { name: 'a fixed point: the 4th Fibonacci number', language: 'lambda', starts: [LAMBDA_TERMS.fib(4)], maxNodes: 100_000, maxIterations: 60, scheduler: 'backoff' }
];

/** The rows of a problem's rules; those of the lambda calculus are written down on each side. */
export const rowsOf = ({ language, rules }: Problem): readonly MathRow[] => (language === 'math' ? MATH_ROWS.filter(([name]) => rules?.includes(name) ?? true) : []);

/** A problem as egg's side reads it. */
export function textOf(problem: Problem, repeat: number): string {
  const { language, starts, maxNodes, maxIterations, scheduler } = problem;
  const lines = [
    ['language', language],
    ...rowsOf(problem).map(row => ['rule', ...row]),
    ...starts.map(start => ['start', named(parseExpr(start))]),
    ['limits', String(maxNodes), String(maxIterations), scheduler],
    ['repeat', String(repeat)]
  ];
  return lines.map(words => words.join('\t')).join('\n');
}

/** A term with variables as symbols in the place of slots: `(lam x body)`, and `(let x value body)` for ours that binds in the body. */
export function named({ op, slots, children }: Expr): string {
  const names = slots.map(slot => slot.slice(1));
  const binds = children.flatMap(child => child.binds.map(slot => slot.slice(1)));
  const parts = [...names, ...binds, ...children.map(child => named(child.body))];
  return parts.length === 0 ? op : `(${[op === 'with' ? 'let' : op, ...parts].join(' ')})`;
}
