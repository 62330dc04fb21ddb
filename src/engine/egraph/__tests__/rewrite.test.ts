/** Rules with binders: what they prove, and what they must not. */
import { NO_ANALYSIS, type Rewrite, parseExpr, EGraph, run, parsePattern, printExpr, SIZE } from '..';
import { both, prove, rule } from './helpers';

type Rules = readonly Rewrite<null>[];

const AC: Rules = [rule('add-comm', '(add ?a ?b) → (add ?b ?a)'), rule('add-assoc', '(add (add ?a ?b) ?c) → (add ?a (add ?b ?c))'), rule('mul-comm', '(mul ?a ?b) → (mul ?b ?a)')];
const SUMS: Rules = [
  ...both('sum-add', '(sum (\\ $i (add ?f ?g))) = (add (sum (\\ $i ?f)) (sum (\\ $i ?g)))'),
  rule('sum-factor', '(sum (\\ $i (mul ?c ?f))) → (mul ?c (sum (\\ $i ?f)))'),
  rule('sum-swap', '(sum (\\ $i (sum (\\ $j ?f)))) → (sum (\\ $j (sum (\\ $i ?f))))'),
  rule('sum-zero', '(sum (\\ $i 0)) → 0'),
  rule('mul-zero', '(mul 0 ?x) → 0')
];
const SOFTMAX: Rules = both('softmax', '(div (exp ?f) (sum (\\ $j (exp (@ ?f $i $j))))) = (softmax $i (\\ $i ?f))');

type Row = readonly [title: string, rules: Rules, start: string, proved: readonly string[], not: readonly string[]];

const ROWS: readonly Row[] = [
  ['commutative and associative', AC, '(add a (add b (add c d)))', ['(add (add d c) (add b a))'], ['(add a (add b (add c c)))']],
  ['a free factor leaves the sum', [...AC, ...SUMS], '(sum (\\ $i (mul (x $i) (y $k))))', ['(mul (y $k) (sum (\\ $j (x $j))))'], ['(mul (x $k) (sum (\\ $i (y $i))))', '(mul (y $j) (sum (\\ $j (x $j))))']],
  ['a factor with the bound slot stays', [...AC, ...SUMS], '(sum (\\ $i (mul (x $i) (y $i))))', ['(sum (\\ $j (mul (y $j) (x $j))))'], ['(mul (x $i) (sum (\\ $i (y $i))))', '(mul (y $i) (sum (\\ $i (x $i))))', '(mul (sum (\\ $i (x $i))) (sum (\\ $i (y $i))))']],
  ['sums of sums', [...AC, ...SUMS], '(sum (\\ $i (add (x $i) (sum (\\ $j (y $i $j))))))', ['(add (sum (\\ $j (sum (\\ $i (y $i $j))))) (sum (\\ $k (x $k))))'], ['(add (sum (\\ $j (sum (\\ $i (y $j $i))))) (sum (\\ $k (x $i))))']],
  ['sums joined: the two bound slots are one', SUMS, '(add (sum (\\ $i (x $i))) (sum (\\ $j (y $j))))', ['(sum (\\ $k (add (x $k) (y $k))))'], ['(sum (\\ $i (add (x $i) (y $j))))', '(sum (\\ $i (add (x $i) (y $k))))']],
  ['sums joined do not catch a free slot', SUMS, '(add (sum (\\ $i (x $i $k))) (sum (\\ $j (y $j $i))))', ['(sum (\\ $l (add (x $l $k) (y $l $i))))'], ['(sum (\\ $i (add (x $i $k) (y $i $i))))', '(sum (\\ $k (add (x $k $k) (y $k $i))))']],
  ['a vanishing body', [...AC, ...SUMS], '(sum (\\ $i (mul (x $i) 0)))', ['0'], ['(x $i)']],
  ['sums swap: transposed', SUMS, '(sum (\\ $i (sum (\\ $j (x $i $j)))))', ['(sum (\\ $i (sum (\\ $j (x $j $i)))))'], ['(sum (\\ $i (sum (\\ $j (x $i $i)))))']],
  ['softmax', SOFTMAX, '(div (exp (x $r $k)) (sum (\\ $c (exp (x $r $c)))))', ['(softmax $k (\\ $j (x $r $j)))', '(softmax $k (\\ $k (x $r $k)))'], ['(softmax $r (\\ $k (x $r $k)))', '(softmax $k (\\ $r (x $r $k)))']],
  ['softmax over the other index', SOFTMAX, '(div (exp (x $r $k)) (sum (\\ $c (exp (x $c $k)))))', ['(softmax $r (\\ $r (x $r $k)))'], ['(softmax $k (\\ $k (x $r $k)))']],
  ['no softmax: other body', SOFTMAX, '(div (exp (x $r $k)) (sum (\\ $c (exp (y $r $c)))))', [], ['(softmax $k (\\ $k (x $r $k)))']],
  ['no softmax: two indices moved', SOFTMAX, '(div (exp (x $r $k)) (sum (\\ $c (exp (x $c $r)))))', [], ['(softmax $k (\\ $k (x $r $k)))', '(softmax $r (\\ $r (x $r $k)))']],
  ['softmax of a constant', SOFTMAX, '(div (exp a) (sum (\\ $c (exp a))))', ['(softmax $k (\\ $k a))'], []],
  ['softmax written out', SOFTMAX, '(softmax $k (\\ $j (x $j)))', ['(div (exp (x $k)) (sum (\\ $j (exp (x $j)))))'], ['(div (exp (x $k)) (sum (\\ $j (exp (x $k)))))']],
  ['softmax whose body has its own index: not written out', SOFTMAX, '(softmax $k (\\ $j (x $j $k)))', [], ['(div (exp (x $k $k)) (sum (\\ $j (exp (x $j $k)))))', '(div (exp (x $k $k)) (sum (\\ $j (exp (x $j $j)))))']],
  ['a binder is not dropped where it is needed', [rule('drop', '(sum (\\ $i ?f)) → (times n ?f)')], '(sum (\\ $i (x $i)))', [], ['(times n (x $i))', '(times n (x $j))']],
  ['a binder is dropped where it is not', [rule('drop', '(sum (\\ $i ?f)) → (times n ?f)')], '(sum (\\ $i (x $j)))', ['(times n (x $j))'], ['(times n (x $i))']],
  ['a slot to a term', [rule('first', '(one (\\ $i ?f)) → (let $i 0 ?f)')], '(one (\\ $i (f (at $i) (sum (\\ $j (g (at $j) (at $i)))))))', ['(f 0 (sum (\\ $k (g (at $k) 0))))'], ['(f 0 (sum (\\ $k (g 0 0))))']],
  ['a slot to a term with slots', [rule('shift', '(app (\\ $i ?f) ?x) → (let $i ?x ?f)')], '(app (\\ $i (sum (\\ $j (g (at $j) (at $i))))) (at $j))', ['(sum (\\ $k (g (at $k) (at $j))))'], ['(sum (\\ $j (g (at $j) (at $j))))']],
  ['a slot in an opaque node is not replaced', [rule('first', '(one (\\ $i ?f)) → (let $i 0 ?f)')], '(one (\\ $i (x $i)))', [], ['0', '(x $i)', '(x 0)']],
  ['different slots of a pattern are different', [rule('two', '(f (x $i) (x $j)) → b')], '(f (x $k) (x $k))', [], ['b']],
  ['the same slot twice', [rule('same', '(f (x $i) (y $i)) → b')], '(f (x $k) (y $k))', ['b'], []],
  ['the same slot twice, not', [rule('same', '(f (x $i) (y $i)) → b')], '(f (x $k) (y $l))', [], ['b']],
  ['a variable twice, up to the names of its binders', [rule('cancel', '(sub ?a ?a) → 0')], '(sub (sum (\\ $i (x $i))) (sum (\\ $j (x $j))))', ['0'], []],
  ['a variable twice, other slots', [rule('cancel', '(sub ?a ?a) → 0')], '(sub (x $i) (x $j))', [], ['0']],
  ['a variable under two binders', [rule('both', '(f (\\ $i ?a) (\\ $j ?b)) → (g ?b (\\ $i ?a))')], '(f (\\ $i (x $i)) (\\ $j c))', ['(g c (\\ $j (x $j)))'], []],
  ['a variable that leaves one of two binders', [rule('both', '(f (\\ $i ?a) (\\ $j ?b)) → (g ?b (\\ $i ?a))')], '(f (\\ $i (x $i)) (\\ $j (x $j)))', [], ['(g (x $j) (\\ $i (x $i)))', '(g (x $i) (\\ $i (x $i)))']],
  ['a symmetric body', [...AC, ...SUMS], '(sum (\\ $i (sum (\\ $j (mul (x $i) (x $j))))))', ['(mul (sum (\\ $i (x $i))) (sum (\\ $j (x $j))))'], ['(sum (\\ $i (mul (x $i) (x $i))))']],
  ['a match through a symmetry', [...AC, rule('use', '(pair (mul (x $i) (x $j)) (x $i)) → (found (x $j))')], '(pair (mul (x $k) (x $l)) (x $l))', ['(found (x $k))'], ['(found (x $l))']],
  ['a match through a symmetry, the other way', [...AC, rule('use', '(pair (mul (x $i) (x $j)) (x $j)) → (found (x $i))')], '(pair (mul (x $k) (x $l)) (x $k))', ['(found (x $l))'], ['(found (x $k))']],
  ['a renaming that makes two slots one', [rule('same', '(same $i $j ?f) → (@ ?f $i $j)')], '(same $k $l (f (y $k $l)))', ['(f (y $l $l))'], ['(f (y $k $l))', '(f (y $k $k))']],
  ['a renaming of one slot', [rule('same', '(same $i $j ?f) → (@ ?f $i $j)')], '(same $k $l (f (y $k $m)))', ['(f (y $l $m))'], ['(f (y $k $m))']]
];

describe.each([false, true])('explanations kept: %s', explain => {
  test.each(ROWS)('%s', (_title, rules, start, proved, not) => {
    const problem = { analysis: NO_ANALYSIS, rules };
    expect(proved.filter((_, i) => !prove(problem, start, proved, explain)[i])).toEqual([]);
    expect(not.filter((_, i) => prove(problem, start, not, explain, true)[i])).toEqual([]);
  });
});

test.each([
  ['?a', '(f ?b)', '?b is on the right side only'],
  ['(let $i 0 ?f)', '?f', 'a substitution on the left side'],
  ['(f (@ ?a $i $j) (x $j))', '0', '?a stands only where its slot is renamed'],
  ['(f (\\ $i ?a) (x $i))', '0', '$i is bound before its free use is found']
])('%s → %s is refused', (left, right, message) => {
  const graph = new EGraph(NO_ANALYSIS);
  expect(() => run(graph, [{ name: 'wrong', left: parsePattern(left), right: parsePattern(right) }])).toThrow(message);
});

test('the same steps in every run', () => {
  const once = () => {
    const graph = new EGraph(NO_ANALYSIS, { explain: true });
    const start = parseExpr('(sum (\\ $i (mul (add (x $i) c) (add (y $k) d))))');
    const root = graph.add(start);
    const report = run(graph, [...AC, ...SUMS, ...both<null>('distribute', '(mul (add ?a ?b) ?c) = (add (mul ?a ?c) (mul ?b ?c))')], { maxNodes: 500 });
    const best = graph.extraction(SIZE).term(root);
    return JSON.stringify([report, [...report.rules], printExpr(best), graph.explain(start, best)]);
  };
  expect(once()).toBe(once());
});
