/** The axioms are few, each has a source, and each holds numerically. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as T from '../../term';
import { axioms } from '../axioms';
import type { PatternTree } from '../../egraph/pattern-text';
import { decide, loadSolver, same } from './prove';

beforeAll(loadSolver);

const call = (op: T.OperationName, x: number): number => T.operationRow(op).evaluate(x);
/** A definition at ?x = x, with 1 / ∞ = 0. */
const valueOf = (p: PatternTree, x: number): number =>
  p.kind !== 'node' ? x : /^\d/.test(p.op) ? Number(p.op) : p.op === 'sub' ? valueOf(p.children[0].body, x) - valueOf(p.children[1].body, x) : p.op === 'neg' ? -valueOf(p.children[0].body, x) : T.operationRow(p.op as T.OperationName).evaluate(...p.children.map(c => valueOf(c.body, x)));
const POINTS = [-30, -3.5, -2, -1, -0.75, -1e-3, 0, 1e-3, 0.25, 1, 1.5, 2, 5, 12.5, 30];

test('there are at most 40', () => {
  expect(axioms.length).toBeLessThanOrEqual(40);
  expect(new Set(axioms.map(a => a.statement)).size).toBe(axioms.length);
});

test.each(axioms.map(a => [a.statement, a] as const))('%s', (_, axiom) => {
  expect(axiom.source).not.toBe('');
  if (axiom.kind === 'identity') {
    expect(POINTS.filter(x => !axiom.numeric(x, call))).toEqual([]);
  } else if (axiom.kind === 'pair') {
    expect(POINTS.flatMap(x => POINTS.map(y => [x, y])).filter(([x, y]) => !axiom.numeric(x, y, call))).toEqual([]);
  } else if (axiom.kind === 'definition') {
    const agrees = (x: number) => same(valueOf(axiom.is, x), call(axiom.op, x)) || (Number.isNaN(valueOf(axiom.is, x)) && !Number.isFinite(call(axiom.op, x)));
    expect([...POINTS, -Infinity, Infinity].filter(x => !agrees(x))).toEqual([]);
  } else if (axiom.kind === 'limits') {
    for (const [limit, at] of [[axiom.minus, -Infinity], [axiom.plus, Infinity]] as const) {
      const value = call(axiom.op, at);
      limit === null ? expect(Number.isFinite(value)).toBe(false) : expect(value).toBe(limit);
    }
  }
});

test('the page lists them', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/axioms.md'), 'utf8');
  expect(page.match(/^\| (?!axiom|---).*$/gm)).toEqual(axioms.map(a => `| ${a.statement} | ${a.source} |`));
});

test('together they are consistent', () => {
  const declared = new Set<string>();
  const f = (op: T.OperationName, x: string) => {
    declared.add(`(declare-fun f_${op} (Real) Real)`);
    return `(f_${op} ${x})`;
  };
  const at = ['x', '0.0', '1.0'];
  const facts = axioms.flatMap(a => (a.kind === 'identity' ? at.map(x => a.smt(x, f)) : a.kind === 'pair' ? at.flatMap(x => at.map(y => a.smt(x, y, f))) : []));
  const assertions = facts.map(fact => `(assert ${fact})`);
  expect(decide(['(declare-fun x () Real)', ...declared, ...assertions].join('\n'))).toBe('sat');
});
