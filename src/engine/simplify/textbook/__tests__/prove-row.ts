/**
 * Proves equations of the textbook form from the axioms. Folds are values of which only invariants are known, and that are equal where
 * their guards and bodies are; or the equation is proved by induction on an extent, all folds over it taking one more element at a time.
 */
import type { PatternTree } from '../../../egraph/pattern-text';
import type { Coded, Instantiation } from '../../__tests__/extended-reals';
import { decide } from '../../__tests__/prove';
import type { Condition } from '../equation';
import { neutral, stateSort, takeElement, valueOfState } from './fold-states';
import { equalText, isDefined, PatternEncoder, type FoldMeaning, type FoldNode, type Scope } from './pattern-smt';
import { isExtremumIndex, isFold, mentions, outermostFolds, variablesOf, type Variables } from './signatures';
import type { Claim } from './instances';
import { treeOf, type Tree } from './trees';

export type Proof = { readonly kind: 'proved'; readonly how: string } | { readonly kind: 'open'; readonly tried: readonly string[] };

/** Whether one group of folds (those over one range with one guard) takes nothing, or something. */
export type Case = { readonly group: string; readonly is: 'empty' | 'some' };

/** What may be true of a fold over any range. Those that are kept by an element more are its invariants. */
const CANDIDATES: readonly ((x: string) => string)[] = [
  x => `(not (= ${x} und))`,
  x => `(not (= ${x} pinf))`,
  x => `(not (= ${x} ninf))`,
  x => `(or (= ${x} und) (= ${x} (fin 0.0)) (positive ${x}))`,
  x => `(or (= ${x} und) (= ${x} (fin 0.0)) (negative ${x}))`,
  x => `(or (= ${x} und) (positive ${x}))`,
  x => `(or (= ${x} und) (negative ${x}))`,
  x => `(= ${x} (fin 0.0))`
];

const LEVELS: readonly Instantiation[] = ['single', 'pairs', 'derived'];

export class RowProver {
  private readonly variables: Variables;
  private readonly known = new Map<string, readonly number[]>();

  constructor(
    private readonly claim: Claim,
    private readonly cases: Case | null = null,
    private readonly budget = 400_000,
    others: readonly PatternTree[] = []
  ) {
    this.variables = variablesOf([claim.left, claim.right, ...others], claim.when);
  }

  prove(left = this.claim.left, right = this.claim.right): Proof {
    const tried: string[] = [];
    for (const [how, run] of this.strategies(left, right)) {
      if (run()) {
        return { kind: 'proved', how };
      }
      tried.push(how);
    }
    return { kind: 'open', tried };
  }

  private strategies(left: PatternTree, right: PatternTree): (readonly [how: string, run: () => boolean])[] {
    const folds = [...outermostFolds(left), ...outermostFolds(right)];
    const difference = descend(left, right);
    return [
      ['axioms', () => this.byAxioms(left, right, false)],
      ...(difference ? [[`${difference.at}: `, () => this.prove(difference.left, difference.right).kind === 'proved'] as const] : []),
      ...(folds.length > 1 ? [['equal bodies', () => this.byAxioms(left, right, true)] as const] : []),
      ...this.whereDefined(left, right),
      ...(isIndexOfOwn(left, right) ? [['induction on best elements', () => this.byBestElements(left as FoldNode, right as FoldNode)] as const] : []),
      ...extentsOf(folds).flatMap(n => (isInductive(n, left, right) ? [[`induction on ${n}`, () => this.byInduction(n, left, right)] as const] : []))
    ];
  }

  /**
   * Finite variables that make both sides undefined where they are. Elsewhere they are numbers, which the solver prefers to values that
   * may be undefined.
   */
  private whereDefined(left: PatternTree, right: PatternTree): (readonly [how: string, run: () => boolean])[] {
    const { when } = this.claim;
    const candidates = [...this.variables.values()].filter(v => v.sort === 'Real' && v.slots.length === 0 && when.includes(`finite ${v.name}` as Condition) && !when.includes(`defined ${v.name}` as Condition) && mentions(left, v.name));
    const isStrict = (v: string): boolean => new RowProver({ left: withUndefined(left, v), right: withUndefined(right, v), when }, this.cases, this.budget).prove().kind === 'proved';
    const defined = { ...this.claim, when: [...when, ...candidates.map(v => isDefined(v.name))] };
    return candidates.length === 0 ? [] : [['where all is defined', () => candidates.every(v => isStrict(v.name)) && new RowProver(defined, this.cases, this.budget, [left, right]).prove(left, right).kind === 'proved']];
  }

  /** A pattern over the row's variables as a term. */
  tree(p: PatternTree): Tree {
    return treeOf(p, this.variables);
  }

  /** Whether something is true of a pattern for all values of the slots in scope. */
  holds(p: PatternTree, scope: Scope, text: (v: Coded) => string): boolean {
    const e = this.encoder();
    scope.forEach(name => e.declare(name, '', 'Int'));
    const goal = text(e.pattern(p, scope));
    return this.isProved(e, [], goal);
  }

  private encoder(extents: ReadonlyMap<string, string> = new Map()): PatternEncoder {
    const e: PatternEncoder = new PatternEncoder(this.variables, this.claim.when, (fold, scope) => this.opaque(e, fold, scope), extents);
    e.declare('k', '', 'Int');
    e.assume('(<= 0 k)');
    return e;
  }

  private isProved(e: PatternEncoder, given: readonly string[], goal: string): boolean {
    const usesPairs = /f_(exp|log) /.test(e.prelude);
    return LEVELS.slice(0, usesPairs ? 3 : 1).some(level => decide([e.preludeWith(level), ...given.map(g => `(assert ${g})`), `(assert (not ${goal}))`].join('\n'), this.budget) === 'unsat');
  }

  private byAxioms(left: PatternTree, right: PatternTree, withCongruence: boolean): boolean {
    const seen: (readonly [FoldNode, Coded])[] = [];
    const e: PatternEncoder = new PatternEncoder(this.variables, this.claim.when, (fold, scope) => {
      const value = this.opaque(e, fold, scope);
      seen.push([fold, value]);
      return value;
    });
    const [l, r] = [e.pattern(left, new Map()), e.pattern(right, new Map())];
    const equalities = withCongruence ? seen.flatMap(([f, a], k) => seen.slice(k + 1).flatMap(([g, b]) => (a.value !== b.value && this.areEqualFolds(f, g) ? [equalText(a, b)] : []))) : [];
    return (!withCongruence || equalities.length > 0) && this.isProved(e, equalities, equalText(l, r));
  }

  /** Folds of one kind over one range, whose guards are equal, and whose bodies are where the guards hold. */
  private areEqualFolds(f: FoldNode, g: FoldNode): boolean {
    if (f.op !== g.op || f.children.length !== g.children.length) {
      return false;
    }
    const e = this.encoder();
    const inside = (fold: FoldNode, c: number): Coded => e.pattern(fold.children[c].body, new Map(fold.children[c].binds.map(s => [s, 'k'])));
    const [extents, guards, ...bodies] = f.children.map((_, c) => [inside(f, c), inside(g, c)] as const);
    const guard = guards[0];
    return this.isProved(e, [], equalText(...extents)) && this.isProved(e, [], equalText(...guards)) && bodies.every(b => this.isProved(e, [guard.defined, guard.value], equalText(...b)));
  }

  /** The value of a fold of which the invariants are known; two that read alike are one. */
  private opaque(e: PatternEncoder, fold: FoldNode, scope: Scope): Coded {
    if (this.cases && this.groupOf(e, fold, scope) === this.cases.group && this.cases.is === 'empty') {
      return valueOfState(fold.op, neutral(fold.op));
    }
    const literal = /^#([0-3])$/.exec(opOf(fold.children[0].body));
    if (literal) {
      return valueOfState(fold.op, this.unrolled(e, fold, scope, Number(literal[1])));
    }
    const key = this.keyOf(e, fold, scope);
    const state = e.declare(`F_${nameOf(key)}`, '', stateSort(fold.op));
    this.invariants(e, fold, scope).forEach(c => e.assume(CANDIDATES[c](state)));
    return valueOfState(fold.op, state);
  }

  private unrolled(e: PatternEncoder, fold: FoldNode, scope: Scope, extent: number): string {
    return Array.from({ length: extent }, (_, k) => new Map([...scope, ...fold.children[1].binds.map((s): [string, string] => [s, String(k)])])).reduce((state, at) => takeElement(fold.op, state, e, fold, at), neutral(fold.op));
  }

  /** Houdini: candidates that do not hold at first, or are not kept, are dropped until the rest is inductive. */
  private invariants(outer: PatternEncoder, fold: FoldNode, scope: Scope, isPart = false): readonly number[] {
    if (stateSort(fold.op) !== 'X') {
      return [];
    }
    const isSome = this.isNonempty(outer, fold, scope, isPart);
    const key = `${this.keyOf(outer, fold, scope)} ${isSome}`;
    const known = this.known.get(key);
    if (known) {
      return known;
    }
    // The values of slots around the fold are arbitrary, but those of this fold's own elements are others.
    const e = this.encoder();
    const state = e.declare('state', '', 'X');
    const inner = new Map([...[...scope].map(([s]): [string, string] => [s, e.declare(`around_${s.slice(1)}`, '', 'Int')]), ...fold.children[1].binds.map((s): [string, string] => [s, 'k'])]);
    const first = takeElement(fold.op, neutral(fold.op), e, fold, inner);
    const next = takeElement(fold.op, state, e, fold, inner);
    const guard = e.pattern(fold.children[1].body, inner);
    let left = CANDIDATES.map((_, c) => c).filter(c => this.isProved(e, isSome ? [guard.value, guard.defined] : [], CANDIDATES[c](isSome ? first : neutral(fold.op))));
    for (let before = -1; before !== left.length; ) {
      before = left.length;
      left = left.filter(c => this.isProved(e, left.map(d => CANDIDATES[d](state)), CANDIDATES[c](next)));
    }
    this.known.set(key, left);
    return left;
  }

  /** A part of a range that is not empty, up to its k-th element, may be. */
  private isNonempty(e: PatternEncoder, fold: FoldNode, scope: Scope, isPart: boolean): boolean {
    const [extent, guard] = fold.children.map(c => c.body);
    const isWhole = guard.kind === 'node' && guard.op === 'true' && extent.kind === 'variable' && this.claim.when.includes(`inhabited ${extent.name}` as Condition);
    return isWhole || (!isPart && this.cases?.is === 'some' && this.cases.group === this.groupOf(e, fold, scope));
  }

  groupOf(e: PatternEncoder, fold: FoldNode, scope: Scope): string {
    return `${this.textOf(e, fold.children[0].body, scope, 0)} ${this.textOf(e, fold.children[1].body, new Map([...scope, [fold.children[1].binds[0], '.0']]), 1)}`;
  }

  /** The groups of the outermost folds, for a distinction of cases. */
  groups(): string[] {
    const e = this.encoder();
    return [...new Set([this.claim.left, this.claim.right].flatMap(outermostFolds).map(f => this.groupOf(e, f, new Map())))];
  }

  private keyOf(e: PatternEncoder, fold: FoldNode, scope: Scope): string {
    return this.textOf(e, fold, scope, 0);
  }

  /** A text in which bound slots are numbers, so that it is one for what is equal up to their names. */
  private textOf(e: PatternEncoder, p: PatternTree, scope: Scope, depth: number): string {
    switch (p.kind) {
      case 'variable':
        return e.keyOf(p.name, scope);
      case 'rename':
        return e.keyOf(p.of, new Map([...scope, [p.from, scope.get(p.to) ?? p.to]]));
      case 'substitute':
        return e.keyOf(p.into, new Map([...scope, [p.slot, this.textOf(e, p.by, scope, depth)]]));
      case 'node':
        return `(${[p.op, ...p.children.map(c => this.textOf(e, c.body, new Map([...scope, ...c.binds.map((s): [string, string] => [s, `.${depth}`])]), depth + c.binds.length))].join(' ')})`;
    }
  }

  /**
   * The best elements so far are those of one index, the same element e on both sides: kept by one more element, k. Neither is
   * undefined, since an undefined element loses all.
   */
  private byBestElements(left: FoldNode, right: FoldNode): boolean {
    const e = this.encoder();
    e.declare('e', '', 'Int');
    const [s, t] = ['best_left', 'best_right'].map(name => e.declare(name, '', 'Best'));
    const at = (index: string): Scope => new Map(left.children[1].binds.map((slot): [string, string] => [slot, index]));
    const bodies = (index: string): readonly string[] => [left, right].map(fold => e.pattern(fold.children[2].body, at(index)).value);
    const are = (a: string, b: string, index: string): string => `(and (= (value ${a}) ${bodies(index)[0]}) (= (value ${b}) ${bodies(index)[1]}))`;
    const related = (a: string, b: string, ...elements: readonly string[]): string =>
      `(or (and (= ${a} none) (= ${b} none)) (and (= ${a} lost) (= ${b} lost)) (and ((_ is best) ${a}) ((_ is best) ${b}) (= (index ${a}) (index ${b})) (not (= (value ${a}) und)) (not (= (value ${b}) und)) (or ${elements.map(x => are(a, b, x)).join(' ')} false)))`;
    const [nextLeft, nextRight] = [takeElement(left.op, s, e, left, at('k')), takeElement(right.op, t, e, right, at('k'))];
    return this.isProved(e, [related(s, t, 'e')], related(nextLeft, nextRight, 'e', 'k'));
  }

  /**
   * All folds over ?n are states. The equation holds over nothing (or over one element, where ?n is at least 1), and after one more
   * element if it did before.
   */
  private byInduction(n: string, left: PatternTree, right: PatternTree): boolean {
    const isPositive = this.claim.when.includes(`inhabited ${n}` as Condition);
    const isOver = (fold: FoldNode): boolean => mentions(fold.children[0].body, n);
    const meaning = (e: PatternEncoder, over: (fold: FoldNode, scope: Scope) => Coded): FoldMeaning => (fold, scope) => (isOver(fold) ? over(fold, scope) : this.opaque(e, fold, scope));
    const at = (scope: Scope, fold: FoldNode): Scope => new Map([...scope, ...fold.children[1].binds.map((s): [string, string] => [s, 'k'])]);
    const all = (e: PatternEncoder, p: PatternTree, over: (fold: FoldNode, scope: Scope) => Coded, length: string): Coded => e.pattern(p, new Map(), meaning(e, over), new Map([[n, length]]));

    const base = this.encoder();
    const first = (fold: FoldNode, scope: Scope): Coded => valueOfState(fold.op, isPositive ? takeElement(fold.op, neutral(fold.op), base, fold, at(scope, fold)) : neutral(fold.op));
    const start = isPositive ? '1' : base.declare('start', '', 'Int');
    const atStart = isPositive ? ['(= k 0)'] : [this.claim.when.includes(`natural ${n}` as Condition) ? '(= start 0)' : '(<= start 0)'];
    if (!this.isProved(base, atStart, equalText(all(base, left, first, start), all(base, right, first, start)))) {
      return false;
    }

    const step = this.encoder();
    const states = new Map<string, string>();
    const stateOf = (fold: FoldNode, scope: Scope): string => {
      const key = this.keyOf(step, fold, scope);
      const state = states.get(key) ?? step.declare(`state${states.size}`, '', stateSort(fold.op));
      if (!states.has(key)) {
        states.set(key, state);
        this.invariants(step, fold, scope, true).forEach(c => step.assume(CANDIDATES[c](state)));
      }
      return state;
    };
    const before = (fold: FoldNode, scope: Scope): Coded => valueOfState(fold.op, stateOf(fold, scope));
    const after = (fold: FoldNode, scope: Scope): Coded => valueOfState(fold.op, takeElement(fold.op, stateOf(fold, scope), step, fold, at(scope, fold)));
    const hypothesis = equalText(all(step, left, before, 'k'), all(step, right, before, 'k'));
    const goal = equalText(all(step, left, after, '(+ k 1)'), all(step, right, after, '(+ k 1)'));
    return this.isProved(step, [hypothesis, isPositive ? '(<= 1 k)' : '(<= 0 k)'], goal);
  }
}

/** A pattern with nothing in the place of a variable. */
export function withUndefined(p: PatternTree, variable: string): PatternTree {
  const isIt = (p.kind === 'variable' ? p.name : p.kind === 'rename' ? p.of : '') === variable;
  return isIt ? { kind: 'node', op: 'undefined', slots: [], children: [] } : p.kind === 'node' ? { ...p, children: p.children.map(c => ({ ...c, body: withUndefined(c.body, variable) })) } : p;
}

/** Two indices of extrema over one range, with one guard and one result. */
function isIndexOfOwn(left: PatternTree, right: PatternTree): boolean {
  return isFold(left) && isFold(right) && isExtremumIndex(left.op) && isExtremumIndex(right.op) && [0, 1, 3].every(c => JSON.stringify(left.children[c]) === JSON.stringify(right.children[c]));
}

/** The variables that are extents of folds. */
const extentsOf = (folds: readonly FoldNode[]): string[] => [...new Set(folds.flatMap(f => (f.children[0].body.kind === 'variable' ? [f.children[0].body.name] : [])))];

/** The induction claim must not change with n but in the folds over it and in n as a number. */
function isInductive(n: string, ...sides: readonly PatternTree[]): boolean {
  const isFree = (p: PatternTree): boolean => {
    if (isFold(p)) {
      const [extent, ...inside] = p.children.map(c => c.body);
      return inside.every(c => !mentions(c, n)) && (extent.kind === 'variable' || !mentions(extent, n));
    }
    return p.kind !== 'node' || p.children.every(c => isFree(c.body));
  };
  return sides.every(isFree);
}

/** The one place where two patterns differ, if it is in one child under no binder. */
function descend(left: PatternTree, right: PatternTree): { at: string; left: PatternTree; right: PatternTree } | null {
  if (left.kind !== 'node' || right.kind !== 'node' || left.op !== right.op || isFold(left) || left.children.length !== right.children.length) {
    return null;
  }
  const differing = left.children.flatMap((c, k) => (JSON.stringify(c) === JSON.stringify(right.children[k]) ? [] : [k]));
  return differing.length === 1 ? { at: `${left.op} ${differing[0]}`, left: left.children[differing[0]].body, right: right.children[differing[0]].body } : null;
}

const opOf = (p: PatternTree): string => (p.kind === 'node' ? p.op : '');

const names = new Map<string, number>();
const nameOf = (key: string): string => {
  const known = names.get(key) ?? names.size;
  names.set(key, known);
  return String(known);
};
