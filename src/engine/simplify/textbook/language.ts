/**
 * Terms as expressions of the e-graph and back. Real arithmetic is binary there, folds have one binder each, Ints are leaves. What the
 * context says of a leaf becomes a claim of the leaf itself, so that equations hold without any context.
 */
import { freeSlots, substituteSlot, type Expr, type Slot } from '../../egraph';
import * as T from '../../term';
import type { FoldName, OperationName, Term, VariableTerm } from '../../term';
import type { Facts } from '../../verify/facts';
import { isInhabited, rangeFacts } from '../../verify/finite';
import { namedConstant, type NamedConstant } from './constants';
import { Leaves, type Leaf, type LeafKind, type Place } from './leaves';
import { definitionOf, partsOfNode } from './named';
import { findOperator } from './operators';
import { solveForIndex } from './solve-index';

const node = (op: string, children: readonly Expr[] = [], slots: readonly Slot[] = []): Expr => ({ op, slots, children: children.map(body => ({ binds: [], body })) });
const under = (binds: readonly Slot[], body: Expr) => ({ binds, body });

const RATIONAL = /^-?\d+(\/\d+)?$/;
export const isConstantOp = (op: string): boolean => RATIONAL.test(op);
export const constantOf = (op: string): T.Q.Rational => {
  const [n, d = '1'] = op.split('/');
  return T.Q.rational(BigInt(n), BigInt(d));
};
export const constantOp = ({ numerator, denominator }: T.Q.Rational): string => (denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`);

/** What is known at a place, and what of it the ranges of indices say alone. */
type Context = { readonly known: Facts; readonly ranges: Facts };
const provided = ({ known, ranges }: Context, condition: Term): Context => ({ known: known.with(condition), ranges });
const over = ({ known, ranges }: Context, facts: readonly Term[]): Context => ({ known: known.with(...facts), ranges: ranges.with(...facts) });
const keyOf = (facts: Facts): string => facts.hypotheses.map(h => h.id).join(',');

export class Language {
  private readonly leaves = new Leaves<Slot>();
  private readonly places = new Map<VariableTerm, Place<Slot>>();
  /** Of the free slots. */
  private readonly variables = new Map<Slot, readonly VariableTerm[]>();
  private readonly outermostContext: Context;
  /** Reads that the value itself makes under no condition, which are inside of their tensors. */
  private readonly unconditional = new Set<string>();
  private isSettled = false;
  private slotCount = 0;
  /** Equal by definition: the number of tuples, as a product and as the extent of the tuple. */
  readonly counts: (readonly [Expr, Expr])[] = [];
  /** Expressions by hypotheses: a term means another leaf where more is known. */
  private readonly done = new Map<string, Map<Term, Expr>>();
  /** Numbers that were read as named constants, with the text of the number. */
  readonly constants = new Map<NamedConstant, string>();

  /** `indices`: the free slots. `global`: what is known everywhere. */
  constructor(
    indices: readonly VariableTerm[],
    private readonly global: Facts,
    private readonly isInside: (read: T.ReadTerm, facts: Facts) => boolean
  ) {
    this.outermostContext = { known: global, ranges: global };
    indices.forEach(v => this.variables.set(this.slotFor([v]), [v]));
  }

  leaf(op: string): Leaf | undefined {
    return this.leaves.find(op);
  }

  // ---- terms to expressions

  expression(t: Term, at: Context = this.outermostContext): Expr {
    const key = `${keyOf(at.known)};${keyOf(at.ranges)}`;
    let table = this.done.get(key);
    if (!table) {
      table = new Map();
      this.done.set(key, table);
    }
    let made = table.get(t);
    if (!made) {
      made = this.make(t, at);
      table.set(t, made);
    }
    return made;
  }

  private make(t: Term, at: Context): Expr {
    switch (t.kind) {
      case 'number':
        return t.sort === 'Int' ? node(`#${t.value.numerator}`) : this.constant(t.value);
      case 'special':
        return t.sort === 'Real' ? node(t.value) : this.opaque(t, 'none');
      case 'boolean':
        return node(String(t.value));
      case 'variable':
        if (t.sort === 'Real' && this.places.has(t)) {
          return node('state', [], [this.places.get(t)!.slot]);
        }
        return t.sort === 'Int' ? this.integer(t, at.known) : this.opaque(t, t.sort === 'Real' && this.global.holds(T.lt(T.real(0), t)) ? 'positive' : 'none');
      case 'read':
        return t.sort === 'Int' ? this.integer(t, at.known) : this.opaque(t, this.placeOfRead(t, at));
      case 'apply':
        return t.sort === 'Int' ? this.integer(t, at.known) : this.application(t, at);
      case 'reduce':
        return this.fold(t, at);
      case 'recur':
        return t.sort === 'Real' ? this.recurrence(t, at) : this.opaque(t, 'none');
      case 'named':
        return this.expression(t.meaning, at);
      default:
        return T.never(t);
    }
  }

  /**
   * A read that only a condition keeps inside of its tensor may end up where the condition does not hold: `strays` tells of a form that
   * has such reads.
   */
  private placeOfRead(t: T.ReadTerm, { known, ranges }: Context): 'none' | 'partial' | 'stray' {
    const { leaf } = this.leaves.of(t, v => this.places.get(v) ?? null, { claim: 'none' });
    if (known.hypotheses.length === ranges.hypotheses.length && !this.isSettled) {
      this.unconditional.add(leaf.op);
    }
    if (this.unconditional.has(leaf.op) || this.isInside(t, ranges)) {
      return 'none';
    }
    return this.isInside(t, known) ? 'partial' : 'stray';
  }

  /** From now on, what stands under no condition is not for that reason inside of its tensor. */
  settle(): void {
    this.isSettled = true;
    this.done.clear();
  }

  /** The operators of reads in a term that are not seen to be inside of their tensors where they stand. */
  strays(t: Term): ReadonlySet<string> {
    const found = new Set<string>();
    const seen = new Set<Expr>();
    const visit = (e: Expr): void => {
      if (!seen.has(e)) {
        seen.add(e);
        if (this.leaves.find(e.op)?.claim === 'stray') {
          found.add(e.op);
        }
        e.children.forEach(c => visit(c.body));
      }
    };
    visit(this.expression(t));
    return found;
  }

  private constant(value: T.Q.Rational): Expr {
    const named = namedConstant(value);
    if (!named) {
      return node(constantOp(value));
    }
    this.constants.set(named, String(T.Q.toNumber(value)));
    return value.numerator < 0n ? node('neg', [named.expr]) : named.expr;
  }

  /** What holds in the context alone is no claim of the term but of max(t, 1), so that it may leave the context. */
  private integer(t: Term, facts: Facts): Expr {
    for (const [claim, least] of [['size', T.ONE], ['natural', T.ZERO]] as const) {
      if (this.global.holds(T.le(least, t))) {
        return this.opaque(t, claim);
      }
      if (t.kind !== 'variable' && facts !== this.global && facts.holds(T.le(least, t))) {
        return this.opaque(T.apply('max2', [t, least]), claim);
      }
    }
    return this.opaque(t, 'none');
  }

  private opaque(t: Term, kind: LeafKind | LeafKind['claim']): Expr {
    const { leaf, at } = this.leaves.of(t, v => this.places.get(v) ?? null, typeof kind === 'string' ? { claim: kind } : kind);
    return node(leaf.op, [], at);
  }

  private application(t: T.ApplyTerm, at: Context): Expr {
    const args = () => t.args.map(a => this.expression(a, at));
    switch (t.op) {
      case 'add':
        return this.sum(t, at);
      case 'mul':
        return this.product(t, at);
      case 'select': {
        const [c, a, b] = t.args;
        return node('select', [this.expression(c, at), this.expression(a, provided(at, c)), this.expression(b, provided(at, T.not(c)))]);
      }
      case 'and':
      case 'or':
      case 'max2':
      case 'min2':
        return args().reduce((a, b) => node(t.op, [a, b]));
      case 'lt':
      case 'le':
      case 'eq':
        return t.args[0].sort === 'Real' ? node(t.op, args()) : this.opaque(t, 'none');
      default:
        return node(t.op, args());
    }
  }

  /** What is added first, then what is subtracted. */
  private sum(t: T.ApplyTerm, at: Context): Expr {
    const parts = t.args.map(a => ({ term: a, negative: signOfSummand(a) < 0 }));
    const above = parts.filter(p => !p.negative).map(p => this.expression(p.term, at));
    const below = parts.filter(p => p.negative).map(p => this.expression(T.neg(p.term), at));
    if (above.length === 0) {
      return node('neg', [below.reduce((a, b) => node('add', [a, b]))]);
    }
    return below.reduce((a, b) => node('sub', [a, b]), above.reduce((a, b) => node('add', [a, b])));
  }

  private product(t: T.ApplyTerm, at: Context): Expr {
    const [first, ...rest] = t.args;
    const isNegative = signOfSummand(t) < 0;
    const factors = isNegative ? (T.isValue(first, -1) ? rest : [T.neg(first), ...rest]) : t.args;
    const positive = factors.map(a => this.expression(a, at)).reduce((a, b) => node('mul', [a, b]));
    return isNegative ? node('neg', [positive]) : positive;
  }

  /** A new slot for a tuple of indices, usually of one. */
  private slotFor(tuple: readonly VariableTerm[]): Slot {
    const slot: Slot = `s${this.slotCount++}`;
    tuple.forEach((v, part) => this.places.set(v, { slot, part, parts: tuple.length }));
    return slot;
  }

  /**
   * A fold over a box is one fold over tuples of indices, so that laws of one index are laws of many. Where an extent depends on
   * another index folds are nested, each condition with the first binder on which the rest of it depends.
   */
  private fold(t: T.ReduceTerm, at: Context): Expr {
    const { binders, guard, body, carry } = T.open(t);
    const isBox = binders.every(b => binders.every(c => !T.occurs(c.variable, b.extent)));
    if (!isBox && carry !== null) {
      return this.opaque(t, 'none');
    }
    const groups = isBox ? [binders] : binders.map(b => [b]);
    const guards = guardsByGroup(groups, guard);
    const build = (depth: number, around: Context): Expr => {
      const group = groups[depth];
      const condition = guards[depth];
      const isSome = condition !== T.TRUE && isOverInts(condition) && isInhabited({ binders: group, guard: condition }, this.global);
      const extent = this.extent(group.map(b => b.extent), around);
      const slot = this.slotFor(group.map(b => b.variable));
      const ranged = over(around, rangeFacts(group));
      const inner = provided(ranged, condition);
      const where = isSome ? this.opaque(condition, { claim: 'inhabited', range: extent.op }) : this.expression(condition, ranged);
      const inside = depth + 1 < groups.length ? build(depth + 1, inner) : this.expression(body, inner);
      const children = [under([], extent), under([slot], where), under([slot], inside)];
      return { op: t.op, slots: [], children: carry ? [...children, under([slot], this.expression(carry, inner))] : children };
    };
    return build(0, at);
  }

  private extent(extents: readonly Term[], at: Context): Expr {
    if (extents.length === 1) {
      return this.expression(extents[0], at);
    }
    const isSome = extents.every(e => this.global.holds(T.le(T.ONE, e)));
    const count = T.mul(...extents);
    const all = this.opaque(count, { claim: isSome ? 'size' : 'none', extents });
    // max(p, 0) · max(q, 0) would be the number of tuples; where each is at least 1 that is p · q.
    if (isSome) {
      this.counts.push([node('toreal', [all]), this.expression(T.apply('toreal', [count]), at)]);
    }
    return all;
  }

  private recurrence(t: T.RecurTerm, at: Context): Expr {
    const { index, states, initial, updates } = T.openRecur(t);
    const slots = [index, ...states].map(v => this.slotFor([v]));
    const inner = over(at, rangeFacts([{ variable: index, extent: t.count }]));
    return {
      op: `recur:${t.component}`,
      slots: [],
      children: [under([], this.expression(t.count, at)), ...initial.map(s => under([], this.expression(s, at))), ...updates.map(u => under(slots, this.expression(u, inner)))]
    };
  }

  /** What a leaf becomes when an Int takes the place of one of its slots; null where no term does. */
  readonly substituteSlot = (e: Expr, slot: Slot, by: Expr): Expr | null => {
    const leaf = this.leaves.find(e.op);
    const value = this.leaves.find(by.op)?.term ?? (by.op.startsWith('#') ? this.term(by) : null);
    const k = e.slots.indexOf(slot);
    if (!leaf || value === null || k < 0 || leaf.places[k].length !== 1 || leaf.claim === 'inhabited') {
      return null;
    }
    const variables = new Map([...e.slots, ...by.slots].map(s => [s, this.variableOf(s)]));
    const replacement = T.substitute(value, new Map<Term, Term>((this.leaves.find(by.op)?.places ?? []).flatMap((places, at) => places.map((v): [Term, Term] => [v, variables.get(by.slots[at])!]))));
    const term = T.substitute(leaf.term, new Map<Term, Term>(leaf.places.flatMap((places, at) => places.map((v): [Term, Term] => [v, at === k ? replacement : variables.get(e.slots[at])!]))));
    return this.expression(term);
  };

  predecessor(extent: Expr): Slot | null {
    const leaf = this.leaves.find(extent.op);
    return leaf !== undefined && extent.slots.length === 1 && leaf.places[0].length === 1 && leaf.term === T.add(leaf.places[0][0], T.ONE) ? extent.slots[0] : null;
  }

  /** The Int at which a function of a slot is some value: read off the first leaf that mentions the slot, and tried on all of it. */
  whereEqual(body: Expr, slot: Slot, value: Expr): Expr | null {
    const index = this.indexOf(body, slot, value);
    const there = index && substituteSlot(body, slot, index, this.substituteSlot);
    if (!there) {
      return null;
    }
    // As terms: what is known of a read at its place does not matter here.
    const scope: Scope = new Map([...new Set([...freeSlots(there), ...freeSlots(value)])].map(s => [s, [this.variableOf(s)]]));
    return this.build(there, scope) === this.build(value, scope) ? index : null;
  }

  private indexOf(body: Expr, slot: Slot, value: Expr): Expr | null {
    const leaf = this.leaves.find(body.op);
    const other = this.leaves.find(value.op);
    if (leaf && body.slots.includes(slot)) {
      const scope: Scope = new Map([...new Set([...body.slots, ...value.slots])].map(s => [s, [this.variableOf(s)]]));
      const isSimple = [...leaf.places, ...(other?.places ?? [])].every(p => p.length === 1);
      const solution = other && isSimple && solveForIndex(T.substitute(leaf.term, placing(leaf, body, scope)), variableAt(scope, slot), T.substitute(other.term, placing(other, value, scope)));
      return solution ? this.integer(solution, this.global) : null;
    }
    if (body.op !== value.op || body.children.length !== value.children.length) {
      return null;
    }
    for (const [k, child] of body.children.entries()) {
      const found = child.binds.length === 0 ? this.indexOf(child.body, slot, value.children[k].body) : null;
      if (found) {
        return found;
      }
    }
    return null;
  }

  /** A variable for a slot of a match, which may be no slot of the value itself. */
  private variableOf(slot: Slot): VariableTerm {
    const known = this.variables.get(slot)?.[0];
    if (known) {
      return known;
    }
    const v = T.variable(`${slot}$`, 'Int');
    this.places.set(v, { slot, part: 0, parts: 1 });
    return v;
  }

  // ---- expressions to terms

  /** The term of an expression; bound slots get fresh variables. */
  term(e: Expr): Term {
    return this.build(e, this.variables);
  }

  /** The free slots, for two expressions that are opened side by side. */
  get outermost(): Opened {
    return { first: this.variables, second: this.variables };
  }

  /** The scopes inside the k-th children of two expressions of one shape. */
  opened(a: Expr, b: Expr, k: number, scope: Opened): Opened {
    const [x, y] = [a.children[k], b.children[k]];
    if (x.binds.length === 0) {
      return scope;
    }
    const isRecurrence = a.op.startsWith('recur:');
    const tuples = x.binds.map((_, n) => (isRecurrence ? [T.fresh(n === 0 ? 'j' : 's', n === 0 ? 'Int' : 'Real')] : this.extents(a.children[0].body, scope.first).map(() => T.fresh('k', 'Int'))));
    const inside = (outer: Scope, binds: readonly Slot[]): Scope => new Map([...outer, ...binds.map((s, n): [Slot, readonly VariableTerm[]] => [s, tuples[n]])]);
    return { first: inside(scope.first, x.binds), second: inside(scope.second, y.binds) };
  }

  /** The term of an expression whose slots stand for the variables of a scope. */
  termIn(e: Expr, scope: Scope): Term {
    return this.build(e, scope);
  }

  private build(e: Expr, scope: Scope): Term {
    const child = (k: number): Term => this.build(e.children[k].body, scope);
    const leaf = this.leaves.find(e.op);
    if (leaf) {
      return T.substitute(leaf.term, placing(leaf, e, scope));
    }
    if (isConstantOp(e.op)) {
      return T.real(constantOf(e.op));
    }
    if (e.op.startsWith('#')) {
      return T.int(BigInt(e.op.slice(1)));
    }
    if (e.op.startsWith('recur:')) {
      return this.buildRecurrence(e, scope);
    }
    if (findOperator(e.op)) {
      return this.buildNamed(e, scope);
    }
    switch (e.op) {
      case 'true':
        return T.TRUE;
      case 'false':
        return T.FALSE;
      case 'inf':
      case '-inf':
      case 'undefined':
        return T.special(e.op);
      case 'state':
        return variableAt(scope, e.slots[0]);
      case 'sub':
        return T.sub(child(0), child(1));
      case 'neg':
        return T.neg(child(0));
      default:
        return e.op in T.folds ? this.buildFold(e.op as FoldName, e, scope) : T.apply(e.op as OperationName, e.children.map((_, k) => child(k)));
    }
  }

  /** Nested folds of one kind become one, where the inner range does not depend on the outer index. */
  private buildFold(op: FoldName, e: Expr, scope: Scope): Term {
    const [extent, guard, body, carry] = e.children;
    const binders = this.extents(extent.body, scope).map(x => ({ variable: T.fresh('k', 'Int'), extent: x }));
    const inside = (c: Expr['children'][number]): Term => this.build(c.body, new Map([...scope, [c.binds[0], binders.map(b => b.variable)]]));
    const value = inside(body);
    const condition = inside(guard);
    if (!carry && value.kind === 'reduce' && value.op === op && !value.carry) {
      const opened = T.open(value);
      return T.reduce(op, [...binders, ...opened.binders], T.and(condition, opened.guard), opened.body);
    }
    return T.reduce(op, binders, condition, value, carry ? inside(carry) : null);
  }

  /** The extents of a tuple of indices. */
  private extents(e: Expr, scope: Scope): readonly Term[] {
    const leaf = this.leaves.find(e.op);
    return leaf?.extents ? leaf.extents.map(x => T.substitute(x, placing(leaf, e, scope))) : [this.build(e, scope)];
  }

  private buildNamed(e: Expr, scope: Scope): Term {
    const { slots, children } = partsOfNode(e);
    const row = findOperator(e.op)!;
    const extent = row.parameters.find(p => p.role === 'extent');
    const binders = !extent ? [] : this.extents(children.get(extent.name)!.body, scope).map(x => ({ variable: T.fresh('k', 'Int'), extent: x }));
    const inside = (slot: Slot): Scope => new Map([...scope, [slot, binders.map(b => b.variable)] as const]);
    const parts = (isBound: boolean): Term[] =>
      row.parameters.flatMap(({ name, role }) => {
        const child = children.get(name);
        return child && role !== 'extent' && child.binds.length > 0 === isBound ? [this.build(child.body, isBound ? inside(child.binds[0]) : scope)] : [];
      });
    const at = [...slots.values()].map(s => variableAt(scope, s));
    return T.named(e.op, binders, parts(true), parts(false), at, this.build(definitionOf(e), scope));
  }

  private buildRecurrence(e: Expr, scope: Scope): Term {
    const count = this.build(e.children[0].body, scope);
    const n = (e.children.length - 1) / 2;
    const initial = e.children.slice(1, n + 1).map(c => this.build(c.body, scope));
    const index = T.fresh('j', 'Int');
    const states = initial.map(s => T.fresh('s', s.sort));
    const updates = e.children.slice(n + 1).map(c => this.build(c.body, new Map([...scope, ...c.binds.map((s, k): [Slot, VariableTerm[]] => [s, [[index, ...states][k]]])])));
    return T.recur(count, { index, states, initial, updates }, Number(e.op.slice('recur:'.length)));
  }
}

/** The variables that slots stand for. */
export type Scope = ReadonlyMap<Slot, readonly VariableTerm[]>;

/** Two scopes in which slots of different names stand for the same variables. */
export type Opened = { readonly first: Scope; readonly second: Scope };

const ANY_INDEX = 'any%';

/** Whether a term mentions an index that is bound nowhere. */
export const mentionsAnyIndex = (t: Term): boolean => [...T.freeVariables(t)].some(v => v.name.startsWith(ANY_INDEX));

function variablesAt(scope: Scope, slot: Slot): readonly VariableTerm[] {
  const found = scope.get(slot);
  // A term of a class may have slots on which the class does not depend: any index will do.
  return found ?? [T.variable(`${ANY_INDEX}${slot}`, 'Int')];
}

const variableAt = (scope: Scope, slot: Slot): VariableTerm => variablesAt(scope, slot)[0];

const placing = (leaf: Leaf, e: Expr, scope: Scope): Map<Term, Term> =>
  new Map<Term, Term>(leaf.places.flatMap((places, k) => places.map((v, part): [Term, Term] => [v, variablesAt(scope, e.slots[k])[part]])));

/** −1 for what is printed with a minus sign. */
function signOfSummand(t: Term): number {
  const factor = t.kind === 'apply' && t.op === 'mul' ? t.args.find(T.isNumber) : t;
  return factor && factor.kind === 'number' && factor.value.numerator < 0n ? -1 : 1;
}

const isOverInts = (t: Term): boolean => !T.some(t, u => u.sort === 'Real');

/** The conditions of a guard, each with the last group of binders that it mentions. */
function guardsByGroup(groups: readonly (readonly T.Binder[])[], guard: Term): Term[] {
  const lastOf = (c: Term): number => Math.max(0, ...groups.map((g, k) => (g.some(b => T.occurs(b.variable, c)) ? k : 0)));
  return groups.map((_, k) => T.and(...T.conjuncts(guard).filter(c => lastOf(c) === k)));
}
