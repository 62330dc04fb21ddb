/**
 * Random terms as plain trees: built once through the constructors of the term language, and evaluated once directly, so that what
 * construction normalises away can be held against what was meant.
 */
import fc from 'fast-check';
import * as T from '..';
import type { FoldName, OperationName, Sort, Term } from '..';
import type { Environment } from '../evaluate';

export type Tree =
  | { readonly kind: 'constant'; readonly sort: Sort; readonly value: number }
  | { readonly kind: 'hole'; readonly sort: 'Int' | 'Real' }
  | { readonly kind: 'variable'; readonly sort: Sort; readonly name: string }
  | { readonly kind: 'read'; readonly at: Tree }
  | { readonly kind: 'apply'; readonly op: OperationName | 'sub' | 'ne'; readonly args: readonly Tree[] }
  | { readonly kind: 'fold'; readonly op: FoldName; readonly name: string; readonly extent: Tree; readonly guard: Tree; readonly body: Tree };

const INTS = ['a', 'b', 'c'];
const REALS = ['u', 'v'];
const BOOLS = ['p', 'q'];
export const CONTENTS = [0, 1, -1, 2, -0.5, 3, -4, 0.25];

const constant = (sort: Sort, value: number): Tree => ({ kind: 'constant', sort, value });
const named = (sort: Sort, names: readonly string[]): fc.Arbitrary<Tree> => fc.constantFrom(...names).map((name): Tree => ({ kind: 'variable', sort, name }));
const apply = (op: OperationName | 'sub' | 'ne', ...args: readonly fc.Arbitrary<Tree>[]): fc.Arbitrary<Tree> => fc.tuple(...args).map((list): Tree => ({ kind: 'apply', op, args: list }));

/** What may occur: integers only, or reals with infinities, undefined lanes and folds as well. */
export type Flavour = { readonly reals: boolean; readonly folds: boolean };
export const INTEGRAL: Flavour = { reals: false, folds: false };
export const FULL: Flavour = { reals: true, folds: true };

class Grammar {
  constructor(private readonly flavour: Flavour) {}

  int(depth: number, scope: readonly string[]): fc.Arbitrary<Tree> {
    const leaf = fc.oneof(
      named('Int', [...INTS, ...scope, ...scope]),
      fc.integer({ min: -3, max: 4 }).map(v => constant('Int', v))
    );
    if (depth === 0) {
      return leaf;
    }
    const i = () => this.int(depth - 1, scope);
    const divisor = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(2, 3, 4).map(v => constant('Int', v)) }, { weight: 1, arbitrary: i() });
    return fc.oneof(
      { weight: 2, arbitrary: leaf },
      { weight: 4, arbitrary: apply('add', i(), i()) },
      { weight: 3, arbitrary: apply('sub', i(), i()) },
      { weight: 4, arbitrary: apply('mul', i(), i()) },
      { weight: 1, arbitrary: apply('max2', i(), i()) },
      { weight: 1, arbitrary: apply('min2', i(), i()) },
      { weight: 1, arbitrary: fc.constantFrom<OperationName>('floordiv', 'mod', 'truncdiv', 'truncmod').chain(op => apply(op, i(), divisor)) },
      { weight: 1, arbitrary: apply('select', this.bool(depth - 1, scope), i(), i()) },
      { weight: 1, arbitrary: apply('intabs', i()) }
    );
  }

  bool(depth: number, scope: readonly string[]): fc.Arbitrary<Tree> {
    if (depth === 0) {
      return fc.oneof(named('Bool', BOOLS), apply('lt', this.int(0, scope), this.int(0, scope)));
    }
    const b = () => this.bool(depth - 1, scope);
    const i = () => this.int(depth - 1, scope);
    const list = [apply('lt', i(), i()), apply('le', i(), i()), apply('eq', i(), i()), apply('ne', i(), i()), apply('and', b(), b()), apply('or', b(), b()), apply('not', b()), apply('and', b(), b(), b())];
    if (this.flavour.reals) {
      const r = () => this.plainReal(scope);
      list.push(apply('lt', r(), r()), apply('le', r(), r()));
    }
    return fc.oneof(...list);
  }

  /** Reals that arithmetic on doubles keeps exact, so that comparisons are. */
  private plainReal(scope: readonly string[]): fc.Arbitrary<Tree> {
    return fc.oneof(
      { weight: 4, arbitrary: named('Real', REALS) },
      { weight: 4, arbitrary: fc.constantFrom(0, 1, -1, 0.5, 2).map(v => constant('Real', v)) },
      { weight: 2, arbitrary: fc.constantFrom(Infinity, -Infinity, -Infinity).map(v => constant('Real', v)) },
      { weight: 3, arbitrary: this.int(0, scope).map((at): Tree => ({ kind: 'read', at })) },
      { weight: 1, arbitrary: fc.constant<Tree>({ kind: 'hole', sort: 'Real' }) },
      { weight: 2, arbitrary: apply('toreal', this.int(0, scope)) }
    );
  }

  real(depth: number, scope: readonly string[]): fc.Arbitrary<Tree> {
    const leaf = this.plainReal(scope);
    if (depth === 0) {
      return leaf;
    }
    const r = () => this.real(depth - 1, scope);
    const bounded = fc.oneof(leaf, apply('tanh', r()), apply('select', this.bool(0, scope), leaf, fc.constant(constant('Real', -Infinity))));
    const list: fc.WeightedArbitrary<Tree>[] = [
      { weight: 1, arbitrary: leaf },
      { weight: 3, arbitrary: apply('add', r(), r()) },
      { weight: 1, arbitrary: apply('sub', r(), r()) },
      { weight: 3, arbitrary: apply('mul', r(), r()) },
      { weight: 2, arbitrary: apply('div', r(), r()) },
      { weight: 4, arbitrary: apply('select', this.bool(depth - 1, scope), r(), r()) },
      { weight: 1, arbitrary: apply('max2', r(), r()) },
      { weight: 1, arbitrary: apply('min2', r(), r()) },
      { weight: 2, arbitrary: fc.constantFrom<OperationName>('exp', 'sigmoid', 'tanh', 'abs', 'sqrt', 'expm1').chain(op => apply(op, bounded)) },
      { weight: 1, arbitrary: apply('log', apply('exp', bounded)) },
      { weight: 1, arbitrary: apply('mul', apply('select', this.bool(0, scope), fc.constant(constant('Real', 1)), fc.constant(constant('Real', 0))), r()) }
    ];
    if (this.flavour.folds) {
      list.push({ weight: 5, arbitrary: this.fold(depth, scope) });
    }
    return fc.oneof(...list);
  }

  private fold(depth: number, scope: readonly string[]): fc.Arbitrary<Tree> {
    const name = `k${scope.length}`;
    const inner = [...scope, name];
    const extent = fc.oneof(fc.integer({ min: 0, max: 4 }).map(v => constant('Int', v)), named('Int', [...INTS, ...scope]));
    const guard = fc.oneof(fc.constant(constant('Bool', 1)), this.bool(0, inner), this.bool(depth - 1, inner));
    const body = fc.oneof(this.real(depth - 1, inner), apply('select', this.bool(0, inner), this.real(depth - 1, inner), fc.constantFrom(0, 1, Infinity, -Infinity).map(v => constant('Real', v))));
    const real = fc.constantFrom<FoldName>('sum', 'sum', 'prod', 'max', 'max', 'min');
    return fc.record({ op: real, extent, guard, body }).map(({ op, extent: e, guard: g, body: f }): Tree => ({ kind: 'fold', op, name, extent: e, guard: g, body: f }));
  }
}

export const ints = (depth: number, flavour: Flavour = INTEGRAL): fc.Arbitrary<Tree> => new Grammar(flavour).int(depth, []);
export const bools = (depth: number, flavour: Flavour = INTEGRAL): fc.Arbitrary<Tree> => new Grammar(flavour).bool(depth, []);
export const reals = (depth: number, flavour: Flavour = FULL): fc.Arbitrary<Tree> => new Grammar(flavour).real(depth, []);

/** The tree as a term. Each call takes fresh variables for the binders. */
export function build(t: Tree, scope: ReadonlyMap<string, Term> = new Map()): Term {
  const sub = (u: Tree) => build(u, scope);
  switch (t.kind) {
    case 'constant':
      return t.sort === 'Bool' ? T.boolean(t.value !== 0) : t.sort === 'Int' ? T.int(t.value) : Number.isFinite(t.value) ? T.real(T.Q.fromNumber(t.value)) : T.special(t.value > 0 ? 'inf' : '-inf');
    case 'hole':
      return T.special('undefined', t.sort);
    case 'variable':
      return scope.get(t.name) ?? T.variable(t.name, t.sort);
    case 'read':
      return T.read('x', sub(t.at), 'Real');
    case 'apply': {
      const args = t.args.map(sub);
      return t.op === 'sub' ? T.sub(args[0], args[1]) : t.op === 'ne' ? T.ne(args[0], args[1]) : T.apply(t.op, args);
    }
    case 'fold': {
      const k = T.fresh(t.name, 'Int');
      const inner = new Map([...scope, [t.name, k as Term]]);
      return T.reduce(t.op, [{ variable: k, extent: sub(t.extent) }], build(t.guard, inner), build(t.body, inner));
    }
    default:
      return T.never(t);
  }
}

/** The tree's value by its definition: NaN where it is undefined, which passes lazily through select, and Kleene through and/or. */
export function meaning(t: Tree, env: Environment): number {
  const value = (u: Tree) => meaning(u, env);
  switch (t.kind) {
    case 'constant':
      return t.value;
    case 'hole':
      return NaN;
    case 'variable':
      return env.variables.get(t.name)!;
    case 'read':
      return env.read('x', value(t.at));
    case 'apply':
      return application(t.op, t.args, value);
    case 'fold': {
      const row = T.foldRow(t.op);
      let total = row.neutral!;
      const extent = value(t.extent);
      if (Number.isNaN(extent)) {
        return NaN;
      }
      for (let k = 0; k < extent; k++) {
        const inner: Environment = { ...env, variables: new Map([...env.variables, [t.name, k]]) };
        const holds = meaning(t.guard, inner);
        total = Number.isNaN(holds) ? NaN : holds !== 0 ? row.combine(total, meaning(t.body, inner)) : total;
      }
      return total;
    }
    default:
      return T.never(t);
  }
}

function application(op: OperationName | 'sub' | 'ne', args: readonly Tree[], value: (t: Tree) => number): number {
  if (op === 'select') {
    const c = value(args[0]);
    return Number.isNaN(c) ? NaN : value(args[c !== 0 ? 1 : 2]);
  }
  const values = args.map(value);
  if (op === 'and' || op === 'or') {
    const deciding = op === 'and' ? 0 : 1;
    return values.includes(deciding) ? deciding : values.some(Number.isNaN) ? NaN : 1 - deciding;
  }
  if (values.some(Number.isNaN)) {
    return NaN;
  }
  const [a, b] = values;
  switch (op) {
    case 'sub':
      return a - b;
    case 'ne':
      return a === b ? 0 : 1;
    case 'not':
      return a === 0 ? 1 : 0;
    case 'div':
      return b === 0 ? NaN : a / b;
    case 'floordiv':
    case 'mod':
    case 'truncdiv':
    case 'truncmod':
      return b === 0 ? NaN : T.operationRow(op).evaluate(a, b);
    case 'log':
      return a > 0 ? Math.log(a) : NaN;
    default:
      return Number(T.operationRow(op).evaluate(...values));
  }
}

/** Small numbers for every variable that a tree may have. */
export const environments: fc.Arbitrary<Environment> = fc
  .record({
    ints: fc.array(fc.integer({ min: -3, max: 6 }), { minLength: INTS.length, maxLength: INTS.length }),
    reals: fc.array(fc.constantFrom(0, 1, -1, 0.5, -2, 3), { minLength: REALS.length, maxLength: REALS.length }),
    bools: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: BOOLS.length, maxLength: BOOLS.length }),
    shift: fc.integer({ min: 0, max: 7 })
  })
  .map(({ ints: i, reals: r, bools: b, shift }) => ({
    variables: new Map([...INTS.map((n, k) => [n, i[k]] as const), ...REALS.map((n, k) => [n, r[k]] as const), ...BOOLS.map((n, k) => [n, b[k]] as const)]),
    read: (_buffer: string, at: number) => CONTENTS[(((at + shift) % 8) + 8) % 8]
  }));

/** Whether the numbers agree where the first is one. */
export const agrees = (meant: number, found: number): boolean => Number.isNaN(meant) || meant === found || Math.abs(meant - found) <= 1e-6 * Math.max(1, Math.abs(meant), Math.abs(found));

/** A recurrence with updates by trees in which `a` is the index and `u`, `v` are the states. */
export function recurrenceOf(initial: readonly Tree[], steps: readonly Tree[]): T.Recurrence {
  const index = T.fresh('j', 'Int');
  const states = [T.fresh('s', 'Real'), T.fresh('s', 'Real')];
  const bound = new Map<T.Term, T.Term>([
    [T.variable('a', 'Int'), index],
    [T.variable('u', 'Real'), states[0]],
    [T.variable('v', 'Real'), states[1]]
  ]);
  return { index, states, initial: initial.map(t => build(t)), updates: steps.map(t => T.substitute(build(t), bound)) };
}
