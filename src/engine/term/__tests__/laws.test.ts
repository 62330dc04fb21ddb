/** Laws of construction: normal forms keep the value, equal terms are one object, substitution is evaluation. */
import fc from 'fast-check';
import * as T from '..';
import { evaluate } from '../evaluate';
import { agrees, bools, build, environments, FULL, ints, meaning, reals, type Tree } from './trees';

const RUNS = { numRuns: 400 };
const law = (arbitrary: fc.Arbitrary<Tree>) => () =>
  fc.assert(
    fc.property(arbitrary, environments, (tree, env) => {
      expect([agrees(meaning(tree, env), evaluate(build(tree), env)), T.show(build(tree))]).toEqual([true, T.show(build(tree))]);
    }),
    RUNS
  );

test('the polynomial normal form of integers keeps the value', law(ints(4)));
test('the normal form of comparisons and connectives keeps the truth', law(bools(3)));
test('with reals, infinities and undefined lanes too', law(bools(3, FULL)));
test('the normal form of reals and folds keeps the value', law(reals(3)));

test('one term however the variables of its binders are called', () => {
  fc.assert(
    fc.property(reals(3), tree => build(tree) === build(tree)),
    RUNS
  );
});

test('opening a fold and closing it again gives the same object', () => {
  fc.assert(
    fc.property(reals(3), tree => {
      const outermost = (t: T.Term): T.ReduceTerm[] => (t.kind === 'reduce' ? [t] : T.children(t).flatMap(outermost));
      for (const fold of outermost(build(tree))) {
        const { binders, guard, body, carry } = T.open(fold);
        expect(T.reduce(fold.op, binders, guard, body, carry)).toBe(fold);
        expect([...T.freeVariables(fold)].filter(v => v.name.startsWith('#'))).toEqual([]);
      }
    }),
    RUNS
  );
});

test('substituting is evaluating elsewhere', () => {
  fc.assert(
    fc.property(reals(3), ints(2), environments, (tree, replacement, env) => {
      const value = meaning(replacement, env);
      fc.pre(Number.isInteger(value) && Math.abs(value) < 50);
      const elsewhere = { ...env, variables: new Map([...env.variables, ['a', value]]) };
      const through = T.substitute(build(tree), new Map<T.Term, T.Term>([[T.variable('a', 'Int'), build(replacement)]]));
      expect(agrees(meaning(tree, elsewhere), evaluate(through, env))).toBe(true);
    }),
    RUNS
  );
});

test('monomials and back', () => {
  fc.assert(
    fc.property(ints(4), tree => {
      const t = build(tree);
      expect(T.fromMonomials(T.monomials(t))).toBe(t);
      expect(T.sub(t, t)).toBe(T.ZERO);
    }),
    RUNS
  );
});

test('show tells different terms apart', () => {
  fc.assert(
    fc.property(reals(2), reals(2), (one, other) => {
      const [a, b] = [build(one), build(other)];
      expect(T.show(a) === T.show(b)).toBe(a === b);
    }),
    RUNS
  );
});
