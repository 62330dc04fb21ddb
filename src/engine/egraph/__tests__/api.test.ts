/** What users of the e-graph rely on: matches as conditions see them, functions as right sides, extraction, refusals. */
import { alphaEquivalent, EGraph, expr, NO_ANALYSIS, parseExpr, parsePattern, printExpr, renameSlots, run, SIZE, substituteSlot, AT, type Answer, type Expr, type Match, type Rewrite } from '..';
import { replay } from '../replay';
import { rule } from './helpers';

const child = (body: Expr) => ({ binds: [], body });

describe('conditions', () => {
  test.each<[string, Rewrite<null>['when'], boolean]>([
    ['yes', () => 'yes', true],
    ['no', () => 'no', false],
    ['unknown', () => 'unknown', false],
    ['on slots', match => (match.mentions('?a', '$i') ? 'yes' : 'no'), true],
    ['on other slots', match => (match.mentions('?b', '$i') ? 'yes' : 'no'), false]
  ])('%s', (_title, when, expected) => {
    const graph = new EGraph(NO_ANALYSIS);
    graph.add(parseExpr('(f (\\ $k (x $k)) (y $l))'));
    run(graph, [rule('r', '(f (\\ $i ?a) ?b) → (g ?b (\\ $i ?a))', when)]);
    expect(graph.equal(parseExpr('(f (\\ $k (x $k)) (y $l))'), parseExpr('(g (y $l) (\\ $k (x $k)))'))).toBe(expected);
  });

  test('are not asked again about what is known', () => {
    const graph = new EGraph(NO_ANALYSIS);
    graph.add(parseExpr('(f a)'));
    let asked = 0;
    const when = (): Answer => (asked++, 'yes');
    run(graph, [rule('r', '(f ?a) → (g ?a)', when), rule('s', '(g ?a) → (h ?a)')]);
    expect(asked).toBe(1);
  });
});

describe.each([false, true])('a function as the right side, explanations kept: %s', explain => {
  const swap: Rewrite<null> = { name: 'swap', left: parsePattern('(f (\\ $i ?a))'), right: match => expr('g', [], [{ binds: ['$new'], body: renameSlots(match.expr('?a'), new Map([[match.slot('$i'), '$new']])) }]) };
  test.each([
    ['(f (\\ $k (x $k $l)))', '(g (\\ $m (x $m $l)))', true],
    ['(f (\\ $k (x $k $l)))', '(g (\\ $l (x $l $l)))', false]
  ])('%s, %s', (from, to, expected) => {
    const graph = new EGraph(NO_ANALYSIS, { explain });
    [from, to].forEach(text => graph.add(parseExpr(text)));
    run(graph, [swap]);
    graph.check();
    expect(graph.equal(parseExpr(from), parseExpr(to))).toBe(expected);
    if (explain && expected) {
      const steps = graph.explain(parseExpr(from), parseExpr(to)) ?? [];
      expect(replay(parseExpr(from), parseExpr(to), steps, [swap])).toMatch(/there is no check/);
      expect(replay(parseExpr(from), parseExpr(to), steps, [swap], { checks: { swap: (a, b) => a.op === 'f' && b.op === 'g' } })).toBeNull();
    }
  });

  test('that makes nothing', () => {
    const graph = new EGraph(NO_ANALYSIS, { explain });
    graph.add(parseExpr('(f (\\ $k a))'));
    expect(run(graph, [{ ...swap, right: (_: Match<null>) => null }])).toMatchObject({ stop: 'saturated', iterations: 1, nodes: 2 });
  });
});

test('a term that shares its parts is added once for each part', () => {
  let shared: Expr = expr('x', ['$i']);
  for (let i = 0; i < 200; i++) {
    shared = expr('g', [], [child(shared), { binds: ['$j'], body: shared }]);
  }
  for (const explain of [false, true]) {
    const graph = new EGraph(NO_ANALYSIS, { explain });
    const root = graph.add(shared);
    expect(graph.nodes).toBe(201);
    expect(alphaEquivalent(graph.extraction((_, costs) => Math.max(0, ...costs) + 1).term(root), shared)).toBe(true);
  }
});

describe('extraction', () => {
  test.each([
    ['the cheaper one', ['(f (f a)) = b'], '(f (f a))', 'b'],
    ['of equals the first operator', ['c = b', 'b = d'], 'd', 'b'],
    ['names of bound slots stay clear of free ones', [], '(sum (\\ $x (f (y $x $0))))', '(sum (\\ $1 (f (y $1 $0))))'],
    ['no slot that does not matter', ['(x $i) = (f (f (f a)))'], '(x $k)', '(f (f (f a)))'],
    ['a slot that does not matter, where there is nothing else', ['(x $i) = (x $j)'], '(g (x $k))', '(g (x $any0))']
  ])('%s', (_title, unions, term, expected) => {
    const graph = new EGraph(NO_ANALYSIS);
    unions.forEach(equation => {
      const [a, b] = equation.split(' = ').map(parseExpr);
      graph.unionTerms(a, b, 'given');
    });
    const root = graph.add(parseExpr(term));
    expect(printExpr(graph.extraction(SIZE).term(root))).toBe(expected);
  });

  test('a class that came later is refused', () => {
    const graph = new EGraph(NO_ANALYSIS);
    const extraction = graph.extraction(SIZE);
    const root = graph.add(parseExpr('a'));
    expect(() => extraction.term(root)).toThrow('a class that is newer than the extraction');
  });

  test('a cost that is no greater than a child’s is refused', () => {
    const graph = new EGraph(NO_ANALYSIS);
    graph.add(parseExpr('(f a)'));
    expect(() => graph.extraction(() => 1)).toThrow('the cost of f is no greater than that of a child');
  });
});

describe('a replay refuses', () => {
  const rules = [rule<null>('comm', '(g ?a ?b) → (g ?b ?a)'), rule<null>('out', '(sum (\\ $i ?a)) → (n ?a)')];
  const step = (name: string, path: readonly number[], before: string, after: string, direction: 'forward' | 'backward' = 'forward') => ({ rule: name, direction, path, before: parseExpr(before), after: parseExpr(after) });
  test.each([
    ['nothing', [step('comm', [0], '(f (g a b))', '(f (g b a))')], null],
    ['nothing, backwards', [step('out', [], '(n (x $k))', '(sum (\\ $i (x $k)))', 'backward')], null],
    ['a rule that does not fit', [step('comm', [0], '(f (g a b))', '(f (g b c))')], 'step 0, comm: not an instance of the rule'],
    ['a step elsewhere', [step('comm', [1], '(g (g a b) (g a b))', '(g (g b a) (g b a))')], 'step 0, comm: something changes elsewhere'],
    ['a wrong direction', [step('out', [], '(sum (\\ $i (x $k)))', '(n (x $k))', 'backward')], 'step 0, out: not an instance of the rule'],
    ['a slot that gets free', [step('out', [], '(sum (\\ $i (x $i)))', '(n (x $i))')], 'step 0, out: not an instance of the rule'],
    ['a slot that gets caught', [step('out', [], '(n (x $i))', '(sum (\\ $i (x $i)))', 'backward')], 'step 0, out: not an instance of the rule'],
    ['an unknown rule', [step('other', [], 'a', 'b')], 'step 0, other: no rule with two patterns has this name, and there is no check'],
    ['a gap', [step('comm', [], '(g a b)', '(g b a)'), step('comm', [], '(g a c)', '(g c a)')], 'step 1 does not begin where the one before it ends']
  ])('%s', (_title, steps, wrong) => {
    expect(replay(steps[0].before, steps[steps.length - 1].after, steps, rules)).toBe(wrong);
  });

  test('an end that is not reached', () => {
    expect(replay(parseExpr('a'), parseExpr('b'), [], rules)).toBe('the last step does not end at the second term');
  });
});

test.each([
  ['(f (at $i))', '(g (at $j))', '(f (g (at $j)))'],
  ['(sum (\\ $j (f (at $i) (at $j))))', '(at $j)', "(sum (\\ $j'0 (f (at $j) (at $j'0))))"],
  ['(sum (\\ $i (at $i)))', 'a', '(sum (\\ $i (at $i)))'],
  ['(x $j)', 'a', '(x $j)'],
  ['(x $i)', 'a', null]
])('%s with %s for $i', (term, by, expected) => {
  const result = substituteSlot(parseExpr(term), '$i', parseExpr(by), AT);
  expect(result && printExpr(result)).toBe(expected);
});

test('explanations are refused where none are kept', () => {
  expect(() => new EGraph(NO_ANALYSIS).explain(parseExpr('a'), parseExpr('a'))).toThrow('explanations are not kept');
});

test('matches leave nodes with arbitrary slots out where asked to', () => {
  const nodes = (matchRedundant: boolean): number => {
    const graph = new EGraph(NO_ANALYSIS);
    graph.unionTerms(parseExpr('(mul (x $i) 0)'), parseExpr('0'), 'given');
    return run(graph, [rule('comm', '(mul ?a ?b) → (mul ?b ?a)')], { matchRedundant }).nodes;
  };
  expect([nodes(true), nodes(false)]).toEqual([4, 3]);
});
