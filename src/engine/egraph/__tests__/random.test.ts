/** Random unions: the invariants hold after each, nothing false is derived, and every equality has an explanation that replays. */
import * as fc from 'fast-check';
import { EGraph, NO_ANALYSIS, parsePattern, printExpr, SIZE, type Expr } from '..';
import { replay } from '../replay';
import { isTrue, models, terms } from './random-terms';

const RUNS = { numRuns: 150 };

const someTerms = fc.array(terms(3), { minLength: 2, maxLength: 8 });
const somePairs = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 6 });

const pairsOf = (of: readonly Expr[], pairs: readonly (readonly [number, number])[]) => pairs.map(([a, b]) => [of[a % of.length], of[b % of.length]] as const);

const allPairs = (of: readonly Expr[]) => of.flatMap((a, i) => of.slice(i + 1).map(b => [a, b] as const));

test('the invariants hold after each union', () => {
  fc.assert(
    fc.property(someTerms, somePairs, fc.boolean(), fc.boolean(), (all, pairs, explain, often) => {
      const graph = new EGraph(NO_ANALYSIS, { explain });
      all.forEach(t => graph.add(t));
      graph.check();
      for (const [a, b] of pairsOf(all, pairs)) {
        graph.unionTerms(a, b, 'given');
        if (often) {
          graph.check();
          expect(graph.equal(a, b)).toBe(true);
        }
      }
      graph.check();
    }),
    RUNS
  );
});

test('from true equations only true ones follow', () => {
  fc.assert(
    fc.property(models, fc.array(terms(2), { minLength: 8, maxLength: 20 }), fc.boolean(), (model, all, explain) => {
      const graph = new EGraph(NO_ANALYSIS, { explain });
      allPairs(all)
        .filter(([a, b]) => isTrue(model, a, b))
        .forEach(([a, b]) => graph.unionTerms(a, b, 'true'));
      all.forEach(t => graph.add(t));
      graph.check();
      const wrappers = all.flatMap(t => [t, { op: 'f', slots: [], children: [{ binds: [], body: t }] }, { op: 'sum', slots: [], children: [{ binds: ['$i'], body: t }] }]);
      wrappers.forEach(t => graph.add(t));
      for (const [a, b] of allPairs(wrappers)) {
        if (graph.equal(a, b)) {
          expect([printExpr(a), printExpr(b), isTrue(model, a, b)]).toEqual([printExpr(a), printExpr(b), true]);
        }
      }
      const extraction = graph.extraction(SIZE);
      all.forEach(t => {
        const best = extraction.term(graph.add(t));
        expect(isTrue(model, t, best)).toBe(true);
      });
    }),
    RUNS
  );
});

test('the same equalities with and without explanations, and in any order of unions', () => {
  fc.assert(
    fc.property(someTerms, somePairs, (all, pairs) => {
      const result = (explain: boolean, order: (of: (readonly [Expr, Expr])[]) => (readonly [Expr, Expr])[]) => {
        const graph = new EGraph(NO_ANALYSIS, { explain });
        order([...pairsOf(all, pairs)]).forEach(([a, b]) => graph.unionTerms(a, b, 'given'));
        all.forEach(t => graph.add(t));
        graph.rebuild();
        return allPairs(all).map(([a, b]) => graph.equal(a, b));
      };
      const expected = result(false, of => of);
      expect(result(true, of => of)).toEqual(expected);
      expect(result(false, of => of.reverse())).toEqual(expected);
    }),
    RUNS
  );
});

test('every equality is explained by the unions', () => {
  fc.assert(
    fc.property(someTerms, somePairs, (all, pairs) => {
      const graph = new EGraph(NO_ANALYSIS, { explain: true });
      const given = pairsOf(all, pairs);
      given.forEach(([a, b], i) => graph.unionTerms(a, b, `given ${i}`));
      all.forEach(t => graph.add(t));
      const rules = given.map(([a, b], i) => ({ name: `given ${i}`, left: parsePattern(printExpr(a)), right: parsePattern(printExpr(b)) }));
      for (const [a, b] of allPairs(all)) {
        const steps = graph.explain(a, b);
        expect(steps !== null).toBe(graph.equal(a, b));
        if (steps) {
          expect(replay(a, b, steps, rules)).toBeNull();
        }
      }
    }),
    RUNS
  );
});
