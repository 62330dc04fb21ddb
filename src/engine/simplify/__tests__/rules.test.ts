/** Each local rule is an equation of the extended reals, proved by Z3 from the axioms; each tempting wrong one is refuted. */
import * as T from '../../term';
import { Normaliser } from '../normalise';
import { rules } from '../rules';
import { equationScripts } from './extended-reals';
import { decide, disagreements, facts, loadSolver } from './prove';
import { proofs, wrong } from './rule-instances';

beforeAll(loadSolver);

test('every rule has a proof, and every proof a rule', () => {
  expect(Object.keys(proofs).sort()).toEqual(rules.map(r => r.name).sort());
});

describe.each(rules.map(r => [r.name, r] as const))('%s', (name, rule) => {
  const proof = proofs[name];
  const instances = (proof?.instances ?? []).map(({ left, when = [] }) => ({ left, when }));

  test.each(instances.map(x => [T.show(x.left), x] as const))('%s', (_, { left, when }) => {
    const right = T.isApply(left, (left as T.ApplyTerm).op) && rule.ops.includes(left.op) ? rule.rewrite(left, facts(...when)) : null;
    expect(right).not.toBeNull();
    const { equal, notVacuous } = equationScripts(left, right!, when);
    expect([decide(equal), equal]).toEqual(['unsat', equal]);
    expect(decide(notVacuous)).toBe('sat');
    expect(disagreements(left, right!, when, 60, left.id).found).toEqual([]);
  });

  test('defined no more than before, or left to the definedness obligation', () => {
    const answers = instances.map(({ left, when }) => decide(equationScripts(left, rule.rewrite(left as T.ApplyTerm, facts(...when))!, when).noMoreDefined));
    if (proof.definedness === 'by obligation') {
      expect(answers).toContain('sat');
      expect(answers.filter(a => a !== 'sat' && a !== 'unsat')).toEqual([]);
    } else {
      expect(answers).toEqual(instances.map(() => 'unsat'));
    }
  });
});

describe('tempting and wrong', () => {
  test.each(wrong.map(([title, left, right, when]) => [title, left, right, when ?? []] as const))('%s', (_, left, right, when) => {
    const { equal, noMoreDefined } = equationScripts(left, right, when);
    const answers = [decide(equal), decide(noMoreDefined)];
    expect(answers).toContain('sat');
    const normal = new Normaliser().normalise(left, facts(...when));
    if (answers[0] === 'sat') {
      expect(T.show(normal)).not.toBe(T.show(right));
    }
    expect(disagreements(left, normal, when, 60, 7).found).toEqual([]);
  });
});
