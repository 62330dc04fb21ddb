/** True rules on random terms: whatever they make of a term has its value in a finite model, and each step replays. */
import * as fc from 'fast-check';
import { EGraph, expr, freeSlots, NO_ANALYSIS, parseExpr, printExpr, run, type Cost, type Expr, type Rewrite, type Slot } from '..';
import { replay } from '../replay';
import { both, rule } from './helpers';

/** Slots are 0 or 1, values are residues. */
const MODULUS = 7;

const RULES: readonly Rewrite<null>[] = [
  ...both('add-comm', '(add ?a ?b) = (add ?b ?a)'),
  ...both('add-assoc', '(add (add ?a ?b) ?c) = (add ?a (add ?b ?c))'),
  ...both('mul-comm', '(mul ?a ?b) = (mul ?b ?a)'),
  ...both('distribute', '(mul ?a (add ?b ?c)) = (add (mul ?a ?b) (mul ?a ?c))'),
  ...both('sum-add', '(sum (\\ $i (add ?f ?g))) = (add (sum (\\ $i ?f)) (sum (\\ $i ?g)))'),
  ...both('sum-factor', '(sum (\\ $i (mul ?c ?f))) = (mul ?c (sum (\\ $i ?f)))'),
  ...both('sum-swap', '(sum (\\ $i (sum (\\ $j ?f)))) = (sum (\\ $j (sum (\\ $i ?f))))'),
  rule('sum-constant', '(sum (\\ $i ?c)) → (mul 2 ?c)'),
  rule('sum-at', '(sum (\\ $i (at $i))) → 1'),
  rule('sum-unroll', '(sum (\\ $i ?f)) → (add (let $i 0 ?f) (let $i 1 ?f))'),
  rule('mul-zero', '(mul 0 ?a) → 0'),
  rule('mul-one', '(mul 1 ?a) → ?a'),
  rule('add-zero', '(add 0 ?a) → ?a'),
  rule('pick', '(pick $i (\\ $i ?f)) → ?f'),
  rule('pick-back', '(add ?f (sum (\\ $j (@ ?f $i $j)))) → (add (pick $i (\\ $i ?f)) (sum (\\ $k (@ ?f $i $k))))'),
  rule('square', '(mul (at $i) (at $i)) → (at $i)')
];

const node = (op: string, ...children: readonly Expr[]): Expr => expr(op, [], children.map(body => ({ binds: [], body })));

function terms(depth: number, scope: readonly Slot[] = ['$i', '$j']): fc.Arbitrary<Expr> {
  const slot = fc.constantFrom(...scope);
  const leaf = fc.oneof(fc.constantFrom('0', '1', '2').map(op => expr(op)), slot.map(i => expr('at', [i])), slot.map(i => expr('x', [i])), fc.tuple(slot, slot).map(slots => expr('y', slots)));
  if (depth === 0) {
    return leaf;
  }
  const bound = `$b${depth}`;
  const part = terms(depth - 1, scope);
  const body = terms(depth - 1, [...scope, bound]);
  return fc.oneof(
    leaf,
    fc.tuple(part, part).map(([a, b]) => node('add', a, b)),
    fc.tuple(part, part).map(([a, b]) => node('mul', a, b)),
    body.map(b => expr('sum', [], [{ binds: [bound], body: b }])),
    part.chain(f => slot.map(i => node('add', f, expr('sum', [], [{ binds: ['$c'], body: renamed(f, i, '$c') }])))),
    fc.tuple(slot, body).map(([i, b]) => expr('pick', [i], [{ binds: [bound], body: b }]))
  );
}

/** The term with one free slot renamed; bound names differ from both. */
function renamed(term: Expr, from: Slot, to: Slot): Expr {
  return { op: term.op, slots: term.slots.map(slot => (slot === from ? to : slot)), children: term.children.map(({ binds, body }) => ({ binds, body: binds.includes(to) ? body : renamed(body, from, to) })) };
}

function valueOf({ op, slots, children }: Expr, at: ReadonlyMap<Slot, number>, table: readonly number[]): number {
  const slot = (i: number) => at.get(slots[i]) ?? 0;
  const part = (c: number, bound?: number) => valueOf(children[c].body, bound === undefined ? at : new Map(at).set(children[c].binds[0], bound), table);
  const values: Readonly<Record<string, () => number>> = {
    at: () => slot(0),
    x: () => table[slot(0)],
    y: () => table[2 + 2 * slot(0) + slot(1)],
    add: () => part(0) + part(1),
    mul: () => part(0) * part(1),
    sum: () => part(0, 0) + part(0, 1),
    pick: () => part(0, slot(0))
  };
  return (values[op]?.() ?? Number(op)) % MODULUS;
}

function isTrue(a: Expr, b: Expr, table: readonly number[]): boolean {
  const slots = [...new Set([...freeSlots(a), ...freeSlots(b)])];
  return Array.from({ length: 2 ** slots.length }, (_, n) => new Map(slots.map((slot, s) => [slot, (n >> s) & 1]))).every(at => valueOf(a, at, table) === valueOf(b, at, table));
}

const subterms = (term: Expr): readonly Expr[] => [term, ...term.children.flatMap(child => subterms(child.body))];

/** Costs that prefer different operators each time. */
const costs: fc.Arbitrary<Cost> = fc.array(fc.nat(20), { minLength: 7, maxLength: 7 }).map(weights => (op, children) => children.reduce((sum, cost) => sum + cost, 1 + (weights[['add', 'mul', 'sum', 'pick', 'at', 'x', 'y'].indexOf(op)] ?? 0)));

const substituteSlot = (of: Expr, slot: Slot, by: Expr): Expr | null => (of.op === 'at' && of.slots[0] === slot ? by : null);

test.each([false, true])('explanations kept: %s', explain => {
  fc.assert(
    fc.property(terms(3), fc.array(costs, { minLength: 4, maxLength: 4 }), fc.array(fc.nat(MODULUS - 1), { minLength: 6, maxLength: 6 }), (start, weights, table) => {
      const graph = new EGraph(NO_ANALYSIS, { explain, substituteSlot });
      graph.add(start);
      run(graph, RULES, { maxNodes: 300, maxIterations: 6 });
      graph.check();
      for (const term of subterms(start)) {
        const root = graph.add(term);
        for (const cost of weights) {
          const found = graph.extraction(cost).term(root);
          expect([printExpr(term), printExpr(found), isTrue(term, found, table)]).toEqual([printExpr(term), printExpr(found), true]);
          if (explain && term === start) {
            const steps = graph.explain(term, found);
            expect(steps && replay(term, found, steps, RULES, { substituteSlot })).toBeNull();
          }
        }
      }
    }),
    { numRuns: 40 }
  );
});

test('the rules are true, and do something', () => {
  const graph = new EGraph(NO_ANALYSIS, { explain: true });
  const start = parseExpr('(sum (\\ $k (mul (at $k) (pick $k (\\ $l (add (x $l) (y $l $i)))))))');
  const root = graph.add(start);
  run(graph, RULES, { maxNodes: 600, maxIterations: 8 });
  const cost: Cost = (op, children) => children.reduce((sum, c) => sum + c, op === 'pick' ? 20 : 1);
  const best = graph.extraction(cost).term(root);
  expect(printExpr(best)).not.toMatch(/pick/);
  expect(replay(start, best, graph.explain(start, best) ?? [], RULES, { substituteSlot })).toBeNull();
});
