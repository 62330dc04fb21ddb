/**
 * What the rules lead to in one e-graph of the size that a lift gets, and what they must not lead to. Leaves: n is a size, p a positive
 * number, G a condition, w any value or none; other letters are numbers.
 */
import { EGraph, parseExpr, run, type Analysis } from '../../../egraph';
import { constantOf, constantOp, isConstantOp } from '../language';
import { rewritesOf } from '../rewrites';
import { Kind, meet, nodeValues, numberValues, sameValues, Truth, UNKNOWN, type Values } from '../values';
import { rules } from '../rules';

const LEAVES: Readonly<Record<string, Values>> = {
  n: { ...UNKNOWN, values: 0, least: 1 },
  p: { ...UNKNOWN, values: Kind.Positive },
  G: { ...UNKNOWN, values: Truth.True | Truth.False },
  w: UNKNOWN
};
const NUMBER: Values = { ...UNKNOWN, values: Kind.Negative | Kind.Zero | Kind.Positive };
const valuesOf = (op: string): Values | null => LEAVES[op] ?? (/^[a-z]$/.test(op) ? NUMBER : null);

const analysis: Analysis<Values> = {
  make: (op, children) => (isConstantOp(op) ? numberValues(constantOf(op)) : valuesOf(op) ?? nodeValues(op, children)),
  merge: meet,
  equal: sameValues,
  constant: ({ number }) => number && { op: constantOp(number), slots: [], children: [] }
};
const rewrites = rewritesOf({ predecessor: () => null, whereEqual: () => null }, 'shown');

/** The names of the rules that lead from one term to the other; null where they are not found equal. */
function derived(from: string, to: string): readonly string[] | null {
  const graph = new EGraph(analysis, { explain: true });
  const [a, b] = [parseExpr(from), parseExpr(to)];
  graph.add(a);
  graph.rebuild();
  run(graph, rewrites, { maxNodes: 4_000, maxIterations: 8, matchRedundant: false });
  return graph.equal(a, b) ? (graph.explain(a, b) ?? []).map(step => step.rule) : null;
}

const fold = (op: string) => (body: string, guard = 'true') => `(${op} n (\\ $i ${guard}) (\\ $i ${body}))`;
const [sum, max] = [fold('sum'), fold('max')];
const [x, xj, y] = ['(x $i)', '(x $j)', '(y $i)'];
const [MAX, N, G] = [max(x), '(toreal n)', '(G $i)'];
const square = (t: string): string => `(mul ${t} ${t})`;
const power = (t: string): string => `(pow ${t} 2)`;
const mean = (f: string): string => `(div ${sum(f)} ${N})`;
const exponents = (f: string, m: string, guard = 'true'): string => sum(`(exp (sub ${f} ${m}))`, guard);
const LOG2E = '(div 1 (log 2))';
const GELU = '(mul (mul 1/2 a) (add 1 (tanh (mul (sqrt (div 2 pi)) (add a (mul b (pow a 3)))))))';
const LSE = `(log ${sum(`(exp ${x})`)})`;

type Row = readonly [title: string, from: string, to: string];

const reached: readonly Row[] = [
  ['softmax', `(div (exp (sub ${xj} ${MAX})) ${exponents(x, MAX)})`, `(div (exp ${xj}) ${sum(`(exp ${x})`)})`],
  ['softmax over some', `(div (exp (sub ${xj} ${max(x, G)})) ${exponents(x, max(x, G), G)})`, `(div (exp ${xj}) ${sum(`(exp ${x})`, G)})`],
  ['log-sum-exp', `(add ${MAX} (log ${exponents(x, MAX)}))`, LSE],
  ['log-sum-exp over some', `(add (log ${exponents(x, max(x, G), G)}) ${max(x, G)})`, `(log ${sum(`(exp ${x})`, G)})`],
  ['log-sum-exp to base two', `(add ${MAX} (mul (log2 ${sum(`(exp2 (mul (sub ${x} ${MAX}) ${LOG2E}))`)}) (log 2)))`, LSE],
  ['log-sum-exp scaled to base two', `(mul (log 2) (add (log2 ${sum(`(exp2 (sub (mul ${LOG2E} ${x}) ${max(`(mul ${LOG2E} ${x})`)}))`)}) ${max(`(mul ${LOG2E} ${x})`)}))`, LSE],
  ['attention', `(div ${sum(`(mul ${y} (exp (sub (mul s ${x}) ${max(`(mul s ${x})`)})))`)} ${exponents(`(mul s ${x})`, max(`(mul s ${x})`))})`, `(div ${sum(`(mul ${y} (exp (mul s ${x})))`)} ${sum(`(exp (mul s ${x}))`)})`],
  ['log-softmax', `(sub (sub ${xj} ${MAX}) (log ${exponents(x, MAX)}))`, `(sub ${xj} ${LSE})`],
  ['cross entropy', `(sub (add ${MAX} (log ${exponents(x, MAX)})) ${xj})`, `(sub ${LSE} ${xj})`],
  ['merged parts of a softmax', '(div (add (mul a (exp (sub b c))) (mul d (exp (sub e c)))) (add (exp (sub b c)) (exp (sub e c))))', '(div (add (mul a (exp b)) (mul d (exp e))) (add (exp b) (exp e)))'],

  ['variance', `(sub (div ${sum(square(x))} ${N}) ${square(mean(x))})`, `(div ${sum(square(`(sub ${x} ${mean(x)})`))} ${N})`],
  ['variance by powers', `(sub (mul (div 1 ${N}) ${sum(power(x))}) ${power(`(mul (div 1 ${N}) ${sum(x)})`)})`, `(div ${sum(power(`(sub ${x} ${mean(x)})`))} ${N})`],
  ['mean of quotients', sum(`(div ${x} ${N})`), mean(x)],
  ['mean about a shift', `(add a ${mean(`(sub ${x} a)`)})`, mean(x)],
  ['root mean square', `(mul ${xj} (div 1 (sqrt (add (mul (div 1 ${N}) ${sum(square(x))}) p))))`, `(div ${xj} (sqrt (add (div ${sum(power(x))} ${N}) p)))`],
  ['cosine similarity', `(div ${sum(`(mul ${x} ${y})`)} (sqrt (mul ${sum(square(x))} ${sum(square(y))})))`, `(div ${sum(`(mul ${x} ${y})`)} (mul (sqrt ${sum(power(x))}) (sqrt ${sum(power(y))})))`],
  ['masked sum', sum(`(select ${G} ${x} 0)`), sum(x, G)],
  ['masked maximum', max(`(select ${G} ${x} -inf)`), max(x, G)],

  ['sigmoid', '(div 1 (add 1 (exp (neg a))))', '(sigmoid a)'],
  ['silu', '(mul a (div (exp a) (add 1 (exp a))))', '(mul a (sigmoid a))'],
  ['tanh', '(div (sub (exp (mul 2 a)) 1) (add (exp (mul 2 a)) 1))', '(tanh a)'],
  ['gelu by sigmoid', '(mul a (sigmoid (mul (mul 2 (sqrt (div 2 pi))) (add a (mul b (mul a (mul a a)))))))', GELU],
  ['gelu by tanh', '(mul (mul 1/2 a) (add 1 (tanh (mul (sqrt (div 2 pi)) (add a (mul b (mul (mul a a) a)))))))', GELU],
  ['softplus', '(add (max2 a 0) (log1p (exp (neg (abs a)))))', '(log (add 1 (exp a)))'],
  ['log-sigmoid', '(sub (min2 a 0) (log1p (exp (neg (abs a)))))', '(log (sigmoid a))'],
  ['binary cross entropy', '(add (sub (max2 a 0) (mul a b)) (log (add 1 (exp (neg (abs a))))))', '(sub (log (add 1 (exp a))) (mul a b))'],
  ['relu', '(mul a (select (lt 0 a) 1 0))', '(max2 a 0)'],
  ['magnitude', '(select (lt a 0) (neg a) a)', '(abs a)'],
  ['inverse root', '(mul a (div 1 (sqrt (add p b))))', '(div a (sqrt (add p b)))'],
  ['logaddexp', '(add (max2 a b) (log1p (exp (neg (abs (sub a b))))))', '(log (add (exp a) (exp b)))'],
  ['softmax gradient', `(sub (mul ${xj} (y $j)) (mul ${xj} ${sum(`(mul ${x} ${y})`)}))`, `(mul ${xj} (sub (y $j) ${sum(`(mul ${x} ${y})`)}))`],
  ['cross entropy gradient', '(mul a (select (G $j) (sub (exp (sub b c)) 1) (exp (sub b c))))', '(mul a (sub (exp (sub b c)) (select (G $j) 1 0)))']
];

const mustNot: readonly Row[] = [
  ['a softmax that divides by the largest', `(div (exp (sub ${xj} ${MAX})) ${max(`(exp (sub ${x} ${MAX}))`)})`, `(div (exp ${xj}) ${sum(`(exp ${x})`)})`],
  ['a softmax of which one part is shifted', `(div (exp ${xj}) ${exponents(x, MAX)})`, `(div (exp ${xj}) ${sum(`(exp ${x})`)})`],
  ['a shift that may be infinite', `(div (exp (sub ${xj} w)) ${exponents(x, 'w')})`, `(div (exp ${xj}) ${sum(`(exp ${x})`)})`],
  ['a variance over n − 1', `(sub (div ${sum(square(x))} (sub ${N} 1)) ${square(mean(x))})`, `(div ${sum(square(`(sub ${x} ${mean(x)})`))} ${N})`],
  ['a factor that mentions the index', sum(`(mul ${y} ${x})`), `(mul (y $j) ${sum(x)})`],
  ['a quotient by itself that may be zero', '(div a a)', '1'],
  ['a root of a square', '(sqrt (mul a a))', 'a'],
  ['a product with zero that may be undefined', '(mul 0 w)', '0'],
  ['the largest multiple by any number', max(`(mul s ${x})`), `(mul s ${MAX})`],
  ['gelu with another constant', '(mul (mul 1/2 a) (add 1 (tanh (mul (sqrt (div 2 pi)) (add a (mul c (pow a 3)))))))', GELU],
  ['softplus without its magnitude', '(add (max2 a 0) (log1p (exp (neg a))))', '(log (add 1 (exp a)))']
];

test.each(reached)('%s', (_, from, to) => {
  const names = derived(from, to);
  expect(names).not.toBeNull();
  expect(names!.filter(name => name !== 'constant-folding' && !rules.some(r => r.name === name) && !name.startsWith('definition of '))).toEqual([]);
});

test.each(mustNot)('must not: %s', (_, from, to) => {
  expect(derived(from, to)).toBeNull();
});
