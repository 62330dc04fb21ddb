/** A lambda calculus with substitution in small steps, after egg's suite, its variables as slots. */
import { parsePattern, type Analysis, type Expr, type Rewrite } from '../..';

/** The number or truth value that a class is. */
export type LambdaFact = string | null;

const FOLDED: Readonly<Record<string, (a: string, b: string) => string | null>> = {
  '+': (a, b) => (Number.isInteger(Number(a)) && Number.isInteger(Number(b)) ? String(Number(a) + Number(b)) : null),
  '=': (a, b) => String(a === b)
};

const isConstant = (op: string): boolean => /^-?\d+$|^(true|false)$/.test(op);

export const LAMBDA: Analysis<LambdaFact> = {
  make: (op, [a, b]) => (isConstant(op) ? op : a != null && b != null ? FOLDED[op]?.(a, b) ?? null : null),
  merge: (a, b) => {
    if (a !== null && b !== null && a !== b) {
      throw new Error(`two constants in one class: ${a} and ${b}`);
    }
    return a ?? b;
  },
  equal: (a, b) => a === b,
  constant: value => (value === null ? null : { op: value, slots: [], children: [] })
};

/** Checks a constant-folding step by itself. */
export const isFolded = (left: Expr, right: Expr): boolean => FOLDED[left.op]?.(left.children[0].body.op, left.children[1].body.op) === right.op;

/** `(with e (\ $x b))` is b with e for x, to be pushed inwards. */
const ROWS: readonly (readonly [name: string, left: string, right: string])[] = [
  ['if-true', '(if true ?then ?else)', '?then'],
  ['if-false', '(if false ?then ?else)', '?else'],
  ['add-comm', '(+ ?a ?b)', '(+ ?b ?a)'],
  ['add-assoc', '(+ (+ ?a ?b) ?c)', '(+ ?a (+ ?b ?c))'],
  ['eq-comm', '(= ?a ?b)', '(= ?b ?a)'],
  ['fix', '(fix (\\ $f ?e))', '(with (fix (\\ $f ?e)) (\\ $f ?e))'],
  ['beta', '(app (lam (\\ $x ?b)) ?e)', '(with ?e (\\ $x ?b))'],
  ['with-variable', '(with ?e (\\ $x (var $x)))', '?e'],
  ['with-other', '(with ?e (\\ $x ?c))', '?c'],
  ['with-app', '(with ?e (\\ $x (app ?a ?b)))', '(app (with ?e (\\ $x ?a)) (with ?e (\\ $x ?b)))'],
  ['with-add', '(with ?e (\\ $x (+ ?a ?b)))', '(+ (with ?e (\\ $x ?a)) (with ?e (\\ $x ?b)))'],
  ['with-eq', '(with ?e (\\ $x (= ?a ?b)))', '(= (with ?e (\\ $x ?a)) (with ?e (\\ $x ?b)))'],
  ['with-if', '(with ?e (\\ $x (if ?c ?a ?b)))', '(if (with ?e (\\ $x ?c)) (with ?e (\\ $x ?a)) (with ?e (\\ $x ?b)))'],
  ['with-lam', '(with ?e (\\ $x (lam (\\ $y ?b))))', '(lam (\\ $y (with ?e (\\ $x ?b))))'],
  ['with-fix', '(with ?e (\\ $x (fix (\\ $y ?b))))', '(fix (\\ $y (with ?e (\\ $x ?b))))']
];

export const LAMBDA_RULES: readonly Rewrite<LambdaFact>[] = ROWS.map(([name, left, right]) => ({ name, left: parsePattern(left), right: parsePattern(right) }));

/** Substitution in one step, by taking a term of the class. */
export const BIG_STEP_RULES: readonly Rewrite<LambdaFact>[] = [
  ...LAMBDA_RULES.filter(rule => /^(if|add|eq)/.test(rule.name)),
  { name: 'fix', left: parsePattern('(fix (\\ $f ?e))'), right: parsePattern('(let $f (fix (\\ $f ?e)) ?e)') },
  { name: 'beta', left: parsePattern('(app (lam (\\ $x ?b)) ?e)'), right: parsePattern('(let $x ?e ?b)') }
];

const lam = (x: string, body: string) => `(lam (\\ ${x} ${body}))`;
const app = (f: string, ...args: string[]) => args.reduce((g, arg) => `(app ${g} ${arg})`, f);
const where = (x: string, value: string, body: string) => `(with ${value} (\\ ${x} ${body}))`;

const COMPOSE = lam('$f', lam('$g', lam('$x', app('(var $f)', app('(var $g)', '(var $x)')))));
const ADD_ONE = lam('$y', '(+ (var $y) 1)');
const composed = (count: number): string => (count === 1 ? '(var $add)' : app('(var $compose)', '(var $add)', composed(count - 1)));

const FIB = `(fix (\\ $fib ${lam('$n', `(if (= (var $n) 0) 0 (if (= (var $n) 1) 1 (+ ${app('(var $fib)', '(+ (var $n) -1)')} ${app('(var $fib)', '(+ (var $n) -2)')})))`)}))`;
const REPEAT = `(fix (\\ $repeat ${lam('$fun', lam('$n', `(if (= (var $n) 0) ${lam('$i', '(var $i)')} ${app('(var $compose)', '(var $fun)', app('(var $repeat)', '(var $fun)', '(+ (var $n) -1)'))})`))}))`;

/** Starts, and what they are. */
export const LAMBDA_TERMS = {
  under: lam('$x', `(+ 4 ${app(lam('$y', '(var $y)'), '4')})`),
  if: where('$zeroone', lam('$x', '(if (= (var $x) 0) 0 1)'), `(+ ${app('(var $zeroone)', '0')} ${app('(var $zeroone)', '10')})`),
  compose: where('$compose', COMPOSE, where('$add', ADD_ONE, composed(2))),
  composeMany: where('$compose', COMPOSE, where('$add', ADD_ONE, composed(7))),
  repeat: where('$compose', COMPOSE, where('$repeat', REPEAT, where('$add', ADD_ONE, app('(var $repeat)', '(var $add)', '2')))),
  fib: (n: number): string => where('$fib', FIB, app('(var $fib)', String(n)))
};
