/** The Normaliser keeps the value of what is defined, under facts that are true, and has nothing left to do afterwards. */
import fc from 'fast-check';
import * as T from '../../term';
import { evaluate } from '../../term/evaluate';
import { agrees, bools, build, environments, FULL, meaning, reals } from '../../term/__tests__/trees';
import { Normaliser } from '../normalise';
import { facts, loadSolver } from './prove';

beforeAll(loadSolver);

/** Some conditions, each as it stands or negated, so that it is true of the environment. */
const trueOf = (conditions: readonly ReturnType<typeof build>[], truths: readonly number[]): T.Term[] =>
  conditions.flatMap((c, k) => (Number.isNaN(truths[k]) ? [] : [truths[k] === 0 ? T.not(c) : c]));

const cases = fc.record({ tree: reals(3), conditions: fc.array(bools(1), { maxLength: 3 }), env: environments });

test('values are kept', () => {
  fc.assert(
    fc.property(cases, ({ tree, conditions, env }) => {
      const known = trueOf(conditions.map(c => build(c)), conditions.map(c => meaning(c, env)));
      const before = build(tree);
      const after = new Normaliser().normalise(before, facts(...known));
      expect({ agrees: agrees(meaning(tree, env), evaluate(after, env)), before: T.show(before), after: T.show(after) }).toEqual({ agrees: true, before: T.show(before), after: T.show(after) });
    }),
    { numRuns: 250 }
  );
}, 60_000);

test('conditions are kept', () => {
  fc.assert(
    fc.property(bools(3, FULL), fc.array(bools(1), { maxLength: 3 }), environments, (tree, conditions, env) => {
      const known = trueOf(conditions.map(c => build(c)), conditions.map(c => meaning(c, env)));
      const after = new Normaliser().normalise(build(tree), facts(...known));
      expect(agrees(meaning(tree, env), evaluate(after, env))).toBe(true);
    }),
    { numRuns: 200 }
  );
}, 60_000);

test('a second time changes nothing', () => {
  fc.assert(
    fc.property(cases, ({ tree, conditions, env }) => {
      const known = facts(...trueOf(conditions.map(c => build(c)), conditions.map(c => meaning(c, env))));
      const once = new Normaliser().normalise(build(tree), known);
      const twice = new Normaliser().normalise(once, known);
      expect(T.show(twice)).toBe(T.show(once));
    }),
    { numRuns: 150 }
  );
}, 60_000);
