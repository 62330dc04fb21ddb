/** Patterns compiled to be filled with a match: right sides, and left sides where explanations need them as terms. */
import type { HeadList } from './heads';
import { slotsUsedFree, visit, type Forbidden } from './program';
import type { PatternTree } from './pattern-text';

/** Slots and variables by number: first those of the left side, in its order, then slots of the right side only. */
export type Template =
  | { readonly kind: 'variable'; readonly variable: number }
  | { readonly kind: 'rename'; readonly variable: number; readonly from: number; readonly to: number }
  | { readonly kind: 'substitute'; readonly variable: number; readonly slot: number; readonly by: Template }
  | { readonly kind: 'node'; readonly op: string; readonly head: number; readonly own: readonly number[]; readonly children: readonly TemplateChild[] };

export type TemplateChild = { readonly binds: readonly number[]; readonly body: Template };

/** Compiles a pattern whose variables all have numbers; slots without one are given one. */
export function compileTemplate(tree: PatternTree, variables: readonly string[], slots: string[], heads: HeadList): Template {
  const variable = (name: string): number => {
    const index = variables.indexOf(name);
    if (index < 0) {
      throw new SyntaxError(`${name} is on the right side only`);
    }
    return index;
  };
  const slot = (name: string): number => (slots.includes(name) ? slots.indexOf(name) : slots.push(name) - 1);
  const compile = (t: PatternTree): Template => {
    switch (t.kind) {
      case 'variable':
        return { kind: 'variable', variable: variable(t.name) };
      case 'rename':
        return { kind: 'rename', variable: variable(t.of), from: slot(t.from), to: slot(t.to) };
      case 'substitute':
        return { kind: 'substitute', variable: variable(t.into), slot: slot(t.slot), by: compile(t.by) };
      case 'node':
        return {
          kind: 'node',
          op: t.op,
          head: heads.place(t.op, t.slots.length, t.children.map(child => child.binds.length)),
          own: t.slots.map(slot),
          children: t.children.map(child => ({ binds: child.binds.map(slot), body: compile(child.body) }))
        };
    }
  };
  return compile(tree);
}

/** Whether a term has to be taken apart to fill the template. */
export const hasSubstitution = (t: Template): boolean => t.kind === 'substitute' || (t.kind === 'node' && t.children.some(child => hasSubstitution(child.body)));

/**
 * What the binders of the left side forbid: a variable that stands under one, and on the right side also outside of it, must not
 * depend on its slot, which would get free. (A slot that the left side also uses free has a meaning outside.)
 */
export function forbiddenSlots(left: PatternTree, right: PatternTree): readonly Forbidden[] {
  const free = slotsUsedFree(left);
  const under = new Map<string, Set<string>>();
  visitBinders(left, [], (variable, scope) => under.set(variable, new Set([...(under.get(variable) ?? []), ...scope.filter(slot => !free.has(slot))])));
  const found = new Map<string, Forbidden>();
  visit(right, [], (variable, scope) =>
    under.get(variable)?.forEach(slot => {
      if (!scope.includes(slot)) {
        found.set(`${variable} ${slot}`, { variable, slot });
      }
    })
  );
  return [...found.values()];
}

function visitBinders(tree: PatternTree, scope: readonly string[], found: (variable: string, scope: readonly string[]) => void): void {
  if (tree.kind === 'variable') {
    found(tree.name, scope);
  } else if (tree.kind === 'node') {
    tree.children.forEach(child => visitBinders(child.body, [...scope, ...child.binds], found));
  }
}
