/** Terms as trees: writing and reading them, their free slots, equality up to bound names, renaming and substitution. */
import { parsePattern, type PatternTree } from './pattern-text';
import type { Expr, ExprChild, Slot, SubstituteSlot } from './types';

/** A node from its parts. */
export const expr = (op: string, slots: readonly Slot[] = [], children: readonly ExprChild[] = []): Expr => ({ op, slots, children });

/** Reads a term in the syntax of patterns. */
export const parseExpr = (text: string): Expr => termOf(parsePattern(text));

function termOf(tree: PatternTree): Expr {
  if (tree.kind !== 'node') {
    throw new SyntaxError('a variable in a term');
  }
  return { op: tree.op, slots: tree.slots, children: tree.children.map(({ binds, body }) => ({ binds, body: termOf(body) })) };
}

/** A term in the syntax of patterns. */
export function printExpr({ op, slots, children }: Expr): string {
  const parts = children.map(({ binds, body }) => (binds.length === 0 ? printExpr(body) : `(\\ ${binds.join(' ')} ${printExpr(body)})`));
  return slots.length + parts.length === 0 ? op : `(${[op, ...slots, ...parts].join(' ')})`;
}

const freeOf = new WeakMap<Expr, ReadonlySet<Slot>>();

/** The slots of a term that no binder in it holds. */
export function freeSlots(term: Expr): ReadonlySet<Slot> {
  const known = freeOf.get(term);
  if (known) {
    return known;
  }
  const free = new Set(term.slots);
  for (const { binds, body } of term.children) {
    freeSlots(body).forEach(slot => {
      if (!binds.includes(slot)) {
        free.add(slot);
      }
    });
  }
  freeOf.set(term, free);
  return free;
}

/** Whether two terms differ in the names of bound slots at most. */
export function alphaEquivalent(a: Expr, b: Expr): boolean {
  const forms = new CanonicalForms();
  return a === b || forms.of(a) === forms.of(b);
}

/** Numbers terms: two have the same number if and only if they differ in the names of bound slots at most. Linear in the DAG. */
export class CanonicalForms {
  private readonly numbers = new Map<string, number>();
  private readonly known = new Map<Expr, Map<string, number>>();

  of(term: Expr, scope: readonly Slot[] = []): number {
    const name = (slot: Slot) => (scope.includes(slot) ? `#${scope.length - 1 - scope.lastIndexOf(slot)}` : `=${JSON.stringify(slot)}`);
    const key = [...freeSlots(term)].map(name).join(' ');
    const known = this.known.get(term)?.get(key);
    if (known !== undefined) {
      return known;
    }
    const children = term.children.map(({ binds, body }) => `${binds.length}:${this.of(body, binds.length === 0 ? scope : [...scope, ...binds])}`);
    const text = [JSON.stringify(term.op), ...term.slots.map(name), ...children].join(' ');
    const number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    const forms = this.known.get(term) ?? new Map<string, number>();
    this.known.set(term, forms.set(key, number));
    return number;
  }
}

/** The term with slots renamed, bound ones out of the way. */
export function renameSlots(term: Expr, names: ReadonlyMap<Slot, Slot>): Expr {
  return substitute(term, new Map([...names].map(([from, to]) => [from, { slot: to }])), () => null) as Expr;
}

/** The term with another term in the place of a slot, without capture; null where a node has no such form. */
export function substituteSlot(term: Expr, slot: Slot, by: Expr, node: SubstituteSlot): Expr | null {
  return substitute(term, new Map([[slot, { term: by }]]), node);
}

type Replacement = { readonly slot: Slot; readonly term?: undefined } | { readonly term: Expr; readonly slot?: undefined };

function substitute(term: Expr, given: ReadonlyMap<Slot, Replacement>, node: SubstituteSlot, memo = new Map<Expr, Expr | null>()): Expr | null {
  const free = freeSlots(term);
  const replaced = new Map([...given].filter(([slot]) => free.has(slot)));
  if (replaced.size === 0) {
    return term;
  }
  const known = memo.get(term);
  if (known !== undefined) {
    return known;
  }
  const incoming = new Set([...replaced.values()].flatMap(by => (by.term ? [...freeSlots(by.term)] : [by.slot])));
  const children: ExprChild[] = [];
  for (const { binds, body } of term.children) {
    const fresh = freshNames(binds.filter(slot => incoming.has(slot)), new Set([...incoming, ...freeSlots(body), ...binds]));
    // Only a binder that touches the replacements needs others, and results of its own.
    const isTouched = fresh.size > 0 || binds.some(slot => given.has(slot));
    const inner = isTouched ? new Map([...[...replaced].filter(([slot]) => !binds.includes(slot)), ...[...fresh].map(([from, to]) => [from, { slot: to }] as const)]) : given;
    const child = substitute(body, inner, node, isTouched ? new Map() : memo);
    if (child === null) {
      return null;
    }
    children.push({ binds: binds.map(slot => fresh.get(slot) ?? slot), body: child });
  }
  const result = replaceOwn({ op: term.op, slots: term.slots, children }, replaced, node);
  memo.set(term, result);
  return result;
}

function replaceOwn(node: Expr, replaced: ReadonlyMap<Slot, Replacement>, of: SubstituteSlot): Expr | null {
  const renamed = { ...node, slots: node.slots.map(slot => replaced.get(slot)?.slot ?? slot) };
  let result: Expr | null = renamed;
  for (const [slot, { term }] of replaced) {
    if (term && result && result.slots.includes(slot)) {
      result = of(result, slot, term);
    }
  }
  return result;
}

/** New names for the bound slots that would catch others. */
function freshNames(clashing: readonly Slot[], taken: Set<Slot>): Map<Slot, Slot> {
  const names = new Map<Slot, Slot>();
  for (const slot of clashing) {
    let n = 0;
    while (taken.has(`${slot}'${n}`)) {
      n++;
    }
    taken.add(`${slot}'${n}`);
    names.set(slot, `${slot}'${n}`);
  }
  return names;
}

/** `(at $i)` is the slot as a term; nothing else can have its slots replaced by terms. */
export const AT: SubstituteSlot = (node, slot, by) => (node.op === 'at' && node.slots.length === 1 && node.slots[0] === slot && node.children.length === 0 ? by : null);
