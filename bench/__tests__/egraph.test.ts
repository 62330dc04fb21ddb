/** The e-graph's benchmark: both sides get the same problem, and the section is what was measured. */
import { parseExpr } from '../../src/engine/egraph';
import { runOurs, type Outcome } from '../egraph/compare';
import { named, PROBLEMS, textOf } from '../egraph/problems';
import { sectionOf, withSection } from '../egraph/section';

test.each([
  ['(+ a (* b 2))', '(+ a (* b 2))'],
  ['(lam (\\ $x (+ (var $x) 1)))', '(lam x (+ (var x) 1))'],
  ['(with 4 (\\ $y (var $y)))', '(let y 4 (var y))']
])('%s is written %s for egg', (ours, eggs) => {
  expect(named(parseExpr(ours))).toBe(eggs);
});

test('a problem as egg reads it', () => {
  const problem = { name: 'two', language: 'math', rules: ['comm-add', 'div-canon'], starts: ['(/ a b)'], maxNodes: 10, maxIterations: 3, scheduler: 'backoff' } as const;
  expect(textOf(problem, 2).split('\n')).toEqual([
    'language\tmath',
    'rule\tcomm-add\t(+ ?a ?b)\t(+ ?b ?a)',
    'rule\tdiv-canon\t(/ ?a ?b)\t(* ?a (pow ?b -1))\tnonzero ?b',
    'start\t(/ a b)',
    'limits\t10\t3\tbackoff',
    'repeat\t2'
  ]);
  expect(runOurs(problem, 1, 0).fastest).toMatchObject({ stop: 'saturated', classes: 5 });
});

const outcome = (ms: number, stop = 'saturated'): Outcome => ({ stop, iterations: 3, nodes: 1000, classes: 10, ms });

test('the section', () => {
  const [, , , , ...lines] = sectionOf(
    [
      { problem: PROBLEMS[0], ours: outcome(20), eggs: outcome(2) },
      { problem: PROBLEMS[1], ours: outcome(20), eggs: outcome(40, 'nodes') },
      { problem: PROBLEMS[2], ours: outcome(20), eggs: null }
    ],
    'there is no `cargo` here'
  );
  expect(lines).toEqual([
    'Without egg: there is no `cargo` here.',
    '',
    '| problem | stop | iterations | nodes | ms | nodes/s | egg: stop | iterations | nodes | ms | nodes/s | ratio | time |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    '| sums of 8 terms, commuted and associated | saturated | 3 | 1000 | 20.0 | 50 k | saturated | 3 | 1000 | 2.0 | 500 k | 1/10.0 | 10.0 × |',
    '| a ring | saturated | 3 | 1000 | 20.0 | 50 k | nodes | 3 | 1000 | 40.0 | 25 k | 2.0 |  |',
    '| all of algebra | saturated | 3 | 1000 | 20.0 | 50 k |  |  |  |  |  |  |  |',
    ''
  ]);
});

test.each([
  ['# Results\n\n## A\n\nx\n', '# Results\n\n## E-graph\n\nnew\n## A\n\nx\n'],
  ['# Results\n\n## E-graph\n\nold\n\n## A\n\nx\n', '# Results\n\n## E-graph\n\nnew\n## A\n\nx\n']
])('the section in a page', (page, expected) => {
  expect(withSection(page, ['## E-graph', '', 'new'])).toBe(expected);
});
