/** Every rule of the textbook form is proved, tried out at random values, and does what no other does. */
import { loadSolver } from '../../__tests__/prove';
import { Evaluator } from './pattern-values';
import { rewrite } from '../equation';
import { rules, subjects, unusedRules } from '../rules';
import { derivations, lemmas } from './derivations';
import { checkDerivation } from './derive';
import { byName, derivationOf, expectRow, rows, testRows } from './row-tests';
import { OF_FOLDS } from './subjects-of-folds';
import { subsumes } from './subsumption';

beforeAll(loadSolver);

test('names are unique, and there are at least 150', () => {
  expect(byName.size).toBe(rows.length);
  expect(rules.length).toBeGreaterThanOrEqual(150);
});

test('every derivation is of a row, and none rests on itself', () => {
  expect(derivationOf.size).toBe(derivations.length);
  const settled = new Set<string>();
  const visit = (name: string, above: readonly string[]): void => {
    expect(above).not.toContain(name);
    expectRow(name);
    if (!settled.has(name)) {
      (derivationOf.get(name)?.steps ?? []).forEach(([by]) => by !== '' && visit(by, [...above, name]));
      settled.add(name);
    }
  };
  derivations.forEach(d => visit(d.of, []));
});

test('every lemma is used', () => {
  const used = new Set(derivations.flatMap(d => d.steps.map(([by]) => by)));
  expect(lemmas.filter(l => !used.has(l.name)).map(l => l.name)).toEqual([]);
});

describe.each([...Object.entries(subjects).filter(([name]) => !OF_FOLDS.includes(name)), ['lemmas', lemmas] as const])('%s', (_, group) => testRows(group));

/** Kept for their names, by which a reader knows them. */
const SPECIAL_CASES = ['squared-deviations-by-sum by products-of-deviations-from-mean', 'variance by covariance'];

test('no rule does what another does', () => {
  expect(rules.flatMap(r => rules.filter(other => other !== r && subsumes(other, r)).map(other => `${r.name} by ${other.name}`))).toEqual(SPECIAL_CASES);
});

describe('the checker itself', () => {
  const [neutral, instance, other] = [
    rewrite('neutral', '', '(add ?a 0)', '?a'),
    rewrite('neutral of a product', '', '(add (mul ?b ?c) 0)', '(mul ?b ?c)'),
    rewrite('neutral of finite values', '', '(add ?a 0)', '?a', 'finite ?a')
  ];

  test('sees rules that others make superfluous', () => {
    expect([subsumes(neutral, instance), subsumes(neutral, other), subsumes(other, neutral), subsumes(instance, neutral)]).toEqual([true, true, false, false]);
  });

  test.each([
    ['a step that is no instance', [['mul-commutes', '(add ?b ?a)'], ['add-commutes', '=']], 'step 1: mul-commutes'],
    ['a condition that does not hold', [['mul-then-div', '(add (div (mul ?a ?b) ?b) ?b)'], ['mul-then-div', '(add ?a ?b)'], ['add-commutes', '=']], 'step 1: mul-then-div'],
    ['another end', [['add-commutes', '(add ?b ?b)']], 'the last term is not the right side'],
    ['a derivation', [['add-commutes', '=']], null]
  ] as const)('refuses %s', (_, steps, answer) => {
    const row = rewrite('sum', '', '(add ?a ?b)', '(add ?b ?a)');
    expect(checkDerivation(row, { of: 'sum', strictIn: [], apartFromEmpty: false, inductionOn: null, steps }, expectRow)).toBe(answer);
  });

  test('a shift that mentions the bound index is no instance', () => {
    const row = rewrite('capture', '', '(sum ?n (\\ $i true) (\\ $i (mul ?c ?f)))', '(sum ?n (\\ $i true) (\\ $i (mul ?c ?f)))');
    const steps = [['sum-times', '(mul ?c (sum ?n (\\ $i true) (\\ $i ?f)))']] as const;
    expect(checkDerivation({ ...row, right: rewrite('', '', '0', '(mul ?c (sum ?n (\\ $i true) (\\ $i ?f)))').right }, { of: 'capture', strictIn: [], apartFromEmpty: false, inductionOn: null, steps }, expectRow)).toBe('step 1: sum-times');
  });

  test('patterns have values', () => {
    const row = rewrite('', '', '(sum ?n (\\ $i ?g) (\\ $i (div ?f 2)))', '(let $i #0 ?f)');
    const variables = new Map([['?n', { name: '?n', sort: 'Int', slots: [] }], ['?g', { name: '?g', sort: 'Bool', slots: ['$i'] }], ['?f', { name: '?f', sort: 'Real', slots: ['$i'] }]] as const);
    const values = new Evaluator(variables, (name, [i]) => (name === '?n' ? 4 : name === '?g' ? i % 2 : 10 * i + 2));
    expect([values.value(row.left, new Map()), values.value(row.right, new Map())]).toEqual([22, 2]);
  });
});

test('rules that no step used are told', () => {
  expect(unusedRules(rules.slice(1).map(r => r.name)).map(r => r.name)).toEqual([rules[0].name]);
});
