/**
 * Patterns of one row as terms: a variable is a function of its slots, and each use says at what. So a bound slot may be renamed, and
 * another row's pattern be matched, up to names.
 */
import type { PatternTree } from '../../../egraph/pattern-text';
import type { Variables } from './signatures';

export type Tree =
  | { readonly kind: 'use'; readonly name: string; readonly at: readonly (readonly [slot: string, value: string])[] }
  | { readonly kind: 'node'; readonly op: string; readonly children: readonly { readonly binds: readonly string[]; readonly body: Tree }[] };

export function treeOf(p: PatternTree, variables: Variables): Tree {
  const use = (name: string, from?: string, to?: string): Tree => ({
    kind: 'use',
    name,
    at: (variables.get(name)?.slots ?? []).map(s => [s, s === from && to !== undefined ? to : s] as const)
  });
  switch (p.kind) {
    case 'variable':
      return use(p.name);
    case 'rename':
      return use(p.of, p.from, p.to);
    case 'substitute':
      return use(p.into, p.slot, p.by.kind === 'node' ? p.by.op : '');
    case 'node':
      return { kind: 'node', op: p.op, children: p.children.map(c => ({ binds: c.binds, body: treeOf(c.body, variables) })) };
  }
}

/** The pattern again; a use at other slots than its own is a renaming, or a substitution of a number. */
export function patternOf(t: Tree): PatternTree {
  if (t.kind === 'node') {
    return { kind: 'node', op: t.op, slots: [], children: t.children.map(c => ({ binds: c.binds, body: patternOf(c.body) })) };
  }
  const moved = t.at.filter(([slot, value]) => slot !== value);
  if (moved.length > 1) {
    throw new Error(`${t.name} is used at more than one other slot`);
  }
  const [slot, value] = moved[0] ?? [];
  return slot === undefined || value === undefined
    ? { kind: 'variable', name: t.name }
    : value.startsWith('#')
      ? { kind: 'substitute', slot, by: { kind: 'node', op: value, slots: [], children: [] }, into: t.name }
      : { kind: 'rename', of: t.name, from: slot, to: value };
}

/** A slot in the place of another, which may be bound nowhere in the term. */
export function renamed(t: Tree, from: string, to: string): Tree {
  return t.kind === 'use'
    ? { ...t, at: t.at.map(([s, v]) => [s, v === from ? to : v] as const) }
    : { ...t, children: t.children.map(c => (c.binds.includes(from) ? c : { binds: c.binds, body: renamed(c.body, from, to) })) };
}

export function freeSlots(t: Tree): ReadonlySet<string> {
  return t.kind === 'use' ? new Set(t.at.map(([, v]) => v).filter(v => v.startsWith('$'))) : new Set(t.children.flatMap(c => [...freeSlots(c.body)].filter(s => !c.binds.includes(s))));
}

let fresh = 0;
/** Both with the same, new names for what a child binds. */
export function openTogether(a: Tree & { kind: 'node' }, b: Tree & { kind: 'node' }, k: number): { readonly slots: readonly string[]; readonly bodies: readonly [Tree, Tree] } {
  const [x, y] = [a.children[k], b.children[k]];
  const slots = x.binds.map(() => `$_${fresh++}`);
  const open = (c: typeof x): Tree => c.binds.reduce((body, s, i) => renamed(body, s, slots[i]), c.body);
  return { slots, bodies: [open(x), open(y)] };
}

export const haveOneShape = (a: Tree, b: Tree): boolean =>
  a.kind === 'node' && b.kind === 'node' && a.op === b.op && a.children.length === b.children.length && a.children.every((c, k) => c.binds.length === b.children[k].binds.length);

/** Equal up to the names of bound slots. */
export function areAlike(a: Tree, b: Tree): boolean {
  if (a.kind === 'use' || b.kind === 'use') {
    return a.kind === 'use' && b.kind === 'use' && a.name === b.name && a.at.every(([s, v], k) => b.at[k][0] === s && b.at[k][1] === v);
  }
  return haveOneShape(a, b) && a.children.every((_, k) => areAlike(...openTogether(a, b, k).bodies));
}
