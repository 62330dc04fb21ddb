/** Classes, slots, symmetries and congruence, as tables: what is said to be equal, and what then is or is not. */
import { EGraph, NO_ANALYSIS, parseExpr, parsePattern } from '..';
import { replay } from '../replay';

type Row = readonly [title: string, unions: readonly string[], goals: readonly string[]];

/** A goal is `a = b` or `a ≠ b`. */
function checkRow(unions: readonly string[], goals: readonly string[], explain: boolean): void {
  const graph = new EGraph(NO_ANALYSIS, { explain });
  goals.flatMap(goal => goal.split(/ [=≠] /)).forEach(term => graph.add(parseExpr(term)));
  for (const equation of unions) {
    const [a, b] = equation.split(' = ').map(parseExpr);
    graph.unionTerms(a, b, 'given');
  }
  graph.rebuild();
  graph.check();
  for (const goal of goals) {
    const [a, b] = goal.split(/ [=≠] /).map(parseExpr);
    expect(`${goal}: ${graph.equal(a, b)}`).toBe(`${goal}: ${goal.includes(' = ')}`);
  }
}

const ROWS: readonly Row[] = [
  ['alpha-equivalence', [], ['(sum (\\ $i (x $i))) = (sum (\\ $j (x $j)))', '(sum (\\ $i (f (x $i) (y $k)))) = (sum (\\ $j (f (x $j) (y $k))))']],
  ['no capture by a name', [], ['(sum (\\ $i (x $i))) ≠ (sum (\\ $i (x $j)))', '(sum (\\ $i (f (x $i) (y $j)))) ≠ (sum (\\ $j (f (x $j) (y $j))))']],
  ['nested binders', [], ['(sum (\\ $i (sum (\\ $j (x $i $j))))) = (sum (\\ $j (sum (\\ $i (x $j $i)))))', '(sum (\\ $i (sum (\\ $j (x $i $j))))) ≠ (sum (\\ $i (sum (\\ $j (x $j $i)))))']],
  ['a shadowed slot', [], ['(sum (\\ $i (sum (\\ $i (x $i))))) = (sum (\\ $j (sum (\\ $i (x $i)))))', '(sum (\\ $i (sum (\\ $i (x $i))))) ≠ (sum (\\ $i (sum (\\ $j (x $i)))))']],
  ['several slots in one binder', [], ['(fold (\\ $i $j (x $i $j))) = (fold (\\ $j $i (x $j $i)))', '(fold (\\ $i $j (x $i $j))) ≠ (fold (\\ $i $j (x $j $i)))']],
  ['free slots are names', [], ['(x $i) ≠ (x $j)', '(f (x $i) (x $j)) ≠ (f (x $j) (x $i))', '(f (x $i) (x $i)) ≠ (f (x $i) (x $j))']],
  ['congruence', ['a = b'], ['(f a) = (f b)', '(f (f a)) = (f (f b))', '(f a) ≠ (g a)']],
  ['congruence upwards, twice', ['(f (f (f a))) = a', '(f (f (f (f (f a))))) = a'], ['(f a) = a', '(f (f a)) = a']],
  ['equations hold for all slots', ['(f (x $i)) = (g (y $i))'], ['(f (x $k)) = (g (y $k))', '(sum (\\ $i (f (x $i)))) = (sum (\\ $j (g (y $j))))', '(f (x $k)) ≠ (g (y $i))']],
  ['a slot that does not matter', ['(mul (x $i) 0) = 0'], ['(mul (x $j) 0) = 0', '(mul (x $i) 0) = (mul (x $j) 0)', '(sum (\\ $i (mul (x $i) 0))) = (sum (\\ $i 0))', '(x $i) ≠ (x $j)']],
  ['a slot that does not matter, inside', ['(mul (x $i) 0) = 0'], ['(h (mul (x $i) 0)) = (h (mul (x $j) 0))', '(h (mul (x $i) 0) (y $i)) = (h (mul (x $j) 0) (y $i))', '(h (mul (x $i) 0) (y $i)) ≠ (h (mul (x $i) 0) (y $j))']],
  ['one of two slots does not matter', ['(f (x $i) (y $j)) = (g (x $i))'], ['(f (x $i) (y $j)) = (f (x $i) (y $k))', '(f (x $i) (y $j)) ≠ (f (x $k) (y $j))', '(h (f (x $i) (y $j))) = (h (g (x $i)))']],
  ['different slots: none matters', ['(x $i) = (y $j)'], ['(x $i) = (x $k)', '(x $i) = (y $i)', '(f (x $i) (x $j)) = (f (x $k) (x $k))']],
  ['a symmetry', ['(x $i $j) = (x $j $i)'], ['(f (x $i $j)) = (f (x $j $i))', '(sum (\\ $i (sum (\\ $j (x $i $j))))) = (sum (\\ $i (sum (\\ $j (x $j $i)))))', '(f (x $i $j)) ≠ (f (x $i $k))', '(g (x $i $j) (y $i)) ≠ (g (x $i $j) (y $j))', '(g (x $i $j) (y $i)) = (g (x $j $i) (y $i))']],
  ['a symmetry makes others', ['(x $i $j) = (x $j $i)'], ['(add (x $i $j) (x $j $i)) = (add (x $i $j) (x $i $j))', '(add (y $i $j) (y $j $i)) ≠ (add (y $i $j) (y $i $j))']],
  ['a symmetry of several generators', ['(x $i $j $k) = (x $j $i $k)', '(x $i $j $k) = (x $j $k $i)'], ['(x $k $j $i) = (x $i $j $k)', '(f (x $k $i $j)) = (f (x $i $j $k))', '(x $i $j $k) ≠ (x $i $j $l)']],
  ['a cycle is no transposition', ['(x $i $j $k) = (x $j $k $i)'], ['(x $i $j $k) = (x $k $i $j)', '(x $i $j $k) ≠ (x $j $i $k)']],
  ['a slot that does not matter, and its symmetric twin', ['(x $i $j) = (x $j $i)', '(x $i $j) = (y $i)'], ['(x $i $j) = (x $k $l)', '(y $i) = (y $j)']],
  ['symmetries are carried over', ['(x $i $j) = (x $j $i)', '(x $i $j) = (y $j $i)'], ['(y $i $j) = (y $j $i)', '(f (y $i $j)) = (f (x $i $j))']],
  ['an own slot twice', [], ['(x $i $i) ≠ (x $i $j)', '(sum (\\ $i (x $i $i))) = (sum (\\ $j (x $j $j)))']],
  ['an equation for distinct slots says nothing of equal ones', ['(x $i $j) = (y $i $j)'], ['(x $i $i) ≠ (y $i $i)']],
  ['a bound slot that does not matter', ['(x $i) = c'], ['(sum (\\ $i (x $i))) = (sum (\\ $i c))', '(sum (\\ $i (f (x $i) (y $i)))) = (sum (\\ $i (f c (y $i))))']],
  ['the number of bound slots counts', [], ['(f a) ≠ (f (\\ $i a))', '(f (\\ $i a)) ≠ (f (\\ $i $j a))', '(f (\\ $i a)) = (f (\\ $j a))']]
];

describe.each([false, true])('explanations kept: %s', explain => {
  test.each(ROWS)('%s', (_title, unions, goals) => checkRow(unions, goals, explain));
});

test.each([true, false])('all equalities in the table are explained: terms first: %s', termsFirst => {
  for (const [, unions, goals] of ROWS) {
    for (const goal of goals) {
      const graph = new EGraph(NO_ANALYSIS, { explain: true });
      const [a, b] = goal.split(/ [=≠] /).map(parseExpr);
      const addTerms = () => [a, b].forEach(term => graph.add(term));
      if (termsFirst) {
        addTerms();
      }
      const rules = unions.map(equation => {
        const [x, y] = equation.split(' = ');
        graph.unionTerms(parseExpr(x), parseExpr(y), equation);
        return { name: equation, left: parsePattern(x), right: parsePattern(y) };
      });
      graph.rebuild();
      addTerms();
      const steps = graph.explain(a, b);
      expect(steps && replay(a, b, steps, rules)).toBeNull();
      expect(steps !== null).toBe(goal.includes(' = '));
    }
  }
});
