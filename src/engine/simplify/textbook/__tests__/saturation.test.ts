/**
 * Random terms keep their value, undefinedness included, through every form that the rules find: rules, their conditions, the analysis
 * and the e-graph together.
 */
import { EGraph, printExpr, run, type Analysis, type Expr, type Slot } from '../../../egraph';
import type { PatternTree } from '../../../egraph/pattern-text';
import { random } from '../../__tests__/prove';
import { constantOf, constantOp, isConstantOp } from '../language';
import { rewritesOf } from '../rewrites';
import { Kind, meet, nodeValues, numberValues, sameValues, Truth, UNKNOWN, type Values } from '../values';
import { agree } from './instances';
import { Evaluator } from './pattern-values';
import type { Variable } from './signatures';

type Leaf = { readonly op: string; readonly slots: 0 | 1; readonly values: Values; readonly pool: readonly number[] };

const FINITE = Kind.Negative | Kind.Zero | Kind.Positive;
const of = (values: number): Values => ({ ...UNKNOWN, values });
const NUMBERS = [0, 1, -1, 2, 0.5, -0.5, -2, 3];
const REALS: readonly Leaf[] = [
  { op: 'a', slots: 0, values: of(FINITE), pool: NUMBERS },
  { op: 'b', slots: 0, values: of(FINITE), pool: NUMBERS },
  { op: 'p', slots: 0, values: of(Kind.Positive), pool: [1, 2, 0.5, 3] },
  { op: 'w', slots: 0, values: UNKNOWN, pool: [...NUMBERS, Infinity, -Infinity, NaN] },
  { op: 'x', slots: 1, values: of(FINITE), pool: NUMBERS },
  { op: 'y', slots: 1, values: UNKNOWN, pool: [...NUMBERS, Infinity, -Infinity, NaN] }
];
const BOOLS: readonly Leaf[] = [
  { op: 'g', slots: 1, values: of(Truth.True | Truth.False), pool: [0, 1] },
  { op: 'h', slots: 1, values: of(Truth.True | Truth.False | Kind.Undefined), pool: [0, 1, NaN] }
];
const SIZES: readonly Leaf[] = [
  { op: 'n', slots: 0, values: { ...UNKNOWN, values: 0, least: 1 }, pool: [1, 2, 3] },
  { op: 'm', slots: 0, values: { ...UNKNOWN, values: 0, least: 0 }, pool: [0, 1, 2] },
  { op: 'k', slots: 0, values: { ...UNKNOWN, values: 0 }, pool: [-1, 0, 2] }
];
const LEAVES = new Map([...REALS, ...BOOLS, ...SIZES].map(l => [l.op, l]));

const analysis: Analysis<Values> = {
  make: (op, children) => (isConstantOp(op) ? numberValues(constantOf(op)) : LEAVES.get(op)?.values ?? nodeValues(op, children)),
  merge: meet,
  equal: sameValues,
  constant: ({ number }) => number && { op: constantOp(number), slots: [], children: [] }
};
const rewrites = rewritesOf({ predecessor: () => null, whereEqual: () => null }, 'shown').filter(r => !r.name.startsWith('definition of '));

const node = (op: string, children: readonly Expr[] = [], slots: readonly Slot[] = []): Expr => ({ op, slots, children: children.map(body => ({ binds: [], body })) });

/** Random terms; `scope`: the bound slots, the outermost free. */
class Terms {
  private bound = 0;

  constructor(private readonly next: () => number) {}

  private pick<X>(from: readonly X[]): X {
    return from[Math.floor(this.next() * from.length)];
  }

  private leaf(leaves: readonly Leaf[], scope: readonly Slot[]): Expr {
    const leaf = this.pick(leaves);
    return node(leaf.op, [], leaf.slots === 0 ? [] : [this.pick(scope)]);
  }

  real(depth: number, scope: readonly Slot[]): Expr {
    const child = (): Expr => this.real(depth - 1, scope);
    const roll = depth === 0 ? 0 : this.next();
    if (roll < 0.15) {
      return this.next() < 0.25 ? node(this.pick(['0', '1', '2', '-1', '1/2', 'inf', '-inf'])) : this.leaf(REALS, scope);
    }
    if (roll < 0.5) {
      return node(this.pick(['add', 'sub', 'mul', 'mul', 'div', 'max2', 'min2']), [child(), child()]);
    }
    if (roll < 0.7) {
      return node(this.pick(['neg', 'exp', 'log', 'sqrt', 'sigmoid', 'tanh', 'abs', 'exp2', 'log2', 'log1p']), [child()]);
    }
    if (roll < 0.76) {
      const same = child();
      return node(this.pick(['mul', 'sub', 'div', 'add']), [same, same]);
    }
    if (roll < 0.84) {
      return node('select', [this.bool(depth - 1, scope), child(), child()]);
    }
    return this.fold(this.pick(['sum', 'sum', 'prod', 'max', 'min']), depth, scope);
  }

  private bool(depth: number, scope: readonly Slot[]): Expr {
    const roll = depth <= 0 ? 0 : this.next();
    return roll < 0.5
      ? this.leaf(BOOLS, scope)
      : roll < 0.8
        ? node(this.pick(['lt', 'le', 'eq']), [this.real(depth - 1, scope), this.real(depth - 1, scope)])
        : node(this.pick(['and', 'or']), [this.bool(depth - 1, scope), this.bool(depth - 1, scope)]);
  }

  private fold(op: string, depth: number, scope: readonly Slot[]): Expr {
    const slot: Slot = `$${this.bound++}`;
    const inner = [...scope, slot];
    const guard = this.next() < 0.5 ? node('true') : this.bool(depth - 2, inner);
    return { op, slots: [], children: [{ binds: [], body: this.leaf(SIZES, scope) }, { binds: [slot], body: guard }, { binds: [slot], body: this.real(depth - 1, inner) }] };
  }
}

/** A leaf as a variable of the evaluator: a function of the slot $at. */
const VARIABLES = new Map([...LEAVES].map(([op, leaf]): [string, Variable] => [`?${op}`, { name: `?${op}`, sort: 'Real', slots: leaf.slots === 0 ? [] : ['$at'] }]));

function pattern(e: Expr): PatternTree {
  const leaf = LEAVES.get(e.op);
  if (leaf) {
    return leaf.slots === 0 ? { kind: 'variable', name: `?${e.op}` } : { kind: 'rename', of: `?${e.op}`, from: '$at', to: e.slots[0] };
  }
  return { kind: 'node', op: e.op, slots: [], children: e.children.map(c => ({ binds: c.binds, body: pattern(c.body) })) };
}

/** A number made of an operator's name and a seed: weights that no one chose. */
function weight(op: string, seed: number): number {
  let h = seed;
  for (const c of op) {
    h = (Math.imul(h, 31) + c.charCodeAt(0)) >>> 0;
  }
  return 1 + (Math.imul(h, 2654435761) >>> 0) / 2 ** 30;
}

/** What an error of rounding grows to in quotients, or beyond the range of floating point, says nothing about rules. */
const isTame = (v: number): boolean => Number.isNaN(v) || !Number.isFinite(v) || (Math.abs(v) < 1e6 && (v === 0 || Math.abs(v) > 1e-6));

test.each(Array.from({ length: 120 }, (_, seed) => seed))('terms of seed %i', seed => {
  const next = random(seed * 7919 + 1);
  const terms = new Terms(next);
  const raw = terms.real(3 + Math.floor(next() * 2), ['$free']);
  const graph = new EGraph(analysis, { explain: true });
  const root = graph.add(raw);
  graph.rebuild();
  run(graph, rewrites, { maxNodes: 1_000, maxIterations: 6, matchRedundant: false });
  const forms = [1, 2, 3, 4].map(k => graph.extraction((op, children) => weight(op, seed * 10 + k) + children.reduce((a, b) => a + b, 0)).term(root));
  for (let trial = 0; trial < 30; trial++) {
    const table = new Map<string, number>();
    const instance = (name: string, at: readonly number[]): number => {
      const key = `${name}(${at.join()})`;
      const { pool } = LEAVES.get(name.slice(1))!;
      const value = table.get(key) ?? pool[Math.floor(next() * pool.length)];
      table.set(key, value);
      return value;
    };
    const valueOf = (e: Expr): number => new Evaluator(VARIABLES, instance).value(pattern(e), new Map([['$free', 1]]));
    const before = valueOf(raw);
    for (const form of forms) {
      const after = valueOf(form);
      if (isTame(before) && isTame(after) && !agree(before, after)) {
        const rules = (graph.explain(raw, form) ?? []).map(s => s.rule);
        throw new Error(`${before} became ${after}\n${printExpr(raw)}\n${printExpr(form)}\n${[...table].map(([k, v]) => `${k} = ${v}`).join(', ')}\n${rules.join(' → ')}`);
      }
    }
  }
});
